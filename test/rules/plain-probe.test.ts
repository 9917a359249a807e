import { describe, expect, it } from 'vitest';
import { wordsOf } from '../support/words.js';

interface Probed {
  readonly ports?: string;
  readonly check?: string;
  readonly more?: string;
}

const pod = ({ ports = '', check = '', more = '' }: Probed): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: app, image: registry.example/web, ports: [${ports}], ${check}}${more}]}\n`;
const kinds = (probed: Probed): readonly string[] =>
  wordsOf('plain-probe', pod(probed)).map((words) => /TLS port|port of gRPC/.exec(words)?.[0] ?? words);

const get = (port: number | string, scheme = ''): string =>
  `readinessProbe: {httpGet: {path: /, port: ${port}${scheme === '' ? '' : `, scheme: ${scheme}`}}}`;
const named = (name: string): string => `{name: ${name}, containerPort: 8443}`;

describe('a probe in plain HTTP', () => {
  it.each<readonly [string, readonly string[]]>([
    ['https', ['TLS port']],
    ['https-admin', ['TLS port']],
    ['my-https', []],
    ['httpsx', []],
    ['http', []],
    ['grpc', ['port of gRPC']],
    ['grpc-api', ['port of gRPC']],
    ['my-grpc', []],
    ['grpcx', []],
    ...['web', 'http', 'gateway', 'gw', 'rest', 'json', 'health'].map((part) => [`grpc-${part}`, []] as const),
  ])('of a port called %s', (name, expected) => {
    expect(kinds({ ports: named(name), check: get(8443) })).toEqual(expected);
    expect(kinds({ ports: named(name), check: get(name) })).toEqual(expected);
  });

  it('is told from one by HTTPS, for TLS alone', () => {
    expect(kinds({ ports: named('https'), check: get(8443, 'HTTPS') })).toEqual([]);
    expect(kinds({ ports: named('https'), check: get(8443, 'HTTP') })).toEqual(['TLS port']);
    expect(kinds({ ports: named('grpc'), check: get(8443, 'HTTPS') })).toEqual(['port of gRPC']);
  });

  it('is none of a hook, of another port, or by another way', () => {
    expect(kinds({ ports: named('https'), check: 'lifecycle: {preStop: {httpGet: {port: 8443}}}' })).toEqual([]);
    expect(kinds({ ports: named('https'), check: 'lifecycle: {postStart: {httpGet: {port: 8443}}}' })).toEqual([]);
    expect(kinds({ ports: named('https'), check: get(8080) })).toEqual([]);
    expect(kinds({ ports: named('https'), check: get('other') })).toEqual([]);
    expect(kinds({ ports: named('https'), check: 'livenessProbe: {tcpSocket: {port: 8443}}' })).toEqual([]);
    expect(kinds({ ports: named('grpc'), check: 'livenessProbe: {grpc: {port: 8443}}' })).toEqual([]);
    expect(kinds({ ports: '{containerPort: 8443}', check: get(8443) })).toEqual([]);
  });

  it('of each check, and of a port that another container has a flag for', () => {
    const both = `${get('https')}, livenessProbe: {httpGet: {port: 8443}}`;
    expect(kinds({ ports: named('https'), check: both })).toEqual(['TLS port', 'TLS port']);
    const flag = ', {name: proxy, image: registry.example/kube-rbac-proxy, args: ["--secure-listen-address=:8443"]}';
    expect(kinds({ ports: '{containerPort: 8443}', check: get(8443), more: flag })).toEqual(['TLS port']);
  });

  it('is explained', () => {
    expect(wordsOf('plain-probe', pod({ ports: named('https'), check: get('https') }))).toEqual([
      'warning: Pod `web` has a readinessProbe of `app` in plain HTTP for a TLS port\n' +
        'without `scheme` this is plain HTTP\nthe name `https` says TLS\n' +
        'a server for TLS answers plain HTTP with an error, and the probe fails\nwrite `scheme: HTTPS` beside the port',
    ]);
  });
});
