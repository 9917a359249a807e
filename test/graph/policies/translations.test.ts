import { describe, expect, it } from 'vitest';
import { graphOf, service, stream, templateOf, workload } from '../../support/graphs.js';

const serving = (port = 8080, more = ''): string =>
  workload('web', { containers: `[{name: main, ports: [{containerPort: ${port}}]${more}}]` });
const sending = (port: string, name = 'web', more = ''): string =>
  service(name, `{selector: {app: web}, ports: [${port}]${more}}`);

/** What port 80 for the Pods of `web` is as a port of a Service. */
function translated(objects: readonly string[], number = 80, protocol = 'TCP', names = ['web']): readonly string[] {
  const graph = graphOf({ 'a.yaml': stream(...objects) });
  const receivers = names.map((name) => templateOf(graph, name));
  return graph.policies
    .translations(receivers, number, protocol)
    .map(
      ({ service: { name }, template, target, field }) =>
        `${field} of ${name} to ${target} of ${template.workload.name}`,
    );
}

describe('a port of a policy that was meant as one of a Service (semantics 7.10)', () => {
  const found = ['port of web to 8080 of web'];
  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['the port of a Service that leads elsewhere', [serving(), sending('{port: 80, targetPort: 8080}')], found],
    [
      'its node port',
      [serving(), sending('{port: 81, nodePort: 80, targetPort: 8080}')],
      ['nodePort of web to 8080 of web'],
    ],
    [
      'the port of one of two Services',
      [serving(), sending('{port: 80, targetPort: 8080}'), sending('{port: 81, targetPort: 8080}', 'api')],
      found,
    ],
    ['not one on which the Pods listen', [serving(80), sending('{port: 80, targetPort: 8080}')], []],
    [
      'not one that a text of theirs has',
      [serving(8080, ', args: ["--port=80"]'), sending('{port: 80, targetPort: 8080}')],
      [],
    ],
    [
      'not one to which another Service sends',
      [serving(), sending('{port: 80, targetPort: 8080}'), sending('{port: 90, targetPort: 80}', 'api')],
      [],
    ],
    ['not one of another protocol', [serving(), sending('{port: 80, targetPort: 8080, protocol: UDP}')], []],
    ['not another port', [serving(), sending('{port: 81, targetPort: 8080}')], []],
    ['not one that leads nowhere', [serving(), sending('{port: 80, targetPort: none}')], []],
    [
      'not one of a headless Service',
      [serving(), sending('{port: 80, targetPort: 8080}', 'web', ', clusterIP: None')],
      [],
    ],
    [
      'not one of a Service for others',
      [serving(), service('web', '{selector: {app: b}, ports: [{port: 80, targetPort: 8080}]}')],
      [],
    ],
    [
      'not where the Pods are of an unknown kind',
      [
        serving().replace('apps/v1', 'example.com/v1').replace('Deployment', 'App'),
        sending('{port: 80, targetPort: 8080}'),
      ],
      [],
    ],
  ])('%s', (_, objects, expected) => {
    expect(translated(objects)).toEqual(expected);
  });

  it('is asked of all receivers', () => {
    const all = [
      serving(),
      sending('{port: 80, targetPort: 8080}'),
      workload('api', { containers: '[{name: main, ports: [{containerPort: 80}]}]' }),
      workload('idle'),
    ];
    expect(translated(all, 80, 'TCP', ['web', 'idle'])).toEqual(found);
    expect(translated(all, 80, 'TCP', ['web', 'api'])).toEqual([]);
    expect(translated(all, 80, 'UDP')).toEqual([]);
    expect(translated(all, 80, 'TCP', [])).toEqual([]);
  });
});
