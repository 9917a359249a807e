import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { readLabels, readLabelSelector, satisfiesAll } from '../../src/k8s/labels/labels.js';
import { fc } from '../support/random.js';
import { treeOf } from '../support/trees.js';
import { labels, type LabelMap } from './world.js';

interface Expression {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values?: readonly string[];
}

interface LabelSelector {
  readonly matchLabels?: LabelMap;
  readonly matchExpressions?: readonly Expression[];
}

const key = fc.constantFrom('app', 'tier', 'track', 'gone');
const values = fc.subarray(['web', 'api', ''], { minLength: 1 });

const expression: fc.Arbitrary<Expression> = fc.oneof(
  fc.record({ key, operator: fc.constantFrom('In' as const, 'NotIn' as const), values }),
  fc.record({ key, operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const) }),
);

const selector: fc.Arbitrary<LabelSelector> = fc.record(
  { matchLabels: labels, matchExpressions: fc.array(expression, { maxLength: 3 }) },
  { requiredKeys: [] },
);

/** Semantics 2.3, as it is said there: everything must hold, and an empty selector asks for nothing. */
function selects({ matchLabels = {}, matchExpressions = [] }: LabelSelector, pod: LabelMap): boolean {
  for (const [name, value] of Object.entries(matchLabels)) if (pod[name] !== value) return false;
  for (const { key: name, operator, values: wanted = [] } of matchExpressions) {
    const value = pod[name];
    if (operator === 'In' && (value === undefined || !wanted.includes(value))) return false;
    if (operator === 'NotIn' && value !== undefined && wanted.includes(value)) return false;
    if (operator === 'Exists' && value === undefined) return false;
    if (operator === 'DoesNotExist' && value !== undefined) return false;
  }
  return true;
}

it('a LabelSelector selects what a second, slow opinion says', () => {
  const answers = { yes: 0, no: 0 };
  fc.assert(
    fc.property(selector, fc.oneof(labels, fc.constant({})), (wanted, pod: LabelMap) => {
      const tree = treeOf(stringify({ kind: 'T', selector: wanted, labels: pod }));
      const found = satisfiesAll(readLabelSelector(tree, ['selector']), readLabels(tree, ['labels']), new Map());
      const expected = selects(wanted, pod) ? 'yes' : 'no';
      answers[expected]++;
      expect({ wanted, pod, found }).toEqual({ wanted, pod, found: expected });
    }),
    { numRuns: 1000 },
  );
  expect(Math.min(answers.yes, answers.no)).toBeGreaterThan(100);
});
