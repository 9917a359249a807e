import { pairsIn } from '../../k8s/labels/labels.js';
import { groupBy } from '../../data/group.js';
import { once } from '../../data/once.js';
import { contradictions } from '../../k8s/workloads/contradictions.js';
import type { Service } from '../../k8s/services/service.js';
import type { Workload } from '../../k8s/workloads/workload.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** Workloads whose selector contradicts their own Pod template, which the API server refuses (semantics 2.4). */
export interface BrokenWorkloads {
  /**
   * The one that the Service means: what its selector asks for stands in the workload's own selector or in its
   * template.
   */
  brokenWorkloadOf(service: Service): Workload | undefined;
}

export function brokenWorkloadsOf(index: Pick<UnitIndex, 'workloads'>, namespaces: Namespaces): BrokenWorkloads {
  const byPair = once(() =>
    groupBy(
      index.workloads.filter((workload) => contradictions(workload).length > 0).flatMap(saysOf),
      ({ pair }) => pair,
    ),
  );
  return {
    brokenWorkloadOf(service) {
      const [first, ...others] = [...(service.selector?.values() ?? [])].map(pairOf);
      const candidates = first === undefined ? [] : (byPair().get(first) ?? []);
      const found = candidates.find(
        ({ workload, said }) =>
          others.every((pair) => said.has(pair)) && namespaces.same(service.resource, workload.resource) !== 'no',
      );
      return found?.workload;
    },
  };
}

interface Says {
  readonly workload: Workload;
  readonly pair: string;
  readonly said: ReadonlySet<string>;
}

/** A workload under each label that its Pods were meant to have. */
function saysOf(workload: Workload): readonly Says[] {
  const asked = pairsIn(workload.selector ?? []);
  const carried = workload.templates.flatMap(({ labels }) => [...labels.values()]);
  const said = new Set([...asked, ...carried].map(pairOf));
  return [...said].map((pair) => ({ workload, pair, said }));
}

function pairOf({ key, value }: { readonly key: string; readonly value: string }): string {
  return `${key}=${value}`;
}
