import { computedScalar, scalarText, withEntries, withEntry, withItems, withValues } from '../../tree/edit.js';
import { get, getEntries, getString, type Entry, type MapTree, type ScalarTree, type Tree } from '../../tree/tree.js';
import { resolvePlain } from '../../yaml/values/scalar.js';

/** Changes an object after its kustomization is built. */
export type Finish = (tree: MapTree) => MapTree;

/**
 * What Flux does to each object that it has built: `postBuild` fills in variables, then `commonMetadata` marks the
 * object.
 */
export function finishOf(spec: Tree): Finish {
  const fill = substitution(get(spec, 'postBuild'));
  const metadata = get(spec, 'commonMetadata');
  return (tree) => marked(fill(tree), metadata);
}

/** Labels and annotations of the object alone: no Pod template and no selector gets them. */
function marked(tree: MapTree, metadata: Tree | undefined): MapTree {
  return (['labels', 'annotations'] as const).reduce((at, field) => {
    const own = get(at, 'metadata');
    const added = get(metadata, field);
    if (own?.type !== 'map' || added?.type !== 'map' || added.entries.size === 0) return at;
    const old = get(own, field);
    const pairs = old?.type === 'map' ? withEntries(old, added.entries.values()) : added;
    return withEntry(at, 'metadata', withEntry(own, field, pairs, added.place), added.place);
  }, tree);
}

const SWITCH = 'kustomize.toolkit.fluxcd.io/substitute';

/**
 * Variables in braces with the texts that `postBuild.substitute` gives (fluxcd/pkg, kustomize_varsub.go). What comes
 * from a cluster (`substituteFrom`), and what nobody gives, stays as it is written: nobody knows it.
 */
function substitution(postBuild: Tree | undefined): Finish {
  const known = new Map([...getEntries(postBuild, 'substitute')].map((entry) => [entry.key, entry]));
  const isAll = get(postBuild, 'substituteFrom') === undefined;
  if (known.size === 0) return (tree) => tree;
  return (tree) => {
    const isOff = (['labels', 'annotations'] as const).some(
      (field) => getString(tree, 'metadata', field, SWITCH) === 'disabled',
    );
    return isOff ? tree : (filledIn(tree, { known, isAll }) as MapTree);
  };
}

interface Variables {
  readonly known: ReadonlyMap<string, Entry>;
  /** False where a cluster may know more. */
  readonly isAll: boolean;
}

function filledIn(tree: Tree, variables: Variables): Tree {
  if (tree.type === 'scalar') return filledScalar(tree, variables);
  if (tree.type === 'list')
    return withItems(
      tree,
      tree.items.map((item) => filledIn(item, variables)),
    );
  return withValues(tree, ({ value }) => filledIn(value, variables));
}

const VARIABLE = /\$\{([A-Za-z_]\w*)(?::?[-=]([^{}$]*))?\}/g;
/** What YAML reads in more than one way, or writes in quotes: then what comes of it is not certain. */
const UNCERTAIN = /^[\s#&*!|>'"%@`[\]{},?:-]|[\n#]|: |:$|\s$/;

/** Flux fills in texts of YAML and reads them again: `${PORT}` becomes a number, in quotes or not. */
function filledScalar(scalar: ScalarTree, { known, isAll }: Variables): Tree {
  if (typeof scalar.value !== 'string' || !scalar.value.includes('${')) return scalar;
  let by: Entry | undefined;
  const text = scalar.value.replace(VARIABLE, (whole, name: string, otherwise: string | undefined) => {
    const entry = known.get(name);
    if (entry?.value.type === 'scalar') {
      by ??= entry;
      return scalarText(entry.value).replaceAll('\n', '') || (otherwise ?? '');
    }
    return otherwise !== undefined && isAll ? otherwise : whole;
  });
  if (text === scalar.value || text.includes('${') || UNCERTAIN.test(text)) return scalar;
  return computedScalar(resolvePlain(text), scalar.place, by?.value.place.span ?? scalar.place.span);
}
