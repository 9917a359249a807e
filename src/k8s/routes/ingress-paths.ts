import { largest } from '../../data/largest.js';
import { getEntries, getString, type Path, type Place } from '../../tree/tree.js';
import { isPlaceholder } from '../syntax/placeholders.js';
import type { Resource } from '../object/resource.js';
import { httpPathsOf, ingressClassOf } from './ingress.js';

const REWRITE = 'nginx.ingress.kubernetes.io/rewrite-target';

/** Annotations by which ingress-nginx reads every path of a host as a regular expression (semantics 7.1). */
const REGEX = [REWRITE, 'nginx.ingress.kubernetes.io/use-regex'];

/** The text that ingress-nginx sends instead of the path, and the highest group of the path that it takes. */
export interface Rewrite {
  readonly path: Path;
  readonly group: number;
  /** All that it takes. */
  readonly groups: readonly number[];
}

/** Undefined where nothing is rewritten, or no group is taken. */
export function rewriteOf(ingress: Resource): Rewrite | undefined {
  const path = ['metadata', 'annotations', REWRITE];
  const target = getString(ingress.tree, ...path) ?? '';
  const groups = [...target.matchAll(/\$(\d)/g)].map(([, digit]) => Number(digit));
  return isPlaceholder(target) || groups.length === 0 ? undefined : { path, group: largest(groups), groups };
}

/** A path that ingress-nginx does not hand on: what every request below it begins with, and what replaces that. */
export interface LostPrefix {
  readonly prefix: string;
  readonly target: string;
  readonly targetPath: Path;
}

/**
 * What `rewrite-target` takes away from the requests of a path: `/api` of `/api` by `/`, of `/api(/|$)(.*)` by `/$2`.
 * Undefined where the target keeps it, or the path does not begin with plain text (semantics 7.1).
 */
export function lostPrefix(ingress: Resource, path: Path): LostPrefix | undefined {
  const targetPath = ['metadata', 'annotations', REWRITE];
  const target = getString(ingress.tree, ...targetPath);
  const written = getString(ingress.tree, ...path, 'path') ?? '';
  const [, prefix] = /^((?:\/[\w.-]+)+)\/?\??(?:\(.*)?$/.exec(written) ?? [];
  if (target === undefined || prefix === undefined || isPlaceholder(target) || isPlaceholder(written)) return undefined;
  const [kept = ''] = target.split('$');
  return isBelow(kept, prefix) ? undefined : { prefix, target, targetPath };
}

/**
 * The target that takes nothing of a path which says how it goes on, as `/` for `/shop/.+`: every request becomes one.
 * Undefined for a page, such as `/index.html`, to which somebody sends all (semantics 7.1).
 */
export function forgottenRest(ingress: Resource, path: Path): Omit<LostPrefix, 'prefix'> | undefined {
  const targetPath = ['metadata', 'annotations', REWRITE];
  const target = getString(ingress.tree, ...targetPath) ?? '';
  const written = getString(ingress.tree, ...path, 'path') ?? '';
  const isOpen = target.includes('$') || isPlaceholder(target) || isPlaceholder(written);
  return !isOpen && target.endsWith('/') && /\.[*+]/.test(written) ? { target, targetPath } : undefined;
}

/** True for the path itself, and for what is below it. */
export function isBelow(path: string, prefix: string): boolean {
  return path === prefix || path.startsWith(`${prefix}/`);
}

/** How many groups a regular expression captures, named ones too. */
export function groupsIn(pattern: string): number {
  const bare = pattern.replace(/\\./g, '').replace(/\[\^?\]?[^\]]*(?:\]|$)/g, '');
  return [...bare.matchAll(/\((?!\?(?!P?<[A-Za-z]|'))/g)].length;
}

/** True where an annotation makes ingress-nginx read paths as regular expressions, for each host of the Ingress. */
export function readsPatterns(ingress: Resource): boolean {
  return REGEX.some((annotation) => {
    const written = getString(ingress.tree, 'metadata', 'annotations', annotation);
    return written !== undefined && written !== 'false';
  });
}

/** What no path has that means itself: groups, classes, `.*`, alternatives. A lone `+` or `.` may stand in a path. */
export function looksLikePattern(path: string): boolean {
  return /\([^()]*\)|\[[^[\]]+\]|\.[*+]|\\[dws.]|\|/.test(path);
}

/** Paths of type Prefix and Exact, one for each path of a rule. */
export function typedPathsOf(
  ingress: Resource,
): readonly { readonly path: Path; readonly text: string; readonly type: string }[] {
  return httpPathsOf(ingress).flatMap((path) => {
    const [text, type] = [getString(ingress.tree, ...path, 'path'), getString(ingress.tree, ...path, 'pathType')];
    return text === undefined || (type !== 'Prefix' && type !== 'Exact')
      ? []
      : [{ path: [...path, 'path'], text, type }];
  });
}

/** The paths that a controller compares as text. */
export function textPathsOf(ingress: Resource): ReturnType<typeof typedPathsOf> {
  return readsPatterns(ingress) ? [] : typedPathsOf(ingress);
}

/**
 * What ingress-nginx takes in a path of type Prefix or Exact; one without `/` the API server refuses (semantics 7.1).
 */
export function isPlainPath(path: string): boolean {
  return !path.startsWith('/') || /^[\w./-]*$/.test(path);
}

/** True where the AWS load balancer controller reads the object. */
export function isForAlb(ingress: Resource): boolean {
  const annotated = [...getEntries(ingress.tree, 'metadata', 'annotations')].some(({ key }) =>
    key.startsWith('alb.ingress.kubernetes.io/'),
  );
  return annotated || ingressClassOf(ingress) === 'alb';
}

const TARGET_TYPE = 'alb.ingress.kubernetes.io/target-type';

/**
 * Whether the AWS load balancer sends to node ports or to Pods: the annotation of the Service wins over that of the
 * Ingress. Undefined where neither says, which means node ports unless the controller was told otherwise (semantics
 * 7.1).
 */
export function albTargets(
  ingress: Resource,
  service: Resource,
): { readonly type: string; readonly at: Place } | undefined {
  const path = ['metadata', 'annotations', TARGET_TYPE];
  const holder = [service, ingress].find((each) => getString(each.tree, ...path) !== undefined);
  return holder && { type: getString(holder.tree, ...path) ?? '', at: holder.at(...path) };
}
