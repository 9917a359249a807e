import { describe, expect, it } from 'vitest';
import { answersProbesAlone, askedBy } from '../../../src/k8s/pods/probed.js';
import { textOf } from '../../../src/text/source-file.js';
import { containerOf } from '../../support/pods.js';

describe('what the probes of a container ask (semantics 6.5)', () => {
  it.each<readonly [string, readonly string[]]>([
    ['readinessProbe: {httpGet: {port: 80, path: /ready}}', ['readinessProbe 80 /ready: httpGet /ready']],
    ['readinessProbe: {httpGet: {port: web}}', ['readinessProbe web /: httpGet /']],
    ['livenessProbe: {tcpSocket: {port: 80}}', ['livenessProbe 80 -: tcpSocket ']],
    ['startupProbe: {grpc: {port: 80, service: s}}', ['startupProbe 80 -: grpc ']],
    [
      'readinessProbe: {tcpSocket: {port: 1, path: /no}}, livenessProbe: {httpGet: {port: 2}}',
      ['readinessProbe 1 -: tcpSocket ', 'livenessProbe 2 /: httpGet /'],
    ],
    ['readinessProbe: {httpGet: {path: /ready}}', []],
    ['readinessProbe: {httpGet: {port: null}}', []],
    ['readinessProbe: {exec: {command: [ok]}}', []],
    ['lifecycle: {preStop: {httpGet: {port: 80}}, postStart: {httpGet: {port: 80}}}', []],
    ['image: web', []],
  ])('%s', (fields, expected) => {
    const asked = askedBy(containerOf(`{name: main, ${fields}}`));
    expect(asked.map(({ probe, port, path, what }) => `${probe} ${port} ${path ?? '-'}: ${what}`)).toEqual(expected);
  });

  it('stands where the port is written', () => {
    const [asked] = askedBy(containerOf('{name: main, readinessProbe: {httpGet: {path: /, port: "web"}}}'));
    expect(asked && textOf(asked.at.span)).toBe('"web"');
  });
});

describe('a number that answers probes alone', () => {
  it.each<readonly [number, string | undefined, boolean]>([
    [8081, '/healthz', true],
    [9000, '/q/Ready', true],
    [8081, '/', false],
    [8080, '/healthz', false],
    [8081, undefined, false],
    [8080, undefined, false],
  ])('%s %s: %s', (number, path, expected) => {
    expect(answersProbesAlone(number, path)).toBe(expected);
  });
});
