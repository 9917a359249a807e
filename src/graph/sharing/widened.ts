import { append } from '../../data/group.js';
import { once } from '../../data/once.js';
import type { LabelPair, Labels } from '../../k8s/labels/labels.js';
import type { Service } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Place, WrittenOver } from '../../tree/tree.js';
import { keyOf } from '../selection/gained.js';
import type { Ports } from '../ports/ports.js';
import type { Selections } from '../selection/selection.js';
import type { UnitIndex } from '../unit/unit-index.js';

/**
 * A Service that selects the Pods of more workloads than its manifest means: a label of a kustomization took the place
 * of the one that told them apart, in its selector and in theirs.
 */
export interface Widened {
  readonly service: Service;
  /** The label, as the kustomization writes it, and what the selector said before. */
  readonly label: Pick<LabelPair, 'key' | 'value' | 'keyAt'> & { readonly over: WrittenOver };
  readonly own: readonly PodTemplate[];
  /** The Pods that it selects because of the label. */
  readonly strangers: readonly PodTemplate[];
  /** Those of them that become endpoints: a named target port leaves out who lacks the name (semantics 5.3). */
  readonly reached: readonly PodTemplate[];
}

export interface WidenedSelectors {
  widened(service: Service): Widened | undefined;
  /** All that get endpoints of strangers by the same text, in the order of the Services. */
  widenedAt(place: Place): readonly Widened[];
}

/** So many Pod templates of a Service are looked at: where all carry one label, asking each would be quadratic. */
const MOST_JUDGED = 100;

/** `commonLabels`, and `labels` with `includeSelectors`, overwrite what selectors and Pods say (semantics 9.6). */
export function widenedSelectorsOf(
  { services }: Pick<UnitIndex, 'services'>,
  selections: Pick<Selections, 'of'>,
  ports: Pick<Ports, 'resolve'>,
): WidenedSelectors {
  const found = once(() => {
    const byService = new Map<Service, Widened>();
    const byPlace = new Map<string, Widened[]>();
    for (const service of services) {
      const widened = widenedBy(service, selections, ports);
      if (widened === undefined) continue;
      byService.set(service, widened);
      if (widened.reached.length > 0) append(byPlace, keyOf(widened.label.keyAt), widened);
    }
    return { byService, byPlace };
  });
  return {
    widened: (service) => found().byService.get(service),
    widenedAt: (place) => found().byPlace.get(keyOf(place)) ?? [],
  };
}

function widenedBy(
  service: Service,
  selections: Pick<Selections, 'of'>,
  ports: Pick<Ports, 'resolve'>,
): Widened | undefined {
  const { selector } = service;
  const overwritten = [...(selector?.values() ?? [])].filter(({ valueAt }) => valueAt.over !== undefined);
  if (selector === undefined || overwritten.length === 0) return undefined;
  const { templates, uncertain } = selections.of(service);
  if (uncertain || templates.length < 2) return undefined;
  const judged = templates.slice(0, MOST_JUDGED);
  for (const { key, layer } of overwritten.flatMap((pair) =>
    layersOf(pair).map((layer) => ({ key: pair.key, layer })),
  )) {
    const { value, keyAt, valueAt } = layer;
    if (valueAt.over === undefined) continue;
    const [own, strangers] = parted(judged, (template) => meantBefore(layer, selector, template));
    if (own.length === 0 || strangers.length === 0) continue;
    const reached = strangers.filter((template) => isReached(service, template, ports));
    return { service, label: { key, value, keyAt, over: valueAt.over }, own, strangers, reached };
  }
  return undefined;
}

function isReached({ ports }: Service, template: PodTemplate, { resolve }: Pick<Ports, 'resolve'>): boolean {
  if (template.workload.replicas === 0) return false;
  return ports.length === 0 || ports.some((port) => resolve(port, template).miss === undefined);
}

/** A text that set a label, or the label itself, which is below all of them. */
interface Layer {
  readonly value: string;
  readonly keyAt: Place;
  readonly valueAt: Place;
}

/** The outermost first. */
function layersOf(pair: LabelPair): readonly Layer[] {
  const layers: Layer[] = [pair];
  for (let { over } = pair.valueAt; over !== undefined; over = over.valueAt.over) layers.push(over);
  return layers;
}

/** Whether a selector found a Pod before this text set its labels. */
function meantBefore(layer: Layer, selector: Labels, { labels }: PodTemplate): boolean {
  return [...selector.values()].every((pair) => {
    const wanted = valueBefore(pair, layer);
    const label = labels.get(pair.key);
    return wanted === undefined || label === undefined || valueBefore(label, layer) === wanted;
  });
}

/** What a label was before this text set it, undefined where it was not there; its value where the text does not. */
function valueBefore(pair: LabelPair, { valueAt }: Layer): string | undefined {
  const layer = layersOf(pair).find((each) => keyOf(each.valueAt) === keyOf(valueAt));
  return layer === undefined ? pair.value : layer.valueAt.over?.value;
}

function parted<T>(all: readonly T[], test: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  const [yes, no]: [T[], T[]] = [[], []];
  for (const one of all) (test(one) ? yes : no).push(one);
  return [yes, no];
}
