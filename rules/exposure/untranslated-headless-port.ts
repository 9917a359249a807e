import { replacing } from '../../src/message/replacing.js';
import type { Graph } from '../../src/graph/graph.js';
import { servesMetricsOnly } from '../../src/k8s/services/metrics-service.js';
import { requirementsOf } from '../../src/k8s/labels/labels.js';
import { portWords, serviceWords } from '../../src/message/ports.js';
import { describe } from '../../src/k8s/object/resource.js';
import type { Service, ServicePort } from '../../src/k8s/services/service.js';
import { isDummyPort } from '../../src/k8s/services/serving.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';
import { isGoverning } from '../../src/k8s/workloads/pod-naming.js';

/**
 * kube-proxy skips headless Services: clients reach the Pods, so nothing turns `port` into `targetPort` (semantics 4.3,
 * 5.9).
 */
export default defineRule({
  id: 'untranslated-headless-port',
  severity: 'warning',
  summary: 'A port of a headless Service that differs from the port of its Pods',
  kinds: ['Service'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(service, graph) {
    if (
      !service.headless ||
      service.selector === undefined ||
      graph.unit.isRefused(service.resource) ||
      servesMetricsOnly(service)
    )
      return;
    const clients = graph.names.clientsOf(service);
    // What takes endpoints for its backends, as ingress controllers do, reads the number of the Pod from them.
    if (clients.some(({ by }) => by === 'traffic')) return;
    const templates = orElsewhere(graph.selection.of(service).templates, service, graph);
    const isNamesOnly = templates.some((template) => isGoverning(service, template));
    for (const port of service.ports) {
      // The Service that gives the Pods of a StatefulSet their names has ports because some must be there.
      if (isDummyPort(port) || (isNamesOnly && !clients.some((client) => client.port === port.port))) continue;
      const reached = numbersOf(service, port, graph);
      const [first] = reached;
      if (first === undefined || reached.some(({ number }) => number === port.port)) continue;
      const isSingle = reached.every(({ number }) => number === first.number);
      const finding = untranslated(service, port, first, isSingle);
      // Who calls the Pods takes the Service beside it, which translates.
      const isIdle =
        clients.length === 0 && templates.length > 0 && templates.every((each) => hasClusterIp(each, graph));
      yield isIdle ? { ...finding, severity: 'info' } : finding;
    }
  },
});

function hasClusterIp(template: PodTemplate, { selection }: Graph): boolean {
  return selection.servicesOf(template).some(({ headless, type }) => !headless && type !== 'ExternalName');
}

/** The Pods of another unit, where this one has none. */
function orElsewhere(
  templates: readonly PodTemplate[],
  { selector, resource }: Service,
  { elsewhere }: Graph,
): readonly PodTemplate[] {
  return templates.length > 0 ? templates : elsewhere.pods(requirementsOf(selector), resource);
}

interface Reached {
  readonly number: number;
  readonly template: PodTemplate | undefined;
}

/** Where the port leads in each selected template; without templates, what is written. */
function numbersOf(service: Service, port: ServicePort, graph: Graph): readonly Reached[] {
  if (port.target.kind === 'number') {
    const { number } = port.target;
    const isDeclared = orElsewhere(graph.ports.judged(service), service, graph).some((template) =>
      template.containers.some(({ ports }) => ports.some((declared) => declared.number === port.port)),
    );
    // Where the number is declared as well, clients do reach something.
    return isDeclared ? [] : [{ number, template: undefined }];
  }
  if (port.target.kind === 'default') return [];
  const resolved = graph.selection
    .of(service)
    .templates.map((template) => ({ template, number: graph.ports.resolve(port, template).number }));
  return resolved.flatMap(({ template, number }) => (number === undefined ? [] : [{ template, number }]));
}

function untranslated(service: Service, port: ServicePort, { number, template }: Reached, single: boolean): Finding {
  const declared = template?.containers.flatMap(({ ports }) => ports).find((candidate) => candidate.number === number);
  const label = port.name === '' ? undefined : `_${port.name}._${port.protocol.toLowerCase()}.${service.name}`;
  return {
    message:
      `headless ${serviceWords(service)} does not lead from ` +
      `${portWords(port)}${port.name === '' ? '' : ` (${port.port})`} to port ${number} of its Pods`,
    at: { place: port.at('port'), text: 'clients dial the Pods, and this port of theirs' },
    related: [
      { place: port.at('targetPort'), text: 'used by nobody: a headless Service translates nothing' },
      ...(declared === undefined || template === undefined
        ? []
        : [{ place: declared.at('containerPort'), text: `${describe(template.workload.resource)} listens here` }]),
    ],
    notes: [
      label === undefined
        ? 'DNS answers with the addresses of the Pods, and no proxy stands between'
        : `DNS answers with the addresses of the Pods; only the SRV record ${code(label)} says ${number}`,
    ],
    help: single ? undefined : 'give clients one port number that all of these Pods listen on',
    fix: single ? replacing(`offer port ${number}`, port.at('port'), number) : undefined,
  };
}
