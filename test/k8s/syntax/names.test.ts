import { describe, expect, it } from 'vitest';
import {
  dnsLabelProblem,
  dnsSubdomainProblem,
  labelKeyProblem,
  labelValueProblem,
  portNameProblem,
  serviceNameProblem,
} from '../../../src/k8s/syntax/names.js';

const a = (n: number): string => 'a'.repeat(n);

/** Each row: the function, texts that pass, texts that do not. */
const table: readonly (readonly [
  string,
  (text: string) => string | undefined,
  readonly string[],
  readonly string[],
])[] = [
  [
    'label value',
    labelValueProblem,
    ['', 'a', 'A', '1', 'a-b', 'a_b.c', a(63), '0'],
    [' ', 'a ', ' a', '-a', 'a-', '.a', 'a_', 'a/b', 'a:b', a(64), 'ä', 'a\n', 'a\u0000'],
  ],
  [
    'label key',
    labelKeyProblem,
    ['app', 'App', 'app.kubernetes.io/name', 'x/y', `${a(253)}/${a(63)}`, '1/1', 'a_b'],
    ['', '/', '/a', 'a/', 'a/b/c', 'App.io/name', 'a_b/c', '-a', 'a b', a(64), `${a(254)}/a`, `a/${a(64)}`],
  ],
  ['DNS label', dnsLabelProblem, ['a', '1', 'a-1', a(63)], ['', 'A', '-a', 'a-', 'a.b', 'a_b', a(64), 'ä']],
  [
    'DNS subdomain',
    dnsSubdomainProblem,
    ['a', 'a.b', '1.2.3', a(253)],
    ['', '.', 'a.', '.a', 'a..b', 'A.b', 'a-.b', a(254), 'a_b'],
  ],
  [
    'port name',
    portNameProblem,
    ['a', 'http', 'http-2', '8080a', '1a', a(15)],
    ['', '8080', '1', 'HTTP', '-a', 'a-', 'a--b', 'a_b', 'a.b', a(16), 'http '],
  ],
];

describe.each(table)('%s', (_, problem, good, bad) => {
  it.each(good.map((text) => [text]))('%j passes', (text) => {
    expect(problem(text)).toBeUndefined();
  });

  it.each(bad.map((text) => [text]))('%j does not', (text) => {
    expect(problem(text)).toEqual(expect.any(String));
  });
});

it('a Service name may start with a digit from 1.36 on', () => {
  expect(serviceNameProblem('3scale', 36)).toBeUndefined();
  expect(serviceNameProblem('3scale', 35)).toEqual(expect.any(String));
  expect(serviceNameProblem('scale-3', 20)).toBeUndefined();
});
