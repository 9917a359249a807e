import fc from 'fast-check';
import { expect, it } from 'vitest';
import { indexLabels, indexRequirements } from '../../../src/graph/unit/label-index.js';
import { scopeOf } from '../../../src/graph/unit/scope.js';
import { allOf, readLabels, readLabelSelector, satisfies, type Labels } from '../../../src/k8s/labels/labels.js';
import { graphOf, stream, workload, workloadsOf } from '../../support/graphs.js';
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
      const found = indexRequirements(items, { labelsOf: (item) => item, namespaceOf: () => undefined }).meeting(
        requirements,
        'n',
      );
      expect(new Set(found)).toEqual(new Set(compared));
      expect(found).toHaveLength(compared.length);
    }),
  );
});

it('finds what may carry a label at run time only', () => {
  const item = { labels: read({ a: '1' }), added: new Map([['hash', () => 'unknown' as const]]) };
  const index = indexRequirements([item], {
    labelsOf: (it) => it.labels,
    addedOf: (it) => it.added,
    namespaceOf: () => undefined,
  });
  const wanted = (text: string) =>
    readLabelSelector(treeOf(`{apiVersion: v1, kind: ConfigMap, wanted: ${text}}`), ['wanted']);
  expect(index.meeting(wanted('{matchLabels: {hash: x, a: "1"}}'), null)).toEqual([item]);
  expect(index.meeting(wanted('{matchLabels: {hash: x, a: "2"}}'), null)).toEqual([]);
  expect([...index.sharing(wanted('{matchLabels: {a: "1", b: "2"}}'), 9)]).toEqual([item]);
});

it('tells many that have one label apart by the namespace that they name', () => {
  const namespaces = [...Array.from({ length: 40 }, (_, at) => `n${at % 20}`), undefined];
  const items = namespaces.map((namespace, at) => ({ at, namespace }));
  const labels = read({ app: 'web' });
  const index = indexRequirements(items, { labelsOf: () => labels, namespaceOf: ({ namespace }) => namespace });
  const wanted = readLabelSelector(treeOf('{apiVersion: v1, kind: ConfigMap, wanted: {matchLabels: {app: web}}}'), [
    'wanted',
  ]);
  expect(index.meeting(wanted, 'n3').map(({ at }) => at)).toEqual([3, 23, 40]);
  expect(index.meeting(wanted, 'elsewhere').map(({ at }) => at)).toEqual([40]);
  expect(index.meeting(wanted, null)).toHaveLength(41);
  expect(index.meeting([], 'n3').map(({ at }) => at)).toEqual([3, 23, 40]);
  expect(index.sharing(wanted, 5).size).toBe(5);
});

it('finds near an object what matches anywhere and stands there', () => {
  const places = ['a/one.yaml', 'a/two.yaml', 'b/one.yaml'];
  // More of them than are looked through one by one.
  const files = Object.fromEntries(
    places.map((path, at) => [path, stream(...Array.from({ length: 12 }, (_, n) => labelled(`w-${at}-${n}`, n % 3)))]),
  );
  const workloads = workloadsOf(graphOf(files));
  const index = indexLabels(workloads.flatMap(({ templates }) => templates));
  const wanted = read({ app: 'web', tier: '1' });
  const all = index.matching(wanted, null);
  expect(all).toHaveLength(12);
  for (const { resource } of workloads) {
    for (const scope of ['file', 'folder'] as const) {
      const near = all.filter((it) => ['file', scope].includes(scopeOf(resource, it.workload.resource)));
      expect(index.near(wanted, null, resource, scope)).toEqual(near);
    }
  }
});

function labelled(name: string, tier: number): string {
  return workload(name, { labels: `{app: web, tier: "${tier}"}` });
}
