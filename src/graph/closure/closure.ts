import { remember } from '../../data/once.js';
import { isRunTimeLabel } from '../../k8s/labels/label-keys.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { Service } from '../../k8s/services/service.js';
import type { Difference } from '../../k8s/workloads/label-difference.js';
import { rolloutServices } from '../../k8s/workloads/rollout.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { stemOf } from '../../text/name-customs.js';
import { isSlip } from '../../text/spelling/slip.js';
import type { Instructions } from '../../units/instructions/instructions.js';
import type { NearMiss } from '../selection/near-miss.js';
import type { Selections } from '../selection/selection.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { Surroundings } from '../unit/surroundings.js';
import type { UnitIndex } from '../unit/unit-index.js';
import type { Voices } from '../unit/voices.js';
import { type Forgotten, forgottenOf } from './forgotten.js';
import type { Makers, WantedPods } from './makers.js';
import { setsElsewhere } from './sets-elsewhere.js';
import { elsewhereBy, MERELY_ABSENT, type Signs, type Verdict, verdictOn } from './signs.js';

/** How sure it is that what is missing is a mistake: whether the unit can be taken for all there is (semantics 0.3). */
export interface Closure extends Forgotten {
  /** A Pod template outside the unit that the Service would select. */
  matchElsewhere(service: Service): PodTemplate | undefined;
  /** How sure it is that a Service without Pods was meant for those of its near miss. */
  onSelector(service: Service, near: NearMiss): Verdict;
  /**
   * How sure it is that a LabelSelector without Pods, in an object of that name, was meant for those of its near miss.
   */
  onLabels(from: Resource, wanted: WantedPods, near: NearMiss): Verdict;
  /**
   * How sure it is that a name which nothing has is a mistake; `closed` where the lookup found nothing that may bring
   * it.
   */
  onName(
    absence: Pick<Signs, 'amongFound'> & {
      readonly closed: boolean;
      readonly forgotten: boolean;
      /** The last thing that may be meant; `strangers` where it has another name than the object that asks. */
      readonly left: { readonly strangers: boolean } | undefined;
    },
  ): Verdict;
  /** How sure it is that an object which finds nothing was meant for what has its name, and nobody else asks for. */
  onLeft(from: Resource, wanted: WantedPods): Verdict;
  /** An operator's object, or a release, of that very name makes what is asked for. */
  isMade(from: Resource, wanted: WantedPods): boolean;
}

interface Around extends Pick<Surroundings, 'elsewhere' | 'voices' | 'isOfUnreadChart'> {
  readonly instructions: Pick<Instructions, 'givesLabel'>;
}

export function closureOf(
  index: UnitIndex,
  namespaces: Namespaces,
  selections: Pick<Selections, 'servicesOf' | 'of'>,
  makers: Makers,
  { elsewhere, voices, instructions, isOfUnreadChart }: Around,
): Closure {
  const isUnreached = (template: PodTemplate): boolean => selections.servicesOf(template).length === 0;

  const isOfChart = (pairs: WantedPods['pairs']): boolean => [...pairs].some(({ value }) => isOfUnreadChart(value));

  const matchElsewhere = remember((service: Service): PodTemplate | undefined => {
    const shares = (other: Resource): boolean => namespaces.same(service.resource, other) !== 'no';
    return elsewhere(service, namespaces.of(service.resource)).find(
      (template) => !index.holds(template.workload.resource) && shares(template.workload.resource),
    );
  });

  const isOfSetElsewhere = setsElsewhere(index, selections);

  const isNamed = isNamedIn(index);

  const onSelector = (service: Service, miss: NearMiss): Verdict => {
    const { resource, name, selector } = service;
    const { differences, scope, template, namesake, fits } = miss;
    // Only a slip is left to judge where both namespaces are written and differ.
    if (miss.otherNamespace) return onNamespace(service, miss, voices, isUnreached(template));
    const isTied = scope === 'file' || namesake;
    const isOpen =
      isOfSetElsewhere(service, miss) ||
      index.open ||
      index.templated.has(resource.file.folder) ||
      isOfChart(selector?.values() ?? []);
    // A second Service of Pods that another one reaches: nothing is left over but its ports.
    const isLate = miss.companion && scope !== 'unit' && !isNamed(differences);
    const made = makers.pods({ name, pairs: selector?.values() ?? [] }, namespaces.of(resource));
    const signs: Signs = {
      ...MERELY_ABSENT,
      elsewhere:
        differences.some((it) => mayComeLater(it, miss) || instructions.givesLabel(it.wanted.key, it.wanted.value)) ||
        (!isTied && !miss.leftOver && matchElsewhere(service) !== undefined)
          ? 'surely'
          : elsewhereBy(made, isOpen || matchElsewhere(service) !== undefined),
      slip: miss.telling && (isTied || !(isOpen || areStrangers(service, miss))),
      leftOver: isLate || miss.leftOver || (scope === 'file' && isUnreached(template) && fits !== 'no'),
      strangers: isLate || mayBeStrangers(service, miss, index),
      namesake: namesake && fits === 'yes',
      claimed: rolloutServices(template.workload.resource).some((named) => named.name === name),
    };
    return verdictOn(signs);
  };

  return {
    matchElsewhere,
    onSelector,
    onLabels: verdictOnLabels((pairs) => index.open || isOfChart(pairs), namespaces, makers),
    onName: ({ closed, forgotten, amongFound, left }) =>
      verdictOn({
        ...MERELY_ABSENT,
        elsewhere: closed ? 'no' : 'perhaps',
        // One workload without a Service proves nothing; that all other names of the object are found does.
        leftOver: (forgotten && amongFound) || left !== undefined,
        strangers: left?.strangers ?? false,
        amongFound,
      }),
    onLeft: verdictOnLeft(index, namespaces, makers),
    isMade: (from, wanted) => makers.pods(wanted, namespaces.of(from)) === 'named',
    ...forgottenOf(index, namespaces, isUnreached),
  };
}

