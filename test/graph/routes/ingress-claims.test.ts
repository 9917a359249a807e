import { describe, expect, it } from 'vitest';
import { graphOf, object, ofKind, stream } from '../../support/graphs.js';

interface Shape {
  readonly host?: string;
  readonly path?: string;
  readonly type?: string;
  readonly backend?: string;
  readonly spec?: string;
  readonly annotations?: string;
}

const ingress = (
  name: string,
  { host = 'a.example', path = '/', type = 'Prefix', backend = name, spec = '', annotations = '{}' }: Shape = {},
): string =>
  object(
    'networking.k8s.io/v1 Ingress',
    `{name: ${name}, annotations: ${annotations}}`,
    `spec: {${spec}rules: [{host: "${host}", http: {paths: [{path: "${path}", pathType: ${type}, backend: {service: {name: ${backend}, port: {number: 80}}}}]}}]}`,
  );

/** Whose path each Ingress takes, as `two: one`. */
function contested(files: Readonly<Record<string, string>>): readonly string[] {
  const graph = graphOf(files);
  return ofKind(graph, 'networking.k8s.io', 'Ingress').flatMap((each) => {
    const found = graph.routes.contestedPath(each);
    return found === undefined ? [] : [`${each.name}: ${found.other.name}`];
  });
}

const one = ingress('one');

describe('a path that two Ingresses have (semantics 7.1)', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['is contested, with another backend', ingress('two'), ['two: one']],
    ['is not, with the same backend', ingress('two', { backend: 'one' }), []],
    ['is not, for another host', ingress('two', { host: 'b.example' }), []],
    ['is contested, with the host in another case', ingress('two', { host: 'A.example' }), ['two: one']],
    ['is not another path', ingress('two', { path: '/x' }), []],
    ['is not, with another type', ingress('two', { type: 'Exact' }), []],
    ['is not, of another class', ingress('two', { spec: 'ingressClassName: other, ' }), []],
    [
      'is not, by another class in an annotation',
      ingress('two', { annotations: '{kubernetes.io/ingress.class: other}' }),
      [],
    ],
    ['is not, of a canary', ingress('two', { annotations: '{nginx.ingress.kubernetes.io/canary: "true"}' }), []],
    ['is not, in a group of its own', ingress('two', { annotations: '{alb.ingress.kubernetes.io/group.name: a}' }), []],
    [
      'is contested, whatever another annotation says',
      ingress('two', { annotations: '{example.com/canary-weight: a}' }),
      ['two: one'],
    ],
    ['is not, of another version of the same Ingress', ingress('one', { backend: 'two' }), []],
  ])('%s', (_, other, expected) => {
    expect(contested({ 'a.yaml': stream(one, other) })).toEqual(expected);
  });

  it.each<readonly [string, Shape]>([
    ['without a host', { host: '' }],
    ['with a placeholder as host', { host: '${HOST}' }],
    ['with a placeholder in the path', { path: '/${X}' }],
  ])('is not, %s', (_, shape) => {
    expect(contested({ 'a.yaml': stream(ingress('one', shape), ingress('two', shape)) })).toEqual([]);
  });

  it('is not, in another file, which may be another way', () => {
    expect(contested({ 'a.yaml': one, 'b.yaml': ingress('two') })).toEqual([]);
  });

  it('is that of the first of them', () => {
    expect(contested({ 'a.yaml': stream(one, ingress('two'), ingress('three')) })).toEqual(['two: one', 'three: one']);
  });
});
