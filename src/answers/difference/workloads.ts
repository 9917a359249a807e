import { untagged } from '../../k8s/pods/image-names.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { code } from '../../text/words.js';
import type { NamedObject, PlacedObject } from '../connections/connections.js';
import { keyOfObject, placesOf } from '../connections/places.js';
import { nameText } from '../connections/peer-text.js';
import type { World } from '../evidence/evidence.js';
import type { ContractChange } from './difference.js';
import { pairedAlone, pairedNearest, type Housed, type Pair } from './pairs.js';

/** A workload in one state of a tree. */
export interface WorkloadState extends PlacedObject {
  /** By what it is known under another name, the surest first: the labels of its Pods, then what runs in them. */
  readonly traits: readonly string[];
}

/** What became of the workloads of a tree. */
export interface WorkloadChanges {
  readonly changes: readonly ContractChange[];
  /** How a workload of a unit is called now; as before for what is gone. */
  readonly nowOf: (workload: NamedObject, unit: string) => NamedObject;
}

export function workloadsIn({ unit, graph }: World): readonly WorkloadState[] {
  const places = placesOf(graph.namespaces);
  return unit.objects
    .filter(({ resource }) => !graph.unit.isRefused(resource))
    .flatMap(({ workload }) => workload?.templates.slice(0, 1) ?? [])
    .map((template) => ({ ...places.pods(template), traits: traitsOf(template) }));
}

function traitsOf(template: PodTemplate): readonly string[] {
  const labels = [...template.labels.values()].map(({ key, value }) => `${key}=${value}`).sort();
  const images = template.runningContainers.map((container) => untagged(container.image));
  return [labels.length === 0 ? '' : JSON.stringify(labels), images.includes('') ? '' : JSON.stringify(images)];
}

/** Workloads that came and went; one that only gets another name is told as that. */
export function workloadChanges(
  before: readonly (WorkloadState & Housed)[],
  after: readonly (WorkloadState & Housed)[],
): WorkloadChanges {
  let { gone, added } = pairedNearest(before, after, keyOfObject);
  const renamed: Pair<WorkloadState & Housed>[] = [];
  for (const trait of [0, 1]) {
    const pairs = pairedAlone(gone, added, ({ kind, namespace, traits }) =>
      traits[trait] === '' ? '' : JSON.stringify([kind, namespace, traits[trait]]),
    );
    renamed.push(...pairs.same);
    ({ gone, added } = pairs);
  }
  const names = new Map(renamed.map(({ was, now }) => [inUnit(was, was.home.unit), now]));
  const topic = { topic: 'workload', effect: 'changes' } as const;
  return {
    changes: [
      ...renamed.map(({ was, now }) => ({
        ...topic,
        text: `${titleOf(was)} is called ${code(now.name)} now`,
        before: lineOf(was),
        after: lineOf(now),
      })),
      ...gone.map((was) => ({ ...topic, text: `${titleOf(was)} is gone`, before: lineOf(was), after: null })),
      ...added.map((now) => ({ ...topic, text: `${titleOf(now)} is new`, before: null, after: lineOf(now) })),
    ],
    nowOf: (workload, unit) => names.get(inUnit(workload, unit)) ?? workload,
  };
}

function inUnit(workload: NamedObject, unit: string): string {
  return JSON.stringify([unit, keyOfObject(workload)]);
}

const titleOf = (workload: WorkloadState): string => `${workload.kind} ${code(nameText(workload))}`;
const lineOf = ({ file, line }: WorkloadState) => ({ file, line });
