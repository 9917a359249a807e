import type { Graph } from '../../src/graph/graph.js';
import type { PortMiss } from '../../src/graph/ports/find-port.js';
import type { Alternatives, Selection } from '../../src/graph/selection/selection.js';
import type { Voices } from '../../src/graph/unit/voices.js';
import { endsByDesign, portsAreKnown, runningPorts } from '../../src/k8s/listening/running.js';
import { isSidecarPort } from '../../src/k8s/pods/sidecar-ports.js';
import { portNameProblem } from '../../src/k8s/syntax/names.js';
import { type GuessPort, type PortGuess, usesOfName } from '../../src/k8s/services/port-guess.js';
import { holderWords, misplacedPort, portsOf, portWords, serviceWords } from '../../src/message/ports.js';
import { describe } from '../../src/k8s/object/resource.js';
import type { Service, ServicePort } from '../../src/k8s/services/service.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { isGoverning } from '../../src/k8s/workloads/pod-naming.js';
import { defineRule, type Change, type Finding, type FixRecipe, type PlacedLabel } from '../../src/rule/rule.js';
import { code, count } from '../../src/text/words.js';

/**
 * A Pod that has no container port of the wanted name and protocol is silently left out of that Service port (FindPort,
 * semantics 5.3, 5.6).
 */
