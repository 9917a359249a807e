import { describe, expect, it } from 'vitest';
import { readIngressRoute, readTraefikService } from '../../../src/k8s/references/traefik.js';
import { saidReference } from '../../support/references.js';
import { resourceOf } from '../../support/resources.js';

const object = (kind: string, spec: string) =>
  resourceOf(`{apiVersion: traefik.io/v1alpha1, kind: ${kind}, metadata: {name: web}, spec: ${spec}}`);

describe('readIngressRoute', () => {
  it.each([
    ['a number', '{name: web, port: 80}', ['service web:80']],
    ['the name of a port', '{name: web, port: http}', ['service web:"http"']],
    ['quoted digits, which are a name', '{name: web, port: "80"}', ['service web:"80"']],
    ['no port', '{name: web}', ['service web:?']],
    ['a port of zero', '{name: web, port: 0}', ['service web:?']],
    ['a port to be filled in', '{name: web, port: "${PORT}"}', ['service web:?']],
    ['another namespace', '{name: web, namespace: shop, port: 80}', ['service shop/web:80']],
    ['the kind, written', '{kind: Service, name: web, port: 80}', ['service web:80']],
    ['a TraefikService', '{kind: TraefikService, name: web}', []],
    ["one of Traefik's own", '{name: api@internal}', []],
    ['no name', '{port: 80}', []],
    ['a name to be filled in', '{name: "{{ web }}", port: 80}', []],
  ])('%s', (_, service, expected) => {
    const found = readIngressRoute(object('IngressRoute', `{routes: [{services: [${service}]}]}`));
    expect(found.map(saidReference)).toEqual(expected);
  });
});

describe('readTraefikService', () => {
  it.each([
    ['weighted', '{weighted: {services: [{name: a, port: 1}, {name: b, port: 2}]}}', ['service a:1', 'service b:2']],
    ['mirroring', '{mirroring: {name: a, port: 1, mirrors: [{name: b, port: 2}]}}', ['service a:1', 'mirror b:2']],
    [
      'mirroring another TraefikService',
      '{mirroring: {kind: TraefikService, name: a, mirrors: [{name: b, port: 2}]}}',
      ['mirror b:2'],
    ],
    ['empty', '{}', []],
  ])('%s', (_, spec, expected) => {
    expect(readTraefikService(object('TraefikService', spec)).map(saidReference)).toEqual(expected);
  });
});
