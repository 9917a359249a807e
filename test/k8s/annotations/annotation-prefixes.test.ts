import { describe, expect, it } from 'vitest';
import { keyWithPrefix } from '../../../src/k8s/annotations/annotation-prefixes.js';

describe('keyWithPrefix', () => {
  it.each([
    ['nginx.ingress.kubernets.io/use-regex', 'nginx.ingress.kubernetes.io/use-regex'],
    ['ingress.nginx.kubernetes.io/use-regex', 'nginx.ingress.kubernetes.io/use-regex'],
    ['nginx.ingress.k8s.io/use-regex', 'nginx.ingress.kubernetes.io/use-regex'],
    ['nginx.ingress.kubernetes.io.use-regex', 'nginx.ingress.kubernetes.io/use-regex'],
    ['certmanager.k8s.io/cluster-issuer', 'cert-manager.io/cluster-issuer'],
    ['service.kubernetes.io/aws-load-balancer-type', 'service.beta.kubernetes.io/aws-load-balancer-type'],
  ])('reads %s as %s', (key, meant) => {
    expect(keyWithPrefix(key)).toBe(meant);
  });

  it.each([
    'nginx.ingress.kubernetes.io/use-regex',
    'nginx.ingress.kubernetes.io/not-a-name',
    'nginx.ingress.kubernets.io/not-a-name',
    'external-dns.kubernetes.io/hostname',
    'internal.example.com/hostname',
    'kubernetes.io/ingress.class',
    'app',
  ])('leaves %s alone', (key) => {
    expect(keyWithPrefix(key)).toBeUndefined();
  });
});
