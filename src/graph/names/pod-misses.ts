import { groupBy } from '../../data/group.js';
import { once, remember } from '../../data/once.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { Service } from '../../k8s/services/service.js';
import { hasPodNamed, podNamesOf, type PodNames } from '../../k8s/workloads/pod-naming.js';
import type { PodTemplate, Workload } from '../../k8s/workloads/workload.js';
import type { Selections } from '../selection/selection.js';

/** Why no Pod behind a Service has the name that somebody calls. */
export interface PodNameMiss {
  readonly service: Service;
  /** The workload that would have to grow, or the first one. */
  readonly template: PodTemplate;
  readonly names: PodNames;
  /** There would be such a Pod if the workload had more replicas. */
  readonly later: boolean;
}

/** Undefined where a Pod of that name can exist behind the Services, which are versions of one, or nobody can tell. */
export type FindPodMiss = (services: readonly Service[], pod: string) => PodNameMiss | undefined;

/** A configuration may list thousands of Pods of thousands of workloads: the names of each are read once. */
export function podMisses(
  selections: Pick<Selections, 'of' | 'matching'>,
  scalersOf: (workload: Workload) => readonly Resource[],
): FindPodMiss {
  const behind = remember((service: Service) => named(service, selections.matching(service), scalersOf));
  return (services, pod) => {
    if (services.some((each) => each.selector === undefined || selections.of(each).uncertain)) return undefined;
    const all = services.map(behind);
    const found = all.flatMap((each) => each.at(pod));
    if (all.some(({ isOpen }) => isOpen) || found.some(({ answer }) => answer === 'yes')) return undefined;
    const later = found.find(({ answer }) => answer === 'later');
    // An autoscaler decides how many Pods there are.
    if (later !== undefined && all.some((each) => each.isScaled())) return undefined;
    const shown = later ?? all.flatMap(({ first }) => first ?? [])[0];
    const [service] = services;
    return shown && service && { service, template: shown.template, names: shown.names, later: later !== undefined };
  };
}

interface Named {
  readonly template: PodTemplate;
  readonly names: PodNames;
}

/** The names that the Pods behind one Service have. */
interface PodsBehind {
  readonly first: Named | undefined;
  /** True where the names of some are not known: any name may be theirs. */
  readonly isOpen: boolean;
  isScaled(): boolean;
  /** Those that may have the name, with the answer of each. */
  at(pod: string): readonly (Named & { readonly answer: ReturnType<typeof hasPodNamed> })[];
}

function named(
  service: Service,
  templates: readonly PodTemplate[],
  scalersOf: (workload: Workload) => readonly Resource[],
): PodsBehind {
  const all = templates.map((template): Named => ({ template, names: podNamesOf(template, service.name) }));
  const byName = groupBy(all, ({ names }) => baseOf(names));
  return {
    first: all[0],
    isOpen: all.some(({ names }) => names.kind === 'unknown'),
    isScaled: once(() => templates.some(({ workload }) => scalersOf(workload).length > 0)),
    at: (pod) =>
      [pod, pod.slice(0, pod.lastIndexOf('-'))]
        .flatMap((base) => byName.get(base) ?? [])
        .map((each) => ({ ...each, answer: hasPodNamed(each.names, pod) })),
  };
}

/** What a Pod's name is, or begins with. */
function baseOf(names: PodNames): string | undefined {
  if (names.kind === 'one') return names.name;
  return names.kind === 'numbered' ? names.base : undefined;
}
