import { describe, expect, it } from 'vitest';
import { type Configured, configuredBy, loopbackOnly } from '../../../src/k8s/listening/configured.js';
import { textOf } from '../../../src/text/source-file.js';
import { containerOf, podOf } from '../../support/pods.js';
import { resourceOf } from '../../support/resources.js';

/** What a container is told by a ConfigMap that is mounted at a path, file by file. */
function configured(
  container: string,
  files: Readonly<Record<string, string>>,
  { at = '/etc/nginx/conf.d', more = '', volumes = '' } = {},
): Configured {
  const [main] = [
    podOf(`{containers: [{name: main, ${container}, volumeMounts: [{name: v, mountPath: ${at}}${more}]}],
    volumes: [{name: v, configMap: {name: c}}${volumes}]}`),
  ];
  const [only] = main.containers;
  if (only === undefined) throw new Error('no container');
  const map = resourceOf(`apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: ${JSON.stringify(files)}\n`);
  return configuredBy(only, main, (kind, name) => (kind === 'ConfigMap' && name === 'c' ? [map] : []));
}

const said = ({ listeners }: Configured): readonly string[] =>
  listeners.map(
    ({ program, said: words, address, port, sure, omitted, partial }) =>
      `${program}: ${address || 'any'} ${port ?? '?'} by ${words}${sure ? ', sure' : ''}${omitted ? ', omitted' : ''}${partial ? ', partial' : ''}`,
  );

const NGINX = 'image: "nginx:1"';
const SITE = { 'site.conf': 'listen 3000;' };

describe('where mounted files make a program listen (semantics 6.8)', () => {
  it.each<readonly [string, string, Readonly<Record<string, string>>, string, readonly string[]]>([
    ['where the image reads', NGINX, SITE, '/etc/nginx/conf.d', ['nginx: any 3000 by 3000, sure']],
    ['where the program reads', 'image: shop', SITE, '/etc/nginx/conf.d', ['nginx: any 3000 by 3000, sure']],
    [
      'where a command names the file',
      `${NGINX}, command: [run, -c, /opt/site.conf]`,
      SITE,
      '/opt',
      ['nginx: any 3000 by 3000, sure'],
    ],
    [
      'where a command names file and program, of another image',
      'image: shop, command: [nginx, -c], args: [/opt/site.conf]',
      SITE,
      '/opt',
      ['nginx: any 3000 by 3000, sure'],
    ],
    ['where it may read the only file', NGINX, SITE, '/opt', ['nginx: any 3000 by 3000']],
    ['not where it may read one of several', NGINX, { ...SITE, 'b.conf': 'listen 81;' }, '/opt', []],
    [
      'not where a command of another program names it',
      'image: shop, command: [app, /opt/site.conf]',
      SITE,
      '/opt',
      [],
    ],
    ['not the file of another image', 'image: shop', SITE, '/opt', []],
    ['not a file of another ending', NGINX, { 'site.txt': 'listen 3000;' }, '/opt', []],
    [
      'every file that it is sure to read',
      NGINX,
      { ...SITE, 'b.conf': 'listen 81;' },
      '/etc/nginx/conf.d',
      ['nginx: any 3000 by 3000, sure', 'nginx: any 81 by 81, sure'],
    ],
    ['nothing by a file that says nothing', NGINX, { 'site.conf': 'gzip on;' }, '/etc/nginx/conf.d', []],
    [
      'a program of any image, whose file is its own',
      'image: shop',
      { 'application.yml': 'server:\n  port: 3000' },
      '/opt',
      ['Spring Boot: any 3000 by 3000'],
    ],
    [
      'a program with ports of which its file is not asked',
      'image: otel/opentelemetry-collector',
      { 'config.yaml': 'receivers:\n  otlp:\n    protocols:\n      grpc:\n        endpoint: 0.0.0.0:3000' },
      '/etc/otelcol',
      ['otelcol: 0.0.0.0 3000 by 0.0.0.0:3000, sure, partial'],
    ],
  ])('%s', (_, container, files, at, expected) => {
    expect(said(configured(container, files, { at }))).toEqual(expected);
  });

  it.each([
    ['of an image of which nothing is known', 'image: editor', 1],
    ['not of one whose entrypoint gives the address', 'image: "codercom/code-server:4.90"', 0],
    ['of that image with a command', 'image: "codercom/code-server:4.90", command: [code-server]', 1],
  ])('reads the lines of a file %s', (_, container, number) => {
    const files = { 'config.yaml': 'bind-addr: 127.0.0.1:8080\n' };
    expect(configured(container, files, { at: '/etc/editor' }).lines).toHaveLength(number);
  });

  it('says nothing of a container without mounts', () => {
    const pod = podOf('{containers: [{name: main, image: nginx}]}');
    expect(pod.containers.map((main) => configuredBy(main, pod, () => []))).toEqual([
      { listeners: [], datagrams: [], lines: [], files: [], complete: false },
    ]);
  });

  it.each<readonly [string, string, string, string, boolean]>([
    ['points at the words', 'configMap: {name: x}', 'ConfigMap, data: {site.conf: listen 3000;}', '3000', true],
    [
      'points at the whole text, where it is encoded',
      'secret: {secretName: x}',
      'Secret, data: {site.conf: bGlzdGVuIDMwMDA7}',
      'bGlzdGVuIDMwMDA7',
      false,
    ],
  ])('%s', (_, volume, file, words, isExact) => {
    const pod = podOf(`{volumes: [{name: v, ${volume}}],
      containers: [{name: main, image: nginx, volumeMounts: [{name: v, mountPath: /etc/nginx/conf.d}]}]}`);
    const object = resourceOf(`{apiVersion: v1, metadata: {name: x}, kind: ${file}}`);
    const { listeners } = configuredBy(pod.containers[0] ?? containerOf('{name: none}'), pod, () => [object]);
    expect(listeners.map(({ place, exact }) => [textOf(place.span), exact])).toEqual([[words, isExact]]);
  });
});

