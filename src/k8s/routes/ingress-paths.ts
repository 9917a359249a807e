import { getEntries, getString, type Path } from '../../tree/tree.js';
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
}

/** Undefined where nothing is rewritten, or no group is taken. */
export function rewriteOf(ingress: Resource): Rewrite | undefined {
  const path = ['metadata', 'annotations', REWRITE];
  const target = getString(ingress.tree, ...path) ?? '';
  const groups = [...target.matchAll(/\$(\d)/g)].map(([, digit]) => Number(digit));
  return isPlaceholder(target) || groups.length === 0 ? undefined : { path, group: Math.max(...groups) };
}

/** How many groups a regular expression captures, named ones too. */
export function groupsIn(pattern: string): number {
  const bare = pattern.replace(/\\./g, '').replace(/\[\^?\]?[^\]]*(?:\]|$)/g, '');
  return [...bare.matchAll(/\((?!\?(?!P?<[A-Za-z]|'))/g)].length;
}

/** The paths that a controller compares as text, one for each path of a rule. */
export function textPathsOf(ingress: Resource): readonly { readonly path: Path; readonly text: string }[] {
  if (REGEX.some((annotation) => getString(ingress.tree, 'metadata', 'annotations', annotation) !== undefined))
    return [];
  return httpPathsOf(ingress).flatMap((path) => {
    const [text, type] = [getString(ingress.tree, ...path, 'path'), getString(ingress.tree, ...path, 'pathType')];
    return text === undefined || (type !== 'Prefix' && type !== 'Exact') ? [] : [{ path: [...path, 'path'], text }];
  });
}

/** True where the AWS load balancer controller reads the object. */
export function isForAlb(ingress: Resource): boolean {
  const annotated = [...getEntries(ingress.tree, 'metadata', 'annotations')].some(({ key }) =>
    key.startsWith('alb.ingress.kubernetes.io/'),
  );
  return annotated || ingressClassOf(ingress) === 'alb';
}
