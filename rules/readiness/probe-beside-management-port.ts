import type { Graph } from '../../src/graph/graph.js';
import { runningPorts } from '../../src/k8s/listening/running.js';
import { describe } from '../../src/k8s/object/resource.js';
import type { Container } from '../../src/k8s/pods/container.js';
import { managementPort, type ManagementPort } from '../../src/k8s/listening/management.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';
import { getNumber, getString, type Path } from '../../src/tree/tree.js';

/** A program with a management server answers its health checks there, and 404 on the main port (semantics 6.5). */
export default defineRule({
  id: 'probe-beside-management-port',
  severity: 'warning',
  summary: 'A probe that asks the main port for what the program answers on its management port alone',
  kinds: ['Workload'],
  fixable: false,
  since: '0.1.0',

  *check({ templates, resource }, graph) {
    if (resource.partial || resource.patched || graph.unit.isRefused(resource)) return;
    for (const template of templates)
      for (const container of template.containers) {
        const asked = pathsAsked(container);
        const management = asked.length === 0 ? undefined : managementOf(container, template, graph);
        if (management === undefined) continue;
        for (const probe of asked)
          if (isAstray(probe, management, container, template)) yield astray(template, container, probe, management);
      }
  },
});

const managementOf = (container: Container, template: PodTemplate, { ports }: Graph): ManagementPort | undefined =>
  managementPort(
    container,
    () => ports.given(template, container).variables,
    () => ports.configured(template, container).files,
  );

interface Asked {
  readonly name: string;
  readonly path: Path;
  readonly text: string;
  readonly number: number;
}

/** Every path of one of the few words that such servers answer. */
const ASKED = /^\/(?:actuator|health|metrics|auth\/health)(?:\/|$)/;

function pathsAsked(container: Container): readonly Asked[] {
  return container.checks.flatMap(({ name, path, tree }): readonly Asked[] => {
    const text = getString(tree, 'httpGet', 'host') === undefined ? (getString(tree, 'httpGet', 'path') ?? '') : '';
    if (!ASKED.test(text) || name === 'postStart' || name === 'preStop') return [];
    const port = getNumber(tree, 'httpGet', 'port') ?? getString(tree, 'httpGet', 'port');
    const number = typeof port === 'number' ? port : container.ports.find((declared) => declared.name === port)?.number;
    return number === undefined ? [] : [{ name, path: [...path, 'httpGet', 'port'], text, number }];
  });
}

/** Not where another container of the Pod answers. */
function isAstray(
  { text, number }: Asked,
  { port, paths }: ManagementPort,
  own: Container,
  template: PodTemplate,
): boolean {
  const holder = runningPorts(template).find((each) => each.number === number);
  return number !== port && paths.test(text) && (holder === undefined || holder.container === own);
}

function astray(
  { workload }: PodTemplate,
  container: Container,
  { name, path, text, number }: Asked,
  { port, at, said }: ManagementPort,
): Finding {
  const declared = container.ports.find((each) => each.number === port);
  return {
    message:
      `${describe(workload.resource)} has a ${name} of ${code(container.name)} for ${code(text)} on ${number}, ` +
      `which is answered on ${port}`,
    at: { place: container.at(...path), text: `the main port, where ${code(text)} is not found` },
    related: [{ place: at, text: `${said} has a server of its own for this` }],
    notes: ['the main port answers 404, and the probe fails'],
    help: `ask ${code(declared?.name ?? String(port))}`,
  };
}
