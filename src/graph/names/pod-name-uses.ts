import { once, remember } from '../../data/once.js';
import type { Resource } from '../../k8s/object/resource.js';
import { LABEL_PATTERN } from '../../k8s/syntax/names.js';
import type { Workload } from '../../k8s/workloads/workload.js';
import type { SourceFile } from '../../text/source-file.js';
import type { Place, ScalarTree, Tree } from '../../tree/tree.js';
import type { Unit } from '../../units/unit/unit.js';

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
export function podNameUses({
  kind,
  objects,
}: Pick<Unit, 'kind' | 'objects'>): (workload: Workload, service: string | undefined) => PodNameUse | undefined {
  // Of objects that are applied as they lie only those are looked through whose file has such a text, or an escape.
  const mayBeIn = remember(({ text }: SourceFile) => MAY_BE_POD.test(text) || text.includes('\\'));
  const uses = once(() => {
    const found = new Map<string, PodNameUse>();
    for (const { resource } of objects)
      if (kind !== 'folder' || mayBeIn(resource.file))
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
  eachText(resource.get('spec', 'template'), (text, scalar) => {
    if (use !== undefined || !text.includes('$')) return;
    for (const match of text.matchAll(OWN_NAME))
      if (match[1] === service) use ??= { text: match[0], place: scalar.place, resource };
  });
  return use;
}

function collect(resource: Resource, tree: Tree, add: (pod: string, service: string, use: PodNameUse) => void): void {
  eachText(tree, (text, scalar) => {
    if (!MAY_BE_POD.test(text)) return;
    for (const match of text.matchAll(POD_NAME))
      add(match[1] ?? '', match[2] ?? '', { text: match[0], place: scalar.place, resource });
  });
}

/** What most texts are not, asked before the costly question. */
const MAY_BE_POD = /-(\d{1,3}|\$[\w{}()]{1,200})\./;

/** Every text of every object comes by here: calls are cheap, generators within generators are not. */
function eachText(tree: Tree | undefined, visit: (text: string, scalar: ScalarTree) => void): void {
  if (tree === undefined) return;
  if (tree.type === 'scalar') {
    if (typeof tree.value === 'string') visit(tree.value, tree);
  } else if (tree.type === 'list') for (const item of tree.items) eachText(item, visit);
  else for (const { value } of tree.entries.values()) eachText(value, visit);
}
