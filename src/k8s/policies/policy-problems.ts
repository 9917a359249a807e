import { get, getEntries, getList, getNumber, getString, type Path, type Tree } from '../../tree/tree.js';
import { isCidr, isStrictSubset, looseCidr } from '../syntax/addresses.js';
import { DIRECTIONS, PEERS, policyPortPaths } from './network-policy.js';
import { isPlaceholder } from '../syntax/placeholders.js';
import type { Resource } from '../object/resource.js';

/**
 * What the API server refuses in the rules of a NetworkPolicy, apart from values that other fields share (semantics
 * 7.10, D26).
 */
export type PolicyProblem =
  /** A peer without any selector. */
  | { readonly kind: 'empty-peer'; readonly path: Path }
  /** `ipBlock` beside a selector, which is `other`. */
  | { readonly kind: 'mixed-peer'; readonly path: Path; readonly other: string }
  | { readonly kind: 'cidr'; readonly path: Path; readonly text: string }
  /** A block that is refused from 1.36 on, and warned of before. */
  | {
      readonly kind: 'loose-cidr';
      readonly path: Path;
      readonly text: string;
      readonly fact: string;
      readonly help: string | undefined;
    }
  /** An item of `except` without a value, which is decoded as the empty text. */
  | { readonly kind: 'empty-exception'; readonly path: Path }
  /** An exception that is not inside of its block, or is all of it. */
  | { readonly kind: 'except'; readonly path: Path; readonly text: string; readonly block: string }
  | { readonly kind: 'end-port'; readonly path: Path; readonly because: 'no port' | 'named port' | 'below port' };

export function policyProblems(resource: Resource): readonly PolicyProblem[] {
  const peers = DIRECTIONS.flatMap((direction) =>
    getList(resource.tree, 'spec', direction).flatMap((rule, index) =>
      getList(rule, PEERS[direction]).flatMap((peer, item) =>
        peerProblems(peer, ['spec', direction, index, PEERS[direction], item]),
      ),
    ),
  );
  return [...peers, ...policyPortPaths(resource).flatMap((path) => endPortProblems(resource.get(...path), path))];
}

const SELECTORS = ['podSelector', 'namespaceSelector'];

/** An item that is null is an empty one; any other wrong type, and an unknown field, is another finding. */
function peerProblems(peer: Tree, path: Path): readonly PolicyProblem[] {
  if (peer.type === 'list' || (peer.type === 'scalar' && peer.value !== null)) return [];
  const other = SELECTORS.find((field) => get(peer, field) !== undefined);
  const block = get(peer, 'ipBlock');
  if (block === undefined) {
    const unknown = [...getEntries(peer)].some(({ key }) => ![...SELECTORS, 'ipBlock'].includes(key));
    return other === undefined && !unknown ? [{ kind: 'empty-peer', path }] : [];
  }
  return [
    ...(other === undefined ? [] : [{ kind: 'mixed-peer' as const, path, other }]),
    ...blockProblems(block, [...path, 'ipBlock']),
  ];
}

function blockProblems(block: Tree, path: Path): readonly PolicyProblem[] {
  if (block.type !== 'map') return [];
  const cidr = getString(block, 'cidr') ?? '';
  if (get(block, 'cidr') !== undefined && getString(block, 'cidr') === undefined) return []; // a type error
  if (isPlaceholder(cidr)) return [];
  if (!isCidr(cidr)) return [{ kind: 'cidr', path: [...path, 'cidr'], text: cidr }];
  const exceptions = getList(block, 'except').flatMap((item, index): readonly PolicyProblem[] => {
    const text = isNull(item) ? '' : getString(item);
    const at = [...path, 'except', index];
    if (text === '') return [{ kind: 'empty-exception', path: at }];
    if (text === undefined || isPlaceholder(text)) return [];
    if (!isCidr(text)) return [{ kind: 'cidr', path: at, text }];
    if (!isStrictSubset(text, cidr)) return [{ kind: 'except', path: at, text, block: cidr }];
    return looseBlock(text, at);
  });
  return [...looseBlock(cidr, [...path, 'cidr']), ...exceptions];
}

const isNull = (tree: Tree): boolean => tree.type === 'scalar' && tree.value === null;

function looseBlock(text: string, path: Path): readonly PolicyProblem[] {
  const loose = looseCidr(text);
  return loose === undefined ? [] : [{ kind: 'loose-cidr', path, text, fact: loose.problem, help: loose.help }];
}

function endPortProblems(port: Tree | undefined, path: Path): readonly PolicyProblem[] {
  const end = getNumber(port, 'endPort');
  if (end === undefined) return [];
  const at = [...path, 'endPort'];
  const start = getNumber(port, 'port');
  if (start !== undefined) return end < start ? [{ kind: 'end-port', path: at, because: 'below port' }] : [];
  return [{ kind: 'end-port', path: at, because: get(port, 'port') === undefined ? 'no port' : 'named port' }];
}
