import { describe, expect, it } from 'vitest';
import { textOf } from '../../../src/text/source-file.js';
import { graphOf, object, service, stream, templateOf, workload } from '../../support/graphs.js';

const sending = (port: string): string => service('web', `{selector: {app: web}, ports: [${port}]}`);
const TO_8080 = '{port: 80, targetPort: 8080}';

/** Where two texts about the containers of `web` disagree: what is said, and who asks on which port. */
function deaf(containers: string, ...others: readonly string[]): readonly string[] {
  const graph = graphOf({ 'a.yaml': stream(workload('web', { containers }), ...others) });
  return graph.ports
    .deafPorts(templateOf(graph, 'web'))
    .map(({ container, order: { said, kind }, asking: { number, by } }) => {
      const who = 'service' in by ? by.service.name : by.check;
      return `${container.name}, ${kind} ${said}: ${who} asks ${number}`;
    });
}

/** One container, with `port: 3000` for its program, and what else is said. */
const told = (more = '', flag = '--port=3000'): string => `[{name: main, image: shop, args: ["${flag}"]${more}}]`;
const PORT_3000 = 'ports: [{containerPort: 3000}]';
const probing = (port: number): string => `readinessProbe: {httpGet: {port: ${port}}}`;

describe('a Service that sends elsewhere than a text makes the program listen (semantics 6.1, 6.8)', () => {
  const found = ['main, text --port=3000: web asks 8080'];
  it.each<readonly [string, string, readonly string[], readonly string[]]>([
    ['whatever is declared', told(', ports: [{containerPort: 8080}]'), [sending(TO_8080)], found],
    ['where nothing is declared', told(), [sending(TO_8080)], found],
    [
      'by the name of a declared port',
      told(', ports: [{name: web, containerPort: 8080}]'),
      [sending('{port: 80, targetPort: web}')],
      found,
    ],
    ['not where it sends there', told(), [sending('{port: 80, targetPort: 3000}')], []],
    [
      'not where it sends there as well',
      told(),
      [sending(`{name: a, port: 80, targetPort: 3000}, {name: b, port: 81, targetPort: 8080}`)],
      [],
    ],
    ['not where that is declared, which makes it one of several', told(`, ${PORT_3000}`), [sending(TO_8080)], []],
    ['not over another protocol', told(), [sending('{port: 80, targetPort: 8080, protocol: UDP}')], []],
    ['not a port that is there for its name alone', told(), [sending('{name: dummy, port: 80, targetPort: 8080}')], []],
    ['not a name that nobody has', told(), [sending('{port: 80, targetPort: web}')], []],
    ['not another Service', told(), [service('api', `{selector: {app: api}, ports: [${TO_8080}]}`)], []],
    ['not a port whose name says TLS', told(', ports: [{name: https, containerPort: 8080}]'), [sending(TO_8080)], []],
    ['not a port of metrics', told(', ports: [{name: metrics, containerPort: 8080}]'), [sending(TO_8080)], []],
    ['where the name is any other', told(', ports: [{name: http, containerPort: 8080}]'), [sending(TO_8080)], found],
    ['not where a variable has the number too', told(', env: [{name: ALSO, value: "8080"}]'), [sending(TO_8080)], []],
    [
      'not where a text that is not on disk may have it',
      told(', envFrom: [{configMapRef: {name: gone}}]'),
      [sending(TO_8080)],
      [],
    ],
    ['not where texts say different things', told(', env: [{name: PORT, value: "4000"}]'), [sending(TO_8080)], []],
    ['where texts say one thing', told(', env: [{name: PORT, value: "3000"}]'), [sending(TO_8080)], found],
    [
      'not a container beside it, which may serve the port',
      `[{name: main, args: [--port=3000]}, {name: side}]`,
      [sending(TO_8080)],
      [],
    ],
    [
      'not a container beside it, which declares the port',
      `[{name: main, args: [--port=3000]}, {name: side, ports: [{containerPort: 8080}]}]`,
      [sending(TO_8080)],
      [],
    ],
    [
      'a container beside another, which declares the port itself',
      `[{name: main, args: [--port=3000], ports: [{containerPort: 8080}]}, {name: side}]`,
      [sending(TO_8080)],
      found,
    ],
  ])('%s', (_, containers, others, expected) => {
    expect(deaf(containers, ...others)).toEqual(expected);
  });

  it.each([
    ['Pods that end', workload('web', { kind: 'Job', containers: told() }).replace('apps/v1', 'batch/v1')],
    [
      'Pods of an unknown kind',
      workload('web', { kind: 'App', containers: told() }).replace('apps/v1', 'example.com/v1'),
    ],
  ])('not of %s', (_, pods) => {
    const graph = graphOf({ 'a.yaml': stream(pods, sending(TO_8080)) });
    expect(graph.ports.deafPorts(templateOf(graph, 'web'))).toEqual([]);
  });

  it('points at the text that says it', () => {
    const graph = graphOf({ 'a.yaml': stream(workload('web', { containers: told() }), sending(TO_8080)) });
    const [only] = graph.ports.deafPorts(templateOf(graph, 'web'));
    expect(only && textOf(only.order.place.span)).toBe('"--port=3000"');
    expect(only?.asking.declared).toBeUndefined();
  });
});

