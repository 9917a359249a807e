import { runningPorts } from '../../src/k8s/listening/running.js';
import type { ContainerPort } from '../../src/k8s/pods/container.js';
import { numbersOf, portWords, serviceWords } from '../../src/message/ports.js';
import { describe } from '../../src/k8s/object/resource.js';
import { writtenFields } from '../../src/k8s/services/written-ports.js';
import type { Service, ServicePort } from '../../src/k8s/services/service.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { defineRule, type Change, type Finding, type FixRecipe } from '../../src/rule/rule.js';
import { isSimilar } from '../../src/text/spelling/similar.js';
import { code } from '../../src/text/words.js';

/**
 * A target port that is left out, `0`, or `""` is the *number* of `port`, never the container port of the same name
 * (semantics 4.1, E34).
 */
export default defineRule({
  id: 'defaulted-target-port',
  severity: 'warning',
  summary: 'A target port left out where the selected containers declare other ports than `port`',
  kinds: ['Service'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(service, { ports, cluster }) {
    // Clients of a headless Service reach the Pods' ports directly.
    if (service.type === 'ExternalName' || service.selector === undefined || service.headless) return;
    const templates = ports.judged(service);
    for (const port of service.ports) {
      if (port.target.kind !== 'default' || (cluster.fieldValidation === 'strict' && isMisspelled(service, port)))
        continue;
      if (service.resource.get(...port.path, 'targetPort') !== undefined) {
        if (!templates.some((template) => ports.listensOn(template, port.port)))
          yield emptyTarget(service, port, templates);
      } else if (!service.resource.patched && ports.contradicts(templates, port.port)) {
        // In a part of a kustomization a patch may still set it.
        yield leftOut(service, port, templates);
      }
    }
  },
});

/** `targetport` is an unknown field, and said to be one. */
function isMisspelled(service: Service, port: ServicePort): boolean {
  return [...writtenFields(service.resource, port.index)].some(
    (field) => field !== 'targetPort' && isSimilar(field, 'targetPort'),
  );
}

function leftOut(service: Service, port: ServicePort, templates: readonly PodTemplate[]): Finding {
  const namesake = sameName(port, templates);
  return {
    message:
      `${serviceWords(service)} leaves out the target of ${portWords(port)}, ` +
      `and no selected container declares ${port.port}`,
    at: { place: port.at('port'), text: `without \`targetPort\`, traffic goes to port ${port.port} of the Pods` },
    related:
      namesake === undefined
        ? templates.slice(0, 3).map((template) => numbersOf(template))
        : [namesakeLabel(namesake, templates)],
    notes: [
      namesake === undefined
        ? '`targetPort` is `port` where it is left out; the ports that containers declare play no part'
        : 'equal names do not link the two: without `targetPort` the number of `port` is used',
    ],
    fix: setTarget(service, port, templates, false),
  };
}

function emptyTarget(service: Service, port: ServicePort, templates: readonly PodTemplate[]): Finding {
  return {
    message: `${serviceWords(service)} has an empty \`targetPort\` for ${portWords(port)}, which means ${port.port}`,
    at: { place: port.at('targetPort'), text: `stands for the value of \`port\`, ${port.port}` },
    related: templates
      .filter((template) => runningPorts(template).length > 0)
      .slice(0, 3)
      .map((template) => numbersOf(template)),
    notes: ['the API server puts the value of `port` in place of a `targetPort` that is 0 or an empty string'],
    help: 'write the port that the container listens on',
    fix: setTarget(service, port, templates, true),
  };
}

function sameName(port: ServicePort, templates: readonly PodTemplate[]): ContainerPort | undefined {
  return templates
    .flatMap(runningPorts)
    .find((declared) => declared.name === port.name && declared.protocol === port.protocol);
}

function namesakeLabel(
  port: ContainerPort,
  templates: readonly PodTemplate[],
): { place: ReturnType<ContainerPort['at']>; text: string } {
  const template = templates.find((candidate) => candidate.containers.includes(port.container));
  const owner = template === undefined ? '' : ` of ${describe(template.workload.resource)}`;
  return { place: port.at('containerPort'), text: `port ${code(port.name ?? '')}${owner} is ${port.number}` };
}

/** The container port of the same name, else the only one that is declared. */
function setTarget(
  service: Service,
  port: ServicePort,
  templates: readonly PodTemplate[],
  empty: boolean,
): FixRecipe | undefined {
  const ports = templates.flatMap(runningPorts).filter((declared) => declared.protocol === port.protocol);
  const only =
    new Set(ports.map((declared) => declared.number)).size === 1 && service.ports.length === 1 ? ports[0] : undefined;
  const chosen = sameName(port, templates) ?? only;
  if (chosen === undefined) return undefined;
  const target = chosen.name ?? chosen.number;
  const key = service.resource.keyAt(...port.path, 'port');
  const change: Change = empty
    ? { replace: port.at('targetPort'), with: target }
    : { after: { key, value: port.at('port') }, entry: ['targetPort', target] };
  return {
    title:
      chosen.name === undefined
        ? 'target the only port that is declared'
        : `target the container port ${code(chosen.name)}`,
    applicability: 'unsafe',
    changes: [change],
  };
}
