import { describe, expect, it } from 'vitest';
import { graphOf, object, service, serviceNamed, stream, templateOf, workload } from '../../support/graphs.js';

const policy = (name: string, spec: string): string =>
  object('networking.k8s.io/v1 NetworkPolicy', `{name: ${name}, namespace: shop}`, `spec: ${spec}`);

describe('a port that policies close (semantics 7.10)', () => {
  it.each<readonly [string, readonly string[], boolean]>([
    ['stays open without any', [], false],
    ['is closed where only others are listed', ['{podSelector: {}, ingress: [{ports: [{port: 9090}]}]}'], true],
    ['is closed where nothing is let in', ['{podSelector: {}, policyTypes: [Ingress]}'], true],
    ['is open where it is listed', ['{podSelector: {}, ingress: [{ports: [{port: 8080}]}]}'], false],
    ['is open by its name', ['{podSelector: {}, ingress: [{ports: [{port: http}]}]}'], false],
    ['is open in a range', ['{podSelector: {}, ingress: [{ports: [{port: 8000, endPort: 9000}]}]}'], false],
    ['is open where no port is listed', ['{podSelector: {}, ingress: [{}]}'], false],
    [
      'is open where one policy of two opens it',
      ['{podSelector: {}, policyTypes: [Ingress]}', '{podSelector: {}, ingress: [{ports: [{port: 8080}]}]}'],
      false,
    ],
    [
      'is not judged where the port of the Service is listed',
      ['{podSelector: {}, ingress: [{ports: [{port: 80}]}]}'],
      false,
    ],
    ['is not judged where an unknown name is listed', ['{podSelector: {}, ingress: [{ports: [{port: web}]}]}'], false],
    ['is of no concern to other Pods', ['{podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress]}'], false],
    ['is of no concern to egress', ['{podSelector: {}, policyTypes: [Egress]}'], false],
  ])('%s', (_, policies, expected) => {
    const graph = graphOf({
      'a.yaml': stream(
        service('web', '{selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}', 'shop'),
        workload('web', {
          namespace: 'shop',
          containers: '[{name: main, ports: [{name: http, containerPort: 8080}]}]',
        }),
        ...policies.map((spec, at) => policy(`p-${at}`, spec)),
      ),
    });
    const web = serviceNamed(graph, 'web');
    const [port] = web.ports;
    expect(port && graph.policies.closes(web, port, templateOf(graph, 'web'))).toBe(expected);
  });
});
