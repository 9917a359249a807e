import { isOutput, piecesOf, wordOf } from './actions.js';
import { get, type MapTree, type Tree } from '../../tree/tree.js';

/** A value, and its path from the top of the values as a person would say it: `service.ports[0].name`. */
export interface NamedValue {
  readonly name: string;
  readonly tree: Tree;
}

/**
 * What a name of a template stands for: the top, with `.Values`; one of some values (those of a `range`); or nothing
 * that is known.
 */
type Meaning = 'top' | readonly NamedValue[];

interface Scope {
  readonly word: string;
  readonly dot: Meaning;
  readonly variables: ReadonlyMap<string, Meaning>;
}

/**
 * The values that the action at `offset` of a template names. What a definition is called with is not known: its dot is
 * taken for the top, as it nearly always is, so that a caller has to compare a value with what came out.
 */
export function valuesNamedAt(template: string, offset: number, values: MapTree): readonly NamedValue[] {
  const scopes: Scope[] = [{ word: '', dot: 'top', variables: new Map() }];
  for (const { type, start, end } of piecesOf(template)) {
    if (type === 'text') continue;
    const action = template.slice(start, end);
    const scope = scopes.at(-1);
    if (scope === undefined) return [];
    if (start <= offset && offset < end)
      return pathsIn(action).flatMap((path) => asValues(meaningOf(path, scope, values)));
    enter(action, scopes, scope, values);
  }
  return [];
}

/**
 * A value that an action of the line names and that no file of values gives, so that it is left to whoever installs the
 * chart: absent, null or empty, and without anything in its stead.
 */
export function unsetIn(line: string, values: MapTree): string | undefined {
  return piecesOf(line)
    .filter(({ type }) => type === 'action')
    .map(({ start, end }) => line.slice(start, end))
    .filter((action) => isOutput(action) && !/\b(default|coalesce|ternary|required|fail)\b/.test(action))
    .flatMap(pathsIn)
    .map((path) => /^\$?\.Values\.(.+)$/.exec(path)?.[1])
    .find((path) => path !== undefined && isUnset(get(values, ...path.split('.'))));
}

/**
 * The value over which the list or map below a line is made, where no file of values gives any: `rules:` above
 * `{{ range .Values.hosts }}`.
 */
export function unsetBelow(lines: readonly string[], line: number, values: MapTree): string | undefined {
  if (!/:\s*$/.test(lines[line - 1] ?? '')) return undefined;
  for (const below of lines.slice(line, line + MOST_ACTIONS)) {
    const action = below.trim();
    if (action === '' || (ONE_ACTION.test(action) && wordOf(action) === '')) continue;
    const path = FILLING.exec(action)?.[1];
    return path !== undefined && isBare(get(values, ...path.split('.'))) ? path : undefined;
  }
  return undefined;
}

/**
 * The value on which it depends whether a template has a key, where no file of values gives any: `ports:` behind
 * `{{ if .Values.ports }}`.
 */
export function unsetBefore(template: string, key: string, values: MapTree): string | undefined {
  const lines = template.split('\n');
  return lines
    .flatMap((line, at) => (line.trim() === `${key}:` ? [(lines[at - 1] ?? '').trim()] : []))
    .map((condition) => FILLING.exec(condition)?.[1])
    .find((path) => path !== undefined && isBare(get(values, ...path.split('.'))));
}

/** Where the actions begin that make the value of a key above them: its line ends in `:`, and no text comes first. */
export function actionsBelow(template: string, lineStart: number): readonly number[] {
  const lineEnd = template.indexOf('\n', lineStart);
  if (lineEnd === -1 || !/:\s*$/.test(template.slice(lineStart, lineEnd))) return [];
  const behind = template.slice(lineEnd);
  const pieces = piecesOf(behind.slice(0, LONGEST_HEAD));
  const text = pieces.findIndex(({ type, start, end }) => type === 'text' && behind.slice(start, end).trim() !== '');
  return pieces
    .slice(0, text === -1 ? pieces.length : text)
    .filter(({ type }) => type === 'action')
    .map(({ start }) => lineEnd + start);
}

