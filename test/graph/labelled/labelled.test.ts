import { describe, expect, it } from 'vitest';
import { readLabelSelector, type Requirement } from '../../../src/k8s/labels/labels.js';
import type { Graph } from '../../../src/graph/graph.js';
import { graphOf, object, ofKind, stream, workload } from '../../support/graphs.js';
import { treeOf } from '../../support/trees.js';

const wanted = (selector: string): readonly Requirement[] =>
  readLabelSelector(treeOf(object('v1 ConfigMap', 'x', `wanted: ${selector}`)), ['wanted']);

const labelled = (name: string, labels: string, spec = '{ports: [{port: 80}]}', namespace?: string): string =>
  object(
    'v1 Service',
    `{name: ${name}, labels: ${labels}${namespace === undefined ? '' : `, namespace: ${namespace}`}}`,
    `spec: ${spec}`,
  );

const names = (items: readonly { readonly name: string }[]): readonly string[] => items.map(({ name }) => name).sort();

describe('Services by their own labels', () => {
  const graph = graphOf({
    'a.yaml': stream(
      labelled('one', '{app: web, tier: front}', '{selector: {app: other}, ports: [{port: 80}]}', 'one'),
      labelled('two', '{app: web}', '{ports: [{port: 80}]}', 'two'),
      labelled('open', '{app: web}'),
      labelled('by-selector', '{}', '{selector: {app: web}, ports: [{port: 80}]}'),
    ),
  });
  it.each<readonly [string, string, readonly string[]]>([
    ['in any namespace', '{matchLabels: {app: web}}', ['one', 'open', 'two']],
    ['never by their selector', '{matchLabels: {app: other}}', []],
    ['all pairs', '{matchLabels: {app: web, tier: front}}', ['one']],
    ['a label that is not there', '{matchExpressions: [{key: app, operator: DoesNotExist}]}', ['by-selector']],
    ['all of them', '{}', ['by-selector', 'one', 'open', 'two']],
  ])('%s', (_, selector, expected) => {
    expect(names(graph.labelled.services(wanted(selector), null))).toEqual(expected);
  });

  it('in one namespace, or with none written', () => {
    const found = names(graph.labelled.services(wanted('{matchLabels: {app: web}}'), 'one'));
    expect(found).toEqual(expect.arrayContaining(['one', 'open']));
  });
});

describe('Services that a LabelSelector may have meant', () => {
  const files = {
    'a/monitor.yaml': object('monitoring.coreos.com/v1 ServiceMonitor', 'm', 'spec: {selector: {}, endpoints: []}'),
    'a/b.yaml': labelled('beside', '{}'),
    'far/c.yaml': stream(
      labelled('m', '{}'),
      labelled('label', '{app: web}'),
      labelled('selector', '{}', '{selector: {app: web}, ports: [{port: 80}]}'),
      labelled('stranger', '{app: other}', '{selector: {app: other}, ports: [{port: 80}]}'),
    ),
  };
  const alike = (graph: Graph, selector: string): readonly string[] => {
    const [near] = ofKind(graph, 'monitoring.coreos.com', 'ServiceMonitor');
    if (near === undefined) throw new Error('no monitor');
    return graph.labelled.servicesAlike(wanted(selector), near).map(({ name }) => name);
  };
  it('stand beside it, have its name, or a wanted pair in labels or selector, in that order', () => {
    expect(alike(graphOf(files), '{matchLabels: {app: web, x: z}}')).toEqual(['beside', 'm', 'label', 'selector']);
  });
  it('are those of folder and name alone where no pair is shared', () => {
    expect(alike(graphOf(files), '{matchLabels: {app: webb}}')).toEqual(['beside', 'm']);
  });
});

describe('Pods by their labels, whatever namespace the selector stands in', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['everywhere', '{matchLabels: {app: web}}', ['one', 'open', 'two']],
    ['by a label that nobody knows before', '{matchLabels: {app: web, pod-template-hash: x}}', ['one', 'open', 'two']],
    ['not by another value', '{matchLabels: {app: api}}', []],
  ])('%s', (_, selector, expected) => {
    const labels = '{app: web}';
    const graph = graphOf({
      'a.yaml': stream(
        workload('one', { namespace: 'one', labels }),
        workload('two', { namespace: 'two', labels }),
        workload('open', { labels }),
      ),
    });
    const found = graph.labelled.podsAnywhere(wanted(selector), null);
    expect(names(found.map((template) => template.workload))).toEqual(expected);
  });
});
