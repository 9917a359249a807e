import { expect, test } from 'vitest';
import { lint } from '../../src/index.js';

const deployment = (address: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: registry.example/web:1
          env: [{ name: CACHE_URL, value: "http://${address}:6379" }]
`;
const service = (name: string): string => `apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec:
  selector: { app: web }
  ports: [{ port: 6379 }]
`;

/** Whether a name is said to be missing in a chart of which nobody but a page says the release. */
async function isMissing(page: string): Promise<boolean> {
  const part = (file: string, text: string): string => `---\n# Source: shop-services/templates/${file}\n${text}`;
  const output =
    part('web.yaml', deployment('shop-services-cache-proxy')) +
    part('proxy.yaml', service('shop-cache-proxy')) +
    part('cache.yaml', service('shop-services-cache-proxi'));
  const files = [
    { path: 'Chart.yaml', text: 'apiVersion: v2\nname: shop-services\nversion: 0.1.0\n' },
    { path: 'README.md', text: page, supporting: true },
  ];
  const made = { release: 'shop-services', namespace: 'default', isReleaseGuessed: true, isNamespaceGuessed: true };
  const { diagnostics } = await lint(files, {
    charts: [{ folder: '', name: 'shop-services', values: [], templates: [], output, ...made }],
  });
  return diagnostics.some(({ rule, severity }) => rule === 'unknown-service-name' && severity !== 'info');
}

test.each([
  ['helm upgrade --install shop . --timeout=600s\n', false],
  ['helm upgrade --install shop-services .\n', true],
  ['helm upgrade --install other .\n', true],
  ['# Shop\n', true],
])('under the release of %j', async (page, expected) => expect(await isMissing(page)).toBe(expected));
