import { describe, expect, it } from 'vitest';
import { firstPlaceholder } from '../../../src/k8s/object/first-placeholder.js';
import { treeOf } from '../../support/trees.js';

describe('firstPlaceholder', () => {
  it.each([
    ['in a name', 'apiVersion: v1, kind: Service, metadata: {name: "${NAME}-web"}', '${NAME}'],
    ['in a namespace', 'apiVersion: v1, kind: Service, metadata: {name: web, namespace: "{{ ns }}"}', '{{ ns }}'],
    ['in the API', 'apiVersion: "policy/v1{{if .Old}}beta1{{end}}", kind: PodDisruptionBudget', '{{if .Old}}'],
    ['in a label', 'apiVersion: v1, kind: Service, metadata: {labels: {app: "<app>"}}', '<app>'],
    ['in a selector', 'apiVersion: v1, kind: Service, spec: {selector: {app: "${APP}"}}', '${APP}'],
    ['in a port', 'apiVersion: v1, kind: Service, spec: {ports: [{port: 80, targetPort: "${PORT}"}]}', '${PORT}'],
    ['a word for a port', 'apiVersion: v1, kind: Service, spec: {ports: [{port: WEB_PORT}]}', 'WEB_PORT'],
    ['no such word for a name', 'apiVersion: v1, kind: Service, metadata: {name: WEB_PORT}', undefined],
    ['not in data', 'apiVersion: v1, kind: ConfigMap, data: {name: "${NAME}"}', undefined],
    ['not in annotations', 'apiVersion: v1, kind: Service, metadata: {annotations: {name: "${NAME}"}}', undefined],
    [
      'not in variables and arguments',
      'apiVersion: v1, kind: Pod, spec: {containers: [{name: web, env: [{name: "${A}"}], args: ["${B}"]}]}',
      undefined,
    ],
    ['not in an image', 'apiVersion: v1, kind: Pod, spec: {containers: [{name: web, image: "web:${TAG}"}]}', undefined],
    [
      'in the name of a custom resource',
      'apiVersion: argoproj.io/v1alpha1, kind: Application, metadata: {name: "${{ values.name }}-api"}',
      '${{ values.name }}',
    ],
    [
      'nowhere else in a custom resource',
      'apiVersion: argoproj.io/v1alpha1, kind: Application, metadata: {name: a}, spec: {name: "{{ name }}"}',
      undefined,
    ],
    ['not in what is no object', 'kind: Service, metadata: {name: "${NAME}"}', undefined],
    ['the first of several', 'apiVersion: v1, kind: Service, metadata: {name: "${A}", namespace: "${B}"}', '${A}'],
    [
      'nothing where all is written',
      'apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 80, targetPort: http}]}',
      undefined,
    ],
  ])('%s', (_, manifest, expected) => {
    expect(firstPlaceholder(treeOf(`{${manifest}}`), 'web.yaml')?.text).toBe(expected);
  });

  it.each([
    ['deploy/template.yaml', 'apiVersion: v1, kind: Service, metadata: {name: service_name}', 'service_name'],
    ['web.tmpl.yaml', 'apiVersion: example.com/v1, kind: Web, metadata: {name: webName}', 'webName'],
    ['template.yaml', 'apiVersion: v1, kind: Service, metadata: {name: web}', undefined],
    ['templates/web.yaml', 'apiVersion: v1, kind: Service, metadata: {name: service_name}', undefined],
    ['template.yaml', 'apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: read_all}', undefined],
  ])('a word for a name in %s: %s', (path, manifest, expected) => {
    expect(firstPlaceholder(treeOf(`{${manifest}}`), path)?.text).toBe(expected);
  });

  it('is none of nothing', () => {
    expect(firstPlaceholder(undefined, 'web.yaml')).toBeUndefined();
  });
});
