import { describe, expect, it } from 'vitest';
import { backendRefsOf, readInferencePool, readRoute } from '../../../src/k8s/references/gateway.js';
import { saidReference } from '../../support/references.js';
import { resourceOf } from '../../support/resources.js';

const route = (spec: string, kind = 'HTTPRoute') =>
  resourceOf(`{apiVersion: gateway.networking.k8s.io/v1, kind: ${kind}, metadata: {name: web}, spec: ${spec}}`);

describe('readRoute', () => {
  it.each([
    ['a Service where nothing else is said', '{rules: [{backendRefs: [{name: web, port: 80}]}]}', ['backend web:80']],
    [
      'another namespace',
      '{rules: [{backendRefs: [{name: web, namespace: shop, port: 80}]}]}',
      ['backend shop/web:80'],
    ],
    ['no port', '{rules: [{backendRefs: [{name: web}]}]}', ['backend web:?']],
    ['a weight of zero', '{rules: [{backendRefs: [{name: web, port: 80, weight: 0}]}]}', ['backend web:80']],
    ['a mirror', '{rules: [{filters: [{requestMirror: {backendRef: {name: copy, port: 1}}}]}]}', ['mirror copy:1']],
    ['another kind', '{rules: [{backendRefs: [{group: example.com, kind: Bucket, name: web}]}]}', []],
    ['no name', '{rules: [{backendRefs: [{port: 80}]}]}', []],
    ['a Service as parent', '{parentRefs: [{group: "", kind: Service, name: web, port: 80}]}', ['parent web:80']],
    ['a Gateway as parent', '{parentRefs: [{name: web, port: 80}]}', []],
  ])('%s', (_, spec, expected) => {
    expect(readRoute(route(spec)).map(saidReference)).toEqual(expected);
  });

  it.each([
    ['HTTPRoute', ['TCP']],
    ['TLSRoute', ['TCP']],
    ['UDPRoute', ['UDP']],
  ])('a %s speaks %j', (kind, expected) => {
    const [reference] = readRoute(route('{rules: [{backendRefs: [{name: web, port: 80}]}]}', kind));
    expect(reference?.protocols).toEqual(expected);
  });
});

describe('backendRefsOf', () => {
  it.each([
    ['{name: web}', true],
    ['{group: "", kind: Service, name: web}', true],
    ['{kind: Service, group: net.gke.io, name: web}', false],
    ['{kind: ServiceImport, name: web}', false],
  ])('%s is a core Service: %s', (backend, expected) => {
    expect(backendRefsOf(route(`{rules: [{backendRefs: [${backend}]}]}`)).map(({ isService }) => isService)).toEqual([
      expected,
    ]);
  });
});

describe('readInferencePool', () => {
  const pool = (spec: string) =>
    resourceOf(
      `{apiVersion: inference.networking.k8s.io/v1, kind: InferencePool, metadata: {name: web}, spec: ${spec}}`,
    );

  it.each([
    [
      'the Service that picks',
      '{endpointPickerRef: {name: picker, port: {number: 9002}}}',
      ['endpoint picker picker:9002'],
    ],
    ['written out', '{endpointPickerRef: {group: "", kind: Service, name: picker}}', ['endpoint picker picker:?']],
    ['another group', '{endpointPickerRef: {group: example.com, name: picker}}', []],
    ['another kind', '{endpointPickerRef: {kind: Picker, name: picker}}', []],
    ['no name', '{endpointPickerRef: {port: {number: 9002}}}', []],
    ['nobody', '{}', []],
  ])('%s', (_, spec, expected) => {
    expect(readInferencePool(pool(spec)).map(saidReference)).toEqual(expected);
  });
});
