import { carries, type LabelPair, type Labels, readLabels } from '../../k8s/labels/labels.js';
import { endsByDesign } from '../../k8s/listening/running.js';
import type { Difference } from '../../k8s/workloads/label-difference.js';
import { rolloutServices } from '../../k8s/workloads/rollout.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { isSameByCustom, stemOf } from '../../text/name-customs.js';
import { editsWithin, isSimilar } from '../../text/spelling/similar.js';
import { isSlip } from '../../text/spelling/slip.js';
import { getString } from '../../tree/tree.js';
import type { Scope } from '../unit/scope.js';
import type { Fit } from './left-over.js';

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
  /** Who selects goes by the name of the workload, or gives its Pods their names. */
  readonly namesake: boolean;
  /**
   * Another Service has the Pods already, and who selects goes by the name of their workload and a word more, as
   * `web-metrics` does, and sends to a port that they declare.
   */
  readonly companion: boolean;
  readonly fits: Fit;
  readonly leftOver: boolean;
}

/** What one selector is compared with, the likeliest first: more would make the comparison quadratic. */
export const MOST_CANDIDATES = 200;

/** What `nearestMiss` has to know of a candidate besides its labels. */
export interface Candidate {
  readonly template: PodTemplate;
  readonly scope: Scope;
  readonly otherNamespace: boolean;
  /** Some other Service selects it already: then only a slip shows that this one means it too. */
  readonly taken: boolean;
  readonly fits: Fit;
  /** It is the only workload that nobody selects, and declares a port that is asked for. */
  readonly leftOver: boolean;
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
    const distance = distanceOf(miss, candidate) - weightOfSigns(miss);
    if (best === undefined || distance < best.distance) best = { miss, distance };
  }
  return best?.miss;
}

/** A telling sign outweighs any number of shared labels: `part-of` and `version` are on everything. */
function weightOfSigns({ telling, leftOver, companion }: NearMiss): number {
  if (telling) return TELLING;
  return leftOver || companion ? TELLING / 2 : 0;
}

function missOf(service: Selecting, selector: Labels, candidate: Candidate): NearMiss | undefined {
  const { template, scope, otherNamespace, fits, leftOver } = candidate;
  const pairs = [...selector.values()];
  const matched = pairs.filter(({ key, value }) => carries(key, value, template.labels, template.added) !== 'no');
  const differences = pairs.filter((pair) => !matched.includes(pair)).map((wanted) => differenceOf(wanted, template));
  if (isOfAnotherKind(differences, template)) return undefined;
  const namesake = isNamesake(service, template);
  const companion = candidate.taken && !namesake && fits === 'yes' && isSecondService(service, template, differences);
  if (matched.length === 0 && !companion && !isPlausible(differences, candidate, namesake)) return undefined;
  const telling = isTelling(differences, candidate, namesake, matched.length);
  return { template, scope, differences, matched, otherNamespace, telling, namesake, companion, fits, leftOver };
}

/** Whether a candidate that carries none of the labels may be meant all the same. */
function isPlausible(
  differences: readonly Difference[],
  { scope, fits, leftOver }: Candidate,
  namesake: boolean,
): boolean {
  if (leftOver || (namesake && fits === 'yes') || differences.some(isExplained)) return true;
  return (namesake || scope === 'file') && differences.some(({ kind }) => kind !== 'absent');
}

/** The label itself says what became of it: another key, a similar value, a label of the controller alone. */
function isExplained(difference: Difference): boolean {
  if (difference.kind === 'absent') return difference.onController !== undefined;
  return difference.kind !== 'value' || difference.how !== 'other';
}

/**
 * Pods that run to their end, and have another value than the one that is asked for, by more than a slip: no Service is
 * meant for them, nor a budget. `shop-backup` works for `shop`.
 */
function isOfAnotherKind(differences: readonly Difference[], template: PodTemplate): boolean {
  const isAnother = (it: Difference): boolean =>
    it.kind === 'value' && (it.how === 'other' || !isSlip(it.wanted.value, it.found.value));
  return endsByDesign(template) && differences.some(isAnother);
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
  const ownName = wanted.value === template.workload.name && !isOfController(wanted.key);
  const renamed = [...template.labels.values()].find(
    (label) => label.value === wanted.value && (ownName || isSimilarKey(label.key, wanted.key)),
  );
  return renamed === undefined
    ? { kind: 'absent', wanted, onController: undefined }
    : { kind: 'key', wanted, found: renamed };
}

