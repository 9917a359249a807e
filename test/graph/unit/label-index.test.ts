import fc from 'fast-check';
import { expect, it } from 'vitest';
import { indexRequirements } from '../../../src/graph/unit/label-index.js';
import { allOf, readLabels, readLabelSelector, satisfies, type Labels } from '../../../src/k8s/labels/labels.js';
import { treeOf } from '../../support/trees.js';

const NONE = new Map<string, never>();
const key = fc.constantFrom('a', 'b', 'c');
const value = fc.constantFrom('1', '2', '3');
const labels = fc.dictionary(key, value);
const expression = fc.oneof(
  fc.record({
    key,
    operator: fc.constantFrom('In', 'NotIn'),
    values: fc.uniqueArray(value, { minLength: 1, maxLength: 2 }),
  }),
  fc.record({ key, operator: fc.constantFrom('Exists', 'DoesNotExist') }),
);
const selector = fc.record({ matchLabels: labels, matchExpressions: fc.array(expression, { maxLength: 3 }) });

const object = { apiVersion: 'v1', kind: 'ConfigMap' };
const read = (data: unknown): Labels => readLabels(treeOf(JSON.stringify({ ...object, labels: data })), ['labels']);

it('finds what comparing every item finds', () => {
  fc.assert(
    fc.property(fc.array(labels, { maxLength: 8 }), selector, (all, wanted) => {
      const items = all.map(read);
      const requirements = readLabelSelector(treeOf(JSON.stringify({ ...object, wanted })), ['wanted']);
      const compared = items.filter(
        (item) => allOf(requirements.map((requirement) => satisfies(requirement, item, NONE))) === 'yes',
      );
      const found = indexRequirements(items, (item) => item).meeting(requirements);
      expect(new Set(found)).toEqual(new Set(compared));
      expect(found).toHaveLength(compared.length);
    }),
  );
});

it('finds what may carry a label at run time only', () => {
  const item = { labels: read({ a: '1' }), added: new Map([['hash', () => 'unknown' as const]]) };
  const index = indexRequirements(
    [item],
    (it) => it.labels,
    (it) => it.added,
  );
  const wanted = (text: string) =>
    readLabelSelector(treeOf(`{apiVersion: v1, kind: ConfigMap, wanted: ${text}}`), ['wanted']);
  expect(index.meeting(wanted('{matchLabels: {hash: x, a: "1"}}'))).toEqual([item]);
  expect(index.meeting(wanted('{matchLabels: {hash: x, a: "2"}}'))).toEqual([]);
  expect([...index.sharing(wanted('{matchLabels: {a: "1", b: "2"}}'))]).toEqual([item]);
});
