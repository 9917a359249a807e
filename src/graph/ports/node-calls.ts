import { once } from '../../data/once.js';
import type { ContainerPort } from '../../k8s/pods/container.js';
import { nodeCalls, type NodeCall } from '../../k8s/variables/node-calls.js';
import { isHostNetwork } from '../../k8s/workloads/host-ports.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** Ports on which Pods of each node are called by the node's address, and which stand open in the Pods only. */
export interface NodeCalls {
  /** The ports of a DaemonSet that others call so, each with the first call (semantics 8.9). */
  unpublished(template: PodTemplate): readonly { readonly port: ContainerPort; readonly call: NodeCall }[];
}

export function nodeCallsOf(index: Pick<UnitIndex, 'templates' | 'nodePorts'>): NodeCalls {
  const calls = once(() => [...index.templates].flatMap(nodeCalls));
  const open = once(() => openOnNodes(index));
  const declarers = once(() => {
    const counts = new Map<number, number>();
    for (const { number } of [...index.templates].filter(isOfNodes).flatMap(portsOf))
      counts.set(number, (counts.get(number) ?? 0) + 1);
    return counts;
  });
  return {
    unpublished(template) {
      if (!isOfNodes(template) || isHostNetwork(template) || calls().length === 0) return [];
      return portsOf(template).flatMap((port) => {
        const call = calls().find(
          ({ numbers, template: caller }) => numbers.includes(port.number) && caller.workload !== template.workload,
        );
        const isOpen = call === undefined || open() === 'unknown' || call.numbers.some((each) => isIn(open(), each));
        return isOpen || declarers().get(port.number) !== 1 ? [] : [{ port, call }];
      });
    },
  };
}

const isOfNodes = ({ workload }: PodTemplate): boolean => workload.kind === 'DaemonSet';

const portsOf = ({ containers }: PodTemplate): readonly ContainerPort[] => containers.flatMap(({ ports }) => ports);

/** The numbers on which nodes take connections; unknown where Pods in the network of the node declare none. */
function openOnNodes({
  templates,
  nodePorts,
}: Pick<UnitIndex, 'templates' | 'nodePorts'>): ReadonlySet<number> | 'unknown' {
  const numbers = new Set(nodePorts.keys());
  for (const template of templates) {
    const ports = portsOf(template);
    const isHost = isHostNetwork(template);
    if (isHost && ports.length === 0 && isOfNodes(template)) return 'unknown';
    for (const { hostPort, number } of ports) {
      if (hostPort !== undefined) numbers.add(hostPort);
      else if (isHost) numbers.add(number);
    }
  }
  return numbers;
}

function isIn(open: ReadonlySet<number> | 'unknown', number: number): boolean {
  return open === 'unknown' || open.has(number);
}
