import { describe, expect, it } from 'vitest';
import type { ResourceContext } from '../../../src/k8s/object/resource.js';
import { contradictions, type Contradiction } from '../../../src/k8s/workloads/contradictions.js';
import { readWorkload } from '../../../src/k8s/workloads/workload.js';
import { resourceOf } from '../../support/resources.js';

interface Shape {
  readonly selector: string;
  readonly labels?: string;
  readonly own?: string;
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly more?: string;
}

function found(
  { selector, labels = '{app: web}', own = '{}', apiVersion = 'apps/v1', kind = 'Deployment', more = '' }: Shape,
  context: Partial<ResourceContext> = {},
): readonly Contradiction[] {
  const manifest = `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: web, labels: ${own}}, spec: {${more} selector: ${selector}, template: {metadata: {labels: ${labels}}}}}`;
  const workload = readWorkload(resourceOf(manifest, context));
  if (workload === undefined) throw new Error('no workload');
  return contradictions(workload);
}

describe('contradictions', () => {
  it.each([
    [
      'none, where every requirement holds',
      { selector: '{matchLabels: {app: web}}', labels: '{app: web, tier: front}' },
      [],
    ],
    ['a label with another value', { selector: '{matchLabels: {app: api}}' }, ['app']],
    ['a label that is not there', { selector: '{matchLabels: {app: web, tier: front}}' }, ['tier']],
    ['an expression', { selector: '{matchExpressions: [{key: app, operator: NotIn, values: [web]}]}' }, ['app']],
    ['no expression that holds', { selector: '{matchExpressions: [{key: x, operator: DoesNotExist}]}' }, []],
    ['no unknown operator', { selector: '{matchExpressions: [{key: app, operator: in, values: [api]}]}' }, []],
    ['no `In` without values', { selector: '{matchExpressions: [{key: app, operator: In}]}' }, []],
    ['no `Exists` with values', { selector: '{matchExpressions: [{key: x, operator: Exists, values: [front]}]}' }, []],
    [
      'a label that only the controller will add',
      { selector: '{matchLabels: {pod-template-hash: x}}' },
      ['pod-template-hash'],
    ],
    ['no label that the decoder refuses', { selector: '{matchLabels: {app: "5"}}', labels: '{app: 5}' }, []],
    ['a flat selector', { apiVersion: 'v1', kind: 'ReplicationController', selector: '{app: api}' }, ['app']],
    [
      'no generated selector of a Job',
      { apiVersion: 'batch/v1', kind: 'Job', selector: '{matchLabels: {app: api}}' },
      [],
    ],
    [
      'the selector of a Job that is its own',
      { apiVersion: 'batch/v1', kind: 'Job', selector: '{matchLabels: {app: api}}', more: 'manualSelector: true,' },
      ['app'],
    ],
  ] as const)('%s', (_, shape, expected) => {
    expect(found(shape).map(({ requirement }) => requirement.key)).toEqual(expected);
  });

  it('show the label of the same key', () => {
    expect(found({ selector: '{matchLabels: {app: api}}' })).toMatchObject([{ label: { key: 'app', value: 'web' } }]);
  });

  it.each([
    ['the same value under another key', '{app.kubernetes.io/name: web}', '{app: web}', 'app'],
    ['no key that the selector asks for itself', '{name: web, app: web}', '{app: web}', undefined],
    ['no value that is too short to tell', '{name: db}', '{app: db}', undefined],
  ])('show %s', (_, matchLabels, labels, expected) => {
    const [first] = found({ selector: `{matchLabels: ${matchLabels}}`, labels });
    expect(first).toBeDefined();
    expect(first?.renamed?.key).toBe(expected);
  });

  it.each([
    ['that would do', '{tier: front}', 'front'],
    ['that would not', '{tier: back}', undefined],
  ])('show a label of the workload itself %s', (_, own, expected) => {
    const [first] = found({ selector: '{matchLabels: {tier: front}}', own });
    expect(first).toBeDefined();
    expect(first?.onController?.value).toBe(expected);
  });
});

describe('contradictions under a kustomization', () => {
  const shape = { selector: '{matchLabels: {app: web, tier: front}}' };
  const partial = { partial: true };

  it.each([
    ['that adds no such label', shape, partial, ['tier']],
    ['that adds this label', shape, { ...partial, labelKeys: new Set(['tier']) }, []],
    ['with a patch for the object', shape, { ...partial, isPatched: () => true }, []],
    ['where the template has no label yet', { ...shape, labels: '{}' }, partial, []],
    ['where the value is another one already', { selector: '{matchLabels: {app: api}}' }, partial, ['app']],
  ])('%s', (_, workload, context, expected) => {
    expect(found(workload, context).map(({ requirement }) => requirement.key)).toEqual(expected);
  });
});
