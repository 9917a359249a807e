import { getEntries, getList, getString, type Path, type Place, type Tree } from '../../tree/tree.js';
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
  return getList(service.tree, 'spec', 'ports').map((item, index) => new PortItem(service, index, item));
}

/** Only a port beside another one is asked for its fields. */
class PortItem implements WrittenPort {
  constructor(
    private readonly service: Resource,
    readonly index: number,
    private readonly item: Tree,
  ) {}

  get name(): string {
    return getString(this.item, 'name') ?? '';
  }

  get fields(): ReadonlySet<string> {
    return fieldsOf(this.item);
  }

  at(...path: Path): Place {
    return this.service.at('spec', 'ports', this.index, ...path);
  }
}

/** The fields that one item of `spec.ports` has. */
export function writtenFields(service: Resource, index: number): ReadonlySet<string> {
  return fieldsOf(service.get('spec', 'ports', index));
}

function fieldsOf(item: Tree | undefined): ReadonlySet<string> {
  return new Set(
    [...getEntries(item)].flatMap(({ key, value }) => (value.type === 'scalar' && value.value === null ? [] : [key])),
  );
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
