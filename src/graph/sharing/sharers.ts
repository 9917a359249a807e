import type { Service } from '../../k8s/services/service.js';
import { isForMetalLb, podsForLocal, sharingKey } from './shared-address.js';

/**
 * The Services that ask for one address, one after the other. Whom a later one clashes with is found among a few of
 * them: the first of those that have no key, that have another key, that have a port of its own, and that have other
 * Pods. So that each costs what its own ports cost, however many share the address.
 */
export class Sharers {
  readonly #byKey = new Firsts();
  readonly #byPort = new Firsts();
  readonly #byPods = new Map<string, Firsts>();
  #added = 0;

  /** Earlier Services of another name, in their order. Where any clashes with this one, the first that does is here. */
  candidates(service: Service): readonly Service[] {
    const key = sharingKey(service)?.value;
    const found = this.#byKey.ofOtherClasses(classOf(service), service.name);
    if (key === undefined) found.push(...this.#byKey.of(classOf(service), service.name));
    else {
      for (const port of portsOf(service, key)) found.push(...this.#byPort.of(port, service.name));
      found.push(...(this.#byPods.get(key)?.ofOtherClasses(podsForLocal(service), service.name) ?? []));
    }
    return found.sort((one, other) => one.at - other.at).map((each) => each.service);
  }

  add(service: Service): void {
    const placed = { service, at: this.#added++ };
    const key = sharingKey(service)?.value;
    this.#byKey.add(classOf(service), placed);
    if (key === undefined) return;
    for (const port of portsOf(service, key)) this.#byPort.add(port, placed);
    const ofKey = this.#byPods.get(key) ?? new Firsts();
    this.#byPods.set(key, ofKey);
    ofKey.add(podsForLocal(service), placed);
  }
}

interface Placed {
  readonly service: Service;
  readonly at: number;
}

/** The first two of each class that have different names, so that one of them has another name than any third. */
class Firsts {
  readonly #classes = new Map<string, Placed[]>();

  add(name: string, placed: Placed): void {
    const firsts = this.#classes.get(name);
    if (firsts === undefined) this.#classes.set(name, [placed]);
    else if (firsts.length < 2 && firsts[0]?.service.name !== placed.service.name) firsts.push(placed);
  }

  of(name: string, except: string): Placed[] {
    return (this.#classes.get(name) ?? []).filter(({ service }) => service.name !== except).slice(0, 1);
  }

  /** One of each of the first classes that are not this one. */
  ofOtherClasses(name: string, except: string): Placed[] {
    const found: Placed[] = [];
    for (const each of this.#classes.keys()) {
      if (found.length === OTHERS) break;
      if (each !== name) found.push(...this.of(each, except));
    }
    return found;
  }
}

/** Without a key and for MetalLB, without and for any, and one with a key: each of the three can be what clashes. */
const OTHERS = 3;

function classOf(service: Service): string {
  const key = sharingKey(service)?.value;
  return key === undefined ? `without, ${isForMetalLb(service) ? 'for MetalLB' : 'for any'}` : `key ${key}`;
}

function portsOf({ ports }: Service, key: string): readonly string[] {
  return ports.map(({ port, protocol }) => `${port}/${protocol} ${key}`);
}
