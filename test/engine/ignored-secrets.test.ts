import { expect, test } from 'vitest';
import { lint, type InputFile } from '../../src/index.js';

/** Nobody may come in; another policy might say otherwise. */
const APP = `apiVersion: v1
kind: Service
metadata: { name: shop }
spec:
  selector: { app: shop }
  ports: [{ port: 80, targetPort: 8080 }]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: nobody }
spec: { podSelector: {}, policyTypes: [Ingress] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop }
spec:
  defaultBackend: { service: { name: shop, port: { number: 80 } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec:
      containers:
        - name: shop
          image: registry.example/shop:1
          ports: [{ containerPort: 8080 }]
          readinessProbe: { tcpSocket: { port: 8080 } }
`;

/** Whether the Service is called closed to everybody, where git ignores one resource of the kustomization. */
async function isSaidBeside(ignored: string): Promise<boolean> {
  const files: readonly InputFile[] = [
    { path: 'kustomization.yaml', text: `resources: [app.yaml, ${ignored}]\n` },
    { path: 'app.yaml', text: APP },
    { path: ignored, text: '', leftOut: 'git-ignored' },
  ];
  const { diagnostics } = await lint(files);
  return diagnostics.some(({ rule }) => rule === 'blocked-service-port');
}

test.each([
  ['secrets.yaml', true],
  ['secrets/shop-secret.yaml', true],
  ['db-credentials.dec.yml', true],
  ['secrets/shop.yaml', false],
  ['secretary.yaml', false],
  ['workloads.yaml', false],
])('beside %s, which git ignores: %s', async (ignored, expected) => {
  expect(await isSaidBeside(ignored)).toBe(expected);
});