describe('the loopback that a program takes by itself', () => {
  const POSTGRES = 'image: "postgres:16"';
  const at = '/var/lib/postgresql/data';
  const omitting = { 'postgresql.conf': 'max_connections = 10' };
  const omitted = 'postgres: localhost 5432 by postgres, sure, omitted, partial';
  it.each<readonly [string, string, Readonly<Record<string, string>>, readonly string[]]>([
    ['where the file leaves the address out', POSTGRES, omitting, [omitted]],
    [
      'on the port that the file says',
      POSTGRES,
      { 'postgresql.conf': 'port = 3000' },
      ['postgres: any 3000 by 3000, sure', 'postgres: localhost 3000 by postgres, sure, omitted, partial'],
    ],
    [
      'not where the file says it',
      POSTGRES,
      { 'postgresql.conf': "listen_addresses = '*'" },
      ["postgres: * 5432 by '*', sure"],
    ],
    ['not where an argument says it', `${POSTGRES}, args: [-c, "listen_addresses=*"]`, omitting, []],
    ['not where a command says it', `${POSTGRES}, command: [postgres, "-h", "*"]`, omitting, []],
    ['not where a variable may say it', `${POSTGRES}, env: [{name: listen_addresses, value: "*"}]`, omitting, []],
    ['not where variables come from elsewhere', `${POSTGRES}, envFrom: [{configMapRef: {name: e}}]`, omitting, []],
    ['not where another file is read in', POSTGRES, { 'postgresql.conf': "include 'more.conf'" }, []],
    ['not of an image that somebody built', 'image: shop/my-postgres', omitting, []],
  ])('%s', (_, container, files, expected) => {
    expect(said(configured(container, files, { at }))).toEqual(expected);
  });

  it('is not known of a file that it may read', () => {
    expect(configured(POSTGRES, omitting, { at: '/opt' }).listeners).toEqual([]);
  });

  it('has a remedy, and stands at the key of its file', () => {
    const [only] = configured(POSTGRES, omitting, { at }).listeners;
    expect(only && [only.remedy, textOf(only.place.span)]).toEqual(["listen_addresses = '*'", '"postgresql.conf"']);
  });
});

describe('files that are all that tells a program where to listen', () => {
  const other = ', {name: w, mountPath: /etc/nginx/snippets}';
  it.each<readonly [string, boolean, Configured]>([
    ['the folder of sites', true, configured(NGINX, SITE)],
    ['the whole folder', true, configured(NGINX, { 'nginx.conf': 'listen 3000;' }, { at: '/etc/nginx' })],
    ['the file of the site', true, configured(NGINX, { 'default.conf': 'listen 3000;' })],
    [
      'the main file alone',
      true,
      configured(NGINX, { 'nginx.conf': 'listen 3000;' }, { at: '/etc/nginx/nginx.conf, subPath: nginx.conf' }),
    ],
    [
      'not a file beside those of the image',
      false,
      configured(NGINX, SITE, { at: '/etc/nginx/conf.d/site.conf, subPath: site.conf' }),
    ],
    [
      'not beside a mount that nobody knows',
      false,
      configured(NGINX, SITE, { more: other, volumes: ', {name: w, emptyDir: {}}' }),
    ],
    [
      'beside an unknown mount elsewhere',
      true,
      configured(NGINX, SITE, { more: ', {name: w, mountPath: /tmp}', volumes: ', {name: w, emptyDir: {}}' }),
    ],
    ['not with a command', false, configured(`${NGINX}, args: [-g, x]`, SITE)],
    ['not with a port that is a variable', false, configured(NGINX, { 'site.conf': 'listen ${PORT};' })],
    ['not with one that is a variable', false, configured(NGINX, { 'site.conf': 'listen 80; listen ${PORT};' })],
    [
      'not of another program',
      false,
      configured('image: httpd', { 'httpd.conf': 'Listen 80' }, { at: '/usr/local/apache2/conf' }),
    ],
    ['not a file that it may read', false, configured(NGINX, SITE, { at: '/opt' })],
  ])('%s', (_, complete, { listeners, complete: found }) => {
    expect(listeners).not.toEqual([]);
    expect(found).toBe(complete);
  });
});

describe('listeners that nobody outside of the Pod reaches', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['on the loopback', 'listen 127.0.0.1:80;', ['127.0.0.1:80']],
    ['not on every address', 'listen 80;', []],
    ['not on another address', 'listen 10.0.0.1:80;', []],
    ['not where the same port is open too', 'listen 127.0.0.1:80; listen 80;', []],
    ['not where the same port is open elsewhere', 'listen 127.0.0.1:80; listen [::]:80;', []],
    ['where another port is open', 'listen 127.0.0.1:80; listen 81;', ['127.0.0.1:80']],
    ['where the loopback is open twice', 'listen 127.0.0.1:80; listen [::1]:80;', ['127.0.0.1:80', '[::1]:80']],
  ])('%s', (_, text, expected) => {
    expect(loopbackOnly(configured(NGINX, { 'site.conf': text })).map(({ said: words }) => words)).toEqual(expected);
  });

  it('where the file says the port alone, and the program takes the loopback then', () => {
    const files = { 'postgresql.conf': 'port = 3000' };
    const found = configured('image: postgres', files, { at: '/var/lib/postgresql/data' });
    expect(loopbackOnly(found).map(({ said: words }) => words)).toEqual(['postgres']);
  });
});
