/** Many things that lead requests to Services, or watch them. */
import type { InputFile } from '../../src/index.js';
import { deployment, head, many, oneFile, service } from './manifests.js';

const WEB = [service('web', 'web'), deployment('web', 'web')];

export function rulesToOneService(count: number): readonly InputFile[] {
  return oneFile([
    ...WEB,
    ingress(
      'web',
      many(count, (at) => ingressRule('shop.example.com', `/${at}`, 'web')),
    ),
  ]);
}

export function hostsOfOneIngress(count: number): readonly InputFile[] {
  const rules = many(count, (at) => ingressRule(`shop-${at}.example.com`, '/', `web-${at}`));
  return oneFile([
    ingress('web', rules),
    deployment('web', 'web'),
    ...many(count, (at) => service(`web-${at}`, 'web')),
  ]);
}

/** Ingresses that name one host and path, each with another Service. */
export function conflictingIngresses(count: number): readonly InputFile[] {
  return oneFile([
    deployment('web', 'web'),
    ...many(count, (at) => service(`web-${at}`, 'web')),
    ...many(count, (at) => ingress(`web-${at}`, [ingressRule('shop.example.com', '/', `web-${at}`)])),
  ]);
}

/** Ingresses that name Services which are nearly there. */
export function missingServices(count: number): readonly InputFile[] {
  return oneFile([
    deployment('web', 'web'),
    ...many(count, (at) => service(`frontend-${at}`, 'web')),
    ...many(count, (at) => ingress(`web-${at}`, [ingressRule('shop.example.com', `/${at}`, `forntend-${at}`)])),
  ]);
}

function ingress(name: string, rules: readonly string[]): string {
  return `${head('networking.k8s.io/v1', 'Ingress', name)}spec:\n  rules:\n${rules.join('')}`;
}

function ingressRule(host: string, path: string, backend: string): string {
  return `    - host: ${host}
      http:
        paths:
          - path: ${path}
            pathType: Prefix
            backend:
              service:
                name: ${backend}
                port:
                  number: 80
`;
}

export function routesToOneGateway(count: number): readonly InputFile[] {
  return oneFile([
    ...WEB,
    `${head('gateway.networking.k8s.io/v1', 'Gateway', 'edge')}spec:
  gatewayClassName: example
  listeners:
    - name: http
      port: 80
      protocol: HTTP
`,
    ...many(count, (at) => httpRoute(`web-${at}`, `shop-${at}.example.com`)),
  ]);
}

/** One Gateway with a listener for each route. */
export function listenersOfOneGateway(count: number): readonly InputFile[] {
  const listeners = many(
    count,
    (at) =>
      `    - name: http-${at}\n      port: ${at + 1}\n      protocol: HTTP\n      hostname: shop-${at}.example.com\n`,
  );
  return oneFile([
    ...WEB,
    `${head('gateway.networking.k8s.io/v1', 'Gateway', 'edge')}spec:\n  gatewayClassName: example\n  listeners:\n${listeners.join('')}`,
    ...many(count, (at) => httpRoute(`web-${at}`, `shop-${at}.example.com`, `      sectionName: http-${at}\n`)),
  ]);
}

function httpRoute(name: string, host: string, section = ''): string {
  return `${head('gateway.networking.k8s.io/v1', 'HTTPRoute', name)}spec:
  parentRefs:
    - name: edge
${section}  hostnames:
    - ${host}
  rules:
    - backendRefs:
        - name: web
          port: 80
`;
}

export function serviceMonitors(count: number): readonly InputFile[] {
  return oneFile([
    deployment('web', 'web'),
    ...many(count, (at) =>
      service(`web-${at}`, 'web').replace('metadata:\n', `metadata:\n  labels:\n    app: web-${at}\n`),
    ),
    ...many(
      count,
      (at) => `${head('monitoring.coreos.com/v1', 'ServiceMonitor', `web-${at}`)}spec:
  selector:
    matchLabels:
      app: web-${at}${at % 2 === 0 ? '' : 'x'}
  endpoints:
    - port: http
`,
    ),
  ]);
}

/** Monitors that all select all Services: the pairs grow with the square, so what is said must not be made for each. */
export function monitorsOfOneLabel(count: number): readonly InputFile[] {
  return oneFile([
    deployment('web', 'web'),
    ...many(count, (at) =>
      service(`web-${at}`, 'web').replace('metadata:\n', `metadata:\n  labels:\n    team: shop\n`),
    ),
    ...many(
      count,
      (at) => `${head('monitoring.coreos.com/v1', 'ServiceMonitor', `web-${at}`)}spec:
  selector:
    matchLabels:
      team: shop
  endpoints:
    - port: nobody-${at}
`,
    ),
  ]);
}

export function destinationRules(count: number): readonly InputFile[] {
  return oneFile([
    deployment('web', 'web'),
    ...many(count, (at) => service(`web-${at}`, 'web')),
    ...many(count, (at) => destinationRule(`web-${at}`, `web-${at}`, 1)),
    ...many(count, (at) => virtualService(`web-${at}`, `web-${at}`, [0])),
  ]);
}

/** DestinationRules of one host: the subsets of each count for all its routes. */
export function destinationRulesOfOneHost(count: number): readonly InputFile[] {
  return oneFile([
    ...WEB,
    ...many(count, (at) => destinationRule(`web-${at}`, 'web', 1)),
    ...many(count, (at) => virtualService(`web-${at}`, 'web', [at])),
  ]);
}

export function subsetsOfOneRule(count: number): readonly InputFile[] {
  return oneFile([
    ...WEB,
    destinationRule('web', 'web', count),
    virtualService(
      'web',
      'web',
      many(count, (at) => at + (at % 2) * count),
    ),
  ]);
}

function destinationRule(name: string, host: string, subsets: number): string {
  const lines = many(subsets, (at) => `    - name: v${at}\n      labels:\n        version: v${at}\n`);
  return `${head('networking.istio.io/v1', 'DestinationRule', name)}spec:\n  host: ${host}\n  subsets:\n${lines.join('')}`;
}

function virtualService(name: string, host: string, subsets: readonly number[]): string {
  const routes = subsets.map(
    (subset) => `        - destination:\n            host: ${host}\n            subset: v${subset}\n`,
  );
  return `${head('networking.istio.io/v1', 'VirtualService', name)}spec:
  hosts:
    - ${host}
  http:
    - route:
${routes.join('')}`;
}
