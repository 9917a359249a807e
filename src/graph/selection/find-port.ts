import { type Container, type ContainerPort, portNamed } from '../../k8s/pods/container.js';
import type { ServicePort } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';

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
    container.checkedPorts.some(
      ({ check, port }) =>
        (check === 'readinessProbe' || check === 'startupProbe') &&
        typeof port === 'string' &&
        portNamed(container, port) === undefined,
    ),
  );
  if (hopeless) return 'never';
  return running.some((container) => container.get('readinessProbe') !== undefined) ? 'probe' : 'always';
}

/** What FindPort makes of one Service port for the Pods of one template (semantics 5.3). */
export interface Resolution {
  readonly port: ServicePort;
  readonly template: PodTemplate;
  /** The number that the endpoint gets; undefined where the port is silently left out. */
  readonly number: number | undefined;
  /** The declared container port behind it; a number needs none. */
  readonly declared: ContainerPort | undefined;
  /** Why a name was not found. */
  readonly miss: PortMiss | undefined;
}

export type PortMiss =
  /** The name exists, with another protocol. */
  | { readonly kind: 'protocol'; readonly found: ContainerPort }
  /** The name stands on a plain init container only, which has ended before the Pod serves. */
  | { readonly kind: 'init-container'; readonly found: ContainerPort }
  /** The name stands on a native sidecar, where Kubernetes before 1.33 does not look. */
  | { readonly kind: 'old-sidecar'; readonly found: ContainerPort }
  | { readonly kind: 'absent' };
