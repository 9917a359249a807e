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

describe('a policy that counts for a Service', () => {
  const NONE = 'policyTypes: [Ingress]';
  const bare = (spec: string): string => object('networking.k8s.io/v1 NetworkPolicy', 'p', `spec: {${spec}}`);
  const apps = (containers = '[{name: main, ports: [{containerPort: 8080}]}]'): string =>
    stream(
      service('web', '{selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}'),
      workload('web', { containers }),
    );
  const isClosed = (files: Readonly<Record<string, string>>, namespace?: string): boolean | undefined => {
    const graph = graphOf(files, namespace === undefined ? {} : { namespace });
    const web = serviceNamed(graph, 'web');
    const [port] = web.ports;
    return port && graph.policies.closes(web, port, templateOf(graph, 'web'));
  };
  const ofWeb = bare(`podSelector: {matchLabels: {app: web}}, ${NONE}`);
  const ofAll = bare(`podSelector: {}, ${NONE}`);

  it.each<readonly [string, boolean, Readonly<Record<string, string>>, string | undefined]>([
    ['is one of its file', true, { 'a.yaml': stream(apps(), ofAll) }, undefined],
    ['is one of its folder for these Pods', true, { 'a.yaml': apps(), 'b.yaml': ofWeb }, undefined],
    ['is none of its folder for all Pods', false, { 'a.yaml': apps(), 'b.yaml': ofAll }, undefined],
    ['is none of another folder', false, { 'a.yaml': apps(), 'far/b.yaml': ofWeb }, undefined],
    [
      'is one of another folder, where everything goes to one namespace',
      true,
      { 'a.yaml': apps(), 'far/b.yaml': ofAll },
      'shop',
    ],
  ])('%s', (_, expected, files, namespace) => {
    expect(isClosed(files, namespace)).toBe(expected);
  });

  it.each<readonly [string, string, boolean]>([
    ['closes the port by the name of another one', '{port: admin}', true],
    ['leaves the port open by a name that is for another protocol alone', '{port: dns}', false],
    ['closes the port, where only others are listed', '{port: 1}, {port: 2}', true],
    ['leaves it open, where it is one of those listed', '{port: 1}, {port: 8080}', false],
    ['closes it, where it is listed for another protocol', '{port: 8080, protocol: UDP}', true],
  ])('%s', (_, ports, expected) => {
    const containers =
      '[{name: main, ports: [{name: http, containerPort: 8080}, {name: admin, containerPort: 9}, {name: dns, containerPort: 53, protocol: UDP}]}]';
    const listing = bare(`podSelector: {}, ingress: [{ports: [${ports}]}]`);
    expect(isClosed({ 'a.yaml': stream(apps(containers), listing) })).toBe(expected);
  });
});
