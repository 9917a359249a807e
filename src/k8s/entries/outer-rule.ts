import type { Path } from '../../tree/tree.js';
import type { PathRule } from './path-rule.js';

/** A rule by which a router lets requests of the outside world in: for which hosts and path, to which Services. */
export interface OuterRule {
  /** In lower case, perhaps with a `*` for the first label, or for a domain that no file tells; empty for any host. */
  readonly hosts: readonly string[];
  readonly path: PathRule;
  /** True where more than host and path decides: headers, the method, a negation. */
  readonly isConditional: boolean;
  /** True for what takes every request that no rule takes. */
  readonly isDefault: boolean;
  /** Of the rules that fit a request the greatest wins; the length of the path where nothing else is written. */
  readonly priority: number;
  /** Where the rule stands. */
  readonly at: Path;
  /** Each name of a Service that gets its requests. */
  readonly services: readonly Path[];
}

/** A rule that only the host and the path decide. */
export function plainRule(rule: Pick<OuterRule, 'hosts' | 'path' | 'at' | 'services'>): OuterRule {
  return { ...rule, isConditional: false, isDefault: false, priority: rule.path.text.length };
}
