import { describe, expect, it } from 'vitest';
import { lint } from '../../src/index.js';

const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}, ports: [{port: 80, targetPort: 8081}]}\n';

function findings(container: string, annotations = '{}'): number {
  const text = `${SERVICE}---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}, annotations: ${annotations}}
    spec:
      containers:
        - {name: web, image: registry.example/web, ports: [{name: admin, containerPort: 9000}], ${container}}
`;
  return lint([{ path: 'web.yaml', text }], {}).diagnostics.filter(({ rule }) => rule === 'undeclared-target-port')
    .length;
}

describe('a number that the container is told means that it listens', () => {
  it.each([
    'args: ["--port=8081"]',
    'args: ["--port", "8081"]',
    'args: [":8081"]',
    'args: ["0.0.0.0:8081"]',
    'args: ["--listen=localhost:8081"]',
    'args: ["http://0.0.0.0:8081"]',
    'args: ["--listen=tcp:8081"]',
    'command: ["/bin/sh", "-c", "exec serve -p 8081"]',
    'env: [{name: PORT, value: "8081"}]',
    'readinessProbe: {httpGet: {port: 8081}}',
  ])('%s', (container) => expect(findings(container)).toBe(0));

  it('an annotation', () => expect(findings('tty: false', '{prometheus.io/port: "8081"}')).toBe(0));
});

describe('other numbers, and addresses of others, do not', () => {
  it.each([
    'args: ["--port=18081"]',
    'args: ["--port=80810"]',
    'args: ["--version=1.8081"]',
    'args: ["http://ledger:8081/"]',
    'args: ["--ledger=ledger.books.svc:8081"]',
    'env: [{name: LEDGER, value: "ledger:8081"}]',
    'image: registry.example/web:8081',
  ])('%s', (container) => expect(findings(container)).toBe(1));
});
