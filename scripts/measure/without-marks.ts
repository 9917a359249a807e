import type { Rule, SubjectKind } from '../../src/rule/rule.js';

const NAMES: readonly SubjectKind[] = ['FoundName', 'MadeName', 'MissingName', 'MisshapenName', 'LoopbackName'];

/** The rules as they are if each of them is called for every object and every name: the same findings, later. */
export function withoutMarks(rules: readonly Rule[]): readonly Rule[] {
  return rules.map(({ kinds, ...rule }) => {
    const all = kinds.map((kind) => (NAMES.includes(kind) ? 'NameReference' : kind));
    return { ...rule, kinds: [...new Set(all)], marks: undefined };
  });
}

/** True for a rule that is not called for everything of its kinds. */
export function isCalledByMark({ kinds, marks }: Rule): boolean {
  return marks !== undefined || kinds.some((kind) => NAMES.includes(kind));
}
