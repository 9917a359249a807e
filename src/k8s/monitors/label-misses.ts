import { isSimilar } from '../../text/spelling/similar.js';
import { satisfies, type LabelPair, type Labels } from '../labels/labels.js';
import { type Monitor, namesakesOf } from './monitor.js';
import type { Service } from '../services/service.js';
import type { PodTemplate } from '../workloads/workload.js';

/**
 * A label that a monitor wants and a Service does not carry itself: where it has it instead, or what it has instead.
 */
export interface LabelMiss {
  readonly wanted: LabelPair;
  /**
   * `selector` and `pods`: the label stands in the Service's selector, or on its Pods, where a monitor does not look;
   * `key`: the value under another key; `name`: the value is the name of the Service, whose label has another.
   */
  readonly kind: 'selector' | 'pods' | 'similar' | 'key' | 'name';
  readonly found: LabelPair;
}

/** A Service as a monitor sees it, with the Pods behind it. */
interface Seen {
  readonly service: Service;
  /** Its own labels. */
  readonly labels: Labels;
  readonly templates: readonly PodTemplate[];
}

/**
 * Why a Service that a monitor was probably meant for is not selected; undefined where a label is simply not there,
 * where a kustomization may still add it, or where the Service has none of the scraped ports.
 */
export function missesOf(monitor: Monitor, { service, labels, templates }: Seen): readonly LabelMiss[] | undefined {
  const misses: LabelMiss[] = [];
  for (const requirement of monitor.selector) {
    if (satisfies(requirement, labels, new Map()) === 'yes') continue;
    const wanted = requirement.pair;
    if (wanted === undefined || service.resource.mayGainLabel(wanted.key)) return undefined;
    const miss =
      missOf(wanted, service, labels.get(wanted.key), templates) ??
      lengthened(wanted, monitor, service, labels) ??
      underAnotherKey(wanted, monitor, labels);
    if (miss === undefined) return undefined;
    misses.push(miss);
  }
  return misses.length > 0 && misses.length <= 2 && hasAPort(monitor, service) ? misses : undefined;
}

function missOf(
  wanted: LabelPair,
  service: Service,
  own: LabelPair | undefined,
  templates: readonly PodTemplate[],
): LabelMiss | undefined {
  if (own !== undefined) {
    if (wanted.value === service.name) return { wanted, kind: 'name', found: own };
    return isSimilar(own.value, wanted.value) && stem(own.value) !== stem(wanted.value)
      ? { wanted, kind: 'similar', found: own }
      : undefined;
  }
  const selected = service.selector?.get(wanted.key);
  if (selected?.value === wanted.value) return { wanted, kind: 'selector', found: selected };
  const onPods = templates.map(({ labels }) => labels.get(wanted.key)).find((label) => label?.value === wanted.value);
  return onPods === undefined ? undefined : { wanted, kind: 'pods', found: onPods };
}

/** `shop` for `shop-web`: another instance, unless monitor and Service are called alike and agree on another label. */
function lengthened(
  wanted: LabelPair,
  { resource, selector }: Monitor,
  service: Service,
  labels: Labels,
): LabelMiss | undefined {
  const found = labels.get(wanted.key);
  if (found === undefined || !namesakesOf(resource).includes(service.name) || selector.length < 2) return undefined;
  const [short, long] = [found.value, wanted.value].sort((a, b) => a.length - b.length);
  const isLonger = short !== undefined && short !== '' && long?.startsWith(`${short}-`) === true;
  const agrees = selector.some(({ pair }) => pair !== undefined && labels.get(pair.key)?.value === pair.value);
  return isLonger && agrees ? { wanted, kind: 'similar', found } : undefined;
}

/**
 * The wanted value under another key of the Service, which meets another requirement of the monitor: then the two
 * belong together.
 */
function underAnotherKey(wanted: LabelPair, { selector }: Monitor, labels: Labels): LabelMiss | undefined {
  if (labels.has(wanted.key)) return undefined;
  const isFoundOtherwise = selector.some(
    ({ pair }) => pair !== undefined && labels.get(pair.key)?.value === pair.value,
  );
  const found = [...labels.values()].find(({ value }) => value === wanted.value);
  return isFoundOtherwise && found !== undefined ? { wanted, kind: 'key', found } : undefined;
}

/** `node-1` and `node-2` are two things, `node` and `nodes` may be one. */
function stem(value: string): string {
  return value.replace(/\d+/g, '#');
}

/**
 * A Service whose ports all have other names is another one: the one for the traffic, beside one for the metrics. Its
 * own name may say that it is for those.
 */
function hasAPort({ ports, resource }: Monitor, service: Service): boolean {
  if (service.name.endsWith('-metrics') && namesakesOf(resource).includes(service.name)) return true;
  const named = ports.filter(({ field, wanted }) => field === 'port' && wanted.kind === 'names');
  return (
    named.length === 0 ||
    named.some(
      ({ wanted }) =>
        wanted.kind === 'names' && service.ports.some(({ name }) => name === '' || wanted.names.includes(name)),
    )
  );
}