/** A key with the domain of a program, which gives it to Pods that it makes: no custom leads from it to another key. */
function isOfController(key: string): boolean {
  return key.includes('/') && (!/^[^/]*kubernetes\.io\//.test(key) || key.endsWith('/managed-by'));
}

function howValuesDiffer(wanted: string, found: string): 'case' | 'similar' | 'other' {
  if (wanted.toLowerCase() === found.toLowerCase()) return 'case';
  const affix =
    wanted.length > 2 &&
    found.length > 2 &&
    (wanted.startsWith(found) || found.startsWith(wanted) || wanted.endsWith(found) || found.endsWith(wanted));
  if (isCompanion(wanted, found) || isCompanion(found, wanted)) return 'other';
  return affix || isSimilar(wanted, found) ? 'similar' : 'other';
}

/** `X-operator` makes `X`, `X-exporter` watches it and `X-worker` works for it: two applications. */
function isCompanion(name: string, companion: string): boolean {
  return companion.startsWith(`${name}-`) && COMPANION.test(companion.slice(name.length));
}

const COMPANION = /^-(?:[a-z]+-)?(?:operator|exporter|controller|workers?|agents?|runners?|scheduler|migrations?)$/;

/** `app` and `app.kubernetes.io/name` are the two customs of naming an application. */
function isSimilarKey(a: string, b: string): boolean {
  const customs = ['app', 'k8s-app', 'name', 'app.kubernetes.io/name', 'run'];
  return isSimilar(a, b) || (customs.includes(a) && customs.includes(b)) || bareKey(a) === bareKey(b);
}

/** `component` and `app.kubernetes.io/component`. */
function bareKey(key: string): string {
  return key.slice(key.indexOf('/') + 1);
}

/**
 * The Service goes by the name of the workload, as customs of naming have it, or is the one that its Pods have their
 * names from.
 */
function isNamesake(service: Selecting, { workload, path }: PodTemplate): boolean {
  const { resource, name } = workload;
  if (getString(resource.tree, 'metadata', 'name') === undefined) return false;
  const governing = path.length > 0 ? getString(resource.tree, 'spec', 'serviceName') : undefined;
  return (
    name === service.name ||
    isSameByCustom(name, service.name) ||
    governing === service.name ||
    rolloutServices(resource).some((named) => named.name === service.name)
  );
}

/** `web-metrics` beside the `web` whose Pods it lists, unless it asks for Pods of its own name. */
function isSecondService({ name }: Selecting, { workload }: PodTemplate, differences: readonly Difference[]): boolean {
  const owner = stemOf(workload.name);
  return (
    name.startsWith(`${owner}-`) &&
    differences.every(
      ({ kind, wanted: { value } }) => kind === 'value' && !value.startsWith(`${owner}-`) && !name.includes(value),
    )
  );
}

/**
 * The signs of a real slip in public manifests: a workload that no Service reaches stands in the same file or has the
 * Service's name, and every pair that fails is a shared key with another value, a look-alike key, or a label that the
 * controller has and its Pods lack. A label that is simply absent may be set at run time, unless file and name agree.
 */
function isTelling(differences: readonly Difference[], candidate: Candidate, named: boolean, matched: number): boolean {
  if (candidate.otherNamespace || differences.length === 0) return false;
  // `kubectl run web` labels its Pod so, and the Pod of another file may be that of the next chapter.
  const slip = differences.every((difference) => difference.kind !== 'value' || difference.how !== 'other');
  const tied = candidate.scope === 'file' || named;
  // Another Service of the same Pods is no excuse for a small slip: a headless one and one for clients are a usual
  // pair.
  const isOwn = (it: Difference): boolean => it.kind === 'key' && it.wanted.value === candidate.template.workload.name;
  const isSmall = tied || differences.every((it) => isTyping(it) || isOwn(it));
  if (candidate.taken && !(slip && differences.length === 1 && isSmall)) return false;
  const twins = named && candidate.scope === 'file' && matched > 0;
  const unexplained = differences.some(
    (difference) =>
      difference.kind === 'absent' &&
      difference.onController === undefined &&
      (!twins || candidate.template.workload.resource.mayGainLabel(difference.wanted.key)),
  );
  if (unexplained) return false;
  if (named) return slip || matched > 0 || differences.length === 1;
  if (tied) return slip || matched > 0;
  return slip && (matched > 0 || candidate.scope === 'folder');
}

/** A slip of the keyboard, which no custom of naming explains. */
function isTyping(difference: Difference): boolean {
  if (difference.kind === 'key') return editsWithin(difference.wanted.key, difference.found.key, 1) !== undefined;
  return difference.kind === 'value' && isSlip(difference.wanted.value, difference.found.value);
}

/** More than any distance can be. */
const TELLING = 1_000;

const SCOPE_DISTANCE: Readonly<Record<Scope, number>> = { file: 0, folder: 1, unit: 3 };

function distanceOf(miss: NearMiss, candidate: Candidate): number {
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
    (miss.namesake ? 1.5 : 0)
  );
}
