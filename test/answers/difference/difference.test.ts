import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { describeDifference, type ContractChange, type TreeState } from '../../../src/index.js';
import { differenceReporters } from '../../../src/report/reporters.js';
import { object, service, stream, workload } from '../../support/graphs.js';
import { jsonDifference, markdownDifference, prettyDifference } from '../../../src/report/listings/difference.js';

const state = (...objects: readonly string[]) => ({ files: [{ path: 'shop.yaml', text: stream(...objects) }] });

/** Texts by path. */
type Texts = Readonly<Record<string, string>>;
const filesOf = (texts: Texts) => ({ files: Object.entries(texts).map(([path, text]) => ({ path, text })) });

const pods = (name: string, port = 8080): string =>
  workload(name, {
    namespace: 'shop',
    containers: `[{name: main, image: example.com/main:1.0, ports: [{name: http, containerPort: ${port}}]}]`,
  });
const called = (name: string, app: string): string =>
  workload(name, {
    namespace: 'shop',
    labels: `{app: ${app}}`,
    containers: '[{name: main, image: example.com/main:1.0, ports: [{name: http, containerPort: 8080}]}]',
  });
const web = (spec = 'ports: [{name: http, port: 80, targetPort: http}]', name = 'web'): string =>
  service(name, `{selector: {app: web}, ${spec}}`, 'shop');
const ingress = (host: string, port = 80): string =>
  object(
    'networking.k8s.io/v1 Ingress',
    '{name: web, namespace: shop}',
    `spec: {rules: [{host: ${host}, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: ${port}}}}}]}}]}`,
  );
const other = (name: string, port: number): string =>
  object(
    'networking.k8s.io/v1 Ingress',
    `{name: other-${name}-${port}, namespace: shop}`,
    `spec: {rules: [{host: a.example.com, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: ${name}, port: {number: ${port}}}}}]}}]}`,
  );
const route = (parent: string): string =>
  object(
    'gateway.networking.k8s.io/v1 HTTPRoute',
    '{name: web, namespace: edge}',
    `spec: {parentRefs: [${parent}], hostnames: [a.example.com], rules: [{backendRefs: [{name: web, namespace: shop, port: 80}]}]}`,
  );
const policy = (spec: string): string =>
  object(
    'networking.k8s.io/v1 NetworkPolicy',
    '{name: p, namespace: shop}',
    `spec: {podSelector: {matchLabels: {app: web}}, ${spec}}`,
  );
const from = (app: string, port: number): string =>
  `ingress: [{from: [{podSelector: {matchLabels: {app: ${app}}}}], ports: [{port: ${port}}]}]`;

const thrice = Object.fromEntries(['a', 'b', 'c'].map((name) => [`${name}/app.yaml`, stream(web(), pods('web'))]));

describe('a Service that stands in two files of one folder', () => {
  const both = { 'db/a.yaml': stream(web(), pods('web')), 'db/b.yaml': web() };
  const one = { 'db/a.yaml': both['db/a.yaml'] };
  const told = (before: Texts, after: Texts): readonly string[] =>
    describeDifference(filesOf(before), filesOf(after)).changes.map(({ effect, text }) => `${effect}: ${text}`);

  it('still resolves when one of them goes', () => {
    expect(told(both, one)).toEqual(['changes: `web.shop` is written in one place less, and still stands in another']);
  });

  it('did so before when one more comes', () => {
    expect(told(one, both)).toEqual([
      'changes: `web.shop` is written in one more place: the one that is applied last counts',
    ]);
  });

  it('is gone when both go', () => {
    const rest = { 'db/a.yaml': pods('web') };
    expect(told(both, rest)).toEqual([
      'breaks: `web.shop` no longer resolves: the Service is gone (port 80)',
      'breaks: `web.shop` no longer resolves: the Service is gone (port 80)',
    ]);
  });
});

describe('the ports of a Service that goes', () => {
  it('are told once, for whichever protocol', () => {
    const dns = web('ports: [{name: tcp, port: 53}, {name: udp, port: 53, protocol: UDP}]');
    const [change] = describeDifference(state(dns, pods('web')), state(pods('web'))).changes;
    expect(change?.text).toBe('`web.shop` no longer resolves: the Service is gone (port 53)');
  });
});

