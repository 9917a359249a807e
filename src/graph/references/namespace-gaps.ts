import { groupBy } from '../../data/group.js';
import { once } from '../../data/once.js';
import type { Resource } from '../../k8s/object/resource.js';
import { isCall } from '../../k8s/references/references.js';
import { scaleTarget } from '../../k8s/workloads/scale-target.js';
import type { Instructions } from '../../units/instructions/instructions.js';
import type { SourceFile } from '../../text/source-file.js';
import { getList, getString } from '../../tree/tree.js';
import type { LoadedObject } from '../../units/unit/objects.js';
import type { Selections } from '../selection/selection.js';
import { scopeOf } from '../unit/scope.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** Two objects that belong together, of which one names its namespace and the other leaves it to whoever applies it. */
export interface NamespaceGap {
  readonly unnamed: Resource;
  readonly named: Resource;
  readonly namespace: string;
  /** A Service selects Pods, a route calls a Service, an autoscaler scales a workload. */
  readonly tie: 'selects' | 'calls' | 'scales';
  /** Which end of the tie the unnamed one is. */
  readonly unnamedIs: 'from' | 'to';
}

/** An object, what ties it to others, and all the objects that it may mean by that. */
interface Tied {
  readonly from: Resource;
  readonly tie: NamespaceGap['tie'];
  readonly to: readonly Resource[];
}

/** What decides whether objects that stand apart are a mistake. */
interface Gapped {
  readonly matching: Selections['matching'];
  isRefused(resource: Resource): boolean;
  readonly instructions: Pick<Instructions, 'namespacesFor' | 'setsContext'>;
  /** Whoever applies the unit gives every object its namespace. */
  readonly isDecided: boolean;
  /** The kustomization that builds the unit. */
  readonly builtFrom: string | undefined;
}

/**
 * Objects that belong together, of which some name a namespace and some leave it to `kubectl -n` (semantics 9.2). None
 * where whoever applies the unit is known to decide for all of them.
 */
export function namespaceGaps(
  objects: readonly LoadedObject[],
  index: UnitIndex,
  { matching, isRefused, instructions, isDecided, builtFrom }: Gapped,
): () => readonly NamespaceGap[] {
  return once(() => {
    if (isDecided || !index.resources.some(isUnnamed) || !index.resources.some(isNamed)) return [];
    const written = new Set(index.resources.flatMap(({ namespace }) => namespace ?? []));
    // With one namespace in all of them, the rest can only be meant for it; otherwise distance makes strangers.
    const isNear = (a: Resource, b: Resource): boolean =>
      written.size === 1 || index.isOneApply || scopeOf(a, b) !== 'unit';
    const gaps = objects
      .flatMap((object) => tiesOf(object, index, matching))
      .flatMap(({ from, tie, to }): readonly NamespaceGap[] => {
        const near = to.filter((other) => isNear(from, other) && !isRefused(other));
        if (
          isRefused(from) ||
          to.some((other) => other.namespace === from.namespace) ||
          new Set(near.map(({ namespace }) => namespace)).size !== 1
        )
          return [];
        return near.flatMap((other) => gapBetween(from, other, tie));
      });
    const left = withoutThoseOfSeveral(gaps).filter((gap) => !isClosedBy(instructions, gap, builtFrom));
    if (left.length === 0) return left;
    const said = saidByBindings(index);
    return left.filter(({ unnamed, namespace }) => said.get(unnamed.file)?.has(namespace) !== true);
  });
}

/**
 * Whoever applies the file that names none, or what it is built into, says the namespace of the other one, or one that
 * only a run knows.
 */
function isClosedBy(
  instructions: Gapped['instructions'],
  { unnamed, namespace }: NamespaceGap,
  builtFrom: string | undefined,
): boolean {
  if (instructions.setsContext(namespace)) return true;
  const paths = [unnamed.file.path, ...(builtFrom === undefined ? [] : [builtFrom])];
  return paths.some((path) => instructions.namespacesFor(path).some((said) => said === null || said === namespace));
}

/** By file, where its bindings say that ServiceAccounts of it lie which name no namespace either. */
function saidByBindings(index: UnitIndex): ReadonlyMap<SourceFile, ReadonlySet<string>> {
  const said = new Map<SourceFile, Set<string>>();
  const bindings = ['ClusterRoleBinding', 'RoleBinding'].flatMap((kind) =>
    index.ofKind('rbac.authorization.k8s.io', kind),
  );
  for (const { file, tree } of bindings)
    for (const subject of getList(tree, 'subjects')) {
      const [kind, name, namespace] = ['kind', 'name', 'namespace'].map((field) => getString(subject, field) ?? '');
      const accounts = kind === 'ServiceAccount' ? index.objectsNamed('', kind, name ?? '') : [];
      if (!accounts.some((account) => account.file === file && isUnnamed(account))) continue;
      said.set(file, (said.get(file) ?? new Set()).add(namespace ?? ''));
    }
  return said;
}

/** What objects of several namespaces ask for is applied to each of them, with `kubectl -n`. */
function withoutThoseOfSeveral(gaps: readonly NamespaceGap[]): readonly NamespaceGap[] {
  const byUnnamed = groupBy(gaps, ({ unnamed }) => unnamed);
  const isOfOne = (some: readonly NamespaceGap[] = []): boolean =>
    some.every(({ namespace }) => namespace === some[0]?.namespace);
  return gaps.filter(({ unnamed }) => isOfOne(byUnnamed.get(unnamed)));
}

function tiesOf(
  { resource: from, service, references }: LoadedObject,
  index: UnitIndex,
  matching: Selections['matching'],
): readonly Tied[] {
  const target = scaleTarget(from);
  const scaled = index.workloadsNamed(target?.name ?? '').filter(({ kind }) => kind === target?.kind);
  const called = [
    ...new Set(
      references.filter((reference) => isCall(reference) && reference.namespace === undefined).map(({ name }) => name),
    ),
  ];
  return [
    ...(service === undefined
      ? []
      : [{ from, tie: 'selects' as const, to: matching(service).map(({ workload }) => workload.resource) }]),
    ...called.map((name) => ({
      from,
      tie: 'calls' as const,
      to: index.servicesNamed(name).map(({ resource }) => resource),
    })),
    ...(target === undefined ? [] : [{ from, tie: 'scales' as const, to: scaled.map(({ resource }) => resource) }]),
  ];
}

function gapBetween(from: Resource, to: Resource, tie: NamespaceGap['tie']): readonly NamespaceGap[] {
  if (isUnnamed(from) && isNamed(to))
    return [{ unnamed: from, named: to, namespace: to.namespace, tie, unnamedIs: 'from' }];
  return isNamed(from) && isUnnamed(to)
    ? [{ unnamed: to, named: from, namespace: from.namespace, tie, unnamedIs: 'to' }]
    : [];
}

/** It names a namespace, and not the one where kubectl puts what names none anyway. */
function isNamed(resource: Resource): resource is Resource & { readonly namespace: string } {
  // What a bundle's operator writes is a placeholder: the lifecycle manager puts all of the bundle into one namespace.
  if (resource.kind === 'ClusterServiceVersion') return false;
  return resource.namespace !== undefined && resource.namespace !== 'default';
}

/** A part of a kustomization that an overlay completes may get its namespace there. */
function isUnnamed({ namespace, clusterScoped, partial }: Resource): boolean {
  return namespace === undefined && !clusterScoped && !partial;
}
