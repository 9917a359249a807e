import { code } from '../../text/words.js';
import { folderOf } from '../../text/paths.js';
import type { Place } from '../../tree/tree.js';
import { isSlip } from '../dns/slip.js';
import type { Service } from '../service.js';
import { isSameButForService } from '../service-makers.js';
import { isCall, referencesOf } from './index.js';
import { matchingPorts } from './ports.js';
import type { ServiceReference } from './reference.js';
import { siblingsOf } from './siblings.js';

/** A slip of the hand: the Service stands beside the reference, and the object does not name it already, as routes of a mesh may do. */
export function isSlipFor({ from, name, role }: ServiceReference, similar: Service): boolean {
  const beside = folderOf(from.file.path) === folderOf(similar.resource.file.path);
  const named = isCall({ role }) && referencesOf(from).some((other) => other.name === similar.name);
  return beside && !named && (isSlip(name, similar.name) || isSameButForService(name, similar.name));
}

/** How sure it is that a namespace was mistaken: a slip, or both namespaces beside each other; of one that no Service on disk is in, nothing is known. */
export function evidenceOf(
  { from }: ServiceReference,
  { resource }: Service,
  [away, wanted]: readonly [string, string],
  isKnown: boolean,
): 'error' | 'warning' | 'info' {
  if (isSlip(away, wanted)) return 'error';
  if (!isKnown) return 'info';
  return folderOf(from.file.path) === folderOf(resource.file.path) ? 'error' : 'warning';
}

interface Renaming {
  readonly title: string;
  readonly applicability: 'unsafe';
  readonly changes: readonly { readonly replace: Place; readonly with: string }[];
}

/** Names another Service wherever the object names this one; the whole host of a mesh rule has more in it than the name. */
export function renaming(reference: ServiceReference, to: string): Renaming | undefined {
  const siblings = siblingsOf(reference);
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

/** Looks for the Service in another namespace, where the reference writes one in a field of its own; one that lacks the port as well was hardly meant. */
export function relocation(reference: ServiceReference, namespace: string, service: Service): Renaming | undefined {
  const hasPort =
    (reference.port.kind === 'unwritten' && reference.port.number === undefined) ||
    matchingPorts(reference.port, service).length > 0;
  if (!hasPort) return undefined;
  const places = siblingsOf(reference).flatMap(({ namespaceAt }) => namespaceAt ?? []);
  if (reference.referrer === 'istio' || places.length === 0) return undefined;
  return {
    title: `look in namespace ${code(namespace)}`,
    applicability: 'unsafe',
    changes: places.map((replace) => ({ replace, with: namespace })),
  };
}