describe('what a change does to the contract', () => {
  it.each<readonly [string, readonly string[], readonly string[], readonly string[]]>([
    ['nothing', [web(), pods('web')], [pods('web'), web()], []],
    [
      'the labels of the Pods go another way',
      [web(), pods('web')],
      [
        web(),
        workload('web', { namespace: 'shop', labels: '{app: shop}', containers: '[{name: main, image: a/b:1.0}]' }),
      ],
      [
        'breaks: `web.shop:80` no longer has endpoints: Service `web` selects `app: web`, which is not on the Pods of Deployment `web`',
      ],
    ],
    [
      'a Service goes',
      [web(), pods('web')],
      [pods('web')],
      ['breaks: `web.shop` no longer resolves: the Service is gone (port 80)'],
    ],
    ['a Service comes', [pods('web')], [web(), pods('web')], ['opens: `web.shop` is new (port 80)']],
    [
      'a workload gets another name',
      [web(), pods('web'), policy(from('api', 8080)), pods('api')],
      [web(), called('shop-web', 'web'), policy(from('api', 8080)), called('shop-api', 'api')],
      [
        'changes: Deployment `shop/api` is called `shop-api` now',
        'changes: Deployment `shop/web` is called `shop-web` now',
      ],
    ],
    [
      'two workloads with the same labels get other names: nobody can tell which is which',
      [pods('web'), called('web-b', 'web')],
      [called('x', 'web'), called('z', 'web')],
      [
        'changes: Deployment `shop/web-b` is gone',
        'changes: Deployment `shop/web` is gone',
        'changes: Deployment `shop/x` is new',
        'changes: Deployment `shop/z` is new',
      ],
    ],
    [
      'a host that several Ingresses have: which of them moved nobody can tell',
      [web(), pods('web'), web(undefined, 'api'), ingress('a.example.com'), other('api', 81)],
      [web(), pods('web'), web(undefined, 'api'), ingress('a.example.com'), other('api', 82), other('web', 83)],
      [
        'breaks: `a.example.com/` leads nowhere from outside any more; it led to `shop/api:81`',
        'opens: `a.example.com/` leads from outside to `shop/api:82`',
        'opens: `a.example.com/` leads from outside to `shop/web:83`',
      ],
    ],
    [
      'routes of Traefik, OpenShift and Istio',
      [web(), pods('web')],
      [
        web(),
        pods('web'),
        object(
          'traefik.io/v1alpha1 IngressRoute',
          '{name: web, namespace: shop}',
          'spec: {routes: [{match: "Host(`a.example.com`) && PathPrefix(`/x`)", kind: Rule, services: [{name: web, port: 80}]}]}',
        ),
        object(
          'route.openshift.io/v1 Route',
          '{name: web, namespace: shop}',
          'spec: {host: b.example.com, to: {kind: Service, name: web}, port: {targetPort: http}}',
        ),
        object(
          'networking.istio.io/v1 VirtualService',
          '{name: web, namespace: shop}',
          'spec: {hosts: [c.example.com], gateways: [edge], http: [{route: [{destination: {host: web, port: {number: 80}}}]}]}',
        ),
        object(
          'networking.istio.io/v1 VirtualService',
          '{name: inner, namespace: shop}',
          'spec: {hosts: [web], http: [{route: [{destination: {host: web}}]}]}',
        ),
      ],
      [
        'opens: `a.example.com/x` leads from outside to `shop/web:80`',
        'opens: `b.example.com/` leads from outside to `shop/web:http`',
        'opens: `c.example.com/` leads from outside to `shop/web:80`',
      ],
    ],
    [
      'a Service gets another name',
      [web(), pods('web')],
      [web(undefined, 'shop'), pods('web')],
      ['breaks: `web.shop` no longer resolves: the Service is called `shop.shop` now, with the same Pods and ports'],
    ],
    [
      'a port gets another number',
      [web(), pods('web')],
      [web('ports: [{name: http, port: 8000, targetPort: http}]'), pods('web')],
      ['breaks: `web.shop:80` is no port any more: the Service listens on 8000 in its place'],
    ],
    [
      'a port gets another name',
      [web(), pods('web')],
      [web('ports: [{name: web, port: 80, targetPort: http}]'), pods('web')],
      ['breaks: `web.shop:80` is named `web` now, and was `http`'],
    ],
    [
      'a Service is opened on a port of the nodes that nobody has written',
      [web(), pods('web')],
      [web('type: NodePort, ports: [{name: http, port: 80, targetPort: http}]'), pods('web')],
      [
        'changes: `web.shop` is NodePort now, and was ClusterIP',
        'opens: `every node for shop/web, TCP 80 by a port that the API server picks` leads from outside to `shop/web:80`',
      ],
    ],
    [
      'and on one that is written',
      [web(), pods('web')],
      [web('type: NodePort, ports: [{name: http, port: 80, targetPort: http, nodePort: 30080}]'), pods('web')],
      [
        'changes: `web.shop` is NodePort now, and was ClusterIP',
        'opens: `every node for shop/web, TCP 30080` leads from outside to `shop/web:80`',
      ],
    ],
    [
      'the Pods listen elsewhere, and the Service follows by name',
      [web(), pods('web')],
      [web(), pods('web', 9000)],
      ['changes: `web.shop:80` leads to port 9000 of Deployment `web` now, and led to port 8080 of Deployment `web`'],
    ],
    [
      'the outside gets another host',
      [web(), pods('web'), ingress('a.example.com')],
      [web(), pods('web'), ingress('b.example.com')],
      [
        'breaks: `a.example.com/` leads nowhere from outside any more; it led to `shop/web:80`',
        'opens: `b.example.com/` leads from outside to `shop/web:80`',
      ],
    ],
    [
      'the default backend of an Ingress, and a route into another namespace',
      [web(), pods('web')],
      [
        web(),
        pods('web'),
        object(
          'networking.k8s.io/v1 Ingress',
          '{name: web, namespace: shop}',
          'spec: {defaultBackend: {service: {name: web, port: {name: http}}}}',
        ),
        route('{name: edge}'),
      ],
      [
        'opens: `a.example.com/` leads from outside to `shop/web:80`',
        'opens: `any host, what no rule takes` leads from outside to `shop/web:http`',
      ],
    ],
    [
      'a route of the mesh alone',
      [web(), pods('web')],
      [web(), pods('web'), route('{kind: Service, group: "", name: web}')],
      [],
    ],
    [
      'a policy comes',
      [pods('web'), pods('api')],
      [pods('web'), pods('api'), policy(from('api', 8080))],
      ['breaks: only TCP 8080 from shop/api gets into `shop/web` now: no policy isolated it before'],
    ],
    [
      'a rule means somebody else',
      [pods('web'), pods('api'), pods('job'), policy(from('api', 8080))],
      [pods('web'), pods('api'), pods('job'), policy(from('job', 8080))],
      [
        'breaks: `shop/api` no longer reaches `shop/web` on TCP 8080',
        'opens: `shop/job` may now reach `shop/web` on TCP 8080',
      ],
    ],
    [
      'a policy is called otherwise',
      [pods('web'), pods('api'), policy(from('api', 8080))],
      [pods('web'), pods('api'), policy(from('api', 8080)).replace('name: p', 'name: q')],
      [],
    ],
    [
      'a connection is led in by a listener, not by a path',
      [web(), pods('web')],
      [
        web(),
        pods('web'),
        object(
          'gateway.networking.k8s.io/v1alpha2 TCPRoute',
          '{name: web, namespace: shop}',
          'spec: {parentRefs: [{name: edge, namespace: infra, sectionName: tcp}], rules: [{backendRefs: [{name: web, port: 80}]}]}',
        ),
      ],
      ['opens: `Gateway infra/edge, tcp` leads from outside to `shop/web:80`'],
    ],
    ['a workload comes', [pods('web')], [pods('web'), pods('api')], ['changes: Deployment `shop/api` is new']],
  ])('%s', (_, before, after, expected) => {
    const { changes } = describeDifference(state(...before), state(...after));
    expect(changes.map(({ effect, text }) => `${effect}: ${text}`)).toEqual(expected);
  });

  it.each<readonly [string, Texts, Texts, readonly string[]]>([
    [
      'a folder of several that say the same gets other names',
      thrice,
      { ...thrice, 'a/app.yaml': stream(web(undefined, 'shop'), called('shop', 'web')) },
      [
        'breaks: `web.shop` no longer resolves: the Service is called `shop.shop` now, with the same Pods and ports (a/app.yaml, a/app.yaml)',
        'changes: Deployment `shop/web` is called `shop` now (a/app.yaml, a/app.yaml)',
      ],
    ],
    [
      'a copy goes',
      { 'a/app.yaml': stream(web(), pods('web')), 'b/app.yaml': stream(web(), pods('web')) },
      { 'b/app.yaml': stream(web(), pods('web')) },
      [
        'breaks: `web.shop` no longer resolves: the Service is gone (port 80) (a/app.yaml, -)',
        'changes: Deployment `shop/web` is gone (a/app.yaml, -)',
      ],
    ],
    [
      'a copy comes before the others',
      { 'b/app.yaml': stream(web(), pods('web')) },
      { 'a/app.yaml': stream(web(), pods('web')), 'b/app.yaml': stream(web(), pods('web')) },
      ['changes: Deployment `shop/web` is new (-, a/app.yaml)', 'opens: `web.shop` is new (port 80) (-, a/app.yaml)'],
    ],
    [
      'what a file had twice stands there once',
      {
        'app.yaml': stream(web(), pods('web'), ingress('a.example.com'), web(), pods('web'), ingress('a.example.com')),
      },
      { 'app.yaml': stream(web(), pods('web'), ingress('a.example.com')) },
      [],
    ],
    [
      'of what a file has twice, the later text counts',
      { 'app.yaml': stream(web(), web('ports: [{name: http, port: 81, targetPort: http}]'), pods('web')) },
      { 'app.yaml': stream(web('ports: [{name: http, port: 81, targetPort: http}]'), pods('web')) },
      [],
    ],
    [
      'a file is moved',
      { 'old/app.yaml': stream(web(), pods('web')) },
      { 'new/app.yaml': stream(web(), pods('web')) },
      [],
    ],
  ])('where folders stand side by side: %s', (_, before, after, expected) => {
    const { changes } = describeDifference(filesOf(before), filesOf(after));
    const places = ({ before: was, after: now }: ContractChange) => `(${was?.file ?? '-'}, ${now?.file ?? '-'})`;
    expect(changes.map((change) => `${change.effect}: ${change.text} ${places(change)}`)).toEqual(expected);
  });

  it('compares two folders as if they were one', () => {
    const of = (folder: string, name: string): Texts => ({
      [`${folder}/a/app.yaml`]: stream(web(), pods('web')),
      [`${folder}/b/app.yaml`]: stream(web(undefined, name), pods('web')),
    });
    const before = { ...filesOf(of('old', 'web')), folder: 'old' };
    const after = { ...filesOf(of('new', 'shop')), folder: 'new' };
    expect(describeDifference(before, after).changes).toMatchObject([
      { before: { file: 'old/b/app.yaml' }, after: { file: 'new/b/app.yaml' } },
    ]);
  });

  it('says once which templates nobody has rendered, in every format', () => {
    const template = { 'chart/templates/web.yaml': 'kind: Service\nmetadata: {name: {{ .Values.name }} }\n' };
    const difference = describeDifference(filesOf(template), filesOf({ ...template, 'app.yaml': stream(web()) }));
    expect(difference.unread).toEqual(['chart/templates/web.yaml']);
    const options = { color: false, version: '0', width: 80 };
    const told = /file that nobody has rendered, `chart\/templates\/web\.yaml`/g;
    expect(prettyDifference(difference, options).match(told)).toHaveLength(1);
    expect(prettyDifference({ ...difference, changes: [] }, options).match(told)).toHaveLength(1);
    expect(markdownDifference(difference, options)).toMatch(/nobody has rendered/);
    expect(JSON.parse(jsonDifference(difference, options))).toMatchObject({ unread: difference.unread });
  });

  it('does not compare what a chart makes that is rendered in one state only', () => {
    const files = [{ path: 'chart/Chart.yaml', text: 'apiVersion: v2\nname: web\nversion: 1.0.0\n' }];
    const output = [web(), pods('web')].map((each) => `---\n# Source: web/templates/web.yaml\n${each}\n`).join('');
    const chart = { folder: 'chart', name: 'web' };
    const rendered = {
      ...{ ...chart, namespace: 'shop', output },
      templates: [{ path: 'chart/templates/web.yaml', text: '' }],
    };
    const dark = { files, options: { charts: [{ ...chart, problem: 'Error: no such thing' }] } };
    const light = { files, options: { charts: [rendered] } };
    const texts = (was: TreeState, now: TreeState) => describeDifference(was, now).changes.map((each) => each.text);
    expect(texts({ files }, light)).toHaveLength(2);
    expect(texts(light, dark)).toEqual(['chart `web` can no longer be rendered: what it made is not compared']);
    expect(texts(dark, light)).toEqual(['chart `web` could not be rendered before: what it makes is not compared']);
    expect(texts(dark, dark)).toEqual([]);
  });

  it('is printed with what breaks first, and both places', async () => {
    const difference = describeDifference(state(web(), pods('web')), state(pods('web')));
    const options = { color: false, width: 60, version: '1.0.0' };
    const print = async (format: string) => (await differenceReporters.get(format)?.())?.(difference, options) ?? '';
    expect(await print('pretty')).toBe(
      'breaks (1)\n  `web.shop` no longer resolves: the Service is gone (port\n    80)\n      before shop.yaml:3\n',
    );
    expect(await print('markdown')).toContain('### Service contract: 1 thing breaks\n');
    const schema = JSON.parse(readFileSync('schema/diff.schema.json', 'utf8')) as object;
    expect(new Ajv({ strict: true }).compile(schema)(JSON.parse(await print('json')))).toBe(true);
  });
});
