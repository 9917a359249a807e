import { getEntries, getList, getString, isString, type Path, type Place } from '../../tree/tree.js';
import { labelKeyProblem, labelValueProblem } from '../syntax/names.js';
import { isPlaceholder } from '../syntax/placeholders.js';
import type { Resource } from '../object/resource.js';
import { flatSelectorPath, labelSelectorPaths, OPERATORS } from './label-selector.js';

/** What the API server refuses in one part of a selector (semantics 2.1, 2.3). */
export type SelectorProblem =
  | {
      readonly kind: 'syntax';
      readonly of: 'key' | 'value';
      readonly key: string;
      readonly at: Place;
      readonly problem: string;
    }
  /** `instead`: the operator in its own case. */
  | {
      readonly kind: 'operator';
      readonly key: string;
      readonly at: Place;
      readonly operator: string;
      readonly instead: string | undefined;
    }
  /** Values that the operator does not take (`given`), or lacks. */
  | {
      readonly kind: 'values';
      readonly given: boolean;
      readonly key: string;
      readonly at: Place;
      readonly operator: string;
    };

/** Every problem in the selectors of an object, in the order of the text. Values of a wrong type are another matter. */
export function selectorProblems(resource: Resource): readonly SelectorProblem[] {
  const flat = flatSelectorPath(resource);
  if (flat !== undefined) return pairProblems(resource, flat);
  return labelSelectorPaths(resource).flatMap((path) => [
    ...pairProblems(resource, [...path, 'matchLabels']),
    ...getList(resource.tree, ...path, 'matchExpressions').flatMap((_, index) =>
      expressionProblems(resource, [...path, 'matchExpressions', index]),
    ),
  ]);
}

function pairProblems(resource: Resource, path: Path): readonly SelectorProblem[] {
  return [...getEntries(resource.tree, ...path)].flatMap(({ key, keyPlace, value }) => [
    ...keyProblem(key, keyPlace),
    ...(isString(value) ? valueProblem(key, value.value, value.place) : []),
  ]);
}

function keyProblem(key: string, at: Place): readonly SelectorProblem[] {
  const problem = isPlaceholder(key) ? undefined : labelKeyProblem(key);
  return problem === undefined ? [] : [{ kind: 'syntax', of: 'key', key, at, problem }];
}

function valueProblem(key: string, value: string, at: Place): readonly SelectorProblem[] {
  const problem = isPlaceholder(value) ? undefined : labelValueProblem(value);
  return problem === undefined ? [] : [{ kind: 'syntax', of: 'value', key, at, problem }];
}

function expressionProblems(resource: Resource, path: Path): readonly SelectorProblem[] {
  const at = (...field: Path): Place => resource.at(...path, ...field);
  const key = getString(resource.tree, ...path, 'key') ?? '';
  const operator = getString(resource.tree, ...path, 'operator') ?? '';
  if (isPlaceholder(operator)) return [];
  const values = getList(resource.tree, ...path, 'values');
  const needsValues = operator === 'In' || operator === 'NotIn';
  const syntax = [
    ...keyProblem(key, at('key')),
    ...values.flatMap((item, index) => (isString(item) ? valueProblem(key, item.value, at('values', index)) : [])),
  ];
  if (!OPERATORS.includes(operator))
    return [
      ...syntax,
      {
        kind: 'operator',
        key,
        at: at('operator'),
        operator,
        instead: OPERATORS.find((known) => known.toLowerCase() === operator.toLowerCase()),
      },
    ];
  if (needsValues && values.length === 0)
    return [...syntax, { kind: 'values', given: false, key, at: at('operator'), operator }];
  if (!needsValues && values.length > 0)
    return [...syntax, { kind: 'values', given: true, key, at: resource.keyAt(...path, 'values'), operator }];
  return syntax;
}
