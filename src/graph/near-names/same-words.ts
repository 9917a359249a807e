import { append } from '../../data/group.js';
import { once } from '../../data/once.js';
import type { Service } from '../../k8s/services/service.js';
import { stemOf } from '../../text/name-customs.js';
import { hasSameWords, wordsOf } from '../../text/spelling/whole-words.js';

/** A name that is asked for, in a namespace, on a port by number or name. */
interface Asked {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly port: number | string;
}

/** The Services of a namespace that have the port, and another name but for whole words: each name once. */
export type FindSameWords = (asked: Asked) => readonly Service[];

/** The one that is meant, where no other one may be. */
export function onlyOne([first, ...others]: readonly Service[]): Service | undefined {
  return others.length === 0 ? first : undefined;
}

/** A word that so many Services have tells nothing, and comparing all of them would be quadratic. */
const MOST_CANDIDATES = 200;

/** A configuration may name thousands of hosts, so Services are looked up by the words of their names. */
export function sameWordsAmong(
  services: readonly Service[],
  namespaceOf: (service: Service) => string | undefined,
): FindSameWords {
  const byWord = once(() => {
    const found = new Map<string, Service[]>();
    for (const service of services)
      for (const port of service.ports.flatMap(({ name, port }) => (name === '' ? [port] : [port, name])))
        for (const word of wordsWithin(service.name)) append(found, `${port} ${word}`, service);
    return found;
  });
  return ({ name, namespace, port }) => {
    const near = [...wordsWithin(name)].flatMap((word) => {
      const all = byWord().get(`${port} ${word}`) ?? [];
      return all.length > MOST_CANDIDATES ? [] : all;
    });
    const found = near.filter((service) => namespaceOf(service) === namespace && haveSameWords(name, service.name));
    // Versions of one Service, of which one will be applied, are one name.
    return [...new Map(found.toReversed().map((service) => [service.name, service])).values()].toReversed();
  };
}

/** The word for the kind is none of the application's: `api-service` beside `shop-api`. */
function haveSameWords(a: string, b: string): boolean {
  return hasSameWords(a, b) || hasSameWords(stemOf(a), stemOf(b));
}

function wordsWithin(name: string): ReadonlySet<string> {
  return new Set([...wordsOf(name), ...wordsOf(stemOf(name))]);
}
