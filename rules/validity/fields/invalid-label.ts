import { reasonOf } from '../../../src/k8s/syntax/names.js';
import { labelKeyProblem, labelValueProblem } from '../../../src/k8s/syntax/names.js';
import { isPlaceholder } from '../../../src/k8s/syntax/placeholders.js';
import { metadataPaths } from '../../../src/k8s/pods/pod-specs.js';
import { hasUnsetValue, UNSET } from '../../../src/k8s/object/unset-value.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getEntries, isString, type Entry, type Path } from '../../../src/tree/tree.js';

/** The syntax of label keys and values, and of annotation keys (semantics 2.1). Selectors have a rule of their own. */
export default defineAdmissionRule({
  id: 'invalid-label',
  severity: 'error',
  summary: 'A label key, label value or annotation key that the API server refuses',
  kinds: ['Object'],
  marks: ['label'],
  fixable: false,
  since: '0.1.0',
  *check(resource) {
    for (const { path, keysOnly } of labelMaps(resource)) {
      for (const entry of getEntries(resource.tree, ...path)) {
        const problem = isPlaceholder(entry.key)
          ? undefined
          : labelKeyProblem(keysOnly ? lowerPrefix(entry.key) : entry.key);
        if (problem !== undefined) yield invalidKey(resource, entry, problem, keysOnly ? 'annotation' : 'label');
        else if (!keysOnly) yield* valueProblems(resource, entry);
      }
    }
  },
});

interface LabelMap {
  readonly path: Path;
  readonly keysOnly: boolean;
}

function labelMaps(resource: Resource): readonly LabelMap[] {
  return metadataPaths(resource).flatMap((path) => [
    { path: [...path, 'labels'], keysOnly: false },
    { path: [...path, 'annotations'], keysOnly: true },
  ]);
}

/** The server compares annotation keys in lower case. */
function lowerPrefix(key: string): string {
  return key.toLowerCase();
}

function* valueProblems(resource: Resource, { key, value }: Entry): Iterable<Finding> {
  if (!isString(value) || isPlaceholder(value.value)) return;
  const problem = labelValueProblem(value.value);
  if (problem === undefined) return;
  yield {
    message: `${describe(resource)} has the label ${code(key)}, whose value ${reasonOf(problem).fact}`,
    at: { place: value.place, text: 'no label value' },
    notes: reasonOf(problem).notes,
    help: 'text of any form can stand in an annotation',
    ...(hasUnsetValue(resource, value.value) ? UNSET : {}),
  };
}

function invalidKey(resource: Resource, { key, keyPlace }: Entry, problem: string, what: string): Finding {
  return {
    message: `${describe(resource)} has the ${what} key ${code(key)}, which ${reasonOf(problem).fact}`,
    at: { place: keyPlace, text: `no ${what} key` },
    notes: reasonOf(problem).notes,
  };
}
