import { isSameByCustom } from '../../text/name-customs.js';
import { isSlip } from '../../text/spelling/slip.js';
import type { Service } from '../services/service.js';
import type { ServiceReference } from '../references/reference.js';
import { isCall } from '../references/references.js';
import { matchingPorts } from './ports.js';

/**
 * A slip of the hand: the Service stands beside the reference, and the object does not name it already, as routes of a
 * mesh may do.
 */
export function isSlipFor({ from, name, role, all }: ServiceReference, similar: Service): boolean {
  const beside = from.file.folder === similar.resource.file.folder;
  const named = isCall({ role }) && all.some((other) => other.name === similar.name);
  return beside && !named && (isSlip(name, similar.name) || isSameByCustom(name, similar.name));
}

/**
 * How sure it is that a namespace was mistaken: a slip, or both namespaces beside each other; of one that no Service on
 * disk is in, nothing is known.
 */
export function evidenceOf(
  reference: ServiceReference,
  service: Service,
  [away, wanted]: readonly [string, string],
  isKnown: boolean,
): 'error' | 'warning' | 'info' {
  if (isSlip(away, wanted)) return 'error';
  if (!isKnown) return isShortFor(reference, service) || isBeside(reference, service) ? 'warning' : 'info';
  return reference.from.file.folder === service.resource.file.folder ? 'error' : 'warning';
}

/** What Kubebuilder writes for its kustomizations to replace. */
const SCAFFOLDED = 'system';

/**
 * Both namespaces are written, in files of one folder, and the Service has the port that is called: it would be a
 * strange chance that another one of that name and port lives where nothing on disk does.
 */
function isBeside({ from, namespace, port, role }: ServiceReference, service: Service): boolean {
  return (
    namespace !== undefined &&
    namespace !== SCAFFOLDED &&
    isCall({ role }) &&
    service.resource.namespace !== undefined &&
    from.file.folder === service.resource.file.folder &&
    matchingPorts(port, service).length === 1
  );
}

/**
 * Istio completes a short host with the namespace of the rule, whatever Services are in it; both namespaces are
 * written, and the port is that of the Service (semantics 7.3).
 */
function isShortFor({ referrer, namespace, from, port, role }: ServiceReference, service: Service): boolean {
  return (
    referrer === 'istio' &&
    isCall({ role }) &&
    namespace === undefined &&
    from.namespace !== undefined &&
    service.resource.namespace !== undefined &&
    from.file.folder === service.resource.file.folder &&
    port.kind === 'number' &&
    matchingPorts(port, service).length === 1
  );
}
