import { type Container, type ContainerPort, portNamed } from '../../k8s/pods/container.js';
import type { ServicePort } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';

/** Named target ports are looked for in native sidecars from this minor version of Kubernetes on (semantics 5.3). */
const SIDECARS_SINCE = 33;

/**
 * What the EndpointSlice controller's FindPort answers for one Service port and one Pod (semantics 5.3): a number
 * stands for itself; a name is looked up with its protocol in the containers, then in the native sidecars.
 */
export function findPort(
  port: ServicePort,
  template: PodTemplate,
  minor: number,
  declared: DeclaredPorts = declaredPorts(template),
): Resolution {
  const { target, protocol } = port;
  if (target.kind !== 'name') {
    const { number } = target;
    return { port, template, number, declared: declared.running.numbered(number, protocol), miss: undefined };
  }
  const scanned = minor >= SIDECARS_SINCE ? declared.running : declared.regular;
  const found = scanned.named(target.name, protocol);
  if (found !== undefined) return { port, template, number: found.number, declared: found, miss: undefined };
  const miss = missOf(target.name, protocol, scanned, declared);
  return { port, template, number: undefined, declared: undefined, miss };
}

function missOf(name: string, protocol: string, scanned: PortTable, { running, init }: DeclaredPorts): PortMiss {
  const otherProtocol = scanned.named(name);
  if (otherProtocol !== undefined) return { kind: 'protocol', found: otherProtocol };
  const sidecar = running.named(name, protocol);
  if (sidecar !== undefined) return { kind: 'old-sidecar', found: sidecar };
  const ended = init.named(name);
  return ended === undefined ? { kind: 'absent' } : { kind: 'init-container', found: ended };
}

/** The container ports of one template in the order in which FindPort looks, by name and by number. */
export interface DeclaredPorts {
  readonly regular: PortTable;
  /** The regular containers, then the native sidecars. */
  readonly running: PortTable;
  /** Init containers that have ended before the Pod serves. */
  readonly init: PortTable;
}

/** Ports that can be asked for; the first one that fits is the answer. */
interface PortTable {
  named(name: string, protocol?: string): ContainerPort | undefined;
  numbered(number: number, protocol: string): ContainerPort | undefined;
}

export function declaredPorts({ containers }: PodTemplate): DeclaredPorts {
  const of = (role: Container['role']): readonly ContainerPort[] =>
    containers.filter((container) => container.role === role).flatMap(({ ports }) => ports);
  const [regular, sidecars] = [of('regular'), of('sidecar')];
  const table = tableOf(regular);
  return {
    regular: table,
    running: sidecars.length === 0 ? table : tableOf([...regular, ...sidecars]),
    init: tableOf(of('init')),
  };
}

/** So few ports are looked through; a table of them would take longer to make. */
const FEW = 8;

function tableOf(ports: readonly ContainerPort[]): PortTable {
  if (ports.length <= FEW) {
    return {
      named: (name, protocol) =>
        ports.find((port) => port.name === name && (protocol === undefined || port.protocol === protocol)),
      numbered: (number, protocol) => ports.find((port) => port.number === number && port.protocol === protocol),
    };
  }
  const first = new Map<string, ContainerPort>();
  for (const port of ports) {
    const { name, number, protocol } = port;
    const keys = name === undefined ? [] : [`name ${name}`, `name ${name}/${protocol}`];
    for (const key of [...keys, `${number}/${protocol}`]) if (!first.has(key)) first.set(key, port);
  }
  return {
    named: (name, protocol) => first.get(protocol === undefined ? `name ${name}` : `name ${name}/${protocol}`),
    numbered: (number, protocol) => first.get(`${number}/${protocol}`),
  };
}

/**
 * When the Pods of a template become ready: when probes succeed, as soon as they run, or never (semantics 6.5, 6.6).
 */
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
