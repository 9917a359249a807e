import { describe, expect, it } from 'vitest';
import { roleLabels, rolloutServices } from '../../../src/k8s/workloads/rollout.js';
import { resourceOf } from '../../support/resources.js';

const rollout = (strategy: string, kind = 'argoproj.io/v1alpha1, kind: Rollout') =>
  resourceOf(
    `{apiVersion: ${kind}, metadata: {name: web}, ` +
      `spec: {strategy: ${strategy}, template: {metadata: {labels: {app: web, role: none}}}}}`,
  );

describe('the Services that a Rollout names (semantics 3.4)', () => {
  it.each([
    ['{canary: {stableService: a, canaryService: b}}', ['b', 'a']],
    ['{canary: {pingPong: {pingService: a, pongService: b}}}', ['a', 'b']],
    ['{blueGreen: {activeService: a, previewService: b}}', ['a', 'b']],
    ['{canary: {stableService: ""}}', []],
    ['{canary: {}}', []],
  ])('%s', (strategy, expected) => {
    expect(rolloutServices(rollout(strategy)).map(({ name }) => name)).toEqual(expected);
  });

  it('are none of another kind', () => {
    expect(rolloutServices(rollout('{canary: {stableService: a}}', 'apps/v1, kind: Deployment'))).toEqual([]);
  });
});

describe('the labels of Pods of one role', () => {
  it.each([
    ['{canary: {canaryMetadata: {labels: {role: canary}}}}', [['role', ['canary', 'none']]]],
    [
      '{canary: {canaryMetadata: {labels: {role: canary}}, stableMetadata: {labels: {role: stable}}}}',
      [['role', ['canary', 'stable', 'none']]],
    ],
    ['{blueGreen: {activeMetadata: {labels: {live: "yes"}}}}', [['live', ['yes']]]],
    ['{canary: {}}', []],
  ])('%s', (strategy, expected) => {
    expect([...roleLabels(rollout(strategy))]).toEqual(expected);
  });
});
