import { describe, expect, it } from 'vitest';
import {
  albTargets,
  groupsIn,
  isBelow,
  isForAlb,
  looksLikePattern,
  lostPrefix,
  readsPatterns,
  rewriteOf,
  textPathsOf,
} from '../../../src/k8s/routes/ingress-paths.js';
import { resourceOf } from '../../support/resources.js';

const ingress = (annotations: string, spec = '{}') =>
  resourceOf(
    `{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: x, annotations: {${annotations}}}, spec: ${spec}}`,
  );

describe('what a rewrite takes of the path (semantics 7.1)', () => {
  it.each([
    ['/$2', 2],
    ['/$1/$3/$2', 3],
    ['/', undefined],
    ['/{{ $1 }}', undefined],
  ])('%s', (target, expected) => {
    expect(rewriteOf(ingress(`nginx.ingress.kubernetes.io/rewrite-target: "${target}"`))?.group).toBe(expected);
  });
});

describe('the groups of a regular expression', () => {
  it.each([
    ['/web(/|$)(.*)', 2],
    ['/web/?(.*)', 1],
    ['/(?:a|b)/(.*)', 1],
    ['/(?<name>.*)', 1],
    ['/(?P<name>.*)', 1],
    ['/\\(a\\)', 0],
    ['/[(]a', 0],
    ['/web', 0],
  ])('%s: %d', (pattern, expected) => {
    expect(groupsIn(pattern)).toBe(expected);
  });
});

describe('the paths that are compared as text', () => {
  const rules =
    '{rules: [{http: {paths: [{path: /a, pathType: Prefix}, {path: /b, pathType: Exact}, ' +
    '{path: /c, pathType: ImplementationSpecific}, {pathType: Prefix}]}}]}';
  it.each([
    ['', ['/a', '/b']],
    ['nginx.ingress.kubernetes.io/use-regex: "true"', []],
    ['nginx.ingress.kubernetes.io/rewrite-target: /', []],
  ])('with the annotation %j', (annotation, expected) => {
    expect(textPathsOf(ingress(annotation, rules)).map(({ text }) => text)).toEqual(expected);
  });
});

it.each([
  ['alb.ingress.kubernetes.io/scheme: internal', '{}', true],
  ['kubernetes.io/ingress.class: alb', '{}', true],
  ['', '{ingressClassName: alb}', true],
  ['', '{ingressClassName: nginx}', false],
])('the AWS load balancer controller reads an Ingress with %j and %s: %s', (annotation, spec, expected) => {
  expect(isForAlb(ingress(annotation, spec))).toBe(expected);
});

describe('what a rewrite takes away from the path (semantics 7.1)', () => {
  const paths = (path: string): string => `{rules: [{http: {paths: [{path: "${path}"}]}}]}`;
  it.each([
    ['/api', '/', '/api'],
    ['/api/', '/', '/api'],
    ['/api/?', '/', '/api'],
    ['/api(/|$)(.*)', '/$2', '/api'],
    ['/api/(.*)', '/$1', '/api'],
    ['/api/?(.*)', '/$1', '/api'],
    ['/api/v1.2/a_b-c', '/', '/api/v1.2/a_b-c'],
    ['/api', '/apix', '/api'],
    ['/api/(.*)', '/api/$1', undefined],
    ['/api', '/api', undefined],
    ['/api', '/api/v2', undefined],
    ['/(.*)', '/$1', undefined],
    ['/', '/', undefined],
    ['/[a-z]+', '/', undefined],
    ['/api.*', '/', undefined],
    ['api', '/', undefined],
    ['/${APP}', '/', undefined],
    ['/api', '${TARGET}', undefined],
  ])('%s by %s', (path, target, prefix) => {
    const rewritten = ingress(`nginx.ingress.kubernetes.io/rewrite-target: "${target}"`, paths(path));
    const lost = lostPrefix(rewritten, ['spec', 'rules', 0, 'http', 'paths', 0]);
    expect(lost?.prefix).toBe(prefix);
    if (lost !== undefined) expect(lost.target).toBe(target);
  });

  it('is nothing where nothing is rewritten', () => {
    expect(lostPrefix(ingress('', paths('/api')), ['spec', 'rules', 0, 'http', 'paths', 0])).toBeUndefined();
  });
});

it.each([
  ['/a', '/a', true],
  ['/a/b', '/a', true],
  ['/ab', '/a', false],
  ['/', '/a', false],
])('%s is below %s: %s', (path, prefix, expected) => {
  expect(isBelow(path, prefix)).toBe(expected);
});

it.each([
  ['nginx.ingress.kubernetes.io/use-regex: "true"', true],
  ['nginx.ingress.kubernetes.io/use-regex: "false"', false],
  ['nginx.ingress.kubernetes.io/rewrite-target: /', true],
  ['nginx.ingress.kubernetes.io/ssl-redirect: "true"', false],
  ['', false],
])('ingress-nginx reads patterns by {%s}: %s', (annotations, expected) => {
  expect(readsPatterns(ingress(annotations))).toBe(expected);
});

it.each([
  ['/a(/|$)(.*)', true],
  ['/(a)', true],
  ['/[a-z]', true],
  ['/a.*', true],
  ['/a.+', true],
  ['/\\d', true],
  ['/\\w', true],
  ['/\\s', true],
  ['/\\.well-known', true],
  ['/a|/b', true],
  ['/a.b', false],
  ['/a+b', false],
  ['/a*', false],
  ['/[]', false],
  ['/(a', false],
  ['/a\\b', false],
])('%j looks like a pattern: %s', (path, expected) => {
  expect(looksLikePattern(path)).toBe(expected);
});

it.each([
  ['ip', undefined, 'ip'],
  [undefined, 'instance', 'instance'],
  ['ip', 'instance', 'instance'],
  [undefined, undefined, undefined],
])('an Ingress that says %s and a Service that says %s: %s', (own, service, expected) => {
  const said = (type: string | undefined) =>
    ingress(type === undefined ? '' : `alb.ingress.kubernetes.io/target-type: ${type}`);
  expect(albTargets(said(own), said(service))?.type).toBe(expected);
});
