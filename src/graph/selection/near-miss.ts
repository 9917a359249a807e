import { carries, type LabelPair, type Labels, readLabels } from '../../k8s/labels/labels.js';
import type { Difference } from '../../k8s/workloads/label-difference.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { isSimilar } from '../../text/similar.js';
import { getString } from '../../tree/tree.js';
import type { Scope } from '../unit/scope.js';

/** The Pod template that a Service most probably meant. */
export interface NearMiss {
  readonly template: PodTemplate;
  readonly scope: Scope;
  /** Empty where only the namespace differs. */
  readonly differences: readonly Difference[];
  readonly matched: readonly LabelPair[];
  /** Both namespaces are written and differ. */
  readonly otherNamespace: boolean;
  /** One of the signs that mean a slip in practice: same file or name with another value, a small edit. */
  readonly telling: boolean;
}

/** What one selector is compared with, the likeliest first: more would make the comparison quadratic. */
export const MOST_CANDIDATES = 200;

/** What `nearestMiss` has to know of a candidate besides its labels. */
export interface Candidate {
  readonly template: PodTemplate;
  readonly scope: Scope;
  readonly otherNamespace: boolean;
  /** Some other Service selects it already: then it was probably not meant by this one. */
  readonly taken: boolean;
}

/** Who selects: only its name speaks for one candidate or another. */
type Selecting = { readonly name: string };

/** The candidate that a selector most probably meant; undefined where none is near enough to be worth a word. */
export function nearestMiss(
  service: Selecting,
  selector: Labels,
  candidates: Iterable<Candidate>,
): NearMiss | undefined {
  let best: { readonly miss: NearMiss; readonly distance: number } | undefined;
  for (const candidate of candidates) {
    const miss = missOf(service, selector, candidate);
    if (miss === undefined) continue;
    // A telling sign outweighs any number of shared labels: `part-of` and `version` are on everything.
    const distance = distanceOf(service, miss, candidate) - (miss.telling ? TELLING : 0);
    if (best === undefined || distance < best.distance) best = { miss, distance };
  }
  return best?.miss;
}

function missOf(service: Selecting, selector: Labels, candidate: Candidate): NearMiss | undefined {
  const { template, scope, otherNamespace } = candidate;
  const pairs = [...selector.values()];
  const matched = pairs.filter(({ key, value }) => carries(key, value, template.labels, template.added) !== 'no');
  const differences = pairs.filter((pair) => !matched.includes(pair)).map((wanted) => differenceOf(wanted, template));
  const named = sameName(service, template);
  const plausible =
    matched.length > 0 ||
    differences.some(
      (difference) =>
        difference.kind === 'key' ||
        (difference.kind === 'value' && difference.how !== 'other') ||
        difference.kind === 'overwritten',
    ) ||
    differences.some((difference) => difference.kind === 'absent' && difference.onController !== undefined) ||
    ((named || scope === 'file') && differences.some((difference) => difference.kind !== 'absent'));
  if (!plausible) return undefined;
  return {
    template,
    scope,
    differences,
    matched,
    otherNamespace,
    telling: isTelling(differences, candidate, named, matched.length),
  };
}

/** How one unsatisfied pair differs from what the template carries. */
function differenceOf(wanted: LabelPair, template: PodTemplate): Difference {
  const found = template.labels.get(wanted.key);
  if (found?.value === wanted.value) return { kind: 'overwritten', wanted, found };
  if (found !== undefined) return { kind: 'value', wanted, found, how: howValuesDiffer(wanted.value, found.value) };
  const controller =
    template.path.length === 0
      ? undefined
      : readLabels(template.workload.resource.tree, ['metadata', 'labels']).get(wanted.key);
  if (controller?.value === wanted.value) return { kind: 'absent', wanted, onController: controller };
  const ownName = wanted.value === template.workload.name;
  const renamed = [...template.labels.values()].find(
    (label) => label.value === wanted.value && (ownName || isSimilarKey(label.key, wanted.key)),
  );
  return renamed === undefined
    ? { kind: 'absent', wanted, onController: undefined }
    : { kind: 'key', wanted, found: renamed };
}

function howValuesDiffer(wanted: string, found: string): 'case' | 'similar' | 'other' {
  if (wanted.toLowerCase() === found.toLowerCase()) return 'case';
  const affix =
    wanted.length > 2 &&
    found.length > 2 &&
    (wanted.startsWith(found) || found.startsWith(wanted) || wanted.endsWith(found) || found.endsWith(wanted));
  return affix || isSimilar(wanted, found) ? 'similar' : 'other';
}

/** `app` and `app.kubernetes.io/name` are the two customs of naming an application. */
function isSimilarKey(a: string, b: string): boolean {
  const customs = ['app', 'k8s-app', 'name', 'app.kubernetes.io/name', 'run'];
  return isSimilar(a, b) || (customs.includes(a) && customs.includes(b));
}

function sameName(service: Selecting, template: PodTemplate): boolean {
  return (
    template.workload.name === service.name &&
    getString(template.workload.resource.tree, 'metadata', 'name') !== undefined
  );
}

/**
 * The signs of a real slip in public manifests: a workload that no Service reaches (or, with one small edit, any) stands in
 * the same file or has the Service's name, and every pair that fails is a shared key with another value, a look-alike key, or a label that the
 * controller has and its Pods lack. A label that is simply absent may be set at run time, unless file and name agree.
 */
function isTelling(differences: readonly Difference[], candidate: Candidate, named: boolean, matched: number): boolean {
  if (candidate.otherNamespace || differences.length === 0) return false;
  const slip = differences.every((difference) => difference.kind !== 'value' || difference.how !== 'other');
  if (candidate.taken && !(slip && candidate.scope === 'file' && differences.length === 1)) return false;
  const twins = named && candidate.scope === 'file' && matched > 0;
  const unexplained = differences.some(
    (difference) =>
      difference.kind === 'absent' &&
      difference.onController === undefined &&
      (!twins || candidate.template.workload.resource.mayGainLabel(difference.wanted.key)),
  );
  if (unexplained) return false;
  if (candidate.scope === 'file' || named) return slip || matched > 0 || differences.length === 1;
  return slip && (matched > 0 || candidate.scope === 'folder');
}

/** More than any distance can be. */
const TELLING = 1_000;

const SCOPE_DISTANCE: Readonly<Record<Scope, number>> = { file: 0, folder: 1, unit: 3 };

function distanceOf(service: Selecting, miss: NearMiss, candidate: Candidate): number {
  const steps = miss.differences.map((difference) => {
    if (difference.kind === 'overwritten') return 1;
    if (difference.kind === 'value') return difference.how === 'other' ? 2 : 1;
    return difference.kind === 'key' || difference.onController !== undefined ? 1.5 : 3;
  });
  const sum = steps.reduce((total, step) => total + step, 0);
  return (
    sum +
    SCOPE_DISTANCE[miss.scope] +
    (miss.otherNamespace ? 1 : 0) +
    (candidate.taken ? 2 : 0) -
    (sameName(service, miss.template) ? 1.5 : 0)
  );
}
