import type { Diagnostic } from '../diagnostic/diagnostic.js';
import { closest } from '../text/spelling/similar.js';
import type { SourceFile } from '../text/source-file.js';
import { code, count } from '../text/words.js';
import { keyPlaceOf, placeOf, type Path, type Tree } from '../tree/tree.js';
import { parseAnyFile } from '../yaml/parse.js';
import { dataOf } from './data.js';
import { FIELDS } from './fields.js';
import { problem } from './problem.js';
import type { ReadSettings, Settings } from './settings.js';
import { validators, type ValidationError } from './validators.js';

/** What is wrong with a settings file, in the order of its text; never empty. */
export interface BrokenSettings {
  readonly problems: readonly Diagnostic[];
}

/** Reads a settings file; `rules` are the names that exist. An empty file says nothing, which is no mistake. */
export function readSettings(file: SourceFile, rules: readonly string[]): ReadSettings | BrokenSettings {
  const documents = parseAnyFile(file).documents.filter(
    ({ tree, problems }) => tree !== undefined || problems.length > 0,
  );
  const broken = documents.flatMap(({ problems, quirks }) => [
    ...problems.map(({ message, span }) => problem(message, span, 'the settings cannot be read')),
    ...quirks.flatMap((quirk) =>
      quirk.kind === 'duplicate-key'
        ? [problem(`the setting ${code(quirk.key)} stands there twice`, quirk.kept.span, 'this one would count')]
        : [],
    ),
  ]);
  const [first, second] = documents;
  if (second !== undefined)
    broken.push(
      problem(
        `the settings are ${count(documents.length, 'document')}, not one`,
        { ...second.span, end: second.span.start + 1 },
        'a second document begins',
      ),
    );
  if (broken.length > 0) return { problems: broken };
  const tree = first?.tree;
  if (tree === undefined) return { settings: {}, at: () => undefined };
  const data = dataOf(tree);
  const wrong = validators.Settings(data)
    ? []
    : (validators.Settings.errors ?? []).map((error) => problemOf(error, tree));
  const problems = [...wrong, ...unknownRules(tree, rules)].sort((a, b) => a.primary.span.start - b.primary.span.start);
  // A value of the wrong type is not one of the allowed ones either: that is one mistake.
  const once = problems.filter(
    ({ message, primary }, index) =>
      !(message === problems[index - 1]?.message && primary.span.start === problems[index - 1]?.primary.span.start),
  );
  if (once.length > 0) return { problems: once };
  // The validator has just established the type.
  return { settings: data as Settings, at: (...path) => placeOf(tree, path) };
}

function problemOf({ instancePath, params }: ValidationError, tree: Tree): Diagnostic {
  const path = pathOf(instancePath);
  const field = FIELDS[patternOf(path)];
  const { additionalProperty: extra, missingProperty: missing } = params;
  if (extra !== undefined) return unknownSetting(extra, keyPlaceOf(tree, [...path, extra]).span, field?.names ?? []);
  const { span } = placeOf(tree, path);
  if (missing !== undefined)
    return problem(`${nameOf(path)} lacks ${code(missing)}`, span, `${code(missing)} must stand here`);
  const takes = field?.takes ?? 'another value';
  return problem(`${nameOf(path)} takes ${takes}`, span, `this is ${whatIs(treeAt(tree, path))}`);
}

/** A value in words. */
function whatIs(tree: Tree | undefined): string {
  if (tree?.type === 'list') return tree.items.length === 0 ? 'an empty list' : 'a list';
  if (tree?.type === 'map') return tree.entries.size === 0 ? 'an empty map' : 'a map';
  const value = tree === undefined ? undefined : dataOf(tree);
  if (value === undefined || value === null) return 'empty';
  return typeof value === 'string' ? `the text ${code(value)}` : code(JSON.stringify(value));
}

function unknownSetting(name: string, span: Diagnostic['primary']['span'], names: readonly string[]): Diagnostic {
  const near = closest(name, names);
  const label =
    near === undefined ? 'no setting has this name' : `there is a setting with a similar name: ${code(near)}`;
  return problem(
    `unknown setting ${code(name)}`,
    span,
    label,
    near === undefined ? `the settings here are ${names.map(code).join(', ')}` : null,
  );
}

function unknownRules(tree: Tree, rules: readonly string[]): readonly Diagnostic[] {
  const maps: readonly Path[] = [
    ['rules'],
    ...itemsOf(tree, 'overrides').map((index) => ['overrides', index, 'rules']),
  ];
  return maps.flatMap((path) =>
    keysAt(tree, path)
      .filter((id) => !rules.includes(id))
      .map((id) => {
        const near = closest(id, rules);
        const label =
          near === undefined ? 'no rule has this name' : `there is a rule with a similar name: ${code(near)}`;
        return problem(
          `unknown rule ${code(id)}`,
          keyPlaceOf(tree, [...path, id]).span,
          label,
          near === undefined ? '`svclint rules` lists all rules' : null,
        );
      }),
  );
}

function itemsOf(tree: Tree, key: string): readonly number[] {
  const list = tree.type === 'map' ? tree.entries.get(key)?.value : undefined;
  return list?.type === 'list' ? list.items.map((_, index) => index) : [];
}

function keysAt(tree: Tree, path: Path): readonly string[] {
  const at = treeAt(tree, path);
  return at?.type === 'map' ? [...at.entries.keys()] : [];
}

function treeAt(tree: Tree, path: Path): Tree | undefined {
  let at: Tree | undefined = tree;
  for (const step of path) {
    if (at?.type === 'map') at = at.entries.get(String(step))?.value;
    else at = at?.type === 'list' && typeof step === 'number' ? at.items[step] : undefined;
  }
  return at;
}

/** The steps of a JSON pointer. */
function pathOf(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => {
      const text = step.replaceAll('~1', '/').replaceAll('~0', '~');
      return /^\d+$/.test(text) ? Number(text) : text;
    });
}

/** The path as `FIELDS` has it: list items and rules are `*`. */
function patternOf(path: Path): string {
  return path.map((step, index) => `/${typeof step === 'number' || path[index - 1] === 'rules' ? '*' : step}`).join('');
}

/** `overrides[0].rules`, in back-ticks; the file as a whole has no name. */
function nameOf(path: Path): string {
  if (path.length === 0) return 'a settings file';
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`));
  return code(steps.join('').replace(/^\./, ''));
}
