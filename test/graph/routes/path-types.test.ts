import { describe, expect, it } from 'vitest';
import { lint } from '../../../src/index.js';

const INGRESS = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, annotations: {nginx.ingress.kubernetes.io/use-regex: "true"}}
spec:
  ingressClassName: nginx
  rules: [{http: {paths: [{path: /api/(.*), pathType: Prefix, backend: {service: {name: shop, port: {number: 80}}}}]}}]
`;

const controller = (kind: string, ...images: readonly string[]): string => `apiVersion: apps/v1
kind: ${kind}
metadata: {name: ingress-nginx-controller, namespace: ingress-nginx}
spec: {template: {spec: {containers: [${images.map((image, at) => `{name: c${at}, image: "${image}"}`).join(', ')}]}}}
`;

const release = (chart: string, version: string, values = '{}'): string => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: ingress, namespace: ingress-nginx}
spec: {chart: {spec: {chart: ${chart}, version: "${version}"}}, values: ${values}}
`;

const config = (value: string): string => `apiVersion: v1
kind: ConfigMap
metadata: {name: ingress-nginx-controller, namespace: ingress-nginx}
data: {strict-validate-path-type: "${value}"}
`;

/** Whether the path is refused beside what runs the Ingress. */
function isRefused(beside: string): boolean {
  const files = [
    { path: 'ingress.yaml', text: INGRESS },
    { path: 'controller.yaml', text: beside },
  ];
  return lint(files).diagnostics.some(({ rule }) => rule === 'refused-ingress-path');
}

const IMAGE = 'registry.k8s.io/ingress-nginx/controller';

describe('a regular expression of type Prefix', () => {
  it.each([
    ['no controller', ''],
    ['1.12, which checks', controller('Deployment', `${IMAGE}:v1.12.0`)],
    ['a later one', controller('DaemonSet', `${IMAGE}:v1.13.1`)],
    ['one of a version that nobody knows', controller('Deployment', IMAGE)],
    ['an old controller of another maker', controller('Deployment', 'nginx/nginx-ingress:1.9.0')],
    ['an image that only ends alike', controller('Deployment', 'example.com/my-nginx-ingress-controller:1.0.0')],
    ['an old one in a Pod of its own kind', controller('StatefulSet', `${IMAGE}:v1.9.0`)],
    ['the chart of 1.12', release('ingress-nginx', '4.12.0')],
    ['an old chart of another name', release('nginx', '4.0.0')],
    ['a chart without a version that says how old it is', release('ingress-nginx', '*')],
    ['the check left on', config('true')],
  ])('is refused by %s', (_, beside) => {
    expect(isRefused(beside)).toBe(true);
  });

  it.each([
    ['1.11', controller('Deployment', `${IMAGE}:v1.11.3`)],
    ['an old one on every node', controller('DaemonSet', `${IMAGE}-chroot:v1.9.0`)],
    ['an old one beside another container', controller('Deployment', 'example.com/log:3', `${IMAGE}:v1.9.0`)],
    ['an old one by its first name', controller('Deployment', 'nginx-ingress-controller:0.30.0')],
    ['an old one of a mirror', controller('Deployment', 'example.com/mirror/nginx-ingress-controller:0.30.0')],
    ['an old one with its digest', controller('Deployment', `${IMAGE}:v1.9.0@sha256:${'0'.repeat(64)}`)],
    ['the chart of 1.11', release('ingress-nginx', '4.11.0')],
    [
      'a new chart that turns the check off',
      release('ingress-nginx', '4.12.0', '{controller: {config: {strict-validate-path-type: "false"}}}'),
    ],
    ['the check turned off', config('false')],
  ])('is taken by %s', (_, beside) => {
    expect(isRefused(beside)).toBe(false);
  });
});
