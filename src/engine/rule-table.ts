import type { Resource } from '../k8s/object/resource.js';
import type { Rule, Subjects } from '../rule/rule.js';

/** The rules of one stage by what they look at: made once for a run, so that an object meets only the rules about it. */
export interface RuleTable {
  /** The rules that take a part of that kind. */
  of(part: keyof Subjects): readonly Rule[];
  /** The rules that take the whole object: those about its kind, and those about any. */
  about(object: Resource): readonly Rule[];
}

export function tableOf(rules: readonly Rule[]): RuleTable {
  const those = (...kinds: readonly string[]): readonly Rule[] =>
    rules.filter((rule) => rule.kinds.some((kind) => kinds.includes(kind)));
  const byPart = new Map<string, readonly Rule[]>();
  const byVersion = new Map<string, Map<string, readonly Rule[]>>();
  return {
    of(part) {
      const found = byPart.get(part) ?? those(part);
      byPart.set(part, found);
      return found;
    },
    about({ apiVersion, group, kind }) {
      const byKind = byVersion.get(apiVersion) ?? new Map<string, readonly Rule[]>();
      byVersion.set(apiVersion, byKind);
      const found = byKind.get(kind) ?? those('Object', `${group}/${kind}`, `${apiVersion}/${kind}`);
      byKind.set(kind, found);
      return found;
    },
  };
}
