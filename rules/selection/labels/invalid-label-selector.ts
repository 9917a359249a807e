import { replacing } from '../../../src/message/replacing.js';
import { hasUnsetValue, UNSET } from '../../../src/k8s/object/unset-value.js';
import { textOf } from '../../../src/text/source-file.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { selectorProblems, type SelectorProblem } from '../../../src/k8s/labels/selector-problems.js';
import { OPERATORS, KINDS_WITH_SELECTORS } from '../../../src/k8s/labels/label-selector.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { code, codes } from '../../../src/text/words.js';

/**
 * Keys and values of a selector have the syntax of labels; set operators are case-sensitive and choosy about values
 * (semantics 2.1, 2.3).
 */
export default defineAdmissionRule({
  id: 'invalid-label-selector',
  severity: 'error',
  summary: 'selector that the API server refuses for its syntax',
  kinds: KINDS_WITH_SELECTORS,
  marks: ['label', 'expression'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(resource) {
    for (const problem of selectorProblems(resource)) {
      if (problem.kind === 'syntax') yield badSyntax(resource, problem);
      else if (problem.kind === 'operator') yield unknownOperator(resource, problem);
      else yield wrongValues(resource, problem);
    }
  },
});

type Of<K extends SelectorProblem['kind']> = Extract<SelectorProblem, { readonly kind: K }>;

function badSyntax(resource: Resource, { of, key, at, problem }: Of<'syntax'>): Finding {
  const [short = problem] = problem.split(', only');
  const what = of === 'key' ? `key ${code(key)}` : `value of ${code(key)}`;
  return {
    message: `selector ${what} in ${describe(resource)} ${short}`,
    at: { place: at, text: `this ${of} ${short}` },
    notes: [
      of === 'key'
        ? 'a label key is an optional lower-case DNS prefix with `/`, then up to 63 letters, digits, `-`, `_`, and `.`'
        : 'a label value is empty, or up to 63 letters, digits, `-`, `_`, and `.` with a letter or digit at both ends',
    ],
    ...(of === 'value' && hasUnsetValue(resource, textOf(at.span)) ? UNSET : {}),
  };
}

function unknownOperator(resource: Resource, { key, at, operator, instead }: Of<'operator'>): Finding {
  const selector = `${describe(resource)} selects ${code(key)} by`;
  if (operator === '')
    return {
      message: `${selector} an expression without an operator`,
      at: { place: at, text: '`operator` is missing' },
      help: `use ${codes(OPERATORS, 'or')}`,
    };
  return {
    message: `${selector} operator ${code(operator)}, which does not exist`,
    at: { place: at, text: instead === undefined ? 'unknown operator' : 'operators are case-sensitive' },
    help: instead === undefined ? `use ${codes(OPERATORS, 'or')}` : undefined,
    fix: instead === undefined ? undefined : replacing(`write ${code(instead)}`, at, instead),
  };
}

function wrongValues(resource: Resource, { given, key, at, operator }: Of<'values'>): Finding {
  return {
    message: `${describe(resource)} selects ${code(key)} by ${code(operator)} ${given ? 'with' : 'without'} values`,
    at: { place: at, text: given ? `${code(operator)} takes no values` : '`values` is missing or empty' },
    help: given
      ? `drop the values, or use ${code(operator === 'Exists' ? 'In' : 'NotIn')}`
      : `list the values, or use ${code(operator === 'In' ? 'Exists' : 'DoesNotExist')}`,
  };
}
