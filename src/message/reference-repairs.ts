import { matchingPorts } from '../k8s/slips/ports.js';
import type { ServiceReference, WantedPort } from '../k8s/references/reference.js';
import type { Service, ServicePort } from '../k8s/services/service.js';
import { portNameProblem, ZONE } from '../k8s/syntax/names.js';
import { code } from '../text/words.js';
import type { Place } from '../tree/tree.js';

/**
 * Writes the port in the form of the reference: a name for a name where there is one that it can say, else the number.
 */
export function portChanges(
  { port: wanted, referrer, embedded }: ServiceReference,
  port: ServicePort,
  quoted: boolean,
): readonly { readonly replace: Extract<WantedPort, { kind: 'name' }>['at']; readonly with: string | number }[] {
  if (wanted.kind === 'unwritten' || embedded === true) return [];
  if (wanted.kind === 'number') return [{ replace: wanted.at, with: port.port }];
  const sayable = port.name !== '' && (referrer !== 'ingress' || portNameProblem(port.name) === undefined);
  if (sayable && !quoted) return [{ replace: wanted.at, with: port.name }];
  return [
    ...(wanted.keyAt === undefined ? [] : [{ replace: wanted.keyAt, with: 'number' }]),
    { replace: wanted.at, with: port.port },
  ];
}

interface Renaming {
  readonly title: string;
  readonly applicability: 'unsafe';
  readonly changes: readonly { readonly replace: Place; readonly with: string }[];
}

/**
 * Names another Service wherever the object names this one; the whole host of a mesh rule has more in it than the name.
 */
export function renaming(reference: ServiceReference, to: string): Renaming | undefined {
  const siblings = reference.siblings;
  if (
    siblings.some(
      ({ referrer, namespace, embedded }) => embedded === true || (referrer === 'istio' && namespace !== undefined),
    )
  )
    return undefined;
  return {
    title: `name Service ${code(to)}`,
    applicability: 'unsafe',
    changes: siblings.map(({ nameAt }) => ({ replace: nameAt, with: to })),
  };
}

/**
 * Looks for the Service in another namespace, where the reference writes one in a field of its own; one that lacks the
 * port as well was hardly meant.
 */
export function relocation(reference: ServiceReference, namespace: string, service: Service): Renaming | undefined {
  const hasPort =
    (reference.port.kind === 'unwritten' && reference.port.number === undefined) ||
    matchingPorts(reference.port, service).length > 0;
  if (!hasPort) return undefined;
  const places = reference.siblings.flatMap(({ namespaceAt }) => namespaceAt ?? []);
  if (reference.referrer === 'istio' || places.length === 0) return undefined;
  return {
    title: `look in namespace ${code(namespace)}`,
    applicability: 'unsafe',
    changes: places.map((replace) => ({ replace, with: namespace })),
  };
}

/** How the place could name the other namespace; undefined where it names one, which is changed. */
export function reachWords(
  { referrer, name, namespaceAt, role }: ServiceReference,
  namespace: string,
): string | undefined {
  if (referrer === 'istio') return `write the whole name, ${code(`${name}.${namespace}.svc.${ZONE}`)}`;
  if (namespaceAt !== undefined) return undefined;
  const grant = role === 'parent' ? '' : ', and let a ReferenceGrant there allow it';
  return `write ${code(`namespace: ${namespace}`)}${grant}`;
}
