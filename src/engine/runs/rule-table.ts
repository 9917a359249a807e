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
  const byPart = new Map<string, Marked>();
  const byVersion = new Map<string, Map<string, Marked>>();
  return {
    of(part, marks = ALL_MARKS) {
      const found = byPart.get(part) ?? markedOf(those([part]));
      byPart.set(part, found);
      return found(marks);
    },
    about({ apiVersion, group, kind }, marks) {
      const byKind = byVersion.get(apiVersion) ?? new Map<string, Marked>();
      byVersion.set(apiVersion, byKind);
      const found = byKind.get(kind) ?? markedOf(those(['Object', `${group}/${kind}`, `${apiVersion}/${kind}`]));
      byKind.set(kind, found);
      return found(marks);
    },
  };
}

type Marked = (marks: Marks) => readonly Rule[];

function markedOf(rules: readonly Rule[]): Marked {
  const byMarks = new Map<Marks, readonly Rule[]>();
  return (marks) => {
    const found =
      byMarks.get(marks) ?? rules.filter(({ marks: own }) => own?.some((mark) => (MARKS[mark] & marks) !== 0) ?? true);
    byMarks.set(marks, found);
    return found;
  };
}
