import type { Graph } from '../../src/graph/graph.js';
import { readClusterName } from '../../src/k8s/dns/cluster-name.js';
import type { Check } from '../../src/k8s/pods/checks.js';
import { usesHostNetwork, type Container } from '../../src/k8s/pods/container.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { serviceWords } from '../../src/message/ports.js';
import { defineRule, type Finding, type PlacedLabel } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';
import { getString } from '../../src/tree/tree.js';

/** The kubelet connects from the node, and to the Pod where no host is written (semantics 6.5). */
export default defineRule({
  id: 'foreign-probe-host',
  severity: 'warning',
  summary: 'A probe or hook whose `host` is not the Pod, seen from the node',
  kinds: ['Workload'],
  fixable: false,
  since: '0.1.0',

  *check(workload, graph) {
    for (const template of workload.templates) {
      for (const container of template.containers) {
        for (const check of container.checks) {
          for (const handler of ['httpGet', 'tcpSocket']) {
            const host = getString(check.tree, handler, 'host');
            const fault = host === undefined ? undefined : faultOf(host, container, template, graph);
            if (host !== undefined && fault !== undefined) yield foreign(container, check, { handler, host, fault });
          }
        }
      }
    }
  },
});

interface Fault {
  readonly text: string;
  readonly note: string;
  readonly related: readonly PlacedLabel[];
}

/** Undefined for what may be the Pod, and for hosts of the outside world, which somebody may want to be asked. */
function faultOf(host: string, container: Container, template: PodTemplate, graph: Graph): Fault | undefined {
  if (host.includes('$('))
    return {
      text: 'the kubelet expands no variables here',
      note: 'the host is looked up as it stands here, which fails',
      related: [],
    };
  if (/^(localhost|127(\.\d{1,3}){3}|0\.0\.0\.0|::1?|\[::1?\])$/i.test(host))
    return isTheNode(container, template)
      ? undefined
      : { text: 'this is the node for the kubelet, not the Pod', note: 'the probe runs on the node', related: [] };
  return nameFault(host, container, template, graph);
}

/** With `hostNetwork` the node is the Pod, and a host port is open on the node as well. */
function isTheNode(container: Container, { workload, path }: PodTemplate): boolean {
  return (
    usesHostNetwork(workload.resource.get(...path, 'spec')) ||
    container.ports.some(({ hostPort }) => hostPort !== undefined)
  );
}

function nameFault(host: string, container: Container, { workload }: PodTemplate, graph: Graph): Fault | undefined {
  const read = readClusterName(host.toLowerCase().replace(/\.$/, ''));
  if (read === undefined) return undefined;
  const note = 'the kubelet looks names up as the node does, which knows no names of the cluster';
  if (read.form !== 'short') return { text: 'a name of the cluster, which the node does not know', note, related: [] };
  const [name = '', namespace] = read.labels;
  const services = graph.unit.servicesNamed(name, workload.resource);
  const [service] = services.filter(
    ({ resource }) => namespace === undefined || graph.namespaces.of(resource) === namespace,
  );
  if (service !== undefined)
    return {
      text: `the node does not know ${serviceWords(service)}`,
      note,
      related: [{ place: service.resource.at('metadata', 'name'), text: `${serviceWords(service)}, for Pods only` }],
    };
  return namespace === undefined && [container.name, workload.name].includes(name)
    ? { text: 'no name that the node knows', note, related: [] }
    : undefined;
}

const CONSEQUENCES: Readonly<Record<Check['name'], string>> = {
  readinessProbe: 'the probe fails, and the Pod never becomes ready',
  startupProbe: 'the probe fails, and the container is restarted without end',
  livenessProbe: 'the probe fails, and the container is restarted without end',
  postStart: 'the hook fails, and the container is restarted without end',
  preStop: 'the hook fails, and the container is stopped without it',
};

function foreign(
  container: Container,
  check: Check,
  { handler, host, fault }: { readonly handler: string; readonly host: string; readonly fault: Fault },
): Finding {
  const hook = check.name === 'postStart' || check.name === 'preStop' ? ' hook' : '';
  return {
    message: `the ${check.name}${hook} of container ${code(container.name)} calls ${code(host)}, which is not the Pod`,
    at: { place: container.at(...check.path, handler, 'host'), text: fault.text },
    related: fault.related,
    notes: [`${fault.note}: ${CONSEQUENCES[check.name]}`],
    help:
      handler === 'httpGet'
        ? 'remove `host`: the probe goes to the Pod then; a header `Host` belongs in `httpHeaders`'
        : 'remove `host`: the probe goes to the Pod then',
  };
}
