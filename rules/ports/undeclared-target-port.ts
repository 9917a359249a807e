import type { Ports } from '../../src/graph/ports/ports.js';
import { runningPorts } from '../../src/k8s/listening/running.js';
import { numbersOf, portWords, serviceWords } from '../../src/message/ports.js';
import type { ContainerPort } from '../../src/k8s/pods/container.js';
import type { Service, ServicePort } from '../../src/k8s/services/service.js';
import { isUsualPort } from '../../src/k8s/programs/usual-port.js';
import { isDummyPort } from '../../src/k8s/services/serving.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { defineRule, type Finding, type FixRecipe } from '../../src/rule/rule.js';
import { list } from '../../src/text/words.js';
import { isPortNumber } from '../../src/k8s/syntax/port-numbers.js';
import { isNumberSlip } from '../../src/text/spelling/number-slip.js';
import { editsWithin } from '../../src/text/spelling/similar.js';
import type { Place } from '../../src/tree/tree.js';

/** A number needs no declaration (semantics 5.3, 6.1), but where containers declare other ports it is often a slip. */
export default defineRule({
  id: 'undeclared-target-port',
  severity: 'warning',
  summary: 'A numeric target port where the selected containers declare other ports',
  kinds: ['Service'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(service, { ports }) {
    const templates = ports.judged(service);
    if (areAlternatives(templates, service)) return;
    const found = service.ports.flatMap((port): readonly Undeclared[] => {
      if (port.target.kind !== 'number' || !isPortNumber(port.target.number) || isDummyPort(port)) return [];
      if (service.headless && !isSlip(service, port, templates)) return [];
      const { number } = port.target;
      return !ports.isSwapped(service, port) && ports.contradicts(templates, number) ? [{ port, number }] : [];
    });
    const [first] = found;
    if (first !== undefined) yield undeclared(service, first, found, { templates, ports });
  },
});

/** Of more ports than this nobody reads a repair, and each looks through all that are declared. */
const MOST_REPAIRED = 20;

interface Undeclared {
  readonly port: ServicePort;
  readonly number: number;
}

/**
 * True where other files each have a workload of one name for the Pods: examples beside an example, of which at most
 * one is applied together with the Service (semantics 14.3).
 */
function areAlternatives(templates: readonly PodTemplate[], { resource }: Service): boolean {
  const owners = templates.map(({ workload }) => workload.resource);
  const names = new Set(owners.map(({ kind, name }) => `${kind}/${name ?? ''}`));
  return owners.length > 1 && names.size < owners.length && owners.every(({ file }) => file !== resource.file);
}

/** One mistake, however many ports share it. */
function undeclared(
  service: Service,
  { port, number }: Undeclared,
  all: readonly Undeclared[],
  { templates, ports }: { readonly templates: readonly PodTemplate[]; readonly ports: Ports },
): Finding {
  const numbers = [...new Set(all.map((each) => each.number))];
  const said = list(numbers.map(String), 'and', 4);
  const sends = all.length === 1 ? `sends ${portWords(port)} to ${number}` : `sends ${all.length} ports to ${said}`;
  const isFew = all.length <= MOST_REPAIRED;
  const repairs = isFew ? all.map((each) => repair(service, each.port, each.number, templates, ports)) : [];
  const [first] = repairs;
  return {
    message: `${serviceWords(service)} ${sends}, which no selected container declares`,
    at: { place: port.at('targetPort'), text: `no container behind this Service declares port ${number}` },
    related: [
      ...all.slice(1, 4).map((each) => ({ place: each.port.at('targetPort'), text: `nor ${each.number}` })),
      ...templates.slice(0, 3).map(numbersOf),
    ],
    notes: [`\`containerPort\` is only a declaration: if a container does listen on ${said}, traffic still arrives`],
    help:
      `declare ${said} in the container that listens on ${numbers.length === 1 ? 'it' : 'them'}, ` +
      'or target a port that is declared',
    fix:
      first === undefined || repairs.includes(undefined)
        ? undefined
        : { ...first, changes: repairs.flatMap((each) => each?.changes ?? []) },
  };
}

/** The number that more texts around the Pods say is right. */
function repair(
  service: Service,
  port: ServicePort,
  number: number,
  templates: readonly PodTemplate[],
  graph: Ports,
): FixRecipe | undefined {
  const meant = meantPort(service, port, templates);
  if (meant === undefined) return undefined;
  const { declared, why } = meant;
  if (templates.length === 1 && isMisdeclared(number, declared.number, templates, graph))
    return change('declare the number that the Service targets', declared.at('containerPort'), number);
  return change(TITLES[why], port.at('targetPort'), declared.number);
}

/** More texts say the target; of as many, the one that programs listen on by custom is right. */
function isMisdeclared(
  target: number,
  declared: number,
  templates: readonly PodTemplate[],
  { voicesFor }: Pick<Ports, 'voicesFor'>,
): boolean {
  const more = voicesFor(templates, target) - voicesFor(templates, declared);
  return more > 0 || (more === 0 && isUsualPort(target) && !isUsualPort(declared));
}

const TITLES = {
  namesake: 'target the container port of the same name',
  only: 'target the only port that is declared',
  slip: 'target the declared port with a similar number',
} as const;

/**
 * Clients of a headless Service reach the Pods directly, and its ports are often there because some port must be: there
 * only a number counts that is one slip away from the declared one which name, number or lack of others tell.
 */
function isSlip(service: Service, port: ServicePort, templates: readonly PodTemplate[]): boolean {
  const { target } = port;
  const ports = templates.flatMap(runningPorts);
  const isMeant = (declared: ContainerPort): boolean =>
    declared.name === port.name || declared.number === port.port || (ports.length === 1 && service.ports.length === 1);
  return target.kind === 'number' && ports.some((each) => isMeant(each) && isNumberSlip(each.number, target.number));
}

function change(title: string, replace: Place, text: string | number): FixRecipe {
  return { title, applicability: 'unsafe', changes: [{ replace, with: text }] };
}

interface Meant {
  readonly declared: ContainerPort;
  readonly why: keyof typeof TITLES;
}

/**
 * The container port of the same name, else the only one, unless another port of the Service already leads there,
 * else the only one whose number is one slip away.
 */
function meantPort(service: Service, port: ServicePort, templates: readonly PodTemplate[]): Meant | undefined {
  const ports = templates.flatMap(runningPorts).filter((declared) => declared.protocol === port.protocol);
  const namesake = ports.find((declared) => declared.name !== undefined && declared.name === port.name);
  if (namesake !== undefined) return { declared: namesake, why: 'namesake' };
  const only = onlyOf(ports);
  if (only !== undefined && service.ports.length === 1) return { declared: only, why: 'only' };
  const similar = onlyOf(ports.filter((declared) => isSlipOf(declared.number, port)));
  return similar === undefined || isTaken(similar, service) ? undefined : { declared: similar, why: 'slip' };
}

/** The port, where all have one number. */
function onlyOf(ports: readonly ContainerPort[]): ContainerPort | undefined {
  return new Set(ports.map(({ number }) => number)).size === 1 ? ports[0] : undefined;
}

function isSlipOf(number: number, { target }: ServicePort): boolean {
  return target.kind === 'number' && editsWithin(String(number), String(target.number), 1) !== undefined;
}

/** True where a port of the Service leads there already. */
function isTaken({ number, name }: ContainerPort, { ports }: Service): boolean {
  return ports.some(({ target }) => (target.kind === 'name' ? target.name === name : target.number === number));
}