/** What stands between a key and its value is short. */
const LONGEST_HEAD = 1_000;
/** Comments that may stand between a key and what makes its value. */
const MOST_ACTIONS = 5;
const FILLING = /^\{\{-?\s*(?:range|with|if)\s+(?:\$\w+(?:\s*,\s*\$\w+)?\s*:=\s*)?\$?\.Values\.([\w.]+)\s*-?\}\}$/;
const ONE_ACTION = /^\{\{[^{}]*\}\}$/;

/** Unset, or a list or map in which nothing is. */
const isBare = (tree: Tree | undefined): boolean =>
  isUnset(tree) ||
  (tree?.type === 'list' && tree.items.length === 0) ||
  (tree?.type === 'map' && tree.entries.size === 0);

const isUnset = (tree: Tree | undefined): boolean =>
  tree === undefined || (tree.type === 'scalar' && (tree.value === null || tree.value === ''));

/** Follows the blocks and the variables of a template. */
function enter(action: string, scopes: Scope[], scope: Scope, values: MapTree): void {
  const word = wordOf(action);
  if (word === 'end') {
    if (scopes.length > 1) scopes.pop();
    return;
  }
  const [path] = pathsIn(action.replace(ASSIGNED, ' '));
  const meaning = path === undefined ? [] : meaningOf(path, scope, values);
  const names =
    ASSIGNED.exec(action)?.[1]
      ?.split(',')
      .map((name) => name.trim()) ?? [];
  const item = word === 'range' ? asValues(meaning).flatMap(itemsOf) : meaning;
  const variables =
    names.length === 0
      ? scope.variables
      : new Map([...scope.variables, ...names.map((name, at) => [name, at === names.length - 1 ? item : []] as const)]);
  if (word === 'define') scopes.push({ word, dot: 'top', variables: new Map() });
  else if (word === 'if') scopes.push({ ...scope, word, variables });
  else if (word === 'with' || word === 'range' || word === 'block') scopes.push({ word, dot: item, variables });
  else if (word === 'else') scopes.splice(-1, 1, { ...(scopes.at(-2) ?? scope), word: scope.word });
  else if (names.length > 0) scopes.splice(-1, 1, { ...scope, variables });
}

/** `$x :=`, `$x =`, `range $i, $x :=`. */
const ASSIGNED = /(\$\w+(?:\s*,\s*\$\w+)?)\s*:?=(?!=)/;

/** Names with their fields, outside of texts: `.Values.a.b`, `$.Values.a`, `$port.name`, `.name`, and `.` alone. */
function pathsIn(action: string): readonly string[] {
  const plain = action.replace(/^\{\{-?|-?\}\}$/g, ' ').replace(/"(?:[^"\\]|\\.)*(?:"|$)|`[^`]*`/g, ' ');
  return [...plain.matchAll(/(?<![\w.$)])(\$\w*(?:\.[\w]+)*|\.(?:\w+(?:\.\w+)*)?)(?![\w.])/g)].map(([path]) => path);
}

function meaningOf(path: string, { dot, variables }: Scope, values: MapTree): Meaning {
  const [head = '', ...fields] = path.split('.');
  const named: Meaning = head === '$' ? 'top' : (variables.get(head) ?? []);
  const start = head === '' ? dot : named;
  const steps = fields.filter((field) => field !== '');
  if (start !== 'top') return start.flatMap((each) => stepsFrom(each, steps));
  if (steps.length === 0) return 'top';
  return steps[0] === 'Values' ? stepsFrom({ name: '', tree: values }, steps.slice(1)) : [];
}

function stepsFrom({ name, tree }: NamedValue, steps: readonly string[]): readonly NamedValue[] {
  const found = get(tree, ...steps);
  return found === undefined ? [] : [{ name: [...(name === '' ? [] : [name]), ...steps].join('.'), tree: found }];
}

function asValues(meaning: Meaning): readonly NamedValue[] {
  return meaning === 'top' ? [] : meaning;
}

/** What a `range` goes over. */
export function itemsOf({ name, tree }: NamedValue): readonly NamedValue[] {
  if (tree.type === 'list') return tree.items.map((item, at) => ({ name: `${name}[${at}]`, tree: item }));
  return tree.type === 'map'
    ? [...tree.entries.values()].map(({ key, value }) => ({ name: name === '' ? key : `${name}.${key}`, tree: value }))
    : [];
}