describe('a probe that asks elsewhere', () => {
  const found = ['main, text --port=3000: readinessProbe asks 8080'];
  it.each<readonly [string, string, readonly string[]]>([
    ['where a text makes the program listen', told(`, ${probing(8080)}`), found],
    [
      'by the name of a port',
      told(', ports: [{name: web, containerPort: 8080}], readinessProbe: {httpGet: {port: web}}'),
      found,
    ],
    ['not there', told(`, ${probing(3000)}`), []],
    [
      'not where flags open other ports',
      '[{name: main, args: [--port=3000, --admin-port=4000], readinessProbe: {httpGet: {port: 8080}}}]',
      [],
    ],
    ['not a port whose name says TLS', told(`, ports: [{name: https, containerPort: 8080}], ${probing(8080)}`), []],
    [
      'beside another that asks there',
      told(`, ${probing(3000)}, livenessProbe: {httpGet: {port: 8080}}`),
      ['main, text --port=3000: livenessProbe asks 8080'],
    ],
    ['not by a name that the container lacks', told(', readinessProbe: {httpGet: {port: web}}'), []],
    [
      'not where another container declares the port',
      `[{name: main, args: [--port=3000], ${probing(8080)}}, {name: side, ports: [{containerPort: 8080}]}]`,
      [],
    ],
    ['not where it is declared, and the told one too', told(`, ${PORT_3000}, ${probing(8080)}`), []],
  ])('%s', (_, containers, expected) => {
    expect(deaf(containers)).toEqual(expected);
  });

  it('is judged where a Service sends, whatever else is open', () => {
    const open = `[{name: main, args: [--port=3000, --admin-port=4000], ${probing(8080)}}]`;
    expect(deaf(open, sending(TO_8080))).toEqual(['main, text --port=3000: web asks 8080']);
  });
});

describe('a probe that asks elsewhere than the port that is there for probes', () => {
  const flag = '--health-probe-bind-address=:9090';
  const found = [`main, text ${flag}: readinessProbe asks 8081`];
  it.each<readonly [string, string, readonly string[]]>([
    ['is deaf', told(`, ${probing(8081)}`, flag), found],
    ['is deaf whatever is declared', told(`, ports: [{containerPort: 8081}], ${probing(8081)}`, flag), found],
    ['is not, where it asks that', told(`, ${probing(9090)}`, flag), []],
    ['is not, where another asks that', told(`, ${probing(8081)}, livenessProbe: {httpGet: {port: 9090}}`, flag), []],
    ['is not, where a text has the number', told(`, ${probing(8081)}, env: [{name: A, value: "8081"}]`, flag), []],
    [
      'is not, where it asks the port of the program',
      `[{name: main, args: [${flag}, --port=8081], ${probing(8081)}}]`,
      [],
    ],
    [
      'is not, where two flags are there for probes',
      `[{name: main, args: ["${flag}", --healthz-port=9091], ${probing(8081)}}]`,
      [],
    ],
    ['is none without probes', told('', flag), []],
  ])('%s', (_, containers, expected) => {
    expect(deaf(containers)).toEqual(expected);
  });

  it('says nothing of a Service', () => {
    expect(deaf(told('', flag), sending(TO_8080))).toEqual([]);
  });
});

