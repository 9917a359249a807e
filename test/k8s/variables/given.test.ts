import { describe, expect, it } from 'vitest';
import { givenTo } from '../../../src/k8s/variables/given.js';
import { containerOf } from '../../support/pods.js';
import { resourceOf } from '../../support/resources.js';

const OBJECTS = [
  '{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {PORT: "1", HOST: a}}',
  '{apiVersion: v1, kind: ConfigMap, metadata: {name: b}, data: {PORT: "2"}}',
  '{apiVersion: v1, kind: ConfigMap, metadata: {name: twice}, data: {PORT: "3"}}',
  '{apiVersion: v1, kind: ConfigMap, metadata: {name: twice}, data: {PORT: "4"}}',
  '{apiVersion: v1, kind: Secret, metadata: {name: s}, data: {PORT: NTAwMA==}, stringData: {KEY: k}}',
].map((text) => resourceOf(text));

/** What is given, and whether that is all: `PORT=1 from a`. */
function given(fields: string): readonly string[] {
  const container = containerOf(`{name: web, ${fields}}`);
  const { variables, known } = givenTo(container, (kind, name) =>
    OBJECTS.filter((object) => object.kind === kind && object.name === name),
  );
  return [
    ...variables.map(
      ({ name, value, resource, asked }) => `${name}=${value} from ${resource.name ?? ''}${asked ? ', asked' : ''}`,
    ),
    ...(known ? [] : ['and more']),
  ];
}

describe('givenTo', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['nothing', 'env: [{name: PORT, value: "1"}]', []],
    ['all of a ConfigMap', 'envFrom: [{configMapRef: {name: a}}]', ['PORT=1 from a', 'HOST=a from a']],
    ['with a prefix', 'envFrom: [{prefix: X_, configMapRef: {name: a}}]', ['X_PORT=1 from a', 'X_HOST=a from a']],
    [
      'the later of two that have it',
      'envFrom: [{configMapRef: {name: a}}, {configMapRef: {name: b}}]',
      ['PORT=2 from b', 'HOST=a from a'],
    ],
    [
      'not what `env` names',
      'envFrom: [{configMapRef: {name: a}}], env: [{name: PORT, value: "9"}]',
      ['HOST=a from a'],
    ],
    [
      'one key, under its own name',
      'env: [{name: HTTP_PORT, valueFrom: {configMapKeyRef: {name: b, key: PORT}}}]',
      ['HTTP_PORT=2 from b, asked'],
    ],
    ['a key that is not there', 'env: [{name: X, valueFrom: {configMapKeyRef: {name: b, key: X}}}]', []],
    ['no field of the Pod', 'env: [{name: IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}]', []],
    ['a Secret, decoded', 'envFrom: [{secretRef: {name: s}}]', ['PORT=5000 from s', 'KEY=k from s']],
    ['what is not on disk', 'envFrom: [{secretRef: {name: elsewhere}}]', ['and more']],
    ['what is there twice', 'envFrom: [{configMapRef: {name: twice}}]', ['and more']],
  ])('%s', (_, fields, expected) => {
    expect(given(fields)).toEqual(expected);
  });
});
