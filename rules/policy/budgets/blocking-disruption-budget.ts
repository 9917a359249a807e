import type { Graph } from '../../../src/graph/graph.js';
import { commentsAround } from '../../../src/k8s/object/comments.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { labelSelectorState } from '../../../src/k8s/labels/label-selector.js';
import { readLabelSelector } from '../../../src/k8s/labels/labels.js';
import { hasOpenBounds, scaleBounds } from '../../../src/k8s/workloads/scale-bounds.js';
import { SCALABLE } from '../../../src/k8s/workloads/scale-target.js';
import type { Workload } from '../../../src/k8s/workloads/workload.js';
import { defineRule, type Finding, type PlacedLabel } from '../../../src/rule/rule.js';
import { code, count, list } from '../../../src/text/words.js';
import { getNumber, getString } from '../../../src/tree/tree.js';

/** An eviction is allowed while more Pods are healthy than the budget wants (semantics 7.9). */
export default defineRule({
  id: 'blocking-disruption-budget',
  severity: 'warning',
  summary: 'A PodDisruptionBudget that wants as many Pods as there are, or says no limit, so that none can be evicted',
  kinds: ['policy/PodDisruptionBudget'],
  fixable: false,
  since: '0.1.0',

  *check(resource, graph) {
    if (isWithoutLimit(resource) && !graph.unit.isRefused(resource)) yield withoutLimit(resource);
    const templates = graph.labelled.coveredBy(resource);
    const workloads = [...new Set(templates.map(({ workload }) => workload))];
    const counted = workloads.filter(isCounted);
    // What has one name as two kinds are alternatives, of which one will be applied.
    const uncounted = workloads.find((each) => isUncountable(each) && counted.every(({ name }) => name !== each.name));
    if (uncounted !== undefined && wantsCount(resource) && counted.length > 0) yield uncountable(resource, uncounted);
    if (workloads.length === 0 || !workloads.every(isCounted) || areVersions(workloads)) return;
    // How many Pods there are may stand where nobody can read it.
    if (workloads.some((workload) => hasOpenScaler(workload, graph))) return;
    if (graph.elsewhere.pods(readLabelSelector(resource.tree, ['spec', 'selector']), resource).length > 0) return;
    const counts = workloads.map((workload) => countOf(workload, graph));
    const [least, most] = [sum(counts.map((each) => each.least)), sum(counts.map((each) => each.most))];
    const wanted = wantedOf(resource, least);
    if (wanted !== undefined && least > 0 && wanted >= least && !(saysNone(resource) && most > 1))
      yield blocking(resource, { workloads, counts, least, most });
  },
});

function hasOpenScaler(workload: Workload, { names, elsewhere }: Graph): boolean {
  return names.scalersOf(workload).some(hasOpenBounds) || elsewhere.isUnread('HorizontalPodAutoscaler', workload.name);
}

/** Nobody means it, and a kustomization may still add one. */
function isWithoutLimit(resource: Resource): boolean {
  const limits = ['minAvailable', 'maxUnavailable'].map((field) => resource.get('spec', field));
  return !resource.partial && labelSelectorState(resource) !== 'absent' && limits.every((limit) => limit === undefined);
}

function withoutLimit(resource: Resource): Finding {
  return {
    message:
      `${describe(resource)} has neither ${code('minAvailable')} nor ${code('maxUnavailable')}, ` +
      'so none of its Pods can be evicted',
    at: { place: resource.keyAt('spec'), text: 'no limit here' },
    notes: ['without a limit the budget allows no disruption at all: draining a node waits without end'],
    help: 'write `maxUnavailable: 1`, or how many Pods must stay with `minAvailable`',
  };
}

/** How many must stay; `maxUnavailable` is what is left of all. */
function wantedOf(resource: Resource, pods: number): number | undefined {
  if (noneMayGo(resource)) return pods;
  const written = getString(resource.tree, 'spec', 'minAvailable') ?? '';
  return getNumber(resource.tree, 'spec', 'minAvailable') ?? percentOf(written, pods);
}

function percentOf(text: string, pods: number): number | undefined {
  const percent = /^(\d+)%$/.exec(text)?.[1];
  return percent === undefined ? undefined : Math.ceil((Number(percent) * pods) / 100);
}

/** `maxUnavailable: 0` or `0%`. */
function noneMayGo(resource: Resource): boolean {
  const most = resource.get('spec', 'maxUnavailable');
  return most?.type === 'scalar' && (most.value === 0 || most.value === '0%');
}

/** All of them, or none that may go: the documented way to ask for no eviction, however draining goes then. */
function saysNone(resource: Resource): boolean {
  return noneMayGo(resource) || getString(resource.tree, 'spec', 'minAvailable') === '100%';
}

