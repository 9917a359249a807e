import { describe, expect, it } from 'vitest';
import { customFieldErrors, customPortPaths, isKnownCustom } from '../../../src/k8s/fields/custom-fields.js';
import type { Resource } from '../../../src/k8s/object/resource.js';
import { resourceOf } from '../../support/resources.js';

const GATEWAY = 'gateway.networking.k8s.io/v1';
const MONITORING = 'monitoring.coreos.com/v1';

const object = (apiVersion: string, kind: string, spec: string): Resource =>
  resourceOf(`{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: web}, spec: ${spec}}`);

describe('customFieldErrors', () => {
  it.each([
    ['HTTPRoute', GATEWAY, '{rules: [{backendRefs: [{name: a, port: 80}]}]}', []],
    [
      'HTTPRoute',
      GATEWAY,
      '{rules: [{backendRefs: [{name: a, port: "80"}]}]}',
      ['rules.0.backendRefs.0.port a string for an integer'],
    ],
    [
      'HTTPRoute',
      GATEWAY,
      '{rules: [{backendRefs: [{name: a, port: 80.5}]}]}',
      ['rules.0.backendRefs.0.port a fractional number for an integer'],
    ],
    ['HTTPRoute', GATEWAY, '{parentRefs: [{name: a, port: http}]}', ['parentRefs.0.port a string for an integer']],
    ['Gateway', GATEWAY, '{listeners: [{port: [80]}]}', ['listeners.0.port a list for an integer']],
    [
      'Gateway',
      GATEWAY,
      '{listeners: [{allowedRoutes: {namespaces: {selector: {team: shop}}}}]}',
      ['listeners.0.allowedRoutes.namespaces.selector.team unknown'],
    ],
    [
      'ServiceMonitor',
      MONITORING,
      '{selector: {matchLabels: {app: web}}, endpoints: [{port: http, targetPort: 80}]}',
      [],
    ],
    ['ServiceMonitor', MONITORING, '{endpoints: [{port: 80}]}', ['endpoints.0.port a number for a string']],
    [
      'ServiceMonitor',
      MONITORING,
      '{endpoints: [{targetPort: true}]}',
      ['endpoints.0.targetPort a boolean for an integer or a string'],
    ],
    ['ServiceMonitor', MONITORING, '{selector: {app: web}}', ['selector.app unknown']],
    [
      'ServiceMonitor',
      MONITORING,
      '{selector: {matchLabels: {app: 5}}}',
      ['selector.matchLabels.app a number for a string'],
    ],
    [
      'PodMonitor',
      MONITORING,
      '{podMetricsEndpoints: [{portNumber: "80"}]}',
      ['podMetricsEndpoints.0.portNumber a string for an integer'],
    ],
    ['Prometheus', MONITORING, '{selector: {app: web}}', []],
    ['HTTPRoute', 'example.com/v1', '{rules: [{backendRefs: [{name: a, port: "80"}]}]}', []],
  ])('%s %s %s: %j', (kind, apiVersion, spec, expected) => {
    const errors = customFieldErrors(object(apiVersion, kind, spec));
    expect(
      errors.map(
        ({ path, problem }) =>
          `${path.slice(1).join('.')} ${problem.kind === 'unknown' ? 'unknown' : `${problem.found} for ${problem.expected}`}`,
      ),
    ).toEqual(expected);
  });
});

describe('customPortPaths', () => {
  it.each([
    [
      'TCPRoute',
      GATEWAY,
      '{rules: [{backendRefs: [{name: a}, {name: b}]}]}',
      ['rules.0.backendRefs.0.port', 'rules.0.backendRefs.1.port'],
    ],
    ['Gateway', GATEWAY, '{listeners: [{name: a}]}', ['listeners.0.port']],
    ['ServiceMonitor', MONITORING, '{endpoints: [{port: http}]}', []],
  ])('of %s', (kind, apiVersion, spec, expected) => {
    expect(customPortPaths(object(apiVersion, kind, spec)).map((path) => path.slice(1).join('.'))).toEqual(expected);
  });
});

