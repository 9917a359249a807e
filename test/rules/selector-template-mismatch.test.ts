import { describe, expect, it } from 'vitest';
import { lint } from '../../src/index.js';

const RULE = 'selector-template-mismatch';

/** True if a Deployment with this selector and these template labels is refused for the two. */
function contradicts(selector: string, labels: string, kind = 'Deployment', apiVersion = 'apps/v1'): boolean {
  const text = `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: d}, spec: {selector: ${selector}, template: {metadata: {labels: ${labels}}, spec: {containers: [{name: c, image: x}]}}}}`;
  return lint([{ path: 'a.yaml', text }]).diagnostics.some(({ rule }) => rule === RULE);
}

const expression = (text: string): string => `{matchExpressions: [{${text}}]}`;

describe('what the API server refuses', () => {
  it.each([
    ['{matchLabels: {app: b}}', '{app: a}'],
    ['{matchLabels: {app: A}}', '{app: a}'],
    ['{matchLabels: {app: a, tier: x}}', '{app: a}'],
    ['{matchLabels: {app: ""}}', '{tier: x}'],
    ['{matchLabels: {app: a}}', '{}'],
    [expression('key: app, operator: In, values: [b, c]'), '{app: a}'],
    [expression('key: app, operator: NotIn, values: [a]'), '{app: a}'],
    [expression('key: app, operator: Exists'), '{tier: a}'],
    [expression('key: app, operator: DoesNotExist'), '{app: a}'],
    ['{matchLabels: {app: a}, matchExpressions: [{key: app, operator: NotIn, values: [a]}]}', '{app: a}'],
    // Labels that the controller adds do not count.
    ['{matchLabels: {pod-template-hash: a}}', '{app: a}'],
  ])('selector %s, labels %s', (selector, labels) => {
    expect(contradicts(selector, labels)).toBe(true);
  });

  it('a label of the Pod name in a StatefulSet', () => {
    expect(contradicts('{matchLabels: {statefulset.kubernetes.io/pod-name: d-0}}', '{app: a}', 'StatefulSet')).toBe(
      true,
    );
  });
});

describe('what it accepts, or refuses for another reason', () => {
  it.each([
    ['{matchLabels: {app: a}}', '{app: a, version: v1}'],
    ['{matchLabels: {app: ""}}', '{app: ""}'],
    [expression('key: app, operator: In, values: [a, b]'), '{app: a}'],
    [expression('key: app, operator: NotIn, values: [b]'), '{tier: a}'],
    [expression('key: app, operator: DoesNotExist'), '{tier: a}'],
    // An empty selector, a wrong operator and a wrong type are other findings.
    ['{}', '{app: a}'],
    [expression('key: app, operator: In'), '{app: a}'],
    [expression('key: app, operator: Exists, values: [a]'), '{tier: a}'],
    [expression('key: app, operator: exists'), '{tier: a}'],
    ['{matchLabels: {app: 1}}', '{app: a}'],
    ['{matchLabels: {app: a}}', '{app: 1}'],
  ])('selector %s, labels %s', (selector, labels) => {
    expect(contradicts(selector, labels)).toBe(false);
  });

  it('a Job, whose selector is generated', () => {
    expect(contradicts('{matchLabels: {app: b}}', '{app: a}', 'Job', 'batch/v1')).toBe(false);
  });
});