const REFUSES = /\b(?:blocks?|blocked|blocking|disallow|forbids?|never|no|not|prevents?|refuses?|zero)\b/i;
const EVICTIONS = /\b(?:drain|evict|voluntary disruption)/i;
/** "Prevents that all are evicted at once" is what any budget is for. */
const ALL_OF_THEM = /\b(?:all|at once|at the same time|simultaneous|too many)\b/i;

/** A comment that says that no eviction is wanted. */
function isExplained(resource: Resource): boolean {
  const comments = commentsAround(resource.keyAt('spec'));
  return comments.some((said) => REFUSES.test(said) && EVICTIONS.test(said) && !ALL_OF_THEM.test(said));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** What has a number of replicas, and no part of which is written elsewhere. */
function isCounted({ resource, kind, guessed }: Workload): boolean {
  return !guessed && !resource.partial && SCALABLE.get(kind) === resource.group;
}

/** Whose controllers have no scale subresource to say how many Pods to expect; those of a DaemonSet no drain evicts. */
function isUncountable({ resource, kind }: Workload): boolean {
  return !resource.partial && ['batch/Job', 'batch/CronJob'].includes(`${resource.group}/${kind}`);
}

/** A number of Pods that must stay needs no number of Pods that there should be. */
function wantsCount(resource: Resource): boolean {
  const least = getString(resource.tree, 'spec', 'minAvailable') ?? '';
  return resource.get('spec', 'maxUnavailable') !== undefined || least.endsWith('%');
}

/** Several files with the same object: one of them will be applied (semantics 14.3). */
function areVersions(workloads: readonly Workload[]): boolean {
  return new Set(workloads.map(({ kind, name }) => `${kind}/${name}`)).size < workloads.length;
}

interface Count extends PlacedLabel {
  /** Some text gives the number; where none does, a hand or an autoscaler of another tree may. */
  readonly written: boolean;
  readonly least: number;
  readonly most: number;
}

function countOf(workload: Workload, { names }: Graph): Count {
  const { resource, replicas } = workload;
  for (const scaler of names.scalersOf(workload)) {
    const bounds = scaleBounds(scaler);
    if (bounds !== undefined)
      return {
        ...bounds,
        written: true,
        place: scaler.at(...bounds.path),
        text: `${describe(scaler)} keeps at least ${bounds.least}`,
      };
  }
  const written = resource.get('spec', 'replicas') !== undefined;
  return {
    least: replicas,
    most: replicas,
    written,
    place: written ? resource.at('spec', 'replicas') : resource.at('metadata', 'name'),
    text: written
      ? `${describe(resource)} has ${count(replicas, 'replica')}`
      : `${describe(resource)} has one replica by default`,
  };
}

function uncountable(resource: Resource, uncounted: Workload): Finding {
  const field = resource.get('spec', 'maxUnavailable') === undefined ? 'minAvailable' : 'maxUnavailable';
  const who = describe(uncounted.resource);
  const [template] = uncounted.templates;
  return {
    message: `${describe(resource)} also covers Pods of ${who}, so that nothing can be evicted`,
    at: { place: resource.at('spec', field), text: 'needs to know how many Pods there should be' },
    related: [
      {
        place: template?.at('metadata', 'labels') ?? uncounted.resource.at('metadata', 'name'),
        text: `a ${uncounted.kind} has no scale that would tell`,
      },
    ],
    notes: ['while such a Pod is there, the disruption controller gives up, and allows no eviction at all'],
    help: `select by a label that the Pods of ${who} do not carry, or write a number in \`minAvailable\``,
  };
}

interface Blocking {
  readonly workloads: readonly Workload[];
  readonly counts: readonly Count[];
  readonly least: number;
  readonly most: number;
}

function blocking(resource: Resource, { workloads, counts, least, most }: Blocking): Finding {
  const field = noneMayGo(resource) ? 'maxUnavailable' : 'minAvailable';
  const isLeast = field === 'minAvailable';
  const written = resource.get('spec', field);
  const value = written?.type === 'scalar' ? String(written.value) : '';
  const owners = list(
    workloads.map((workload) => describe(workload.resource)),
    'and',
    3,
  );
  const always = (wantedOf(resource, most) ?? 0) >= most;
  const isMeant = saysNone(resource) || isExplained(resource);
  return {
    message:
      `${describe(resource)} ${isLeast ? 'wants' : 'lets go'} ${code(value)} of ` +
      `${count(least, 'Pod')} of ${owners}, so none can be evicted`,
    at: {
      place: resource.at('spec', field),
      text: isLeast ? `as many as there are${always ? '' : ' while the autoscaler keeps its minimum'}` : 'none may go',
    },
    related: counts.slice(0, 3).map(({ place, text }) => ({ place, text })),
    notes: ['the eviction API refuses every eviction, so that draining a node waits without end'],
    help: `run more replicas${isLeast ? ' than `minAvailable`' : ''}, or write ${code('maxUnavailable: 1')} instead`,
    severity: isMeant || !counts.every(({ written: isWritten }) => isWritten) ? 'info' : 'warning',
  };
}
