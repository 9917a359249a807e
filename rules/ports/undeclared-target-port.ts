import { groupBy } from '../../src/data/group.js';
import type { Graph } from '../../src/graph/graph.js';
import type { MeantPort } from '../../src/graph/ports/meant-ports.js';
import type { Ports } from '../../src/graph/ports/ports.js';
import { runningPorts } from '../../src/k8s/listening/running.js';
import { numbersOf, portWords, serviceWords } from '../../src/message/ports.js';
import type { ContainerPort } from '../../src/k8s/pods/container.js';
import type { Service, ServicePort } from '../../src/k8s/services/service.js';
import { isUsualPort } from '../../src/k8s/programs/usual-port.js';
import { isDummyPort } from '../../src/k8s/services/serving.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { defineRule, type Finding, type FixRecipe } from '../../src/rule/rule.js';
import { imageWithoutTag } from '../../src/k8s/images/tags.js';
import { list } from '../../src/text/words.js';
import { isPortNumber } from '../../src/k8s/syntax/port-numbers.js';
import { isNumberSlip } from '../../src/text/spelling/number-slip.js';
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

interface Repair {
  readonly title: string;
  readonly replace: Place;
  readonly with: number;
}

/**
 * True where other files each have a workload of one name for the Pods: examples beside an example, of which at most
 * one is applied together with the Service (semantics 14.3). Versions of one program that declare the same ports are
 * alike in what counts: whichever is applied, the Service is wrong about it.
 */
function areAlternatives(templates: readonly PodTemplate[], { resource }: Service): boolean {
  const owners = templates.map(({ workload }) => workload.resource);
  const names = new Set(owners.map(({ kind, name }) => `${kind}/${name ?? ''}`));
  return (
    owners.length > 1 &&
    names.size < owners.length &&
    owners.every(({ file }) => file !== resource.file) &&
    new Set(templates.map(programOf)).size > 1
  );
}

function programOf(template: PodTemplate): string {
  const images = template.containers.map(({ image }) => imageWithoutTag(image));
  return JSON.stringify([images, runningPorts(template).map(({ number, protocol }) => [number, protocol])]);
}

/** One mistake, however many ports share it. */
function undeclared(
  service: Service,
  { port, number }: Undeclared,
  all: readonly Undeclared[],
  { templates, ports }: { readonly templates: readonly PodTemplate[]; readonly ports: Graph['ports'] },
): Finding {
  const numbers = [...new Set(all.map((each) => each.number))];
  const said = list(numbers.map(String), 'and', 4);
  const sends = all.length === 1 ? `sends ${portWords(port)} to ${number}` : `sends ${all.length} ports to ${said}`;
  const isFew = all.length <= MOST_REPAIRED;
  const meant = isFew ? all.map((each) => ports.meantPort(service, each.port, templates)) : [];
  const repairs = all.flatMap((each, at) => {
    const one = meant[at];
    return one === undefined ? [] : [repair(each, one, templates, ports)];
  });
  const changes = repairs.length === all.length ? changesOf(repairs) : undefined;
  return {
    message: `${serviceWords(service)} ${sends}, which no selected container declares`,
    at: { place: port.at('targetPort'), text: `no container behind this Service declares port ${number}` },
    related: [
      ...all.slice(1, 4).map((each) => ({ place: each.port.at('targetPort'), text: `nor ${each.number}` })),
      ...templates.slice(0, 3).map((template) => numbersOf(template, meant[0]?.declared)),
    ],
    notes: [`\`containerPort\` is only a declaration: if a container does listen on ${said}, traffic still arrives`],
    help:
      `declare ${said} in the container that listens on ${numbers.length === 1 ? 'it' : 'them'}, ` +
      'or target a port that is declared',
    fix: changes && { title: repairs[0]?.title ?? '', applicability: 'unsafe', changes },
    severity: all.some((each) => ports.isDoubtful(service, each.port, templates)) ? 'warning' : 'info',
  };
}

/** Ports that share one mistaken declaration share its repair; none where they would make several numbers of it. */
function changesOf(repairs: readonly Repair[]): FixRecipe['changes'] | undefined {
  const byPlace = [...groupBy(repairs, ({ replace: { span } }) => `${span.file.path}:${span.start}`).values()];
  const isOne = byPlace.every((all) => new Set(all.map((each) => each.with)).size === 1);
  return isOne ? byPlace.flatMap(([first]) => first ?? []) : undefined;
}

/** The number that more texts around the Pods say is right. */
function repair(
  { port, number }: Undeclared,
  { declared, why }: MeantPort,
  templates: readonly PodTemplate[],
  graph: Graph['ports'],
): Repair {
  return templates.length === 1 && isMisdeclared(number, declared.number, templates, graph)
    ? { title: 'declare the number that the Service targets', replace: declared.at('containerPort'), with: number }
    : { title: TITLES[why], replace: port.at('targetPort'), with: declared.number };
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
