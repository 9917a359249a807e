import { groupBy } from '../../data/group.js';
import { once } from '../../data/once.js';
import { readLabels, type LabelPair } from '../../k8s/labels/labels.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { Service } from '../../k8s/services/service.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** `PodTemplate` objects, which make no Pods (semantics 3.1, E11). */
export interface IdleTemplates {
  /** The first whose labels the Service selects. */
  idleTemplateOf(service: Service): Resource | undefined;
}

export function idleTemplatesOf(index: Pick<UnitIndex, 'ofKind'>): IdleTemplates {
  const byLabel = once(() => groupBy(index.ofKind('', 'PodTemplate').flatMap(carriedBy), ({ label }) => label));
  return {
    idleTemplateOf({ selector }) {
      const [first, ...others] = [...(selector?.values() ?? [])].map(textOf);
      const carriers = first === undefined ? [] : (byLabel().get(first) ?? []);
      return carriers.find(({ labels }) => others.every((label) => labels.has(label)))?.template;
    },
  };
}

interface Carried {
  readonly label: string;
  readonly template: Resource;
  readonly labels: ReadonlySet<string>;
}

/** A template under each of its labels. */
function carriedBy(template: Resource): readonly Carried[] {
  const labels = new Set([...readLabels(template.tree, ['template', 'metadata', 'labels']).values()].map(textOf));
  return [...labels].map((label) => ({ label, template, labels }));
}

function textOf({ key, value }: LabelPair): string {
  return `${key}=${value}`;
}
