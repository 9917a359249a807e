import { describe, expect, it } from 'vitest';
import { lint, predictEndpoints, type LintOptions } from '../../src/index.js';

const lintText = (text: string, options: LintOptions = {}): readonly string[] =>
  lint([{ path: 'shop.yaml', text }], options).diagnostics.map(({ rule, severity }) => `${severity} ${rule}`);

const SERVICE = `
apiVersion: v1
kind: Service
metadata: {name: ledger, namespace: shop}
spec: {selector: {app: ledger}, ports: [{port: 80, targetPort: http}]}
`;

const INGRESS = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, namespace: shop}
spec: {defaultBackend: {service: {name: ledger, port: {number: 80}}}}
`;

describe('external Services', () => {
  it.each([['ledger'], ['shop/ledger'], ['*'], ['led*'], ['*/*'], ['sh*p/*ger']])(
    '%s: nothing is said of Pods that are not there',
    (pattern) => {
      expect(lintText(SERVICE)).toEqual(['info unmatched-service-selector']);
      expect(lintText(SERVICE, { external: [pattern] })).toEqual([]);
    },
  );

  it.each([['billing/ledger'], ['ledge'], ['edger'], ['LEDGER'], ['shop/*x'], ['l.dger'], ['']])(
    '%s is another one',
    (pattern) => {
      expect(lintText(SERVICE, { external: [pattern] })).toEqual(['info unmatched-service-selector']);
    },
  );

  it('a Service that is not on disk is not missed', () => {
    expect(lintText(INGRESS).length).toBeGreaterThan(0);
    expect(lintText(INGRESS, { external: ['ledger'] })).toEqual([]);
  });

  it('a namespace that nobody knows may be the right one', () => {
    const text = INGRESS.replace(', namespace: shop', '');
    expect(lintText(text, { external: ['shop/ledger'] })).toEqual([]);
    expect(lintText(text, { external: ['shop/ledger'], namespace: 'other' })).not.toEqual([]);
  });

  it('what is on disk is judged all the same', () => {
    const port = SERVICE.replace('port: 80,', 'port: 8080,');
    expect(lintText(`${port}---${INGRESS}`, { external: ['ledger'] })).toEqual([expect.stringContaining('error ')]);
  });

  it('endpoints that others write are not missed', () => {
    const text = SERVICE.replace('selector: {app: ledger}, ', '');
    expect(lintText(text)).toEqual(['info service-without-endpoints']);
    expect(lintText(text, { external: ['ledger'] })).toEqual([]);
  });
});

const WEB_APP = `
apiVersion: example.com/v1
kind: WebApp
metadata: {name: ledger, namespace: shop}
spec:
  pods:
    blue: {template: {metadata: {labels: {app: ledger}}, spec: {containers: [{name: main, ports: [{name: htpp, containerPort: 8080}]}]}}}
    green: {template: {metadata: {labels: {app: other}}, spec: {containers: [{name: main}]}}}
`;

describe('custom kinds that make Pods', () => {
  const workloads = [{ kind: 'example.com/WebApp', path: 'spec.pods.*.template' }];
  const text = `${SERVICE}---${WEB_APP}`;

  it('are unknown without the setting', () => {
    expect(lintText(text)).toEqual(['info unmatched-service-selector']);
  });

  it.each([['example.com/WebApp'], ['example.com/v1/WebApp'], ['example.com/*'], ['*/WebApp'], ['*.com/Web*']])(
    '%s: are behind Services, and their ports count',
    (kind) => {
      const found = lintText(text, { workloads: [{ kind, path: 'spec.pods.*.template' }] });
      expect(found).toContain('error unknown-target-port-name');
      expect(found).not.toContain('info unmatched-service-selector');
    },
  );

  it.each([['example.com/Web'], ['xexample.com/WebApp'], ['example-com/WebApp'], ['WebApp']])(
    '%s is another kind',
    (kind) => {
      expect(lintText(text, { workloads: [{ kind, path: 'spec.pods.*.template' }] })).toEqual([
        'info unmatched-service-selector',
      ]);
    },
  );

  it('are in the endpoints', () => {
    const right = [{ path: 'shop.yaml', text: text.replace('htpp', 'http') }];
    expect(predictEndpoints(right, { workloads })[0]?.groups).toEqual([
      {
        ports: [{ name: '', port: 8080, protocol: 'TCP' }],
        pods: [{ kind: 'WebApp', name: 'ledger', readiness: 'always' }],
      },
    ]);
  });

  it('a path that leads nowhere makes nothing', () => {
    expect(lintText(text, { workloads: [{ kind: 'example.com/WebApp', path: 'spec.nothing.*.here' }] })).toEqual([
      'info unmatched-service-selector',
    ]);
  });
});
