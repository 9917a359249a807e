import { groupBy } from '../../data/group.js';
import { describe } from '../../k8s/object/resource.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { closest } from '../../text/spelling/similar.js';
import { code, codes, list } from '../../text/words.js';
import type { World } from '../evidence/evidence.js';
import type { PodCaller } from '../walk/caller.js';
import type { FromQuery } from './query.js';

type WorkloadQuery = Extract<FromQuery, { readonly kind: 'workload' }>;

/** Short names as kubectl has them; any other kind is written out. */
const SHORT: ReadonlyMap<string, string> = new Map([
  ['deploy', 'deployment'],
  ['sts', 'statefulset'],
  ['ds', 'daemonset'],
  ['rs', 'replicaset'],
  ['rc', 'replicationcontroller'],
  ['cj', 'cronjob'],
  ['po', 'pod'],
  ['dc', 'deploymentconfig'],
]);

/** Every unit in which the Pods of that workload stand; throws RangeError where no file has it. */
export function workloadCallers(query: WorkloadQuery, worlds: readonly World[]): readonly PodCaller[] {
  const wanted = SHORT.get(query.type) ?? query.type.replace(/s$/, '');
  const isKind = (kind: string): boolean => [wanted, query.type].includes(kind.toLowerCase());
  const all = worlds.flatMap((world) =>
    world.unit.objects.flatMap(({ workload }) =>
      (workload?.templates ?? []).slice(0, 1).map((template) => callerOf(template, world)),
    ),
  );
  const named = all.filter(({ template: { workload } }) => workload.name === query.name && isKind(workload.kind));
  const found = named.filter(({ namespace }) => query.namespace === undefined || namespace === query.namespace);
  if (found.length === 0) throw new RangeError(missing(query, all, named, isKind));
  const namespaces = new Set(found.map(({ namespace }) => namespace));
  if (namespaces.size > 1) {
    const each = [...namespaces].map((namespace) => `${namespace ?? ''}/${query.type}/${query.name}`);
    throw new RangeError(`several namespaces have ${first(found)}: write ${codes(each, 'or')}`);
  }
  return found;
}

/** Every unit that has objects in the namespace, with a Pod that stands for any; throws RangeError. */
export function namespaceCallers(
  namespace: string,
  template: PodTemplate,
  worlds: readonly World[],
): readonly PodCaller[] {
  const within = (world: World): readonly (string | null)[] =>
    world.unit.objects
      .filter(({ workload }) => workload !== template.workload)
      .map(({ resource }) =>
        resource.kind === 'Namespace' ? (resource.name ?? null) : world.graph.namespaces.of(resource),
      );
  const holding = worlds.filter((world) => within(world).includes(namespace));
  if (holding.length === 0) {
    const known = new Set(worlds.flatMap(within).filter((each) => each !== null));
    const near = closest(namespace, known);
    const workload = worlds.flatMap(({ unit }) => unit.objects).find(({ workload: each }) => each?.name === namespace);
    const hint =
      workload === undefined || workload.workload === template.workload
        ? near && `there is a namespace with a similar name: ${code(near)}`
        : `${describe(workload.resource)} is written ${code(`${shortOf(workload.resource.kind)}/${namespace}`)}`;
    const all =
      known.size === 0
        ? 'no object names one: say it with `--namespace`'
        : `there ${known.size === 1 ? 'is' : 'are'} ${codes([...known].sort())}`;
    throw new RangeError(`no object among the files is in namespace ${code(namespace)}; ${hint ?? all}`);
  }
  return holding.map((world) => ({
    kind: 'pods',
    template,
    world,
    namespace,
    words: `any Pod of namespace ${code(namespace)}`,
    target: undefined,
  }));
}

function callerOf(template: PodTemplate, world: World): PodCaller {
  const { resource } = template.workload;
  const namespace = world.graph.namespaces.of(resource);
  return {
    kind: 'pods',
    template,
    world,
    namespace,
    words: `${describe(resource)}${namespace === null ? '' : ` in namespace ${code(namespace)}`}`,
    target: `${resource.kind.toLowerCase()}/${resource.name ?? ''}`,
  };
}

function missing(
  { name, namespace, type }: WorkloadQuery,
  all: readonly PodCaller[],
  named: readonly PodCaller[],
  isKind: (kind: string) => boolean,
): string {
  const where = namespace === undefined ? '' : ` in namespace ${code(namespace)}`;
  const none = `there is no ${code(`${type}/${name}`)}${where} among the files`;
  if (named.length > 0)
    return `${none}; ${list(
      named.map(({ words }) => `there is ${words}`),
      'and',
      3,
    )}`;
  const other = all.find(({ template: { workload } }) => workload.name === name);
  if (other !== undefined)
    return `${none}; ${other.words} is written ${code(`${shortOf(other.template.workload.kind)}/${name}`)}`;
  const near = closest(
    name,
    all
      .filter(({ template: { workload } }) => isKind(workload.kind))
      .map(({ template: { workload } }) => workload.name),
  );
  return near === undefined ? none : `${none}; there is one with a similar name: ${code(`${type}/${near}`)}`;
}

function shortOf(kind: string): string {
  const lower = kind.toLowerCase();
  return [...SHORT].find(([, long]) => long === lower)?.[0] ?? lower;
}

function first(callers: readonly PodCaller[]): string {
  const [caller] = callers;
  return caller === undefined ? '' : describe(caller.template.workload.resource);
}

/** One for each object: what plain folders share is the same object in each of their units. */
export function apart(callers: readonly PodCaller[]): readonly PodCaller[] {
  return [...groupBy(callers, ({ template }) => template).values()].flatMap((same) => same.slice(0, 1));
}