/** An object of each kind as people write it, in which every number of a port is 7777. */
const WITH_PORTS: readonly (readonly [kind: string, apiVersion: string, spec: string])[] = [
  [
    'HTTPRoute',
    GATEWAY,
    `
parentRefs: [{name: edge}, {name: edge, port: 7777}]
rules:
  - backendRefs:
      - {name: a, port: 7777}
      - name: b
        port: 7777
        filters:
          - {type: RequestMirror, requestMirror: {backendRef: {name: m, port: 7777}}}
          - {type: ExternalAuth, externalAuth: {backendRef: {name: auth, port: 7777}}}
    filters:
      - {type: RequestMirror, requestMirror: {backendRef: {name: m, port: 7777}}}
      - {type: ExternalAuth, externalAuth: {backendRef: {name: auth, port: 7777}}}
`,
  ],
  [
    'GRPCRoute',
    GATEWAY,
    `
parentRefs: [{name: edge, port: 7777}]
rules:
  - backendRefs:
      - name: b
        port: 7777
        filters: [{type: RequestMirror, requestMirror: {backendRef: {name: m, port: 7777}}}]
    filters: [{type: RequestMirror, requestMirror: {backendRef: {name: m, port: 7777}}}]
`,
  ],
  ...['TCPRoute', 'TLSRoute', 'UDPRoute'].map(
    (kind) =>
      [
        kind,
        GATEWAY,
        'parentRefs: [{name: edge, port: 7777}]\nrules: [{backendRefs: [{name: a, port: 7777}]}, {backendRefs: [{name: b, port: 7777}]}]',
      ] as const,
  ),
  ...['Gateway', 'ListenerSet'].map((kind) => [kind, GATEWAY, 'listeners: [{name: a, port: 7777}]'] as const),
  [
    'VirtualService',
    'networking.istio.io/v1',
    `
http:
  - match: [{port: 7777}]
    route: [{destination: {host: a, port: {number: 7777}}}]
    mirror: {host: b, port: {number: 7777}}
    mirrors: [{destination: {host: c, port: {number: 7777}}}]
tls: [{match: [{port: 7777}], route: [{destination: {host: a, port: {number: 7777}}}]}]
tcp: [{match: [{port: 7777}], route: [{destination: {host: a, port: {number: 7777}}}]}]
`,
  ],
  ['Gateway', 'networking.istio.io/v1', 'servers: [{port: {number: 7777, name: http, protocol: HTTP}}]'],
  [
    'HTTPProxy',
    'projectcontour.io/v1',
    'routes: [{services: [{name: a, port: 7777}]}]\ntcpproxy: {services: [{name: a, port: 7777}]}',
  ],
  [
    'PodMonitor',
    MONITORING,
    'podMetricsEndpoints: [{port: http, portNumber: 7777, targetPort: 1}, {portNumber: 7777}]',
  ],
];

it.each(WITH_PORTS)('knows each port of a %s of %s', (kind, apiVersion, spec) => {
  const text = spec.trim().replace(/^/gm, '  ');
  const of = (written: string): Resource =>
    resourceOf(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: web}\nspec:\n${written}\n`);
  const resource = of(text);
  const wanted = text.split('7777').length - 1;
  const values = customPortPaths(resource).map((path) => resource.get(...path));
  // One that is not written, as that of the first parent, is a path as well.
  expect(values.filter((value) => value?.type === 'scalar' && value.value === 7777)).toHaveLength(wanted);
  expect(values.filter((value) => value?.type === 'scalar' && value.value !== 7777)).toEqual([]);
  expect(customFieldErrors(resource)).toEqual([]);
  expect(customFieldErrors(of(text.replaceAll('7777', 'http')))).toHaveLength(wanted);
});

/** Lists of texts, one text, and an object where something else is asked. */
it.each([
  ['AuthorizationPolicy', 'security.istio.io/v1', 'rules: [{to: [{operation: {ports: [80], notPorts: [81]}}]}]', 2],
  ...['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy'].map(
    (kind) =>
      [
        kind,
        'cilium.io/v2',
        'ingress: [{toPorts: [{ports: [{port: 80}]}]}]\n  egress: [{toPorts: [{ports: [{port: 81}]}]}]',
        2,
      ] as const,
  ),
  ...['traefik.io/v1alpha1', 'traefik.containo.us/v1alpha1'].flatMap((version) => [
    ['Middleware', version, 'chain: {middlewares: [a, {name: b}, c]}', 2] as const,
    [
      'IngressRoute',
      version,
      'routes: [{match: Host(`a`), kind: Rule, middlewares: [a], services: [b, {name: c}]}]',
      2,
    ] as const,
  ]),
  ['ListenerSet', GATEWAY, 'listeners: [{allowedRoutes: {namespaces: {selector: {team: shop}}}}]', 1],
  ['PodMonitor', MONITORING, 'selector: {app: web}\n  podMetricsEndpoints: [{port: 80, targetPort: true}]', 3],
] as const)('refuses what is no such thing in a %s of %s', (kind, apiVersion, spec, wrong) => {
  const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: web}\nspec:\n  ${spec}\n`;
  expect(customFieldErrors(resourceOf(text))).toHaveLength(wrong);
});

it.each([
  ['HTTPRoute', GATEWAY, true],
  ['GatewayClass', GATEWAY, false],
  ['ServiceMonitor', MONITORING, true],
  ['ServiceMonitor', 'example.com/v1', false],
])('%s of %s is known in part: %s', (kind, apiVersion, expected) => {
  expect(isKnownCustom(object(apiVersion, kind, '{}'))).toBe(expected);
});