export default defineRule({
  id: 'unknown-target-port-name',
  severity: 'error',
  summary: 'A named target port that the selected Pods do not have',
  kinds: ['Service'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(service, graph) {
    const selection = graph.selection.of(service);
    const letIn = new Set(graph.selection.widened(service)?.strangers);
    let strangers = false;
    for (const port of service.ports) {
      // A name that the API server refuses is another finding.
      if (port.target.kind !== 'name' || portNameProblem(port.target.name) !== undefined) continue;
      if (isSidecarPort(port.target.name)) continue;
      const missOf = (template: PodTemplate): PortMiss | undefined => graph.ports.resolve(port, template).miss;
      // Versions of one workload in several files: one of them will be applied, so only what all of them lack is
      // certain.
      const lacking = selection.workloads.filter((versions) =>
        versions.every((template) => portsAreKnown(template) && missOf(template) !== undefined),
      );
      const first = lacking[0]?.[0];
      const miss = first && missOf(first);
      if (
        first === undefined ||
        miss === undefined ||
        // The name keeps out whom a common label lets in.
        (letIn.size > 0 && lacking.flat().every((template) => letIn.has(template))) ||
        lacking.some((versions) => versions.some((it) => missOf(it)?.kind === 'protocol'))
      )
        continue;
      // Workloads without any port are there by a selector that is too wide: one mistake, however many ports the
      // Service has.
      const portless =
        lacking.length < selection.workloads.length &&
        lacking.flat().every((template) => runningPorts(template).length === 0);
      if (portless && strangers) continue;
      strangers ||= portless;
      yield unknownName(
        {
          service,
          port,
          name: port.target.name,
          selection,
          lacking,
          first,
          miss,
          voices: graph.voices,
          served: lacking.flat().every((template) => hasOwnService(template, service, graph)),
        },
        graph.ports.guess,
      );
    }
  },
});

interface Miss {
  readonly service: Service;
  readonly port: ServicePort;
  readonly name: string;
  readonly selection: Selection;
  readonly lacking: readonly Alternatives[];
  readonly first: PodTemplate;
  readonly miss: PortMiss;
  readonly voices: Voices;
  /** Those that lack the name have Services of their own. */
  readonly served: boolean;
}

function unknownName(it: Miss, guessPort: GuessPort): Finding {
  const all = it.lacking.length === it.selection.workloads.length;
  const templates = it.lacking.flatMap((versions) => versions.slice(0, 1));
  const guess = guessPort(it.name, it.port, templates, it.service.ports.length === 1);
  const similar = guess?.why === 'similar name';
  const label = otherEnd(it, guess);
  return {
    message: `${serviceWords(it.service)} targets a port named ${code(it.name)}, which ${lackWords(it)}`,
    at: { place: it.port.at('targetPort'), text: atWords(it, all, similar) },
    related: label !== undefined ? [label] : templates.slice(0, 3).map(portsOf),
    notes: [
      it.service.headless
        ? "DNS still answers with the Pods' addresses, but the endpoints carry no port and there is no SRV record"
        : 'a Pod without the named port gets no endpoint for it, ' +
          `so ${portWords(it.port)} of the Service ${all ? 'leads nowhere' : 'never reaches these Pods'}`,
    ],
    help: helpFor(it, all),
    fix: repair(it, guess, all),
    severity: severityOf(it, all, guess),
  };
}

function severityOf(it: Miss, all: boolean, guess: PortGuess | undefined): Finding['severity'] {
  if (all) return isWeak(it, guess?.why === 'similar name') ? 'warning' : 'error';
  return keepsOut(it, guess) ? 'info' : 'warning';
}

/** The name is what keeps out Pods that the selector finds as well, and that serve something else or nothing. */
function keepsOut({ service, selection, lacking, served }: Miss, guess: PortGuess | undefined): boolean {
  const isMeant = guess?.why === 'similar name' || guess?.why === 'same number';
  const isCalled = service.headless && !selection.templates.some((template) => isGoverning(service, template));
  return !isCalled && !isMeant && (served || lacking.flat().every(endsByDesign));
}

/** Another Service has the Pods, and not all that this one finds. */
function hasOwnService(template: PodTemplate, service: Service, { selection }: Graph): boolean {
  const all = selection.of(service).workloads.length;
  return selection.servicesOf(template).some((other) => selection.of(other).workloads.length < all);
}

/**
 * Less than certain: a headless Service is used without its ports, a mesh may inject the port, Pods found far away may
 * be strangers.
 */
function isWeak({ service, selection, first, lacking }: Miss, telling: boolean): boolean {
  const { name } = first.workload;
  const stranger =
    selection.scope === 'unit' && !telling && !name.includes(service.name) && !service.name.includes(name);
  return (
    service.headless ||
    selection.uncertain ||
    stranger ||
    lacking.some((versions) => versions.some((template) => template.injected))
  );
}

function lackWords({ lacking, selection: { workloads }, first }: Miss): string {
  if (lacking.length === workloads.length) return 'no selected Pod has';
  if (lacking.length === 1) return `${describe(first.workload.resource)} lacks`;
  return `${lacking.length} of ${count(workloads.length, 'workload')} lack`;
}

function atWords({ service, name, miss }: Miss, all: boolean, similar: boolean): string {
  if (miss.kind === 'init-container')
    return 'only an init container declares it, and that has ended before the Pod serves';
  if (miss.kind === 'old-sidecar') return 'Kubernetes before 1.33 does not look for it in sidecars';
  if (all && !similar && service.ports.some((port) => port.name === name))
    return 'this is the name of a Service port, not of a container port';
  return all ? 'no container port has this name' : 'not every selected workload has a port of this name';
}

function helpFor({ miss, name, lacking }: Miss, all: boolean): string | undefined {
  if (!all && lacking.flat().every((template) => runningPorts(template).length === 0))
    return 'if these Pods are not meant, add a label to the selector that only the others carry';
  if (miss.kind === 'old-sidecar') return 'target the number, or run Kubernetes 1.33 or newer';
  return miss.kind === 'init-container' ? `declare ${code(name)} on the container that serves it` : undefined;
}

/** The other end, where one place shows it: who has the name, a similar name, a port on the wrong level. */
function otherEnd({ miss, first, name, lacking }: Miss, guess: PortGuess | undefined): PlacedLabel | undefined {
  if (miss.kind !== 'absent') return { place: miss.found.at('name'), text: `${holderWords(miss.found)} declares it` };
  if (guess?.why !== 'similar name') return misplacedPort(first, name);
  return {
    place: guess.port.at('name'),
    text: `${holderWords(guess.port, lacking.flat())} has a port with a similar name`,
  };
}

/**
 * The name that more texts say is right. Where other workloads do have the name, renaming the target would only turn
 * the mistake around.
 */
function repair(
  { miss, first, name, port: wanted, voices }: Miss,
  guess: PortGuess | undefined,
  all: boolean,
): FixRecipe | undefined {
  if (
    guess === undefined ||
    miss.kind !== 'absent' ||
    (guess.why !== 'similar name' && misplacedPort(first, name) !== undefined)
  )
    return undefined;
  const { port, why } = guess;
  const fix = (changes: readonly Change[], title = TITLES[why]): FixRecipe => ({
    title,
    applicability: 'unsafe',
    changes,
  });
  if (port.name === undefined) {
    const written = {
      key: port.container.keyAt('ports', port.index, 'containerPort'),
      value: port.at('containerPort'),
    };
    return fix([{ after: written, entry: ['name', name] }]);
  }
  const isMisdeclared = why === 'similar name' && voices.prefersPortName(name, port.name);
  if (all && !isMisdeclared) return fix([{ replace: wanted.at('targetPort'), with: port.name }]);
  return why === 'similar name'
    ? fix(
        usesOfName(port).map((replace) => ({ replace, with: name })),
        'rename the container port',
      )
    : undefined;
}

const TITLES: Readonly<Record<PortGuess['why'], string>> = {
  'similar name': 'rename the target',
  'same number': 'target the container port of that number by its name',
  'only named': 'target the only port that is declared',
  'only unnamed': 'name the only port that is declared',
};
