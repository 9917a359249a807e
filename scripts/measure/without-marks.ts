import type { Rule } from '../../src/rule/rule.js';

/** The rules as they are if each of them is called for every object of its kinds: the same findings, later. */
export function withoutMarks(rules: readonly Rule[]): readonly Rule[] {
  return rules.map((rule) => ({ ...rule, marks: undefined }));
}