/** Something here has the name that is asked for. */
function isNamedIn({ workloadsNamed, servicesNamed }: UnitIndex): (differences: readonly Difference[]) => boolean {
  return (differences) =>
    differences.some(({ wanted: { value } }) => workloadsNamed(value).length > 0 || servicesNamed(value).length > 0);
}

/**
 * Both namespaces are written: nobody reaches the Pods, or nobody else names the one of the Service, which differs as
 * slips do.
 */
function onNamespace(
  { resource: { namespace: own } }: Service,
  { differences, scope, template }: NearMiss,
  voices: Pick<Voices, 'namespace'>,
  isUnreached: boolean,
): Verdict {
  const meant = template.workload.resource.namespace;
  if (differences.length > 0 || own === undefined || meant === undefined) return 'info';
  const isSlipOfIt = isSlip(own, meant) && voices.namespace(own) === 1 && voices.namespace(meant) > 1;
  return isSlipOfIt || (scope !== 'unit' && isUnreached) ? 'error' : 'info';
}

function verdictOnLeft(index: UnitIndex, namespaces: Namespaces, makers: Makers): Closure['onLeft'] {
  return (from, wanted) =>
    verdictOn({
      ...MERELY_ABSENT,
      elsewhere: elsewhereBy(makers.pods(wanted, namespaces.of(from)), index.open || from.partial),
      leftOver: true,
    });
}

function verdictOnLabels(
  isOpen: (pairs: WantedPods['pairs']) => boolean,
  namespaces: Namespaces,
  makers: Makers,
): Closure['onLabels'] {
  return (from, wanted, { differences, matched, template, telling, leftOver, namesake }) => {
    const made = makers.pods(wanted, namespaces.of(from));
    return verdictOn({
      ...MERELY_ABSENT,
      elsewhere: differences.some((it) => template.workload.resource.mayGainLabel(it.wanted.key))
        ? 'surely'
        : elsewhereBy(made, isOpen(wanted.pairs)),
      // Who selects by labels alone has neither a port nor a name that would tell strangers apart.
      leftOver,
      strangers: true,
      // One name of both ends fits where the Pods have that very name under another custom of naming.
      namesake:
        namesake &&
        made === 'no' &&
        matched.length === 0 &&
        differences.some(({ kind, wanted: { value } }) => kind === 'key' && value === template.workload.name),
      // Pods of an operator are often called as it is, but for a word.
      slip:
        telling &&
        (made === 'no' || differences.every((it) => it.kind !== 'value' || isSlip(it.wanted.value, it.found.value))),
    });
  };
}

/** A label that Pods, a person or a kustomization may still add. */
function mayComeLater(difference: Difference, { telling, template: { workload } }: NearMiss): boolean {
  if (difference.kind !== 'absent') return false;
  const { key } = difference.wanted;
  if (workload.resource.mayGainLabel(key)) return true;
  // Beside other labels that agree, in one file and under one name, even half of an object tells.
  return difference.onController === undefined && ((workload.resource.partial && !telling) || isRunTimeLabel(key));
}

/** A Service and a workload that each go by their own name may be two applications, however similar the names. */
function areStrangers(service: Service, { differences, template }: NearMiss): boolean {
  const { name } = template.workload;
  return differences.some((it) => it.kind === 'value' && it.wanted.value === service.name && it.found.value === name);
}

/**
 * A Service that asks for its own name beside a workload of another name; in one apply both names must stand in labels.
 */
function mayBeStrangers(
  service: Service,
  near: NearMiss,
  { isOneApply, templatesBeside }: Pick<UnitIndex, 'isOneApply' | 'templatesBeside'>,
): boolean {
  if (near.namesake) return false;
  if (areStrangers(service, near)) return true;
  // Of two applications in a folder one is left over by itself, of many by chance.
  if (!isOneApply && !haveCommonWord(service, near) && templatesBeside(service.resource).length > FEW) return true;
  return !isOneApply && near.differences.some(({ wanted }) => stemOf(wanted.value) === stemOf(service.name));
}

const FEW = 3;

/** Where the Pods lack the very keys, only a word in their names and labels speaks for them. */
function haveCommonWord({ name, selector }: Service, { differences, template }: NearMiss): boolean {
  if (differences.some(({ kind }) => kind !== 'absent')) return true;
  const asked = [name, ...[...(selector?.values() ?? [])].map(({ value }) => value)].flatMap(wordsIn);
  const there = new Set(
    [template.workload.name, ...[...template.labels.values()].map(({ value }) => value)].flatMap(wordsIn),
  );
  return asked.some((word) => there.has(word));
}

function wordsIn(name: string): readonly string[] {
  return stemOf(name).split(/[-._]/);
}
