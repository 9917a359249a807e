import { describe, expect, it } from 'vitest';
import { readIngress } from '../../../src/k8s/references/ingress.js';
import { saidReference } from '../../support/references.js';
import { resourceOf } from '../../support/resources.js';

function references(spec: string, annotations = '{}'): readonly string[] {
  const manifest = `{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: web, annotations: ${annotations}}, spec: ${spec}}`;
  return readIngress(resourceOf(manifest)).map(saidReference);
}

describe('readIngress', () => {
  const backend = (text: string): string => `{rules: [{http: {paths: [{path: /, backend: ${text}}]}}]}`;

  it.each([
    ['a number', backend('{service: {name: web, port: {number: 80}}}'), ['backend web:80']],
    ['a name', backend('{service: {name: web, port: {name: http}}}'), ['backend web:"http"']],
    ['no port, which is refused', backend('{service: {name: web}}'), ['backend web:?']],
    ['both, which is refused', backend('{service: {name: web, port: {name: http, number: 80}}}'), ['backend web:?']],
    ['a port to be filled in', backend('{service: {name: web, port: {name: "${PORT}"}}}'), ['backend web:?']],
    ['a default', '{defaultBackend: {service: {name: web, port: {number: 80}}}}', ['default backend web:80']],
    ['a resource', backend('{resource: {kind: Bucket, name: web}}'), []],
    ['no name', backend('{service: {port: {number: 80}}}'), []],
    ['a name to be filled in', backend('{service: {name: "{{ web }}", port: {number: 80}}}'), []],
    ['an action of a load balancer', backend('{service: {name: web, port: {name: use-annotation}}}'), []],
    ['the old shape, with a number', backend('{serviceName: web, servicePort: 80}'), ['backend web:80']],
    ['the old shape, with a name', backend('{serviceName: web, servicePort: http}'), ['backend web:"http"']],
    [
      'the old shape, where quoted digits are a name',
      backend('{serviceName: web, servicePort: "80"}'),
      ['backend web:"80"'],
    ],
    ['the old default', '{backend: {serviceName: web, servicePort: 80}}', ['default backend web:80']],
  ])('%s', (_, spec, expected) => {
    expect(references(spec)).toEqual(expected);
  });

  it('reads nothing where nginx only redirects', () => {
    const spec = backend('{service: {name: web, port: {number: 80}}}');
    expect(references(spec, '{nginx.ingress.kubernetes.io/permanent-redirect: "https://shop.example"}')).toEqual([]);
  });

  it('speaks TCP', () => {
    const manifest = `{apiVersion: networking.k8s.io/v1, kind: Ingress, spec: ${backend('{service: {name: web}}')}}`;
    expect(readIngress(resourceOf(manifest)).map(({ protocols }) => protocols)).toEqual([['TCP']]);
  });
});
