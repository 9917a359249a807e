import { computedScalar, scalarText, withItems, withValues } from '../../tree/edit.js';
import { get, getList, getString, placeOf, type ScalarTree, type Tree } from '../../tree/tree.js';
import type { Accumulation, Gathering, Variable } from './accumulation.js';
import { mayHaveMore, objectId, sameGvk, textAt, withTree, type Draft, type ObjectId } from '../objects/draft.js';
import type { Drafts } from '../objects/drafts.js';
import { fieldSteps, lookUpField } from '../fields/field-path.js';
import { changeField, specsByKind, type Change } from '../fields/field-spec.js';
import type { Kustomization } from '../kustomization/kustomization.js';
import { overwrite, type Writes } from '../objects/one-value.js';
import { absence, attempt, Refusal, type Trace } from '../build/trace.js';
import { referencedGvk } from '../transformers/select.js';

/** Adds the vars of a kustomization, and notes which object each of them reads; that object may be renamed later. */
export function addVariables({ drafts, variables }: Gathering, { tree }: Kustomization, trace: Trace): void {
  const known = new Set(variables.map(({ name }) => name));
  for (const item of getList(tree, 'vars')) {
    const name = textAt(item, 'name');
    const place = placeOf(item, ['name']);
    const refuse = (message: string): void => void trace.problems.push({ place, message });
    if (known.has(name)) {
      refuse(`there is another var \`${name}\``);
      continue;
    }
    const [draft, second] = referredTo(get(item, 'objref'), drafts);
    if (second !== undefined) {
      refuse(`more than one object is what the var \`${name}\` reads`);
      continue;
    }
    if (draft !== undefined) drafts.change(draft, { ...draft, variables: [...draft.variables, name] });
    known.add(name);
    const path = getString(item, 'fieldref', 'fieldPath') ?? getString(item, 'fieldref', 'fieldpath');
    variables.push({ name, path: path ?? 'metadata.name', place });
  }
}

function referredTo(tree: Tree | undefined, drafts: Drafts): readonly Draft[] {
  const wanted = objectId(referencedGvk(tree), textAt(tree, 'name'), textAt(tree, 'namespace'));
  const anywhere = textAt(tree, 'namespace') === '';
  const fits = (id: ObjectId): boolean =>
    id.name === wanted.name && sameGvk(id, wanted) && (anywhere || id.namespace === wanted.namespace);
  return drafts.named(wanted.name).filter(({ id, formerIds }) => fits(id) || formerIds.some(fits));
}

/** Replaces `$(NAME)` in the fields that take vars. A text that is nothing else takes the value with its type. */
export function resolveVariables(
  drafts: readonly Draft[],
  { variables, configuration }: Accumulation,
  trace: Trace,
): readonly Draft[] {
  if (variables.length === 0) return drafts;
  // Of several objects that a var reads the first one counts.
  const read = new Map([...drafts].reverse().flatMap((draft) => draft.variables.map((name) => [name, draft] as const)));
  const values = new Map(
    variables.map((variable) => [
      variable.name,
      attempt(trace, variable.place, undefined, () => valueOf(variable, read.get(variable.name), trace)),
    ]),
  );
  const resolve: Change = (old, writes) => resolveIn(old, values, writes);
  const specs = specsByKind(configuration.varReference.map((spec) => ({ ...spec, create: false })));
  return drafts.map((draft) =>
    withTree(
      draft,
      specs(draft.id).reduce((tree, spec) => changeField(tree, spec, resolve), draft.tree),
    ),
  );
}

/** The value of a var; undefined for one that nobody knows, so that `$(NAME)` stays. */
function valueOf({ name, path, place }: Variable, draft: Draft | undefined, trace: Trace): ScalarTree | undefined {
  if (draft === undefined) throw absence(`no object is what the var \`${name}\` reads`, place);
  const steps = fieldSteps(path).flatMap(
    (step) =>
      /^(.*)\[(\d+)\]$/
        .exec(step)
        ?.slice(1)
        .filter((part) => part !== '') ?? [step],
  );
  const value = lookUpField(draft.tree, steps);
  if (value === undefined && mayHaveMore(draft, trace)) return undefined;
  if (value === undefined && path === NAMESPACE) {
    trace.open.push({ place, what: `the namespace behind the var \`${name}\``, changes: false });
    return undefined;
  }
  if (value === undefined) throw new Refusal(`the object of the var \`${name}\` has no \`${path}\``, place);
  return value.type === 'scalar' ? value : undefined;
}

/** kfctl wraps a kustomization in one that sets it, and so does whoever builds on it: nobody applies it alone. */
const NAMESPACE = 'metadata.namespace';

type Values = ReadonlyMap<string, ScalarTree | undefined>;

function resolveIn(tree: Tree | undefined, values: Values, writes: Writes): Tree {
  if (tree === undefined) throw new Refusal('there is no field to put a var into');
  const resolved = (part: Tree): Tree =>
    part.type === 'scalar' ? overwrite(part, resolveText(part, values), writes) : part;
  if (tree.type === 'list') return withItems(tree, tree.items.map(resolved));
  if (tree.type === 'scalar') return resolveText(tree, values);
  return withValues(tree, ({ value }) => resolved(value));
}

function resolveText(scalar: ScalarTree, values: Values): ScalarTree {
  if (typeof scalar.value !== 'string' || !scalar.value.includes('$')) return scalar;
  const whole = values.get(/^\$\(([^)]*)\)$/.exec(scalar.value)?.[1] ?? '');
  if (whole !== undefined) return computedScalar(whole.value, scalar.place, whole.place.span);
  let by: ScalarTree | undefined;
  const text = scalar.value.replace(/\$(?:\$|\(([^)]*)(\)?))/g, (match, name: string | undefined, end: string) => {
    if (name === undefined) return '$';
    if (end === '') return `$(${name.replaceAll('$$', '$')}`; // never closed, and so is nothing behind it
    const value = values.get(name);
    if (value === undefined) return match;
    by ??= value;
    return scalarText(value);
  });
  return text === scalar.value ? scalar : computedScalar(text, scalar.place, by?.place.span);
}
