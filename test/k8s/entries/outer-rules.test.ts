import { describe, expect, it } from 'vitest';
import { isRouter, outerRulesOf } from '../../../src/k8s/entries/outer-rules.js';
import { resourceOf } from '../../support/resources.js';

/** `HOST,HOST PATH -> NAME,NAME`, with `?` where more decides. */
function told(text: string): readonly string[] {
  const resource = resourceOf(text);
  return outerRulesOf(resource).map(({ hosts, path, isConditional, services }) => {
    const names = services.map((at) => String(resource.get(...at)?.type === 'scalar' ? valueOf(resource, at) : '-'));
    return `${hosts.join() || '*'} ${path.kind} ${path.text}${isConditional ? ' ?' : ''} -> ${names.join()}`;
  });
}

function valueOf(resource: ReturnType<typeof resourceOf>, at: readonly (string | number)[]): unknown {
  const tree = resource.get(...at);
  return tree?.type === 'scalar' ? tree.value : undefined;
}

const object = (kind: string, spec: string): string =>
  `{apiVersion: ${kind.slice(0, kind.lastIndexOf('/'))}, kind: ${kind.slice(kind.lastIndexOf('/') + 1)}, ` +
  `metadata: {name: a}, spec: ${spec}}`;

describe('by which rules requests come in', () => {
  it.each([
    [
      'networking.k8s.io/v1/Ingress',
      `{defaultBackend: {service: {name: rest}}, rules: [{host: A.example, http: {paths: [
        {path: /x, pathType: Exact, backend: {service: {name: web}}}, {path: "/y/.*", backend: {service: {name: api}}}]}},
        {http: {paths: [{pathType: Prefix, backend: {service: {name: any}}}]}}]}`,
      ['* prefix / -> rest', 'a.example exact /x -> web', 'a.example open /y/.* -> api', '* prefix / -> any'],
    ],
    [
      'extensions/v1beta1/Ingress',
      '{rules: [{host: a.example, http: {paths: [{path: /x, backend: {serviceName: web}}]}}]}',
      ['a.example prefix /x -> web'],
    ],
    [
      'gateway.networking.k8s.io/v1/HTTPRoute',
      `{parentRefs: [{name: edge}], hostnames: [a.example], rules: [{matches: [{path: {value: /x}},
        {path: {type: Exact, value: /y}}, {method: GET}, {path: {type: RegularExpression, value: /z}}],
        backendRefs: [{name: web}, {name: api}]}]}`,
      [
        'a.example prefix /x -> web,api',
        'a.example exact /y -> web,api',
        'a.example prefix / ? -> web,api',
        'a.example open /z -> web,api',
      ],
    ],
    [
      'gateway.networking.k8s.io/v1/HTTPRoute',
      '{parentRefs: [{group: "", kind: Service, name: web}], rules: [{backendRefs: [{name: web}]}]}',
      [],
    ],
    [
      'networking.istio.io/v1/VirtualService',
      `{hosts: [a.example], gateways: [edge], http: [{match: [{uri: {prefix: /x}}, {uri: {exact: /y}, headers: {b: {exact: c}}}],
        route: [{destination: {host: web}}]}, {route: [{destination: {host: api}}]}]}`,
      ['a.example text /x -> web', 'a.example exact /y ? -> web', 'a.example text / -> api'],
    ],
    ['networking.istio.io/v1/VirtualService', '{hosts: [web], http: [{route: [{destination: {host: web}}]}]}', []],
    [
      'traefik.io/v1alpha1/IngressRoute',
      '{routes: [{match: "Host(`a.example`) && PathPrefix(`/x`)", services: [{name: web}]}, {match: "{{x}}"}]}',
      ['a.example text /x -> web'],
    ],
    [
      'route.openshift.io/v1/Route',
      '{host: A.example, path: /x, to: {name: web}, alternateBackends: [{name: api, weight: 1}, {name: old, weight: 0}]}',
      ['a.example prefix /x -> web,api'],
    ],
    [
      'route.openshift.io/v1/Route',
      '{host: www.a.example, wildcardPolicy: Subdomain, to: {name: web}}',
      ['*.a.example prefix / -> web'],
    ],
    ['route.openshift.io/v1/Route', '{to: {name: web}}', []],
    ['route.openshift.io/v1/Route', '{subdomain: Shop, to: {name: web}}', ['shop.* prefix / -> web']],
    [
      'projectcontour.io/v1/HTTPProxy',
      '{virtualhost: {fqdn: a.example}, routes: [{conditions: [{prefix: /x}], services: [{name: web}]}]}',
      ['a.example text /x -> web'],
    ],
    ['projectcontour.io/v1/HTTPProxy', '{routes: [{services: [{name: web}]}]}', []],
    ['v1/Service', '{ports: [{port: 80}]}', []],
  ])('%s %s', (kind, spec, expected) => {
    expect(told(object(kind, spec))).toEqual(expected);
  });

  it('takes the longer text of Traefik first, unless a priority is written, and the first rule of a VirtualService', () => {
    const priorities = (text: string): readonly number[] => outerRulesOf(resourceOf(text)).map((rule) => rule.priority);
    const routes =
      '{routes: [{match: "Host(`a`)"}, {match: "Host(`a`) && Path(`/x`)"}, {match: "Host(`a`)", priority: 99}]}';
    expect(priorities(object('traefik.io/v1alpha1/IngressRoute', routes))).toEqual([9, 23, 99]);
    const rules = '{hosts: [a.example], gateways: [edge], http: [{route: []}, {route: []}]}';
    const [first = 0, second = 0] = priorities(object('networking.istio.io/v1/VirtualService', rules));
    expect(first).toBeGreaterThan(second);
  });

  it('knows the routers that need no Gateway', () => {
    const is = (kind: string): boolean => isRouter(resourceOf(object(kind, '{}')));
    expect(['traefik.io/v1alpha1/IngressRoute', 'route.openshift.io/v1/Route'].map(is)).toEqual([true, true]);
    expect(['networking.k8s.io/v1/Ingress', 'traefik.io/v1alpha1/Middleware'].map(is)).toEqual([false, false]);
  });
});
