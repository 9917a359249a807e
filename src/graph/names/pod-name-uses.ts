import { once } from '../../data/once.js';
import type { Resource } from '../../k8s/object/resource.js';
import { LABEL_PATTERN } from '../../k8s/syntax/names.js';
import type { Workload } from '../../k8s/workloads/workload.js';
import type { Place, Tree } from '../../tree/tree.js';

/** A text on disk with the name of one Pod of a StatefulSet (semantics 8.3). */
export interface PodNameUse {
  /** `db-0.db`, as far as it was read. */
  readonly text: string;
  readonly place: Place;
  readonly resource: Resource;
}

/**
 * `db-0.db`, `db-${i}.db`, `db-$(ORDINAL).db`: a Pod of a StatefulSet, and the Service that gives it a name (semantics
 * 8.3).
 */
const ORDINAL = /\d{1,3}|\$\{\w+\}|\$\(\w+\)|\$\w+/.source;
const POD_NAME = new RegExp(`(?<![\\w.-])(${LABEL_PATTERN})-(?:${ORDINAL})\\.(${LABEL_PATTERN})(?![\\w-])`, 'g');

/** `$(hostname).db`, `${POD_NAME}.db`: the same, said by the Pod itself. */
const VARIABLE = 'HOSTNAME|(?:MY_)?POD_NAME|K8S_POD_NAME';
const OWN_NAME = new RegExp(
  `\\$(?:\\((?:hostname|${VARIABLE})\\)|\\{?(?:${VARIABLE})\\}?)\\.(${LABEL_PATTERN})(?![\\w-])`,
  'g',
);

/** Finds the texts of a unit that name single Pods; they are looked for when somebody first asks. */
export function podNameUses(
  resources: readonly Resource[],
): (workload: Workload, service: string | undefined) => PodNameUse | undefined {
  const uses = once(() => {
    const found = new Map<string, PodNameUse>();
    for (const resource of resources)
      collect(resource, resource.tree, (pod, service, use) => {
        for (const key of [`${pod}\0${service}`, `${pod}\0`]) if (!found.has(key)) found.set(key, use);
      });
    return found;
  });
  return (workload, service) => {
    const own = service === undefined ? undefined : ownNameUse(workload, service);
    return own ?? uses().get(`${workload.name}\0${service ?? ''}`);
  };
}

function ownNameUse({ resource }: Workload, service: string): PodNameUse | undefined {
  let use: PodNameUse | undefined;
  eachText(resource.get('spec', 'template'), (text, place) => {
    if (use !== undefined || !text.includes('$')) return;
    for (const match of text.matchAll(OWN_NAME)) if (match[1] === service) use ??= { text: match[0], place, resource };
  });
  return use;
}

function collect(resource: Resource, tree: Tree, add: (pod: string, service: string, use: PodNameUse) => void): void {
  eachText(tree, (text, place) => {
    if (!text.includes('.')) return;
    for (const match of text.matchAll(POD_NAME))
      add(match[1] ?? '', match[2] ?? '', { text: match[0], place, resource });
  });
}

/** Every text of every object comes by here: calls are cheap, generators within generators are not. */
function eachText(tree: Tree | undefined, visit: (text: string, place: Place) => void): void {
  if (tree === undefined) return;
  if (tree.type === 'scalar') {
    if (typeof tree.value === 'string') visit(tree.value, tree.place);
  } else if (tree.type === 'list') for (const item of tree.items) eachText(item, visit);
  else for (const { value } of tree.entries.values()) eachText(value, visit);
}
