import { describe, expect, it } from 'vitest';
import { lint, type InputFile, type LintOptions } from '../../src/index.js';

const RULE = 'unmatched-service-selector';

const service = (selector: string, namespace = ''): string =>
  `{apiVersion: v1, kind: Service, metadata: {name: web${namespace && `, namespace: ${namespace}`}}, spec: {selector: ${selector}, ports: [{port: 80}]}}`;
const pod = (labels: string, namespace = '', name = 'web'): string =>
  `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, labels: ${labels}${namespace && `, namespace: ${namespace}`}}, spec: {containers: [{name: c, image: x}]}}`;

function severities(files: readonly InputFile[], options: LintOptions = {}): readonly string[] {
  return lint(files, options)
    .diagnostics.filter(({ rule }) => rule === RULE)
    .map(({ severity }) => severity);
}

const inOne = (...documents: string[]): readonly InputFile[] => [{ path: 'a.yaml', text: documents.join('\n---\n') }];

describe('namespaces', () => {
  it.each([
    ['', '', []],
    ['shop', 'shop', []],
    ['shop', '', []],
    ['', 'shop', []],
    ['shop', 'edge', ['error']],
  ])('Service in %j, Pod in %j', (left, right, expected) => {
    expect(severities(inOne(service('{app: web}', left), pod('{app: web}', right)))).toEqual(expected);
  });

  it('is no error where another Service has the Pods of the other namespace', () => {
    const own = service('{app: web}', 'edge').replace('name: web,', 'name: own,');
    expect(severities(inOne(service('{app: web}', 'shop'), pod('{app: web}', 'edge'), own))).toEqual(['info']);
  });
});

describe('Pods that no manifest makes', () => {
  it.each([
    '{component: kube-scheduler, tier: control-plane}',
    '{k8s-app: kube-apiserver}',
    '{istio: ingressgateway}',
    '{app: other, role: leader}',
  ])('%s is never an error', (selector) => {
    expect(severities(inOne(service(selector), pod('{app: other}', '', 'other')))).not.toContain('error');
  });

  it('is no error beside a custom resource whose name it selects', () => {
    const maker = '{apiVersion: databases.example.com/v1, kind: Cluster, metadata: {name: orders}, spec: {}}';
    expect(
      severities(inOne(service('{cluster: orders, app: web}'), maker, pod('{app: web, cluster: order}'))),
    ).not.toContain('error');
  });

  it.each(['{app.kubernetes.io/name: prometheus, app.kubernetes.io/part-of: stack}'])(
    '%s is no error where strangers share a label',
    (selector) => {
      const files = [
        { path: 'service.yaml', text: service(selector) },
        {
          path: 'operator.yaml',
          text: pod('{app.kubernetes.io/name: operator, app.kubernetes.io/part-of: stack}', '', 'operator'),
        },
      ];
      expect(severities(files)).not.toContain('error');
    },
  );
});

describe('a slip', () => {
  it.each([
    ['{app: A}', '{app: a}'],
    ['{app: web, tier: front}', '{app: web, tier: frontend}'],
    ['{name: web}', '{app: web}'],
    ['{app: a, tier: web}', '{app: a}'],
  ])('selector %s against labels %s is an error', (selector, labels) => {
    expect(severities(inOne(service(selector), pod(labels)))).toEqual(['error']);
  });

  it('is not there where the Service has a slice of its own', () => {
    const slice =
      '{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: x, labels: {kubernetes.io/service-name: web}}, addressType: IPv4, ports: [{port: 80}], endpoints: [{addresses: [192.0.2.1]}]}';
    expect(severities(inOne(service('{app: A}'), pod('{app: a}'), slice))).toEqual([]);
  });
});
