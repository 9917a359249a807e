import { getEntries, getList, getString, type Path, type Place } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';

/** One item of `spec.ports` as it is written, whether or not it makes a port. */
export interface WrittenPort {
  readonly index: number;
  readonly name: string;
  readonly fields: ReadonlySet<string>;
  at(...path: Path): Place;
}

/** Every item of `spec.ports` of a Service. */
export function writtenPorts(service: Resource): readonly WrittenPort[] {
  return getList(service.tree, 'spec', 'ports').map((item, index) => ({
    index,
    name: getString(item, 'name') ?? '',
    fields: new Set(
      [...getEntries(item)].flatMap((entry) =>
        entry.value.type === 'scalar' && entry.value.value === null ? [] : [entry.key],
      ),
    ),
    at: (...path) => service.at('spec', 'ports', index, ...path),
  }));
}

/**
 * A `-` too many splits one port into two items: one of them has no `port`, and they have no field in common.
 * Gives the second half of each such pair.
 */
export function splitPorts(ports: readonly WrittenPort[]): readonly WrittenPort[] {
  return ports.filter((second, index) => {
    const first = ports[index - 1];
    if (first === undefined || first.fields.has('port') === second.fields.has('port')) return false;
    return second.fields.size > 0 && [...second.fields].every((field) => !first.fields.has(field));
  });
}
