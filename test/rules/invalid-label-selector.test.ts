import { describe, expect, it } from 'vitest';
import { lint } from '../../src/index.js';

const RULE = 'invalid-label-selector';
const LONG = 'a'.repeat(64);

function findings(text: string): readonly string[] {
  return lint([{ path: 'a.yaml', text }])
    .diagnostics.filter(({ rule }) => rule === RULE)
    .map(({ message }) => message);
}

const service = (pair: string): string =>
  `{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {selector: {${pair}}, ports: [{port: 80}]}}`;
const budget = (expression: string): string =>
  `{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: b}, spec: {selector: {matchExpressions: [{${expression}}]}}}`;

describe('a Service selector', () => {
  it.each([
    ['Example.com/app: a', 'has a prefix that has the upper-case letter `E`'],
    ['/app: a', 'has an empty prefix before `/`'],
    ['a/b/c: a', 'has more than one `/`'],
    ['"a b": a', 'has a blank'],
    ['app: a/b', 'has `/`'],
    ['app: a:b', 'has `:`'],
    ['app: "a "', 'has a blank'],
    ['app: -a', 'must start and end with a letter or a digit'],
    [`app: ${LONG}`, 'has 64 characters'],
    [`${LONG}: a`, 'has 64 characters'],
  ])('%s is refused', (pair, problem) => {
    expect(findings(service(pair))).toEqual([expect.stringContaining(problem)]);
  });

  it.each([
    'app: ""',
    'app: Web_1.2-x',
    'Team_A.b-c: x',
    'shop.example/App: x',
    `app: ${'a'.repeat(63)}`,
    'app: "${APP}"',
    'app: 1',
    'app:',
  ])('%s is not its business', (pair) => {
    expect(findings(service(pair))).toEqual([]);
  });
});

describe('an expression', () => {
  it.each([
    ['key: a, operator: In', 'by `In` without values'],
    ['key: a, operator: NotIn, values: []', 'by `NotIn` without values'],
    ['key: a, operator: Exists, values: [b]', 'by `Exists` with values'],
    ['key: a, operator: DoesNotExist, values: [b]', 'by `DoesNotExist` with values'],
    ['key: a, operator: exists', 'by operator `exists`'],
    ['key: a, operator: NotExists', 'by operator `NotExists`'],
    ['key: a', 'without an operator'],
    ['operator: Exists', 'selector key'],
    ['key: a, operator: In, values: [b/c]', 'selector value of `a`'],
  ])('%s is refused', (expression, problem) => {
    expect(findings(budget(expression))).toEqual([expect.stringContaining(problem)]);
  });

  it('is never repaired into its opposite', () => {
    const [found] = lint([{ path: 'a.yaml', text: budget('key: a, operator: NotExists') }]).diagnostics.filter(
      ({ rule }) => rule === RULE,
    );
    expect(found?.fix).toBeNull();
  });

  it.each([
    'key: a, operator: In, values: [b]',
    'key: a, operator: NotIn, values: [""]',
    'key: a, operator: Exists',
    'key: a, operator: DoesNotExist, values: []',
  ])('%s is fine', (expression) => {
    expect(findings(budget(expression))).toEqual([]);
  });
});
