import type { Container, ContainerPort } from '../k8s/pod.js';
import { checkedPorts, portNamed } from '../k8s/pod.js';
import type { ServicePort } from '../k8s/service.js';
import type { PodTemplate } from '../k8s/workload.js';
import type { PortMiss, Resolution } from './graph.js';

/** Named target ports are looked for in native sidecars from this minor version of Kubernetes on (semantics 5.3). */
const SIDECARS_SINCE = 33;

/**
 * What the EndpointSlice controller's FindPort answers for one Service port and one Pod (semantics 5.3): a number stands
 * for itself; a name is looked up with its protocol in the containers, then in the native sidecars.
 */
export function findPort(port: ServicePort, template: PodTemplate, minor: number): Resolution {
  if (port.target.kind !== 'name') {
    const number = port.target.number;
    const declared = [...regular(template), ...sidecars(template)].find(
      (candidate) => candidate.number === number && candidate.protocol === port.protocol,
    );
    return { port, template, number, declared, miss: undefined };
  }
  const { name } = port.target;
  const named = (candidate: ContainerPort): boolean => candidate.name === name;
  const scanned = [...regular(template), ...(minor >= SIDECARS_SINCE ? sidecars(template) : [])];
  const found = scanned.find((candidate) => named(candidate) && candidate.protocol === port.protocol);
  if (found !== undefined) return { port, template, number: found.number, declared: found, miss: undefined };
  return {
    port,
    template,
    number: undefined,
    declared: undefined,
    miss: missOf(port, template, scanned.find(named), named),
  };
}

function missOf(
  port: ServicePort,
  template: PodTemplate,
  otherProtocol: ContainerPort | undefined,
  named: (port: ContainerPort) => boolean,
): PortMiss {
  if (otherProtocol !== undefined) return { kind: 'protocol', found: otherProtocol };
  const sidecar = sidecars(template).find((candidate) => named(candidate) && candidate.protocol === port.protocol);
  if (sidecar !== undefined) return { kind: 'old-sidecar', found: sidecar };
  const init = portsOf(template, 'init').find(named);
  return init === undefined ? { kind: 'absent' } : { kind: 'init-container', found: init };
}

const portsOf = (template: PodTemplate, role: Container['role']): readonly ContainerPort[] =>
  template.containers.filter((container) => container.role === role).flatMap((container) => container.ports);
const regular = (template: PodTemplate): readonly ContainerPort[] => portsOf(template, 'regular');
const sidecars = (template: PodTemplate): readonly ContainerPort[] => portsOf(template, 'sidecar');

/** When the Pods of a template become ready: when probes succeed, as soon as they run, or never (semantics 6.5, 6.6). */
export function readinessOf(template: PodTemplate): 'probe' | 'always' | 'never' {
  const running = template.containers.filter((container) => container.role !== 'init');
  const hopeless = running.some((container) =>
    checkedPorts(container).some(
      ({ check, port }) =>
        (check === 'readinessProbe' || check === 'startupProbe') &&
        typeof port === 'string' &&
        portNamed(container, port) === undefined,
    ),
  );
  if (hopeless) return 'never';
  return running.some((container) => container.get('readinessProbe') !== undefined) ? 'probe' : 'always';
}
