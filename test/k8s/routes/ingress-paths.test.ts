import { describe, expect, it } from 'vitest';
import { groupsIn, isForAlb, rewriteOf, textPathsOf } from '../../../src/k8s/routes/ingress-paths.js';
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
