import { getList, getString, isString, type Place } from '../../tree/tree.js';
import { partsOf } from '../../tree/part-of-scalar.js';
import type { Container } from '../pods/container.js';
import type { PodTemplate } from '../workloads/workload.js';

/** A `$(X)` in the value of a variable that stands above the definition of `X` (semantics 8.4). */
export interface EarlyReference {
  readonly variable: string;
  /** The variable whose value it is in. */
  readonly owner: string;
  readonly container: Container;
  readonly at: Place;
  readonly definedAt: Place;
}

/** Those in values that are addresses. What `envFrom` brings is read before all of `env`, and may stand anywhere. */
export function earlyReferencesOf(template: PodTemplate): readonly EarlyReference[] {
  return template.containers.flatMap((container) =>
    getList(container.get('envFrom')).length > 0 ? [] : inContainer(container),
  );
}

function inContainer(container: Container): readonly EarlyReference[] {
  const items = getList(container.get('env')).map((item) => ({
    name: getString(item, 'name') ?? '',
    value: item.type === 'map' ? item.entries.get('value')?.value : undefined,
    place: item.type === 'map' ? (item.entries.get('name')?.value.place ?? item.place) : item.place,
  }));
  const first = new Map<string, number>();
  items.forEach(({ name }, at) => {
    if (!first.has(name)) first.set(name, at);
  });
  return items.flatMap(({ name: owner, value }, at): readonly EarlyReference[] => {
    if (!isString(value) || !isAddress(owner, value.value)) return [];
    return [...value.value.matchAll(/(?<!\$)(\$+)\(([A-Za-z_.-][\w.-]*)\)/g)].flatMap(
      ([whole, dollars = '', variable = '']) => {
        const definition = first.get(variable) ?? -1;
        const defined = items[definition];
        if (dollars.length % 2 === 0 || definition <= at || defined === undefined) return [];
        const start = value.value.indexOf(whole);
        const place = partsOf(value)(start, start + whole.length);
        return [{ variable, owner, container, at: place, definedAt: defined.place }];
      },
    );
  });
}

/** A URL, a host with a port, or the value of a variable that is called so. */
function isAddress(owner: string, text: string): boolean {
  return (
    /:\/\/|\.svc|:(\d|\$\()|^\$\([^)]*\)[.:]/.test(text) ||
    /(^|_)(HOST|HOSTNAME|ADDR|ADDRESS|URL|URI|DSN|ENDPOINT|SERVERS?|BROKERS?|PORT|LISTENERS)$/i.test(owner)
  );
}
