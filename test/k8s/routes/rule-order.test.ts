import { describe, expect, it } from 'vitest';
import { shadowedRulesOf } from '../../../src/k8s/routes/rule-order.js';
import { resourceOf } from '../../support/resources.js';

/** Rules as pairs of a match and an answer; the result as `later<earlier`. */
const shadowed = (...rules: readonly (readonly [match: string, to: string])[]) => {
  const http = rules.map(
    ([match, to]) => `{${match === '' ? '' : `match: [${match}], `}route: [{destination: {host: ${to}}}]}`,
  );
  const object = resourceOf(
    `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: a}, spec: {http: [${http.join()}]}}`,
  );
  return shadowedRulesOf(object).map(({ rule, by, byAll }) => `${rule[2]}<${by[2]}${byAll ? ' all' : ''}`);
};

const prefix = (text: string, more = '') => `{uri: {prefix: ${text}}${more}}`;

describe('shadowedRulesOf', () => {
  it.each([
    ['nothing', [], []],
    [
      'a rule for all, first',
      [
        ['', 'a'],
        [prefix('/x'), 'b'],
      ],
      ['1<0 all'],
    ],
    [
      'a rule for all, last',
      [
        [prefix('/x'), 'b'],
        ['', 'a'],
      ],
      [],
    ],
    [
      'two rules for all',
      [
        ['', 'a'],
        ['', 'b'],
      ],
      ['1<0 all'],
    ],
    [
      'the root',
      [
        [prefix('/'), 'a'],
        ['{uri: {exact: /x}}', 'b'],
        ['{method: {exact: GET}}', 'c'],
      ],
      ['1<0', '2<0'],
    ],
    [
      'everything by a pattern',
      [
        ['{uri: {regex: ".*"}}', 'a'],
        [prefix('/x'), 'b'],
      ],
      ['1<0'],
    ],
    [
      'a wider prefix',
      [
        [prefix('/x'), 'a'],
        [prefix('/x/y'), 'b'],
      ],
      ['1<0'],
    ],
    [
      'a narrower prefix',
      [
        [prefix('/x/y'), 'a'],
        [prefix('/x'), 'b'],
      ],
      [],
    ],
    [
      'an exact path does not take what is below',
      [
        ['{uri: {exact: /x}}', 'a'],
        [prefix('/x'), 'b'],
      ],
      [],
    ],
    [
      'the same pattern',
      [
        ['{uri: {regex: "/v."}}', 'a'],
        ['{uri: {regex: "/v."}}', 'b'],
      ],
      ['1<0'],
    ],
    [
      'a prefix says nothing of patterns',
      [
        [prefix('/v'), 'a'],
        ['{uri: {regex: "/v."}}', 'b'],
      ],
      [],
    ],
    [
      'a condition more in the earlier one',
      [
        [prefix('/', ', port: 80'), 'a'],
        [prefix('/x'), 'b'],
      ],
      [],
    ],
    [
      'a condition more in the later one',
      [
        [prefix('/x'), 'a'],
        [prefix('/x', ', port: 80'), 'b'],
      ],
      ['1<0'],
    ],
    [
      'the same condition',
      [
        [prefix('/', ', port: 80'), 'a'],
        [prefix('/x', ', port: 80'), 'b'],
      ],
      ['1<0'],
    ],
    [
      'names are no conditions',
      [
        [prefix('/x', ', name: one'), 'a'],
        [prefix('/x', ', name: two'), 'b'],
      ],
      ['1<0'],
    ],
    [
      'one match of two',
      [
        [prefix('/x'), 'a'],
        [`${prefix('/x/y')}, ${prefix('/z')}`, 'b'],
      ],
      [],
    ],
    [
      'both matches',
      [
        [`${prefix('/x')}, ${prefix('/z')}`, 'a'],
        [`${prefix('/x/y')}, ${prefix('/z')}`, 'b'],
      ],
      ['1<0'],
    ],
    [
      'the same answer',
      [
        [prefix('/x'), 'a'],
        [prefix('/x/y'), 'a'],
      ],
      [],
    ],
    [
      'case ignored before',
      [
        [prefix('/X', ', ignoreUriCase: true'), 'a'],
        [prefix('/x/y'), 'b'],
      ],
      ['1<0'],
    ],
    [
      'case ignored after',
      [
        [prefix('/x'), 'a'],
        [prefix('/x', ', ignoreUriCase: true'), 'b'],
      ],
      [],
    ],
  ] as const)('%s', (_, rules, expected) => {
    expect(shadowed(...rules)).toEqual(expected);
  });
});
