import { remember } from '../../../src/data/once.js';
import type { Unserving } from '../../../src/graph/sharing/unserving.js';
import { runningPorts } from '../../../src/k8s/listening/running.js';
import { isKind, describe } from '../../../src/k8s/object/resource.js';
import type { LabelPair } from '../../../src/k8s/labels/labels.js';
import type { Service } from '../../../src/k8s/services/service.js';
import type { PodTemplate } from '../../../src/k8s/workloads/workload.js';
import { pairWords } from '../../../src/message/labels.js';
import { alsoSelecting } from '../../../src/message/new-label.js';
import { numbersOf, serviceWords } from '../../../src/message/ports.js';
import { defineRule, type Finding, type FixRecipe } from '../../../src/rule/rule.js';
import { list } from '../../../src/text/words.js';

/**
 * Every ready Pod that a Service selects gets its share of the requests, also one that does not listen (semantics 5.3,
 * 5.7).
 */
export default defineRule({
  id: 'unserving-pods',
  severity: 'warning',
  summary: 'A Service that also selects Pods which do not listen where it sends',
  kinds: ['Service'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(service, { selection }) {
    const found = withoutTwins(selection.unserving(service), selection.of(service).templates);
    const [first] = found;
    if (first !== undefined) yield unserving(service, first, found);
  },
});

/** Two Deployments whose Pods are selected for sure and carry equal labels are said by shared-pod-labels. */
function withoutTwins(all: readonly Unserving[], known: readonly PodTemplate[]): readonly Unserving[] {
  const sure = new Set(known);
  const looks = remember((serving: readonly PodTemplate[]) => new Set(serving.flatMap(lookOf)));
  return all.filter(
    ({ template, serving }) => !sure.has(template) || !lookOf(template).some((look) => looks(serving).has(look)),
  );
}

function lookOf({ workload: { resource }, labels }: PodTemplate): readonly string[] {
  const isJudged = ['Deployment', 'ReplicaSet'].some((kind) => isKind(resource, 'apps', kind));
  return isJudged ? [JSON.stringify([...labels.values()].map(({ key, value }) => [key, value]).sort())] : [];
}

const MOST_NAMED = 3;

function unserving(service: Service, first: Unserving, all: readonly Unserving[]): Finding {
  const [server] = first.serving;
  const owners = [...new Set(all.map(({ template }) => describe(template.workload.resource)))];
  const named = owners.length > 2 ? [...owners.slice(0, 1), `${owners.length - 1} other workloads`] : owners;
  const label = keptOutBy(service, first.serving, all);
  const fix = label && narrowed(service, label);
  return {
    message: `${serviceWords(service)} also selects the Pods of ${list(named)}, which ${whyOf(first, all)}`,
    at: {
      place: service.resource.keyAt('spec', 'selector'),
      text: `the Pods of ${list(named)} carry these labels as well`,
    },
    related: [
      ...all.slice(0, MOST_NAMED).map(({ template }) => ({
        place: template.at('metadata', 'labels'),
        text: `the labels of the Pods of ${describe(template.workload.resource)}`,
      })),
      ...(server === undefined ? [] : [numbersOf(server)]),
    ],
    notes: [
      first.because === 'ends'
        ? `they run to their end; until then they get a share of the requests to ${first.port.port}, and refuse it`
        : `these Pods get a share of the requests to ${first.port.port}, and refuse it`,
    ],
    help: fix === undefined ? helpFor(label) : undefined,
    fix,
  };
}

function helpFor(label: LabelPair | undefined): string {
  return label === undefined
    ? 'give the Pods that serve a label of their own, and name it in the selector; ' +
        'one that is added to the others keeps nobody out'
    : `let the Service select ${pairWords(label)} as well`;
}

/** What is true of all of them. */
function whyOf({ because, number }: Unserving, all: readonly Unserving[]): string {
  if (because === 'ends' || all.some((each) => each.because !== because)) return `do not listen on ${number}`;
  if (because === 'no-ports') return `declare no ports`;
  const numbers = [...new Set(all.flatMap(({ template }) => runningPorts(template).map((port) => port.number)))];
  const most = all.length === 1 ? MOST_NAMED : 1;
  return `listen on ${numbers.length > most ? 'other ports' : `${list(numbers.map(String))}, not on ${number}`}`;
}

/** Labels that change with every release do not tell who serves. */
const PASSING = /(^|[./-])(version|track|revision|release|chart|hash|commit|date|managed-by)$/;
const TELLING = /(^|[./-])(component|tier|role|name|app)$/;

/** A label that all Pods which serve have, and none of the others; best one that the others have with another value. */
function keptOutBy(
  service: Service,
  serving: readonly PodTemplate[],
  others: readonly Unserving[],
): LabelPair | undefined {
  const has =
    ({ key, value }: LabelPair) =>
    ({ labels }: PodTemplate): boolean =>
      labels.get(key)?.value === value;
  const candidates = [...(serving[0]?.labels.values() ?? [])].filter(
    (pair) =>
      service.selector?.has(pair.key) !== true &&
      !PASSING.test(pair.key) &&
      serving.every(has(pair)) &&
      !others.some(({ template }) => has(pair)(template)),
  );
  return (
    candidates.find(({ key }) => others.every(({ template }) => template.labels.has(key))) ??
    candidates.find(({ key }) => TELLING.test(key)) ??
    candidates[0]
  );
}

function narrowed(service: Service, pair: LabelPair): FixRecipe | undefined {
  const change = alsoSelecting(service, pair);
  return change && { title: `select ${pairWords(pair)} as well`, applicability: 'unsafe', changes: [change] };
}
