import { expect, it } from 'vitest';
import { readHttpScaledObject } from '../../../src/k8s/references/keda.js';
import { saidReference } from '../../support/references.js';
import { resourceOf } from '../../support/resources.js';

it.each([
  ['{service: web, port: 80}', ['destination web:80']],
  ['{service: web, portName: http}', ['destination web:"http"']],
  ['{service: web}', ['destination web:?']],
  ['{service: "{{ name }}", port: 80}', []],
  ['{port: 80}', []],
])('the Service that the HTTP add-on of KEDA calls: %s', (target, expected) => {
  const scaler = resourceOf(
    `{apiVersion: http.keda.sh/v1alpha1, kind: HTTPScaledObject, metadata: {name: x}, spec: {scaleTargetRef: ${target}}}`,
  );
  expect(readHttpScaledObject(scaler).map(saidReference)).toEqual(expected);
});
