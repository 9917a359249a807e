import { getEntries, getNumber, getString, type Path, type Place } from '../tree/tree.js';
import { code } from '../text/words.js';
import { describe, type Resource } from './resource.js';
import type { Service } from './service.js';
import type { PodTemplate } from './workload.js';

/** How a workload asks for a DNS name for each of its Pods: by the name of the Service that is to carry them (semantics 5.8, 7.7). */
export interface PodNaming {
  readonly template: PodTemplate;
  /** The Service; undefined for a StatefulSet that names none. */
  readonly service: string | undefined;
  readonly path: Path;
  /** `names the Service` of a StatefulSet, `has the subdomain` of others. */
  readonly verb: string;
  /** The first of the Pods, as far as one can know: `db-0`. */
  readonly pod: string;
}

/** Undefined where the Pods ask for no names: only a StatefulSet, an Indexed Job, and Pods with `hostname` and `subdomain` do. */
export function podNaming(template: PodTemplate): PodNaming | undefined {
  const { resource, kind, name } = template.workload;
  if (kind === 'StatefulSet') {
    const service = getString(resource.tree, 'spec', 'serviceName') || undefined;
    const first = getNumber(resource.tree, 'spec', 'ordinals', 'start') ?? 0;
    return { template, service, path: ['spec', 'serviceName'], verb: 'names the Service', pod: `${name}-${first}` };
  }
  const spec = [...template.path, 'spec'];
  const indexed =
    kind === 'Job' && getString(resource.tree, 'spec', 'completionMode') === 'Indexed' ? `${name}-0` : undefined;
  const pod = getString(resource.tree, ...spec, 'hostname') || indexed;
  const service = getString(resource.tree, ...spec, 'subdomain') || undefined;
  if (pod === undefined || service === undefined) return undefined;
  return { template, service, path: [...spec, 'subdomain'], verb: 'has the subdomain', pod };
}

/** A Service that lists its Pods to a scraper: it gives nobody a name on purpose. */
export function servesMetricsOnly(service: Service): boolean {
  const isMetrics = (text: string): boolean => /metrics|monitoring|exporter/.test(text);
  return isMetrics(service.name) || (service.ports.length > 0 && service.ports.every((port) => isMetrics(port.name)));
}

/** The first scalar entry of the spec, behind which another one can be written. */
export function scalarOfSpec(resource: Resource): { readonly key: Place; readonly value: Place } | undefined {
  const entry = [...getEntries(resource.tree, 'spec')].find(
    ({ value }) => value.type === 'scalar' && value.style !== 'block' && value.source !== '',
  );
  return entry && { key: entry.keyPlace, value: entry.value.place };
}

/** Where somebody calls a single Pod: the label of that place, if there is one. */
export function calledLabels(
  use: { readonly text: string; readonly place: Place; readonly resource: Resource } | undefined,
): readonly { readonly place: Place; readonly text: string }[] {
  return use === undefined ? [] : [{ place: use.place, text: `${describe(use.resource)} calls ${code(use.text)}` }];
}

/** What it takes to change the Service of a StatefulSet, most of whose spec is immutable (semantics 2.4). */
export function immutableWords({ workload }: PodTemplate): string | undefined {
  return workload.kind === 'StatefulSet'
    ? '`serviceName` cannot be changed in place: delete the StatefulSet with `--cascade=orphan`, then apply it again'
    : undefined;
}
