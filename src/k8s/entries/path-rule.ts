import { getEntries, getString, type Entry, type Path } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';

/** Annotations of any controller by which it reads the paths of an Ingress as regular expressions. */
const PATTERNS = /use-regex|rewrite-target/;

/** How a rule compares the path of a request. */
export interface PathRule {
  /** `prefix` means whole steps of a path, `text` any beginning; a regular expression is `open`. */
  readonly kind: 'exact' | 'prefix' | 'text' | 'open';
  readonly text: string;
}

/** `open` for a regular expression, which is not run here. */
export type PathMatch = 'yes' | 'no' | 'open';

/** A prefix means whole steps of a path: `/a` is one of `/a/b` and not of `/ab` (semantics 7.1). */
export function matchPath({ kind, text }: PathRule, path: string): PathMatch {
  if (kind === 'open') return 'open';
  if (kind === 'exact') return text === path ? 'yes' : 'no';
  if (kind === 'text') return path.startsWith(text) ? 'yes' : 'no';
  const stem = text.endsWith('/') ? text.slice(0, -1) : text;
  return path === stem || path.startsWith(`${stem}/`) || stem === '' ? 'yes' : 'no';
}

/** The rule that wins: an exact one, then one of which nobody can tell, then the longest prefix. */
export function bestOf<T extends { readonly rule: PathRule }>(items: readonly T[], path: string): T | undefined {
  const fitting = items.filter(({ rule }) => matchPath(rule, path) !== 'no');
  const weight = ({ rule: { kind, text } }: T): number =>
    ({ exact: 2e9, prefix: 0, text: 0, open: 1e9 })[kind] + text.length;
  return fitting.reduce<T | undefined>(
    (best, each) => (best === undefined || weight(each) > weight(best) ? each : best),
    undefined,
  );
}

/** How an Ingress compares a path: controllers with regular expressions read some of them so (semantics 7.1). */
export function ingressPathRule(ingress: Resource, path: Path): PathRule {
  const text = getString(ingress.tree, ...path, 'path') ?? '/';
  const type = getString(ingress.tree, ...path, 'pathType') ?? 'ImplementationSpecific';
  if (type === 'Exact') return { kind: 'exact', text };
  const isPattern =
    /[()[\]*+?|$^]/.test(text) &&
    (type !== 'Prefix' || getEntries(ingress.tree, 'metadata', 'annotations').some(makesPatterns));
  return { kind: isPattern ? 'open' : 'prefix', text };
}

const makesPatterns = ({ key, value }: Entry): boolean =>
  PATTERNS.test(key) && !(value.type === 'scalar' && value.value === 'false');
