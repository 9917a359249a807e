import { describe, expect, it } from 'vitest';
import { gainedSelector } from '../../../src/k8s/services/gained-selector.js';
import { graphIn, service, serviceNamed, stream } from '../../support/graphs.js';

const bare = (name: string): string => service(name, '{ports: [{port: 80}]}');
const outside = service('outside', '{type: ExternalName, externalName: example.com}');

describe('selectors that the labels of a kustomization make (semantics 9.6)', () => {
  it.each<readonly [string, string, string, readonly string[]]>([
    ['of every Service without one', 'commonLabels: {team: red}', stream(bare('a'), bare('b')), ['a', 'b']],
    [
      'not of those with one of their own',
      'commonLabels: {team: red}',
      stream(bare('a'), service('b', '{selector: {app: web}, ports: [{port: 80}]}')),
      ['a'],
    ],
    ['not of an ExternalName, which ignores it', 'commonLabels: {team: red}', stream(bare('a'), outside), ['a']],
    ['by labels that go into selectors', 'labels: [{pairs: {team: red}, includeSelectors: true}]', bare('a'), ['a']],
    ['not by labels that do not', 'labels: [{pairs: {team: red}}]', bare('a'), []],
  ])('%s', (_, field, manifests, expected) => {
    const graph = graphIn('k', { 'k/kustomization.yaml': `resources: [a.yaml]\n${field}\n`, 'k/a.yaml': manifests });
    const place = gainedSelector(serviceNamed(graph, 'a'));
    const gained = place === undefined ? [] : graph.selection.gainedAt(place);
    expect(gained.map(({ name }) => name)).toEqual(expected);
  });

  it('are told apart by the text that makes them', () => {
    const base = (name: string): Readonly<Record<string, string>> => ({
      [`${name}/kustomization.yaml`]: 'resources: [a.yaml]\ncommonLabels: {team: red}\n',
      [`${name}/a.yaml`]: bare(name),
    });
    const graph = graphIn('all', { 'all/kustomization.yaml': 'resources: [../x, ../y]\n', ...base('x'), ...base('y') });
    const place = gainedSelector(serviceNamed(graph, 'x'));
    if (place === undefined) throw new Error('no selector gained');
    expect(graph.selection.gainedAt(place).map(({ name }) => name)).toEqual(['x']);
  });
});
