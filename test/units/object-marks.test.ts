import { expect, it } from 'vitest';
import { MARKS, type Mark } from '../../src/k8s/object/marks.js';
import { marksOfObject } from '../../src/units/unit/object-marks.js';
import { resourceOf } from '../support/resources.js';

const OF_THE_WHOLE: readonly Mark[] = ['identity', 'kind', 'field', 'namespace'];

it.each<[string, string, readonly Mark[]]>([
  [
    'a Service',
    'apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec: {ports: [{port: 80}]}',
    [],
  ],
  ['an object without a namespace', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}', ['namespace']],
  ['a kind that has none', 'apiVersion: v1\nkind: Namespace\nmetadata: {name: web}', []],
  [
    'an object without a name',
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {generateName: web-, namespace: shop}',
    ['identity'],
  ],
  [
    'a kind in small letters',
    'apiVersion: v1\nkind: service\nmetadata: {name: web, namespace: shop}',
    ['kind', 'field'],
  ],
  ['a removed version', 'apiVersion: apps/v1beta1\nkind: Deployment\nmetadata: {name: web, namespace: shop}', ['kind']],
  [
    'a version that is gone and had other fields',
    'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: {name: web, namespace: shop}',
    ['kind', 'field'],
  ],
  [
    'a custom kind',
    'apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: web, namespace: shop}',
    ['kind', 'field'],
  ],
  [
    'a field that the kind does not have',
    'apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec: {port: 80}',
    ['field'],
  ],
  [
    'a value of another type',
    'apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec: {selector: {a: 1}}',
    ['field'],
  ],
  [
    'the successor of a version, with its fields',
    'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: web, namespace: shop}',
    [],
  ],
])('%s', (_, text, expected) => {
  const marks = marksOfObject(resourceOf(`${text}\n`));
  expect(OF_THE_WHOLE.filter((mark) => (marks & MARKS[mark]) !== 0)).toEqual(expected);
});
