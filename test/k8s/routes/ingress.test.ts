import { describe, expect, it } from 'vitest';
import {
  backendPathsOf,
  httpPathsOf,
  ingressClassOf,
  isAction,
  isForIngressNginx,
  isIngress,
  isIngressV1,
  isOldBackend,
  onlyRedirects,
} from '../../../src/k8s/routes/ingress.js';
import type { Resource } from '../../../src/k8s/object/resource.js';
import { resourceOf } from '../../support/resources.js';

const ingress = (spec: string, annotations = '{}'): Resource =>
  resourceOf(
    `{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: web, annotations: ${annotations}}, spec: ${spec}}`,
  );

describe('an Ingress', () => {
  it.each([
    ['networking.k8s.io/v1', true, true],
    ['networking.k8s.io/v1beta1', true, false],
    ['extensions/v1beta1', true, false],
    ['networking.internal.knative.dev/v1alpha1', false, false],
    ['config.openshift.io/v1', false, false],
  ])('of %s is one: %s, and of v1: %s', (apiVersion, isOne, isV1) => {
    const resource = resourceOf(`{apiVersion: ${apiVersion}, kind: Ingress}`);
    expect([isIngress(resource), isIngressV1(resource)]).toEqual([isOne, isV1]);
  });
});

describe('backendPathsOf', () => {
  it.each([
    ['{}', []],
    ['{defaultBackend: {service: {name: web}}}', ['defaultBackend']],
    ['{backend: {serviceName: web}}', ['backend']],
    ['{defaultBackend: }', []],
    ['{rules: [{host: a.example}, {http: {paths: [{backend: {}}, {path: /}]}}]}', ['rules.1.http.paths.0.backend']],
    [
      '{rules: [{http: {paths: [{backend: {}}]}}], defaultBackend: {}}',
      ['defaultBackend', 'rules.0.http.paths.0.backend'],
    ],
  ])('%s: %j', (spec, expected) => {
    expect(backendPathsOf(ingress(spec)).map((path) => path.slice(1).join('.'))).toEqual(expected);
  });

  it('leaves out a path without a backend, which is a path all the same', () => {
    const paths = httpPathsOf(ingress('{rules: [{http: {paths: [{path: /}]}}]}'));
    expect(paths).toEqual([['spec', 'rules', 0, 'http', 'paths', 0]]);
  });

  it.each([
    ['{serviceName: web, servicePort: 80}', true],
    ['{servicePort: 80}', true],
    ['{service: {name: web}}', false],
    ['{resource: {kind: Bucket, name: web}}', false],
  ])('the backend %s is of the old shape: %s', (backend, expected) => {
    expect(isOldBackend(ingress(`{defaultBackend: ${backend}}`), ['spec', 'defaultBackend'])).toBe(expected);
  });
});

describe('the class', () => {
  it.each([
    ['by the field', '{ingressClassName: nginx}', '{}', 'nginx', true],
    ['by the old annotation', '{}', '{kubernetes.io/ingress.class: traefik}', 'traefik', false],
    ['by the field before the annotation', '{ingressClassName: a}', '{kubernetes.io/ingress.class: nginx}', 'a', false],
    ['of the cluster', '{}', '{}', undefined, false],
    ['with nginx as a word of its name', '{ingressClassName: nginx-internal}', '{}', 'nginx-internal', true],
    ['with nginx inside of a word', '{ingressClassName: mynginxes}', '{}', 'mynginxes', false],
    [
      'of another name beside an annotation of nginx',
      '{ingressClassName: web}',
      '{nginx.ingress.kubernetes.io/ssl-redirect: "true"}',
      'web',
      true,
    ],
  ])('%s', (_, spec, annotations, className, isNginx) => {
    const resource = ingress(spec, annotations);
    expect([ingressClassOf(resource), isForIngressNginx(resource)]).toEqual([className, isNginx]);
  });
});

describe('what calls no Service', () => {
  it.each([
    ['{nginx.ingress.kubernetes.io/permanent-redirect: "https://shop.example"}', true],
    ['{nginx.ingress.kubernetes.io/temporal-redirect: "https://shop.example"}', true],
    ['{nginx.ingress.kubernetes.io/ssl-redirect: "true"}', false],
    ['{}', false],
  ])('the annotations %s redirect everything: %s', (annotations, expected) => {
    expect(onlyRedirects(ingress('{}', annotations))).toBe(expected);
  });

  it.each([
    ['by the name of its port', 'web', 'use-annotation', '{}', true],
    ['by an annotation of its name', 'web', undefined, '{alb.ingress.kubernetes.io/actions.web: "{}"}', true],
    ['not by an annotation of another name', 'web', 'http', '{alb.ingress.kubernetes.io/actions.api: "{}"}', false],
    ['not without', 'web', undefined, '{}', false],
  ])('an action, %s', (_, name, port, annotations, expected) => {
    expect(isAction(ingress('{}', annotations), name, port)).toBe(expected);
  });
});