describe('an image that listens elsewhere by itself', () => {
  const nginx = (more = '', image = 'nginx:1'): string => `[{name: main, image: "${image}"${more}}]`;
  const found = ['main, image nginx: web asks 8080'];
  it.each<readonly [string, string, readonly string[]]>([
    ['where nothing tells it otherwise', nginx(), found],
    ['not where it sends there', nginx('', 'nginxinc/nginx-unprivileged'), []],
    ['not an image that somebody built', nginx('', 'shop/nginx'), []],
    ['not with a command', nginx(', command: [run]'), []],
    ['not with arguments', nginx(', args: [run]'), []],
    ['not with variables from elsewhere', nginx(', envFrom: [{secretRef: {name: s}}]'), []],
    ['not with a hook', nginx(', lifecycle: {postStart: {exec: {command: [run]}}}'), []],
    ['not with a variable that may say it', nginx(', env: [{name: NGINX_PORT, value: "x"}]'), []],
    ['with a variable that says something else', nginx(', env: [{name: TZ, value: UTC}]'), found],
    ['not with its configuration mounted', nginx(', volumeMounts: [{name: v, mountPath: /etc/nginx/conf.d}]'), []],
    ['not with all of `/etc` mounted', nginx(', volumeMounts: [{name: v, mountPath: /etc}]'), []],
    ['with a mount elsewhere', nginx(', volumeMounts: [{name: v, mountPath: /srv}]'), found],
    [
      'with data that is mounted elsewhere',
      nginx(', volumeMounts: [{name: v, mountPath: /srv}]', 'wordpress'),
      ['main, image wordpress: web asks 8080'],
    ],
    ['where nothing is mounted', nginx('', 'wordpress'), ['main, image wordpress: web asks 8080']],
    [
      'with any argument but the one that tells it',
      nginx(', args: ["--config.file=/x"], volumeMounts: [{name: v, mountPath: /srv}]', 'prom/prometheus'),
      ['main, image prom/prometheus: web asks 8080'],
    ],
    ['not with the one that tells it', nginx(', args: ["--web.listen-address=:x"]', 'prom/prometheus'), []],
    [
      'not with the one that tells it, among others',
      nginx(', args: ["-x", "--web.listen-address=:x"]', 'prom/prometheus'),
      [],
    ],
    ['not where one of its ports is declared', nginx(', ports: [{containerPort: 443}]', 'caddy'), []],
    ['not with one dash or two', nginx(', args: ["-web.listen-address=:x"]', 'prom/prometheus'), []],
    ['not with `--port`', nginx(', args: ["--port=x"]', 'traefik/whoami'), []],
  ])('%s', (_, containers, expected) => {
    expect(deaf(containers, sending(TO_8080))).toEqual(expected);
  });
});

describe('a mounted file that makes the program listen elsewhere', () => {
  const mounted = (at: string, text: string, more = '', image = 'nginx', key = 'site.conf'): readonly string[] => {
    const main = `{name: main, image: ${image}${more}, volumeMounts: [{name: v, mountPath: ${at}}]}`;
    const graph = graphOf({
      'a.yaml': stream(
        workload('web', { containers: `[${main}], volumes: [{name: v, configMap: {name: c}}]` }),
        object('v1 ConfigMap', 'c', `data: {${key}: ${JSON.stringify(text)}}`),
        sending(TO_8080),
      ),
    });
    return graph.ports.deafPorts(templateOf(graph, 'web')).map(({ order, asking }) => {
      const { said, kind, ports, complete } = order;
      return `${kind} ${said} ${ports.join()} ${complete ? 'alone' : 'and more'}: ${asking.number}`;
    });
  };
  const FOLDER = '/etc/nginx/conf.d';

  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['is all that tells it', mounted(FOLDER, 'listen 3000;'), ['file 3000 3000 alone: 8080']],
    ['may say several ports', mounted(FOLDER, 'listen 3000; listen 3001;'), ['file 3000 3000,3001 alone: 8080']],
    ['agrees', mounted(FOLDER, 'listen 3000; listen 8080;'), []],
    [
      'is all that tells it, so that a declaration does not matter',
      mounted(FOLDER, 'listen 3000;', ', ports: [{containerPort: 3000}, {containerPort: 8080}]'),
      ['file 3000 3000 alone: 8080'],
    ],
    ['stands beside others of the image', mounted('/opt', 'listen 3000;'), ['file 3000 3000 and more: 8080']],
    ['stands beside others, and says several ports', mounted('/opt', 'listen 3000; listen 3001;'), []],
    ['says a port that is a variable', mounted('/opt', 'listen ${PORT};'), []],
    ['says a variable beside a port', mounted(FOLDER, 'listen 3000; listen ${PORT};'), []],
    [
      'is all that tells it, whatever a variable says',
      mounted(FOLDER, 'listen 3000;', ', env: [{name: PORT, value: "4000"}]', 'shop/nginx'),
      ['file 3000 3000 alone: 8080'],
    ],
    [
      'is not asked of the other ports of its program',
      mounted(
        '/etc/otelcol',
        'receivers:\n  otlp:\n    protocols:\n      grpc:\n        endpoint: 0.0.0.0:3000',
        '',
        'otel/opentelemetry-collector',
        'config.yaml',
      ),
      [],
    ],
    ['stands beside a command', mounted('/opt', 'listen 3000;', ', args: [-g, x]'), ['file 3000 3000 and more: 8080']],
    [
      'stands beside a command that says the same',
      mounted('/opt', 'listen 3000;', ', args: [--port=3000]'),
      ['file 3000 3000 and more: 8080'],
    ],
    ['stands beside a command that says otherwise', mounted('/opt', 'listen 3000;', ', args: [--port=4000]'), []],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });
});
