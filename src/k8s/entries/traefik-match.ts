import type { PathRule } from './path-rule.js';

/** One alternative of a `match`, all of whose conditions must hold. */
export interface TraefikMatch {
  /** Empty for any host. A regular expression stands here as it is written. */
  readonly hosts: readonly string[];
  readonly path: PathRule;
  readonly isConditional: boolean;
}

/** Conditions that must hold together; several such lists are alternatives. */
type Alternatives = readonly (readonly Condition[])[];

interface Condition {
  readonly name: string;
  readonly values: readonly string[];
}

/** A rule of more alternatives is not taken apart. */
const MOST = 64;

const TOKEN = /\s*(&&|\|\||[!(),]|[A-Za-z]\w*|`[^`]*`|"(?:[^"\\]|\\.)*")/y;

/**
 * The alternatives of `Host(...) && PathPrefix(...) || ...`: `&&` binds closer than `||` (semantics 7.4). Undefined for
 * a text that is no rule, and for one of very many alternatives.
 */
export function readTraefikMatch(text: string): readonly TraefikMatch[] | undefined {
  const tokens = tokensOf(text);
  if (tokens === undefined) return undefined;
  const reader = { tokens, at: 0 };
  const all = readAny(reader);
  return all === undefined || reader.at < tokens.length || all.length > MOST ? undefined : all.flatMap(matchesOf);
}

function tokensOf(text: string): readonly string[] | undefined {
  const rule = text.trim();
  const found: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < rule.length) {
    const token = TOKEN.exec(rule)?.[1];
    if (token === undefined) return undefined;
    found.push(token);
  }
  return found;
}

/** Tokens, and how many of them are read. */
interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

function readAny(reader: Reader): Alternatives | undefined {
  let all = readAll(reader);
  while (all !== undefined && reader.tokens[reader.at] === '||') {
    reader.at += 1;
    const more = readAll(reader);
    all = more === undefined || all.length > MOST ? undefined : [...all, ...more];
  }
  return all;
}

function readAll(reader: Reader): Alternatives | undefined {
  let all = readOne(reader);
  while (all !== undefined && reader.tokens[reader.at] === '&&') {
    reader.at += 1;
    const more = readOne(reader);
    const before: Alternatives = all;
    all =
      more === undefined || before.length * more.length > MOST
        ? undefined
        : before.flatMap((some) => more.map((others) => [...some, ...others]));
  }
  return all;
}

function readOne(reader: Reader): Alternatives | undefined {
  const token = reader.tokens[reader.at] ?? '';
  if (token === '!') {
    reader.at += 1;
    // What is excluded is not worked out: the rule takes some of the requests that the rest of it is for.
    return readOne(reader) === undefined ? undefined : [[{ name: '!', values: [] }]];
  }
  if (token !== '(') return readCondition(reader);
  reader.at += 1;
  const inner = readAny(reader);
  if (reader.tokens[reader.at] !== ')') return undefined;
  reader.at += 1;
  return inner;
}

/** A name with values in brackets. */
function readCondition(reader: Reader): Alternatives | undefined {
  const name = reader.tokens[reader.at] ?? '';
  if (!/^[A-Za-z]/.test(name) || reader.tokens[reader.at + 1] !== '(') return undefined;
  const end = reader.tokens.indexOf(')', reader.at);
  if (end < 0) return undefined;
  const values = reader.tokens.slice(reader.at + 2, end).filter((token) => token !== ',');
  reader.at = end + 1;
  return values.every((value) => /^[`"]/.test(value))
    ? [[{ name, values: values.map((value) => value.slice(1, -1)) }]]
    : undefined;
}

/** A condition with several paths, as version 2 has them, holds for each. */
function matchesOf(conditions: readonly Condition[]): readonly TraefikMatch[] {
  const hosts = conditions.filter(({ name }) => HOSTS.has(name)).flatMap(({ values }) => values);
  const paths = conditions.filter(({ name }) => PATHS.has(name));
  const [path, ...more] = paths;
  const isConditional = more.length > 0 || conditions.some(({ name }) => !HOSTS.has(name) && !PATHS.has(name));
  const rules =
    path === undefined ? [EVERY_PATH] : path.values.map((text): PathRule => ({ kind: kindOf(path.name, text), text }));
  return rules.map((rule) => ({
    hosts: hosts.filter((host) => host !== '*').map((host) => host.toLowerCase()),
    path: rule,
    isConditional,
  }));
}

const EVERY_PATH: PathRule = { kind: 'text', text: '/' };
const HOSTS: ReadonlySet<string> = new Set(['Host', 'HostHeader', 'HostRegexp', 'HostSNI', 'HostSNIRegexp']);
const PATHS: ReadonlySet<string> = new Set(['Path', 'PathPrefix', 'PathRegexp']);

/** `{name:pattern}` is a template of version 2. */
function kindOf(name: string, text: string): PathRule['kind'] {
  if (name === 'PathRegexp' || text.includes('{')) return 'open';
  return name === 'Path' ? 'exact' : 'text';
}

/** Why Traefik cannot read a `match`, as a sentence; undefined where it can, or may. */
export function matchFault(text: string): string | undefined {
  const plain = text.replace(/`[^`]*`?|"(?:[^"\\]|\\[^])*"?/g, '``');
  if (/\b[A-Z]\w*\(\s*'/.test(plain)) return 'a value stands in backticks or double quotes, never in single ones';
  if (/\b[A-Z]\w*\(\s*[A-Za-z0-9/*.]/.test(plain)) return 'a value stands in backticks or double quotes';
  if (/^\s*[A-Z]\w*:/.test(plain)) return 'a matcher has its values in brackets since version 2';
  if (/\)\s*(,|;|AND\b|OR\b|and\b|or\b|&(?!&)|\|(?!\|))/.test(plain.replaceAll('&&', '').replaceAll('||', '')))
    return 'conditions are joined by `&&` and `||`';
  return undefined;
}
