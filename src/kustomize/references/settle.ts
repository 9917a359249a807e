import { computedScalar, scalarText } from '../../tree/edit.js';
import { get, getList, getMap, placeOf, type MapTree } from '../../tree/tree.js';
import type { Accumulation } from './accumulation.js';
import { rememberId, textAt, withTree, type Draft, type ObjectId } from '../objects/draft.js';
import { Drafts } from '../objects/drafts.js';
import { changeField } from '../fields/field-spec.js';
import { contentHash } from '../generators/hash.js';
import type { Kustomization } from '../kustomization/kustomization.js';
import { addDrafts } from '../objects/resources.js';
import { noteUnwritable } from '../objects/unwritable.js';
import { attempt, type Trace } from '../build/trace.js';
import { textualAnnotations } from '../patches/annotations.js';
import { setPairs } from '../transformers/labels.js';
import { followNames } from './follow-names.js';
import { resolveVariables } from './variables.js';

/** What comes once, behind all layers: hashes, the names that others know, vars, and objects that stay at home. */
export function settle(sum: Accumulation, kustomization: Kustomization, trace: Trace): readonly Draft[] {
  const place = placeOf(kustomization.tree);
  const hashed = sum.drafts.map(addHash);
  for (const draft of hashed) noteCommas(draft, trace);
  const followed = followNames(hashed, sum.configuration.nameReference, trace);
  const resolved = attempt(trace, place, followed, () => resolveVariables(followed, sum, trace));
  for (const { tree } of resolved) wantIdentity(tree, trace);
  // Names that patches and replacements change are not held against each other before.
  addDrafts(new Drafts(), resolved, trace);
  noteScopes(resolved, kustomization, trace);
  const kept = resolved.filter(({ tree }) => !isLocal(tree));
  const printed = kept.map((draft) => printedAs(draft, kustomization, trace));
  noteUnwritable(printed, trace);
  return printed;
}

/** A schema that says of a custom kind that it has no namespace: nothing here goes by that yet. */
function noteScopes(drafts: readonly Draft[], kustomization: Kustomization, trace: Trace): void {
  const { clusterScoped } = trace.inUse.schema;
  if (clusterScoped.size === 0) return;
  const isLoose = drafts.some(({ tree }) => clusterScoped.has(`${textAt(tree, 'apiVersion')} ${textAt(tree, 'kind')}`));
  if (isLoose)
    trace.open.push({
      place: placeOf(kustomization.tree, ['openapi', 'path']),
      what: 'a schema that knows kinds without a namespace',
      changes: true,
    });
}

/** A replacement or a patch may have taken them away. */
function wantIdentity(tree: MapTree, trace: Trace): void {
  const kind = textAt(tree, 'kind');
  if (kind === '')
    trace.problems.push({ place: placeOf(tree, ['kind']), message: 'the object has no `kind` in the end' });
  else if (textAt(tree, 'metadata', 'name') === '' && !kind.endsWith('List')) {
    trace.problems.push({
      place: placeOf(tree, ['metadata', 'name']),
      message: 'the object has no `metadata.name` in the end',
    });
  }
}

/**
 * kustomize notes the former names, namespaces and kinds of an object in one text each, with commas between them, and
 * panics where the three do not count alike (Resource.PrevIds): so it does over what sops has encrypted, names and
 * kinds included, and over a name that was empty before it got a prefix.
 */
function noteCommas({ tree, formerIds }: Draft, trace: Trace): void {
  if (!formerIds.some(isMiscounted)) return;
  const [names, namespaces, kinds] = (['name', 'namespace', 'kind'] as const).map(
    (part) => formerIds.flatMap((id) => (id[part] === '' ? [] : id[part].split(','))).length,
  );
  if (names === 0 || (names === namespaces && names === kinds)) return;
  trace.problems.push({
    place: placeOf(tree, ['metadata', 'name']),
    ...(formerIds.some(hasComma)
      ? {
          message: 'a comma in a name, a namespace or a kind makes kustomize break off',
          help: 'leave `kind` and `metadata` in clear where a file is encrypted',
        }
      : { message: 'a name or a kind that is changed after it was empty makes kustomize break off' }),
  });
}

const hasComma = ({ name, namespace, kind }: ObjectId): boolean => `${name}${namespace}${kind}`.includes(',');
const isMiscounted = (id: ObjectId): boolean => id.name === '' || id.kind === '' || hasComma(id);

function addHash(draft: Draft): Draft {
  const name = get(draft.tree, 'metadata', 'name');
  if (!draft.hashed || name?.type !== 'scalar') return draft;
  const text = `${scalarText(name)}-${contentHash(draft.tree)}`;
  const tree = changeField(draft.tree, { path: 'metadata/name' }, () =>
    computedScalar(text, name.place, name.place.span),
  );
  return withTree(rememberId(draft), tree);
}

/** Objects with this annotation are for kustomize alone, and are not printed. */
function isLocal(tree: MapTree): boolean {
  const annotations = getMap(tree, 'metadata', 'annotations');
  return annotations?.entries.has(LOCAL) === true && textAt(annotations, LOCAL) !== 'false';
}

const LOCAL = 'config.kubernetes.io/local-config';

function printedAs(draft: Draft, kustomization: Kustomization, trace: Trace): Draft {
  return withTree(draft, textualAnnotations(markManaged(draft.tree, kustomization, trace)));
}

/** The label that `buildMetadata: [managedByLabel]` asks for. */
function markManaged(tree: MapTree, kustomization: Kustomization, trace: Trace): MapTree {
  const item = getList(kustomization.tree, 'buildMetadata').find(
    (one) => one.type === 'scalar' && one.value === 'managedByLabel',
  );
  if (item === undefined) return tree;
  const keyPlace = placeOf(item);
  const value = computedScalar('kustomize-v5.7.1', keyPlace);
  const pair = { key: 'app.kubernetes.io/managed-by', keyPlace, value };
  return attempt(trace, keyPlace, tree, () => setPairs(tree, [pair], [{ path: 'metadata/labels', create: true }]));
}
