import { computedScalar, scalarText, withEntry } from '../../tree/edit.js';
import { get, getList, getString, placeOf, type ScalarTree, type Tree } from '../../tree/tree.js';
import type { Accumulation, Variable } from '../accumulation.js';
import { gvk, idsOf, objectId, sameGvk, textAt, type Draft, type Gvk } from '../draft.js';
import { fieldSteps, lookUpField } from '../field-path.js';
import { changeField, type Change } from '../field-spec.js';
import type { Kustomization } from '../kustomization.js';
import { overwrite, type Writes } from '../one-value.js';
import { absence, attempt, Refusal, type Trace } from '../trace.js';

/** Adds the vars of a kustomization, and notes which object each of them reads; that object may be renamed later. */
export function addVariables(sum: Accumulation, { tree }: Kustomization, trace: Trace): Accumulation {
  return getList(tree, 'vars').reduce((before, item) => {
    const name = textAt(item, 'name');
    const place = placeOf(item, ['name']);
    const refuse = (message: string): Accumulation => (trace.problems.push({ place, message }), before);
    if (before.variables.some((variable) => variable.name === name)) return refuse(`there is another var \`${name}\``);
    const reads = referenceOf(get(item, 'objref'));
    const matches = before.drafts.filter(reads);
    if (matches.length > 1) return refuse(`more than one object is what the var \`${name}\` reads`);
    const drafts = before.drafts.map((draft) =>
      draft === matches[0] ? { ...draft, variables: [...draft.variables, name] } : draft,
    );
    return {
      ...before,
      drafts,
      variables: [
        ...before.variables,
        {
          name,
          path: getString(item, 'fieldref', 'fieldPath') ?? getString(item, 'fieldref', 'fieldpath') ?? 'metadata.name',
          place,
        },
      ],
    };
  }, sum);
}

function referenceOf(tree: Tree | undefined): (draft: Draft) => boolean {
  const written: Gvk =
    textAt(tree, 'apiVersion') === ''
      ? { group: textAt(tree, 'group'), version: textAt(tree, 'version'), kind: textAt(tree, 'kind') }
      : gvk(textAt(tree, 'apiVersion'), textAt(tree, 'kind'));
  const wanted = objectId(written, textAt(tree, 'name'), textAt(tree, 'namespace'));
  const anywhere = textAt(tree, 'namespace') === '';
  return (draft) =>
    idsOf(draft).some(
      (id) => id.name === wanted.name && sameGvk(id, wanted) && (anywhere || id.namespace === wanted.namespace),
    );
}

/** Replaces `$(NAME)` in the fields that take vars. A text that is nothing else takes the value with its type. */
export function resolveVariables(
  drafts: readonly Draft[],
  { variables, configuration }: Accumulation,
  trace: Trace,
): readonly Draft[] {
  if (variables.length === 0) return drafts;
  const values = new Map(
    variables.map((variable) => [
      variable.name,
      attempt(trace, variable.place, undefined, () => valueOf(variable, drafts)),
    ]),
  );
  const resolve: Change = (old, writes) => resolveIn(old, values, writes);
  return drafts.map((draft) => ({
    ...draft,
    tree: configuration.varReference.reduce(
      (tree, spec) => changeField(tree, { ...spec, create: false }, resolve),
      draft.tree,
    ),
  }));
}

function valueOf({ name, path, place }: Variable, drafts: readonly Draft[]): ScalarTree | undefined {
  const draft = drafts.find((one) => one.variables.includes(name));
  if (draft === undefined) throw absence(`no object is what the var \`${name}\` reads`, place);
  const steps = fieldSteps(path).flatMap(
    (step) =>
      /^(.*)\[(\d+)\]$/
        .exec(step)
        ?.slice(1)
        .filter((part) => part !== '') ?? [step],
  );
  const value = lookUpField(draft.tree, steps);
  if (value === undefined) throw new Refusal(`the object of the var \`${name}\` has no \`${path}\``, place);
  return value.type === 'scalar' ? value : undefined;
}

type Values = ReadonlyMap<string, ScalarTree | undefined>;

function resolveIn(tree: Tree | undefined, values: Values, writes: Writes): Tree {
  if (tree === undefined) throw new Refusal('there is no field to put a var into');
  if (tree.type === 'list')
    return {
      ...tree,
      items: tree.items.map((item) =>
        item.type === 'scalar' ? overwrite(item, resolveText(item, values), writes) : item,
      ),
    };
  if (tree.type === 'scalar') return resolveText(tree, values);
  return [...tree.entries.values()].reduce(
    (map, { key, keyPlace, value }) =>
      value.type === 'scalar'
        ? withEntry(map, key, overwrite(value, resolveText(value, values), writes), keyPlace)
        : map,
    tree,
  );
}

function resolveText(scalar: ScalarTree, values: Values): ScalarTree {
  if (typeof scalar.value !== 'string' || !scalar.value.includes('$')) return scalar;
  const whole = values.get(/^\$\(([^)]*)\)$/.exec(scalar.value)?.[1] ?? '');
  if (whole !== undefined) return computedScalar(whole.value, scalar.place, whole.place.span);
  let by: ScalarTree | undefined;
  const text = scalar.value.replace(/\$(?:\$|\(([^)]*)\))/g, (match, name: string | undefined) => {
    if (name === undefined) return '$';
    const value = values.get(name);
    if (value === undefined) return match;
    by ??= value;
    return scalarText(value);
  });
  return text === scalar.value ? scalar : computedScalar(text, scalar.place, by?.place.span);
}
