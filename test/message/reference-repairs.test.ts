import { describe, expect, it } from 'vitest';
import { portChanges, relocation, renaming } from '../../src/message/reference-repairs.js';
import { referencesOf, type ServiceReference } from '../../src/k8s/references/references.js';
import type { Service } from '../../src/k8s/services/service.js';
import { textOf } from '../../src/text/source-file.js';
import type { Place } from '../../src/tree/tree.js';
import { graphOf, object, service, serviceNamed } from '../support/graphs.js';
import { resourceOf } from '../support/resources.js';

function firstIn(text: string): ServiceReference {
  const [first] = referencesOf(resourceOf(text));
  if (first === undefined) throw new Error('no reference');
  return first;
}

const web = (ports: string): Service =>
  serviceNamed(graphOf({ 'a.yaml': service('web', `{ports: ${ports}}`, 'bank') }), 'web');

const inShort = (changes: readonly { readonly replace: Place; readonly with: string | number }[] | undefined) =>
  changes?.map(({ replace, with: now }) => `${textOf(replace.span)} -> ${now}`);

const ingress = (...backends: readonly string[]): string =>
  object(
    'networking.k8s.io/v1 Ingress',
    'i',
    `spec: {rules: [{http: {paths: [${backends.map((it, at) => `{path: /${at}, pathType: Prefix, backend: {service: ${it}}}`).join(', ')}]}}]}`,
  );
const route = (...backends: readonly string[]): string =>
  object('gateway.networking.k8s.io/v1 HTTPRoute', 'r', `spec: {rules: [{backendRefs: [${backends.join(', ')}]}]}`);
const traefik = (port: string): string =>
  object('traefik.io/v1alpha1 IngressRoute', 't', `spec: {routes: [{services: [{name: web, port: ${port}}]}]}`);
const virtual = (host: string): string =>
  object(
    'networking.istio.io/v1 VirtualService',
    'v',
    `spec: {hosts: [example.com], http: [{route: [{destination: {host: ${host}}}]}]}`,
  );

describe('another port, in the form of the reference', () => {
  const [named, bare, long] = ['{name: http, port: 8080}', '{port: 8080}', '{name: a-name-longer-than-15, port: 8080}'];
  it.each<readonly [string, string, string, boolean, readonly string[]]>([
    ['a number for a number', ingress('{name: web, port: {number: 80}}'), named, false, ['80 -> 8080']],
    ['a name for a name', ingress('{name: web, port: {name: web}}'), named, false, ['web -> http']],
    [
      'the number, where there is no name',
      ingress('{name: web, port: {name: web}}'),
      bare,
      false,
      ['name -> number', 'web -> 8080'],
    ],
    [
      'the number, where an Ingress cannot say the name',
      ingress('{name: web, port: {name: web}}'),
      long,
      false,
      ['name -> number', 'web -> 8080'],
    ],
    ['the name, where another referrer can say it', traefik('web'), long, false, ['web -> a-name-longer-than-15']],
    ['the number, where the reference quotes one', traefik('"80"'), named, true, ['"80" -> 8080']],
    ['nothing, where no port is written', virtual('web'), named, false, []],
  ])('%s', (_, text, port, quoted, expected) => {
    const [wanted] = web(`[${port}]`).ports;
    if (wanted === undefined) throw new Error('no port');
    expect(inShort(portChanges(firstIn(text), wanted, quoted))).toEqual(expected);
  });
});

describe('another Service', () => {
  it.each<readonly [string, string, readonly string[] | undefined]>([
    [
      'wherever the object names the same one',
      ingress('{name: web, port: {number: 80}}', '{name: api, port: {number: 80}}', '{name: web, port: {number: 81}}'),
      ['web -> cart', 'web -> cart'],
    ],
    ['by its short name in a mesh', virtual('web'), ['web -> cart']],
    ['not in the whole name of a mesh', virtual('web.shop.svc.cluster.local'), undefined],
  ])('%s', (_, text, expected) => {
    expect(inShort(renaming(firstIn(text), 'cart')?.changes)).toEqual(expected);
  });
});

describe('another namespace', () => {
  it.each<readonly [string, string, string, readonly string[] | undefined]>([
    ['where one is written', route('{name: web, namespace: shop, port: 80}'), '[{port: 80}]', ['shop -> bank']],
    [
      'wherever one is written',
      route('{name: web, namespace: shop, port: 80}', '{name: web, namespace: shop, port: 81}'),
      '[{port: 80}]',
      ['shop -> bank', 'shop -> bank'],
    ],
    ['not where none is written', route('{name: web, port: 80}'), '[{port: 80}]', undefined],
    [
      'not where the Service there lacks the port',
      route('{name: web, namespace: shop, port: 80}'),
      '[{port: 81}]',
      undefined,
    ],
    ['not in the name of a mesh', virtual('web.shop.svc.cluster.local'), '[{port: 80}]', undefined],
  ])('%s', (_, text, ports, expected) => {
    expect(inShort(relocation(firstIn(text), 'bank', web(ports))?.changes)).toEqual(expected);
  });
});
