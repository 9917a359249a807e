import { describe, expect, it } from 'vitest';
import { graphOf, service, stream, templateOf, workload } from '../../support/graphs.js';

const web = workload('web', { containers: '[{name: main, ports: [{name: http, containerPort: 8080}]}]' });
const sending = (port: string, name = 'web'): string => service(name, `{selector: {app: web}, ports: [${port}]}`);

/** What port 80 may have been taken from, by somebody who asks the Pods of `web` themselves. */
function taken(...objects: readonly string[]): readonly string[] {
  const graph = graphOf({ 'a.yaml': stream(web, ...objects) });
  return graph.ports.untranslated(templateOf(graph, 'web'), 80).map(({ service: { name }, port, target, declared }) => {
    const owner = declared === undefined ? 'nobody' : (declared.name ?? 'a number');
    return `${port.port} of ${name} to ${target}, of ${owner}`;
  });
}

describe('a port of a Service that is asked of the Pod itself (semantics 5.3)', () => {
  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['that leads to another number', [sending('{port: 80, targetPort: 8080}')], ['80 of web to 8080, of http']],
    ['by the name of a port', [sending('{port: 80, targetPort: http}')], ['80 of web to 8080, of http']],
    ['that nobody declares', [sending('{port: 80, targetPort: 9090}')], ['80 of web to 9090, of nobody']],
    [
      'of two Services',
      [sending('{port: 80, targetPort: 8080}'), sending('{port: 80, targetPort: 9090}', 'api')],
      ['80 of web to 8080, of http', '80 of api to 9090, of nobody'],
    ],
    ['not one that leads to the number', [sending('{port: 80}')], []],
    ['nor one beside it', [sending('{port: 80, targetPort: 8080}'), sending('{port: 90, targetPort: 80}', 'api')], []],
    ['not one that leads nowhere', [sending('{port: 80, targetPort: none}')], []],
    ['not another number', [sending('{port: 81, targetPort: 8080}')], []],
    [
      'not of a Service for others',
      [service('api', '{selector: {app: api}, ports: [{port: 80, targetPort: 8080}]}')],
      [],
    ],
  ])('%s', (_, objects, expected) => {
    expect(taken(...objects)).toEqual(expected);
  });
});
