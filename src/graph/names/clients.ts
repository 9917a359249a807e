import { dialledPort } from '../../k8s/dns/dialled-port.js';
import type { NameReference } from '../../k8s/dns/name-reference.js';
import { isCall, type WantedPort } from '../../k8s/references/references.js';
import type { Service } from '../../k8s/services/service.js';
import type { Place } from '../../tree/tree.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { LoadedObject } from '../../units/unit/objects.js';
import { append } from '../../data/group.js';
import { once } from '../../data/once.js';
import type { NameResolution } from './name-resolution.js';
import type { ServiceLookup, WantedName } from '../references/service-lookup.js';

/**
 * A place on disk from which requests go to a Service: a backend of an Ingress or a route, or a DNS name that Pods
 * read.
 */
export interface Client {
  readonly from: Resource;
  /** The name in a text that Pods read; undefined for a reference in a field. */
  readonly name: NameReference | undefined;
  readonly at: Place;
  /** `api-server` stands for webhooks and the like, which the control plane calls. */
  readonly by: 'traffic' | 'api-server' | 'name';
  /** The number or the name of the Service's port; undefined where it is not written. */
  readonly port: number | string | undefined;
}

/** Who names a Service for sure, by Service; read when somebody first asks. */
export function clientsOf(
  objects: readonly LoadedObject[],
  names: { service(wanted: WantedName): ServiceLookup; host(name: NameReference): NameResolution },
): (service: Service) => readonly Client[] {
  const all = once(() => {
    const clients = new Map<Service, Client[]>();
    for (const { references, names: hosts } of objects) {
      for (const { name, namespace, from, nameAt, referrer, port } of references.filter(isCall)) {
        const found = names.service({ name, namespace, from });
        const client: Client = {
          from,
          name: undefined,
          at: nameAt,
          by: referrer === 'api-server' ? 'api-server' : 'traffic',
          port: portOf(port),
        };
        if (found.kind === 'found' && found.certain)
          for (const service of found.services) append(clients, service, client);
      }
      for (const name of hosts) {
        const found = names.host(name);
        if (found.kind === 'found' && found.certain)
          for (const service of found.services) append(clients, service, new CallingText(name));
      }
    }
    return clients;
  });
  return (service) => all().get(service) ?? [];
}

/** The first text that calls a name which no Service of the namespace has; they are read when somebody first asks. */
export function callsInVain(
  objects: readonly LoadedObject[],
  names: { host(name: NameReference): NameResolution },
): (service: string, namespace: string | null) => NameReference | undefined {
  const keyOf = (service: string, namespace: string | null | undefined): string => `${namespace ?? ''}/${service}`;
  const all = once(() => {
    const calls = new Map<string, NameReference>();
    for (const name of objects.flatMap((object) => object.names)) {
      const found = names.host(name);
      if (found.kind !== 'missing' || found.wanted.before.length > 0) continue;
      const key = keyOf(found.wanted.service, found.wanted.namespace ?? found.home);
      if (!calls.has(key)) calls.set(key, name);
    }
    return calls;
  });
  return (service, namespace) => all().get(keyOf(service, namespace));
}

/** A call of a full cluster name, of which the unit has nothing but where it leads. */
export interface AbsentCall {
  readonly name: NameReference;
  readonly service: string;
  readonly namespace: string;
}

const UNSEEN: ReadonlySet<string> = new Set(['nothing', 'elsewhere']);

/** The calls of full names of Services that the unit does not have; they are read when somebody first asks. */
export function callsBeyond(
  objects: readonly LoadedObject[],
  names: { host(name: NameReference): NameResolution },
): () => readonly AbsentCall[] {
  return once(() =>
    objects.flatMap((object) =>
      object.names.flatMap((name): readonly AbsentCall[] => {
        if (name.name.form !== 'full') return [];
        const found = names.host(name);
        // What is like a Service on disk may be a slip, which is said of the name.
        if (found.kind !== 'missing' || !UNSEEN.has(found.likely.kind)) return [];
        const { service, namespace } = found.wanted;
        return namespace === undefined ? [] : [{ name, service, namespace }];
      }),
    ),
  );
}

/** A tree has as many as it has names in its texts, and of most of them nobody asks the place. */
class CallingText implements Client {
  readonly from: Resource;
  readonly by = 'name';
  readonly port: number | undefined;

  constructor(readonly name: NameReference) {
    this.from = name.from;
    this.port = dialledPort(name);
  }

  get at(): Place {
    return this.name.hostAt;
  }
}

function portOf(port: WantedPort): number | string | undefined {
  if (port.kind === 'number') return port.number;
  return port.kind === 'name' ? port.name : port.number;
}
