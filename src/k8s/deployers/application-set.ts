import { withoutEnds } from '../../text/trim.js';
import { glob } from '../../text/glob.js';
import { beginningWith, foldersAbove } from '../../text/paths.js';
import { computedScalar, scalarText, withValues } from '../../tree/edit.js';
import {
  get,
  getBoolean,
  getEntries,
  getList,
  getString,
  isString,
  type ScalarTree,
  type Tree,
} from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';

/** What a generator says for one Application: texts by their names, each with where it is written. */
type Parameters = ReadonlyMap<string, { readonly text: string; readonly from: ScalarTree }>;

/**
 * The templates of an ApplicationSet, filled in once for each Application that the files alone tell of: those of the
 * `list` generator, and of the `git` generator for directories (argo-cd, applicationset/generators). `folders` are
 * those of the tree, sorted. Other generators leave the template as it is, once for all of them.
 */
export function expandedTemplates(resource: Resource, folders: readonly string[]): readonly Tree[] {
  const template = resource.get('spec', 'template');
  if (template === undefined) return [];
  const isGo = getBoolean(resource.tree, 'spec', 'goTemplate') === true;
  // A patch of the template may change anything of it.
  const isPatched = resource.get('spec', 'templatePatch') !== undefined;
  const generators = getList(resource.tree, 'spec', 'generators').map((generator) =>
    isPatched ? undefined : parametersOf(generator, resource, folders),
  );
  const known = generators.flatMap((each) => each ?? []).map((parameters) => filledIn(template, parameters, isGo));
  return generators.length === 0 || generators.includes(undefined) ? [...known, template] : known;
}

/** Undefined for a generator that is not followed; one with a template or a selector of its own is none of those. */
function parametersOf(
  generator: Tree,
  resource: Resource,
  folders: readonly string[],
): readonly Parameters[] | undefined {
  const [entry, ...more] = [...getEntries(generator)];
  if (entry === undefined || more.length > 0 || get(entry.value, 'template') !== undefined) return undefined;
  const { key, value } = entry;
  if (key === 'list' && get(value, 'elementsYaml') === undefined)
    return getList(value, 'elements').map((element) => new Map(textsIn(element, '')));
  if (key === 'git' && get(value, 'files') === undefined) return directories(value, resource, folders);
  return undefined;
}

/** Texts of an element by their paths: `cluster`, `values.region`. */
function textsIn(
  tree: Tree,
  prefix: string,
): readonly (readonly [string, { readonly text: string; readonly from: ScalarTree }])[] {
  return [...getEntries(tree)].flatMap(({ key, value }) => {
    if (value.type === 'map') return textsIn(value, `${prefix}${key}.`);
    return value.type === 'scalar' && value.value !== null
      ? [[`${prefix}${key}`, { text: scalarText(value), from: value }] as const]
      : [];
  });
}

/** The path of a folder from another one; empty for that one itself, and for what is not below it. */
function pathBelow(top: string, folder: string): string {
  if (top === '') return folder;
  return folder.startsWith(`${top}/`) ? folder.slice(top.length + 1) : '';
}

/**
 * The folders that the patterns select, seen from the top of the tree, or from the only folder above the object where
 * there are any.
 */
