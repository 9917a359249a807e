import { describe, expect, it } from 'vitest';
import { graphOf, service, serviceNamed, stream, templateOf, workload } from '../../support/graphs.js';

const web = service('s', '{selector: {app: web}, ports: [{port: 80}]}', 'one');
const pods = (name: string, labels: string, namespace: string | undefined = 'one'): string =>
  workload(name, { labels, namespace });

describe('Pods that a Service cannot tell apart (semantics 2.4)', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['those with the same labels', pods('b', '{app: web, tier: front}'), ['a', 'b']],
    ['in whatever order they are written', pods('b', '{tier: front, app: web}'), ['a', 'b']],
    ['not those with one label more', pods('b', '{app: web, tier: front, track: canary}'), ['a']],
    ['not those with another value', pods('b', '{app: web, tier: back}'), ['a']],
    ['not those that the Service does not select', pods('b', '{app: api, tier: front}'), ['a']],
    ['not those of another namespace', pods('b', '{app: web, tier: front}', 'two'), ['a']],
    ['whatever kind makes them', pods('b', '{app: web, tier: front}').replace('Deployment', 'DaemonSet'), ['a', 'b']],
  ])('%s', (_, other, expected) => {
    const graph = graphOf({ 'a.yaml': stream(web, pods('a', '{app: web, tier: front}'), other) });
    const alike = graph.selection.alike(templateOf(graph, 'a'), serviceNamed(graph, 's'));
    expect(alike.map(({ workload: { name } }) => name)).toEqual(expected);
  });

  it('not those of another namespace, where the Service leaves its own open', () => {
    const open = service('s', '{selector: {app: web}, ports: [{port: 80}]}');
    const graph = graphOf({ 'a.yaml': stream(open, pods('a', '{app: web}', 'one'), pods('b', '{app: web}', 'two')) });
    const uncertain = serviceNamed(graph, 's');
    expect(graph.selection.of(uncertain).templates).toHaveLength(2);
    expect(graph.selection.alike(templateOf(graph, 'a'), uncertain)).toEqual([templateOf(graph, 'a')]);
  });
});
