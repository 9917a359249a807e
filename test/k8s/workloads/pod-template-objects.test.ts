import { describe, expect, it } from 'vitest';
import { readLabels } from '../../../src/k8s/labels/labels.js';
import { isIdleMatch } from '../../../src/k8s/workloads/pod-template-objects.js';
import { resourceOf } from '../../support/resources.js';
import { valueOf } from '../../support/trees.js';

describe('isIdleMatch', () => {
  const template = 'template: {metadata: {labels: {app: web, tier: front}}}';

  it.each([
    ['a PodTemplate object with every label', 'v1', 'PodTemplate', template, '{app: web}', true],
    ['one that lacks a label', 'v1', 'PodTemplate', template, '{app: web, track: stable}', false],
    ['one with another value', 'v1', 'PodTemplate', template, '{app: api}', false],
    ['no workload, which makes Pods', 'apps/v1', 'Deployment', template, '{app: web}', false],
    ['no kind of another group', 'example.com/v1', 'PodTemplate', template, '{app: web}', false],
    ['not by labels of its own', 'v1', 'PodTemplate', 'template: {}', '{app: own}', false],
  ])('%s', (_, apiVersion, kind, body, selector, expected) => {
    const resource = resourceOf(
      `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: x, labels: {app: own}}, ${body}}`,
    );
    expect(isIdleMatch(resource, readLabels(valueOf(selector), []))).toBe(expected);
  });
});
