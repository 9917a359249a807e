import { describe, expect, it } from 'vitest';
import { lint } from '../../../src/index.js';

const SERVICE = `apiVersion: v1
kind: Service
metadata: {name: shop}
spec: {selector: {app: shop}, ports: [{port: 80}]}
`;

const route = (name: string, backends: readonly string[]): string => `---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: ${name}}
spec: {rules: [{backendRefs: [${backends.join(', ')}]}]}
`;

const TO_SERVICE = '{name: shop, port: 80}';
const TO_ROUTE = '{group: gateway.networking.k8s.io, kind: HTTPRoute, name: shop}';

/** Whether route `shop` is said to belong to no Gateway. */
const isUnattached = (...others: readonly string[]): boolean =>
  lint([{ path: 'shop.yaml', text: [SERVICE, route('shop', [TO_SERVICE]), ...others].join('') }]).diagnostics.some(
    ({ rule, message }) => rule === 'unattached-route' && message.includes('`shop`'),
  );

// A route may send on to other routes (Istio, kgateway), which then name no Gateway themselves (semantics 7.2).
describe('a route without a Gateway', () => {
  it('is reported beside routes that send to Services', () => {
    expect(isUnattached()).toBe(true);
    expect(isUnattached(route('other', [TO_SERVICE]))).toBe(true);
  });

  it.each([
    ['sends on to it', [TO_ROUTE]],
    ['sends on to it and to a Service', [TO_SERVICE, TO_ROUTE]],
  ])('may be meant where another one %s', (_, backends) => {
    expect(isUnattached(route('other', backends))).toBe(false);
  });
});
