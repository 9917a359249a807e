import { expect, test } from 'vitest';
import { unreadObjects } from '../../src/units/files/unread-objects.js';
import { parse } from '../support/trees.js';

const BROKEN = 'kind: Service\nmetadata:\n  name: web\nspec: [\n';
const TEMPLATE = 'kind: Deployment\nmetadata:\n  name: "api"\nspec:\n  replicas: {{ count }}\n';

test.each([
  [BROKEN, 'Service', 'web', true],
  [BROKEN, 'Service', 'we', false],
  [BROKEN, 'Deployment', 'web', false],
  [TEMPLATE, 'Deployment', 'api', true],
  [`${TEMPLATE}---\nkind: Service\nmetadata: { name: web }\n`, 'Service', 'api', true],
  ['kind: Service\nmetadata:\n  name: web\n', 'Service', 'web', false],
  [`kind: Service\nmetadata:\n  name: web\n---\n${BROKEN.replaceAll('web', 'api')}`, 'Service', 'web', false],
  [`kind: Service\nmetadata:\n  name: web\n---\n${BROKEN.replaceAll('web', 'api')}`, 'Service', 'api', true],
])('%j speaks of %s %s: %s', (text, kind, name, expected) => {
  expect(unreadObjects([parse(text, 'a.yaml')]).speakOf(kind, name)).toBe(expected);
});

const PODS =
  'kind: Deployment\nspec:\n  template:\n    metadata:\n      labels:\n        app: web\n        "tier": "front"\n';

test.each([
  [`${PODS}    spec: [\n`, { app: 'web' }, true],
  [`${PODS}    spec: [\n`, { app: 'web', tier: 'front' }, true],
  [`${PODS}    spec: [\n`, { app: 'web', tier: 'back' }, false],
  [`${PODS}    spec: [\n`, {}, false],
  [PODS, { app: 'web' }, false],
  [`${PODS.replace('Deployment', 'Service')}    spec: [\n`, { app: 'web' }, false],
  [`${PODS}  replicas: {{ count }}\n`, { app: 'web' }, false],
])('%j may label Pods %o: %s', (text, labels, expected) => {
  const pairs = Object.entries(labels).map(([key, value]) => ({ key, value }));
  expect(unreadObjects([parse(text, 'a.yaml')]).mayLabelPods(pairs)).toBe(expected);
});
