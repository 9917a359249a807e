import { runningPorts } from '../../src/k8s/listening/running.js';
import { isSwapped } from '../../src/k8s/services/swapped-port.js';
import { numbersOf, portWords, serviceWords } from '../../src/message/ports.js';
import type { Service, ServicePort } from '../../src/k8s/services/service.js';
import { isDummyPort } from '../../src/k8s/services/serving.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { defineRule, type Finding, type FixRecipe } from '../../src/rule/rule.js';

/** A number needs no declaration (semantics 5.3, 6.1), but where containers declare other ports it is often a slip. */
export default defineRule({
  id: 'undeclared-target-port',
  severity: 'warning',
  summary: 'A numeric target port where the selected containers declare other ports',
  kinds: ['Service'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(service, { ports }) {
    // Clients of a headless Service reach the Pods directly: its ports are often there because some port must be.
    if (service.headless) return;
    const templates = ports.judged(service);
    if (areAlternatives(templates, service)) return;
    for (const port of service.ports) {
      if (port.target.kind !== 'number' || port.target.number > 65_535 || isDummyPort(port)) continue;
      if (isSwapped(port, templates) || !ports.contradicts(templates, port.target.number)) continue;
      yield undeclared(service, port, port.target.number, templates);
    }
  },
});

/**
 * True where other files each have a workload of one name for the Pods: examples beside an example, of which at most one is
 * applied together with the Service (semantics 14.3).
 */
function areAlternatives(templates: readonly PodTemplate[], { resource }: Service): boolean {
  const owners = templates.map(({ workload }) => workload.resource);
  const names = new Set(owners.map(({ kind, name }) => `${kind}/${name ?? ''}`));
  return owners.length > 1 && names.size < owners.length && owners.every(({ file }) => file !== resource.file);
}

function undeclared(service: Service, port: ServicePort, number: number, templates: readonly PodTemplate[]): Finding {
  return {
    message: `${serviceWords(service)} sends ${portWords(port)} to ${number}, which no selected container declares`,
    at: { place: port.at('targetPort'), text: `no container behind this Service declares port ${number}` },
    related: templates.slice(0, 3).map(numbersOf),
    notes: [`\`containerPort\` is only a declaration: if a container does listen on ${number}, traffic still arrives`],
    help: `declare ${number} in the container that listens on it, or target a port that is declared`,
    fix: target(service, port, templates),
  };
}

/** The container port of the same name, else the only one, unless another port of the Service already leads there. */
function target(service: Service, port: ServicePort, templates: readonly PodTemplate[]): FixRecipe | undefined {
  const ports = templates.flatMap(runningPorts).filter((declared) => declared.protocol === port.protocol);
  const same = ports.find((declared) => declared.name !== undefined && declared.name === port.name);
  const chosen =
    same ??
    (new Set(ports.map((declared) => declared.number)).size === 1 && service.ports.length === 1 ? ports[0] : undefined);
  if (chosen === undefined) return undefined;
  const title =
    same === undefined ? 'target the only port that is declared' : 'target the container port of the same name';
  return {
    title,
    applicability: 'unsafe',
    changes: [{ replace: port.at('targetPort'), with: chosen.name ?? chosen.number }],
  };
}
