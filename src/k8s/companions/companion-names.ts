import { groupBy } from '../../data/group.js';
import { partsOf } from '../../tree/part-of-scalar.js';
import { get, getList, getString, type Path, type Place } from '../../tree/tree.js';
import { expandPattern, type PathPattern } from '../object/path-pattern.js';
import type { ObjectKind } from '../object/object-kind.js';
import type { Resource } from '../object/resource.js';
import { isPlaceholder } from '../syntax/placeholders.js';
import { COMPANION_ROWS, type AnnotationField, type Target, type TypedField } from './companion-rows.js';

/** A place where an object names another one that is no Service: an Issuer, a Secret, a plugin (semantics 7.18). */
export interface CompanionName {
  readonly from: Resource;
  /** What may be meant, all of one group. */
  readonly targets: readonly Target[];
  readonly name: string;
  /** Undefined where it is the own one; null where what is named has none, or any will do. */
  readonly namespace: string | null | undefined;
  /** The name has its namespace and a dash before it. */
  readonly joined: boolean;
  readonly at: Place;
  /** What happens where nothing has the name, as a clause. */
  readonly lost: string;
}

const BY_KIND = groupBy(
  COMPANION_ROWS.flatMap((row) => row.kinds.map((kind) => ({ kind, row }))),
  ({ kind }) => kind as string,
);

/** The kinds whose objects name companions. */
export const COMPANION_KINDS = [...BY_KIND.keys()] as readonly ObjectKind[];

/** Everything that an object of `COMPANION_KINDS` names, read once for each. */
export function companionNames(resource: Resource): readonly CompanionName[] {
  return BY_KIND.has(`${resource.group}/${resource.kind}`) ? resource.view(readNames) : [];
}

function readNames(from: Resource): readonly CompanionName[] {
  const rows = BY_KIND.get(`${from.group}/${from.kind}`) ?? [];
  return rows
    .flatMap(({ row: { names = [], typed = [], annotations = [] } }) => [
      ...names.flatMap(({ at, target }) =>
        pathsOf(from, at).map((path) => named(from, target, getString(from.tree, ...path), from.at(...path))),
      ),
      ...typed.flatMap((field) => pathsOf(from, field.at).flatMap((path) => typedName(from, field, path))),
      ...annotations.flatMap((field) => annotated(from, field)),
    ])
    .filter(({ name, namespace }) => isName(name) && !isPlaceholder(namespace ?? ''));
}

/** What somebody fills in is no name, and `@` leads elsewhere. */
const isName = (text: string): boolean => /^[a-z0-9][-a-z0-9.]*$/.test(text);

function pathsOf(resource: Resource, pattern: PathPattern): readonly Path[] {
  return expandPattern(pattern, (path) => getList(resource.tree, ...path).map((_, index) => index));
}

function named(from: Resource, target: Target, name: string | undefined, at: Place): CompanionName {
  const namespace = target.anywhere === true ? null : undefined;
  return { from, targets: [target], name: name ?? '', namespace, joined: false, at, lost: target.lost };
}

function typedName(from: Resource, field: TypedField, path: Path): readonly CompanionName[] {
  const tree = from.get(...path);
  const [name, kind, namespace] = [
    getString(tree, 'name') ?? '',
    getString(tree, 'kind'),
    getString(tree, 'namespace'),
  ];
  const group = field.groupField && getString(tree, field.groupField);
  const targets = field.targets === undefined ? anyTarget(group, kind, field.lost) : targetsOf(field, group, kind);
  const [target] = targets;
  if (target === undefined) return [];
  const where = target.anywhere === true ? null : namespace || undefined;
  return [{ from, targets, name, namespace: where, joined: false, at: from.at(...path, 'name'), lost: field.lost }];
}

/** Services are read as such. */
function anyTarget(group: string | undefined, kind: string | undefined, lost: string): readonly Target[] {
  return group === undefined || kind === undefined || kind === 'Service' || kind === 'ServiceAccount'
    ? []
    : [{ group, kind, lost, anywhere: CLUSTER_SCOPED.includes(kind) }];
}

const CLUSTER_SCOPED = ['GatewayClass', 'Namespace', 'IngressClassParams'];

function targetsOf(
  { targets = [], kindless }: TypedField,
  group: string | undefined,
  kind: string | undefined,
): readonly Target[] {
  if (group !== undefined && group !== '' && group !== targets[0]?.group) return [];
  if (kind !== undefined && kind !== '') return targets.filter((target) => target.kind === kind);
  return kindless === true ? targets : targets.slice(0, 1);
}

function annotated(from: Resource, { key, target, form }: AnnotationField): readonly CompanionName[] {
  const scalar = get(from.tree, 'metadata', 'annotations', key);
  if (scalar?.type !== 'scalar' || typeof scalar.value !== 'string') return [];
  const part = partsOf(scalar);
  const text = scalar.value;
  const pieces = form === 'ports' ? [...text.matchAll(PORT_VALUE)] : [...text.matchAll(/[^,\s]+/g)];
  return pieces.flatMap(({ 0: item, index }): readonly CompanionName[] => {
    const base = named(from, target, item, part(index, index + item.length));
    if (form === 'joined') return joined(base, item);
    const slash = form === 'path' ? item.indexOf('/') : -1;
    return [slash < 0 ? base : { ...base, name: item.slice(slash + 1), namespace: item.slice(0, slash) }];
  });
}

/** `{"default": "x", "ports": {"http": "y"}}`: each text behind a colon. */
const PORT_VALUE = /(?<=:\s*")[^"]+(?=")/g;
const PROVIDER = '@kubernetescrd';

function joined(base: CompanionName, item: string): readonly CompanionName[] {
  const name = item.endsWith(PROVIDER) ? item.slice(0, -PROVIDER.length) : '';
  return [{ ...base, name, joined: true }];
}
