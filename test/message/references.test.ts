import { describe, expect, it } from 'vitest';
import {
  callerWords,
  consequence,
  servicePortsWords,
  wantedPortWords,
  wantedWords,
} from '../../src/message/references.js';
import { referencesOf, type ServiceReference } from '../../src/k8s/references/references.js';
import { graphOf, object, service, serviceNamed } from '../support/graphs.js';
import { resourceOf } from '../support/resources.js';

function referenceIn(text: string): ServiceReference {
  const [only, ...more] = referencesOf(resourceOf(text));
  if (only === undefined || more.length > 0) throw new Error('not one reference');
  return only;
}

const ingress = (port: string): string =>
  object('networking.k8s.io/v1 Ingress', 'i', `spec: {defaultBackend: {service: {name: web, port: ${port}}}}`);
const route = (rule: string, parent = ''): string =>
  object('gateway.networking.k8s.io/v1 HTTPRoute', 'r', `spec: {${parent}rules: [${rule}]}`);
const virtual = (spec: string): string => object('networking.istio.io/v1 VirtualService', 'v', `spec: ${spec}`);
const backend = 'backendRefs: [{name: web, namespace: shop, port: 80}]';

describe('who refers to a Service, and what follows where it is not there', () => {
  it.each<readonly [string, string, string, RegExp]>([
    ['an Ingress', ingress('{number: 80}'), 'Ingress `i` sends requests to', /Ingress controller .* 503/],
    ['a route', route(`{${backend}}`), 'HTTPRoute `r` sends requests to', /ResolvedRefs: False.* 500/],
    [
      'a mirror of a route',
      route('{filters: [{type: RequestMirror, requestMirror: {backendRef: {name: web, port: 80}}}]}'),
      'HTTPRoute `r` mirrors requests to',
      /ResolvedRefs: False.* 500/,
    ],
    [
      'a route of a mesh',
      route('{}', 'parentRefs: [{kind: Service, group: "", name: web}], '),
      'HTTPRoute `r` attaches to',
      /never used/,
    ],
    [
      'a destination of a mesh',
      virtual('{hosts: [example.com], http: [{route: [{destination: {host: web}}]}]}'),
      'VirtualService `v` sends requests to',
      /mesh .* 503/,
    ],
    ['a host of a mesh', virtual('{hosts: [web]}'), 'VirtualService `v` is about', /never used/],
    [
      'a rule about a Service',
      object('networking.istio.io/v1 DestinationRule', 'd', 'spec: {host: web}'),
      'DestinationRule `d` is about',
      /no such destination/,
    ],
    [
      'a webhook',
      object(
        'admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration',
        'w',
        'webhooks: [{name: w.example.com, clientConfig: {service: {name: web, namespace: shop}}}]',
      ),
      'ValidatingWebhookConfiguration `w` calls',
      /requests that need it fail/,
    ],
    [
      'an aggregated API',
      object('apiregistration.k8s.io/v1 APIService', 'v1.example.com', 'spec: {service: {name: web, namespace: shop}}'),
      'APIService `v1.example.com` calls',
      /unavailable/,
    ],
    [
      'a route of Traefik',
      object('traefik.io/v1alpha1 IngressRoute', 't', 'spec: {routes: [{services: [{name: web, port: 80}]}]}'),
      'IngressRoute `t` sends requests to',
      /Traefik drops/,
    ],
  ])('%s', (_, text, caller, after) => {
    const reference = referenceIn(text);
    expect(callerWords(reference)).toBe(caller);
    expect(consequence(reference)).toMatch(after);
  });
});

describe('what it wants', () => {
  it.each([
    [ingress('{number: 80}'), 'Service `web`', 'port 80'],
    [ingress('{name: http}'), 'Service `web`', 'port `http`'],
    [route(`{${backend}}`), 'Service `web` of namespace `shop`', 'port 80'],
    [virtual('{hosts: [example.com], http: [{route: [{destination: {host: web}}]}]}'), 'Service `web`', undefined],
  ])('case %#', (text, words, port) => {
    const reference = referenceIn(text);
    expect([wantedWords(reference), wantedPortWords(reference.port)]).toEqual([words, port]);
  });

  it.each([
    ['[{name: http, port: 80}, {name: metrics, port: 9100}]', '`http` (80) and `metrics` (9100)'],
    ['[{port: 80}]', '80'],
  ])('of a Service with ports %s: %s', (ports, words) => {
    const graph = graphOf({ 'a.yaml': service('s', `{ports: ${ports}}`) });
    expect(servicePortsWords(serviceNamed(graph, 's'))).toBe(words);
  });
});
