import { describe, expect, it } from 'vitest';
import { wordsOf } from '../support/words.js';

const alias = (name: string, spec = '', namespace = 'shop'): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: front, namespace: ${namespace}}\nspec: {type: ExternalName, externalName: ${name}${spec}}\n`;
const service = (spec: string, name = 'web', namespace = 'shop'): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: {selector: {app: web}, ${spec}}\n`;
const said = (...texts: readonly string[]): readonly string[] => wordsOf('external-name-misuse', texts);
const heads = (...texts: readonly string[]): readonly string[] =>
  said(...texts).map((words) => words.split('\n')[0] ?? '');

describe('an external name', () => {
  it.each([
    ['localhost', true],
    ['localhost.', true],
    ['localhost.localdomain', true],
    ['localhost.example.com', false],
    ['my-localhost', false],
    ['localhost.localdomain.com', false],
  ])('%s is the client itself: %s', (name, expected) => {
    expect(heads(alias(name))).toEqual(expected ? [`warning: Service \`front\` is another name for \`${name}\``] : []);
  });

  it.each<readonly [string, readonly string[]]>([
    ['web', ['write the complete name']],
    ['web.shop', []],
    ['web.shop.svc', ['write the complete name']],
    ['web.shop.svc.', ['write the complete name']],
    ['web.shop.svc.cluster.local', []],
    ['web.shop.svc.cluster.local.', []],
    ['web.shop.svcXcluster.local', []],
    ['web.shop.svc.clusterXlocal', []],
    ['a.web.shop.svc', []],
    ['web.example.com', []],
  ])('%s is short: %j', (name, expected) => {
    expect(said(alias(name), service('ports: [{port: 80}]')).map((words) => words.split('\n').at(-1))).toEqual(
      expected,
    );
  });

  it('that is the Service itself', () => {
    expect(said(alias('front.shop.svc.cluster.local'))).toEqual([
      'error: Service `front` is another name for itself\n' +
        '`front.shop.svc.cluster.local` is this Service\n' +
        'its CNAME record leads back to itself, so the name never resolves',
    ]);
    expect(heads(alias('front.other.svc.cluster.local'))).toEqual([]);
  });

  it('that is nearly one', () => {
    expect(said(alias('wed.shop.svc.cluster.local'), service('ports: [{port: 80}]'))).toEqual([
      'warning: Service `front` is another name for Service `wed`, which is not among the linted files\n' +
        'no Service has this name\nService `web` has a similar name\nname Service `web`',
    ]);
  });
});

describe('ports of an external name', () => {
  const port = (ports: string): string => `, ports: [${ports}]`;

  it.each<readonly [string, boolean]>([
    ['{port: 80}', false],
    ['{port: 80, targetPort: 80}', false],
    ['{port: 80, targetPort: 8080}', true],
    ['{port: 80, targetPort: http}', true],
    ['{name: a, port: 80}, {name: b, port: 81, targetPort: 8081}', true],
  ])('%s: one is translated, %s', (ports, expected) => {
    const [words, ...more] = said(alias('db.example.com', port(ports)));
    expect(more).toEqual([]);
    expect(words?.split('\n').slice(1)).toEqual(
      expected
        ? [
            'no port is translated',
            'clients reach the port that they dial, whatever stands here',
            'a client of this Service connects to `db.example.com` itself; only some ingress controllers read this port',
            'let clients dial the port of the external host, or use a Service without selector and an EndpointSlice',
          ]
        : undefined,
    );
  });

  it('are read by an Ingress, and by no other client', () => {
    const text = alias('db.example.com', port('{name: http, port: 80, targetPort: 8080}'));
    const backend = '{service: {name: front, port: {number: 80}}}';
    const ingress = `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: i, namespace: shop}\nspec: {defaultBackend: ${backend}}\n`;
    const caller =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: shop}\nspec: {containers: [{name: a, image: registry.example/a, env: [{name: URL, value: "http://front:80"}]}]}\n';
    expect(said(text, ingress)).toEqual([]);
    expect(said(text, caller)).toHaveLength(1);
  });

  it.each<readonly [string, string, string | undefined]>([
    ['{port: 80}', 'ports: [{port: 80}]', undefined],
    ['{port: 81}', 'ports: [{port: 80}]', 'does not offer 81'],
    ['{port: 80, targetPort: 8080}', 'ports: [{port: 80, targetPort: 8080}]', '8080 is a port of its Pods'],
    ['{port: 80, targetPort: 8080}', 'ports: [{port: 80, targetPort: http}]', 'does not offer 8080'],
    ['{port: 81}', 'clusterIP: None, ports: [{port: 80}]', undefined],
    ['{port: 81}', 'ports: []', undefined],
    ['{port: 81, targetPort: http}', 'ports: [{port: 80}]', undefined],
  ])('%s to %s', (ports, behind, expected) => {
    const words = said(alias('web.shop.svc.cluster.local', port(ports)), service(behind)).join('\n');
    if (expected === undefined) expect(words).not.toContain('leads to port');
    else expect(words).toContain(expected);
  });

  it('of one that has a single port are repaired where they are written', () => {
    const web = service('ports: [{port: 80}]');
    const last = (text: string, ...more: readonly string[]): string | undefined =>
      said(text, ...more)
        .find((words) => words.includes('leads to port'))
        ?.split('\n')
        .at(-1);
    expect(last(alias('web.shop.svc.cluster.local', port('{port: 81, targetPort: 81}')), web)).toBe('name port 80');
    expect(last(alias('web.shop.svc.cluster.local', port('{port: 81}')), web)).toMatch(
      /^the name leads to the address/,
    );
    const two = service('ports: [{name: a, port: 80}, {name: b, port: 90}]');
    expect(last(alias('web.shop.svc.cluster.local', port('{port: 81, targetPort: 81}')), two)).toMatch(
      /^the name leads/,
    );
  });
});

describe('a selector of an external name', () => {
  it('is told with the Pods that it would find', () => {
    const pod =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: shop, labels: {app: web}}\nspec: {containers: [{name: a, image: registry.example/a}]}\n';
    const [alone = '', beside = ''] = [
      said(alias('db.example.com', ', selector: {app: web}')),
      said(alias('db.example.com', ', selector: {app: web}'), pod),
    ].map((all) => all.join('\n'));
    expect(alone.split('\n').slice(1)).toEqual([
      'an ExternalName Service selects no Pods',
      'the type that has no use for it',
      'clients get a CNAME record of the external name, and no endpoints are made',
      'drop the selector',
    ]);
    expect(beside.split('\n').slice(1)).toEqual([
      'these Pods get no traffic from this Service',
      'the type that has no use for it',
      'the Pods with these labels',
      'clients get a CNAME record of the external name, and no endpoints are made',
      'drop the selector, or make it a ClusterIP Service without `externalName`',
    ]);
  });
});
