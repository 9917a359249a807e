import { remember } from '../../data/once.js';
import { groupOf } from '../../k8s/object/groups.js';
import { MARKS, type Marks } from '../../k8s/object/marks.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { Rule, Subjects } from '../../rule/rule.js';

/**
 * The rules of one stage by what they look at: made once for a run, so that an object meets only the rules about it.
 */
export interface RuleTable {
  /** The rules that take a part of that kind, of an object with those marks. */
  of(part: keyof Subjects, marks?: Marks): readonly Rule[];
  /** The rules that take the whole object: those about its kind, and those about any. */
  about(object: Resource, marks: Marks): readonly Rule[];
}

const ALL_MARKS: Marks = Object.values(MARKS).reduce((all, mark) => all | mark, 0);

export function tableOf(rules: readonly Rule[]): RuleTable {
  const those = (kinds: readonly string[]): readonly Rule[] =>
    rules.filter((rule) => rule.kinds.some((kind) => kinds.includes(kind)));
  const byPart = remember((part: keyof Subjects) => markedOf(those([part])));
  const byVersion = remember((apiVersion: string) => {
    const group = groupOf(apiVersion);
    return remember((kind: string) => markedOf(those(['Object', `${group}/${kind}`, `${apiVersion}/${kind}`])));
  });
  return {
    of: (part, marks = ALL_MARKS) => byPart(part)(marks),
    about: ({ apiVersion, kind }, marks) => byVersion(apiVersion)(kind)(marks),
  };
}

type Marked = (marks: Marks) => readonly Rule[];

function markedOf(rules: readonly Rule[]): Marked {
  return remember((marks: Marks) =>
    rules.filter(({ marks: own }) => own?.some((mark) => (MARKS[mark] & marks) !== 0) ?? true),
  );
}