function directories(git: Tree, resource: Resource, folders: readonly string[]): readonly Parameters[] | undefined {
  const patterns = getList(git, 'directories').flatMap((item) => {
    const path = get(item, 'path');
    return isString(path) ? [{ path, pattern: path.value, isExcluded: getBoolean(item, 'exclude') === true }] : [];
  });
  // `?`, `[` and `\` mean something to Argo CD.
  if (patterns.some(({ pattern }) => /[?[\]\\{}]/.test(pattern)) || get(git, 'values') !== undefined) return undefined;
  const prefix = getString(git, 'pathParamPrefix');
  const tests = patterns.map((each) => ({ ...each, glob: glob(each.pattern.replace(/\/$/, '')) }));
  // Many ApplicationSets may name a few of many folders each.
  const starts = patterns.flatMap(({ pattern, isExcluded }) =>
    isExcluded ? [] : (pattern.replace(/\/$/, '').split('*')[0] ?? ''),
  );
  const below = (top: string): readonly Parameters[] =>
    inOrder(starts.map((start) => beginningWith(folders, top === '' ? start : `${top}/${start}`))).flatMap((folder) => {
      const path = pathBelow(top, folder);
      const fitting =
        path === '' || path.split('/').some((step) => step.startsWith('.'))
          ? []
          : tests.filter((each) => each.glob.test(path));
      const [first] = fitting;
      return first === undefined || fitting.some(({ isExcluded }) => isExcluded)
        ? []
        : [pathParameters(path, prefix, first.path)];
    });
  const own = below('');
  if (own.length > 0) return own;
  const [only, ...more] = foldersAbove(resource.file.path)
    .map(below)
    .filter((found) => found.length > 0);
  return more.length > 0 ? [] : (only ?? []);
}

function inOrder(lists: readonly (readonly string[])[]): readonly string[] {
  const [only, ...more] = lists;
  return more.length === 0 ? (only ?? []) : [...new Set(lists.flat())].sort();
}

function pathParameters(path: string, prefix: string | undefined, from: ScalarTree): Parameters {
  const start = prefix === undefined || prefix === '' ? 'path' : `${prefix}.path`;
  const steps = path.split('/');
  const basename = steps.at(-1) ?? '';
  // Names of both languages: `path` and `path[0]`, `path.path` and `index path.segments 0`.
  const texts: readonly (readonly [string, string])[] = [
    [start, path],
    [`${start}.path`, path],
    [`${start}.basename`, basename],
    [`${start}.basenameNormalized`, withoutEnds(basename.toLowerCase().replace(/[^-a-z0-9.]/g, '-'), '-.')],
    ...steps.flatMap((step, at) => [
      [`${start}[${at}]`, step] as const,
      [`index ${start}.segments ${at}`, step] as const,
    ]),
  ];
  return new Map(texts.map(([name, text]) => [name, { text, from }]));
}

const FAST = /\{\{([^{}]+)\}\}/g;
const GO = /\{\{-?\s*(index\s+)?\.([\w.]+)(?:\s+(\d+))?\s*-?\}\}/g;

/** The template with what is known filled in; what is not known stays in its braces. */
function filledIn(tree: Tree, parameters: Parameters, isGo: boolean): Tree {
  if (tree.type === 'scalar') return filledScalar(tree, parameters, isGo);
  if (tree.type === 'list') return tree.with(tree.items.map((item) => filledIn(item, parameters, isGo)));
  return withValues(tree, ({ value }) => filledIn(value, parameters, isGo));
}

/** The parameter that an action of a Go template names: `name`, or `index name 0` with the index behind it. */
function parameterOf(
  name: string,
  { index, at }: { readonly index: string | undefined; readonly at: string | undefined },
): string {
  if (index !== undefined) return `index ${name} ${at ?? ''}`;
  return at === undefined ? name : '';
}

function filledScalar(scalar: ScalarTree, parameters: Parameters, isGo: boolean): ScalarTree {
  if (typeof scalar.value !== 'string' || !scalar.value.includes('{{')) return scalar;
  let by: ScalarTree | undefined;
  const filled = (whole: string, name: string): string => {
    const found = parameters.get(name);
    by ??= found?.from;
    return found?.text ?? whole;
  };
  const text = isGo
    ? scalar.value.replace(GO, (whole, index: string | undefined, name: string, at: string | undefined) =>
        filled(whole, parameterOf(name, { index, at })),
      )
    : scalar.value.replace(FAST, (whole, name: string) => filled(whole, name.trim()));
  return by === undefined ? scalar : computedScalar(text, scalar.place, by.place.span);
}
