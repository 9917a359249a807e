import { expect, it } from 'vitest';
import { MARKS, marksOf, type Mark } from '../../../src/k8s/object/marks.js';
import { resourceOf } from '../../support/resources.js';

function marksIn(spec: string, metadata = '{name: web}'): readonly string[] {
  const { tree } = resourceOf(`apiVersion: v1\nkind: Pod\nmetadata: ${metadata}\nspec: ${spec}\n`);
  const marks = marksOf(tree);
  return Object.keys(MARKS).filter((mark) => (marks & MARKS[mark as Mark]) !== 0);
}

it.each([
  '{containers: [{name: main, ports: [{name: http, containerPort: 8080}], env: [{name: LOG_LEVEL, value: x_}]}]}',
  '{selector: {matchLabels: {app.kubernetes.io/name: web, tier: v1.2_b}}, replicas: 70000}',
  '{ports: [{name: http, port: 80, targetPort: http}], selector: {app: web}}',
])('has none for what people mostly write: %s', (spec) => {
  expect(marksIn(spec)).toEqual([]);
});

it.each([
  ['a null label', '{selector: {app: null}}', ['label']],
  ['a label value with a blank', '{template: {metadata: {labels: {app: a b}}}}', ['label']],
  ['a label key with two slashes', '{selector: {matchLabels: {a/b/c: d}}}', ['label']],
  ['an expression', '{selector: {matchExpressions: [{key: a, operator: in}]}}', ['expression']],
  ['a name in upper case', '{containers: [{name: Main}]}', ['name']],
  ['a readiness gate', '{readinessGates: [{conditionType: x}]}', ['name']],
  ['a port out of range', '{ports: [{port: 65536}]}', ['port']],
  ['a port in octal', '{ports: [{port: 0o17}]}', ['port']],
  ['a quoted number', '{ports: [{targetPort: "80"}]}', ['port']],
  ['a port name that is too long', '{ports: [{name: a-very-long-port-name}]}', ['port']],
  ['the name of a backend port', '{backend: {service: {name: web, port: {name: not--one}}}}', ['name', 'port']],
  ['a node port', '{ports: [{port: 80, nodePort: 30080}]}', ['port']],
  ['an affinity', '{affinity: {podAffinity: {}}}', ['podTerm']],
  ['a host port', '{containers: [{name: main, ports: [{containerPort: 80, hostPort: 80}]}]}', ['host']],
  ['the type of a Service', '{type: NodePort}', ['exposure']],
  ['a headless Service', '{clusterIP: None}', ['exposure']],
  ['the network of the node', '{hostNetwork: true}', ['host']],
])('marks %s', (_, spec, marks) => {
  expect(marksIn(spec)).toEqual(marks);
});

it('marks keys of annotations, not their values', () => {
  expect(marksIn('{}', '{name: web, annotations: {note: "any text, at all"}}')).toEqual([]);
  expect(marksIn('{}', '{name: web, annotations: {a b: c}}')).toEqual(['label']);
});
