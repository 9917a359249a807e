import { describe, expect, it } from 'vitest';
import { graphOf, object, service, serviceNamed, stream, workload } from '../../support/graphs.js';

const web = (namespace?: string): string =>
  service('web', '{selector: {app: web}, ports: [{name: http, port: 80}]}', namespace);

const ingress = (port: string, namespace?: string): string =>
  object(
    'networking.k8s.io/v1 Ingress',
    namespace === undefined ? 'i' : `{name: i, namespace: ${namespace}}`,
    `spec: {defaultBackend: {service: {name: web, port: ${port}}}}`,
  );

const calling = (url: string): string =>
  workload('shop', { containers: `[{name: main, env: [{name: API_URL, value: "${url}"}]}]` });

const webhook = (port: string): string =>
  object(
    'admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration',
    'w',
    `webhooks: [{name: w.example.com, clientConfig: {service: {name: web, namespace: one${port}}}}]`,
  );

describe('who sends requests to a Service', () => {
  it.each<readonly [string, readonly string[], readonly (readonly [string, string, number | string | undefined])[]]>([
    ['an Ingress, to a number', [web(), ingress('{number: 80}')], [['Ingress', 'traffic', 80]]],
    ['an Ingress, to a name', [web(), ingress('{name: http}')], [['Ingress', 'traffic', 'http']]],
    ['Pods, by its name and port', [web(), calling('http://web:8080/x')], [['Deployment', 'name', 8080]]],
    ['Pods, to the port of the scheme', [web(), calling('http://web/x')], [['Deployment', 'name', 80]]],
    ['the API server', [web('one'), webhook(', port: 8443')], [['ValidatingWebhookConfiguration', 'api-server', 8443]]],
    [
      'the API server, on 443 where none is written (semantics 7.6)',
      [web('one'), webhook('')],
      [['ValidatingWebhookConfiguration', 'api-server', 443]],
    ],
    ['nobody', [web(), calling('http://example.com/')], []],
    ['not who calls another namespace', [web('one'), ingress('{number: 80}', 'two')], []],
    ['not who may call another namespace', [web('one'), ingress('{number: 80}'), service('x', '{}', 'two')], []],
    [
      'not a rule that is about it, and sends nothing',
      [web(), object('networking.istio.io/v1 DestinationRule', 'r', 'spec: {host: web}')],
      [],
    ],
  ])('%s', (_, documents, expected) => {
    const graph = graphOf({ 'a.yaml': stream(...documents) });
    const clients = graph.names.clientsOf(serviceNamed(graph, 'web'));
    expect(clients.map(({ from, by, port }) => [from.kind, by, port])).toEqual(expected);
  });

  it('all versions of it, where several files have one', () => {
    const graph = graphOf({ 'x/a.yaml': web(), 'x/b.yaml': web(), 'x/c.yaml': ingress('{number: 80}') });
    expect(graph.unit.services.map((each) => graph.names.clientsOf(each).length)).toEqual([1, 1]);
  });
});
