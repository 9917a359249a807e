import { describe, expect, it } from 'vitest';
import { graphOf, object, service, serviceNamed, stream } from '../../support/graphs.js';

describe('the PodTemplate object that a Service selects', () => {
  const labelled = 'template: {metadata: {labels: {app: web, tier: front}}}';

  it.each([
    ['carries every label', 'v1 PodTemplate', labelled, '{tier: front, app: web}', 'x'],
    ['is none that lacks a label', 'v1 PodTemplate', labelled, '{app: web, track: stable}', undefined],
    ['is none with another value', 'v1 PodTemplate', labelled, '{app: api}', undefined],
    ['is no workload, which makes Pods', 'apps/v1 ReplicaSet', `spec: {${labelled}}`, '{app: web}', undefined],
    ['is no kind of another group', 'example.com/v1 PodTemplate', labelled, '{app: web}', undefined],
    ['is not found by labels of its own', 'v1 PodTemplate', 'template: {}', '{app: own}', undefined],
  ])('%s', (_, type, body, selector, expected) => {
    const template = object(type, '{name: x, labels: {app: own}}', body);
    const graph = graphOf({
      'a.yaml': stream(service('s', `{selector: ${selector}, ports: [{port: 80}]}`), template),
    });
    expect(graph.selection.idleTemplateOf(serviceNamed(graph, 's'))?.name).toBe(expected);
  });

  it('is the first of several', () => {
    const template = (name: string): string =>
      object('v1 PodTemplate', `{name: ${name}}`, 'template: {metadata: {labels: {app: web}}}');
    const graph = graphOf({
      'a.yaml': stream(service('s', '{selector: {app: web}, ports: [{port: 80}]}'), template('one'), template('two')),
    });
    expect(graph.selection.idleTemplateOf(serviceNamed(graph, 's'))?.name).toBe('one');
  });
});
