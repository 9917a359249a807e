import { describe, expect, it } from 'vitest';
import { selectorProblems, type SelectorProblem } from '../../../src/k8s/labels/selector-problems.js';
import { resourceOf } from '../../support/resources.js';

function said(problem: SelectorProblem): string {
  if (problem.kind === 'syntax') return `${problem.of} of ${problem.key}`;
  if (problem.kind === 'operator') return `operator ${problem.operator} for ${problem.instead ?? 'none'}`;
  return `${problem.operator} ${problem.given ? 'with' : 'without'} values`;
}

function problems(apiVersion: string, kind: string, spec: string): readonly string[] {
  const resource = resourceOf(`{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: web}, spec: ${spec}}`);
  return selectorProblems(resource).map(said);
}

describe('selectorProblems of a LabelSelector', () => {
  it.each([
    ['{matchLabels: {app: web, shop.example/tier: "", x_1: v1.2_3-4}}', []],
    ['{matchLabels: {app: "shop/web:1"}}', ['value of app']],
    ['{matchLabels: {app: " web"}}', ['value of app']],
    ['{matchLabels: {-app: web}}', ['key of -app']],
    ['{matchLabels: {Shop.example/app: web}}', ['key of Shop.example/app']],
    ['{matchLabels: {app: "${APP}", "${KEY}": web}}', []],
    ['{matchLabels: {app: 5}}', []],
    ['{matchExpressions: [{key: app, operator: In, values: [web, a/b]}]}', ['value of app']],
    ['{matchExpressions: [{key: a/b/c, operator: Exists}]}', ['key of a/b/c']],
    ['{matchExpressions: [{key: app, operator: in, values: [web]}]}', ['operator in for In']],
    ['{matchExpressions: [{key: app, operator: Equals, values: [web]}]}', ['operator Equals for none']],
    ['{matchExpressions: [{key: app, values: [web]}]}', ['operator  for none']],
    ['{matchExpressions: [{key: app, operator: "${OP}"}]}', []],
    ['{matchExpressions: [{key: app, operator: In}]}', ['In without values']],
    ['{matchExpressions: [{key: app, operator: NotIn, values: []}]}', ['NotIn without values']],
    ['{matchExpressions: [{key: app, operator: Exists, values: [web]}]}', ['Exists with values']],
    ['{matchExpressions: [{key: app, operator: DoesNotExist}]}', []],
  ])('%s: %j', (selector, expected) => {
    expect(problems('apps/v1', 'Deployment', `{selector: ${selector}}`)).toEqual(expected);
  });
});

describe('selectorProblems of other kinds', () => {
  it.each([
    ['a flat selector of a Service', 'v1', 'Service', '{selector: {app: a/b}}', ['value of app']],
    [
      'a peer of a NetworkPolicy',
      'networking.k8s.io/v1',
      'NetworkPolicy',
      '{podSelector: {matchLabels: {app: web}}, ingress: [{from: [{podSelector: {matchLabels: {app: a/b}}}]}]}',
      ['value of app'],
    ],
    ['no custom resource', 'argoproj.io/v1alpha1', 'Rollout', '{selector: {matchLabels: {app: a/b}}}', []],
  ])('%s', (_, apiVersion, kind, spec, expected) => {
    expect(problems(apiVersion, kind, spec)).toEqual(expected);
  });
});
