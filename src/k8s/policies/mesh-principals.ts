import { getList, getString, type Place } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';

/** A ServiceAccount that an AuthorizationPolicy admits: `cluster.local/ns/NAMESPACE/sa/NAME` (semantics 7.3). */
export interface MeshPrincipal {
  readonly namespace: string;
  readonly account: string;
  readonly at: Place;
}

export interface MeshPrincipals {
  readonly named: readonly MeshPrincipal[];
  /** Some of its rules admit others too: by a pattern, by a namespace, or by no `from` at all. */
  readonly admitsOthers: boolean;
}

/** Names with a wildcard mean more than one. */
const PRINCIPAL = /^[^/*]+\/ns\/([a-z0-9][-a-z0-9]*)\/sa\/([a-z0-9][-a-z0-9.]*)$/;

export function meshPrincipalsOf(policy: Resource): MeshPrincipals {
  const named: MeshPrincipal[] = [];
  let admitsOthers = false;
  for (const [rule, each] of getList(policy.tree, 'spec', 'rules').entries()) {
    const sources = getList(each, 'from');
    if (sources.length === 0) admitsOthers = true;
    for (const [from, item] of sources.entries()) {
      const principals = getList(item, 'source', 'principals');
      if (principals.length === 0) admitsOthers = true;
      for (const [index] of principals.entries()) {
        const path = ['spec', 'rules', rule, 'from', from, 'source', 'principals', index];
        const [, namespace, account] = PRINCIPAL.exec(getString(policy.tree, ...path) ?? '') ?? [];
        if (namespace === undefined || account === undefined) admitsOthers = true;
        else named.push({ namespace, account, at: policy.at(...path) });
      }
    }
  }
  return { named, admitsOthers };
}
