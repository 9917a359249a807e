import { expect, it } from 'vitest';
import { ingressMissing } from '../../../src/k8s/fields/missing-in-ingress.js';
import { resourceOf } from '../../support/resources.js';

const path = (text: string): string => `{rules: [{http: {paths: [${text}]}}]}`;
const BACKEND = 'backend: {service: {name: web, port: {number: 80}}}';

it.each([
  ['rules, or a default', '{}', true, ['rules']],
  ['no rules beside a default', '{defaultBackend: {service: {name: web, port: {name: http}}}}', true, []],
  ['paths', '{rules: [{http: {paths: []}}]}', true, ['rules.0.http.paths']],
  ['no paths of a host alone', '{rules: [{host: shop.example}]}', true, []],
  ['pathType', path(`{path: /, ${BACKEND}}`), true, ['rules.0.http.paths.0.pathType']],
  ['the path of a prefix', path(`{pathType: Prefix, ${BACKEND}}`), true, ['rules.0.http.paths.0.path']],
  ['no path that the implementation knows', path(`{pathType: ImplementationSpecific, ${BACKEND}}`), true, []],
  ['a backend', path('{path: /, pathType: Prefix}'), true, ['rules.0.http.paths.0.backend']],
  [
    'a service or a resource',
    path('{path: /, pathType: Prefix, backend: {}}'),
    true,
    ['rules.0.http.paths.0.backend.service'],
  ],
  ['nothing beside a resource', path('{path: /, pathType: Prefix, backend: {resource: {kind: B, name: b}}}'), true, []],
  ['the name of a service', '{defaultBackend: {service: {port: {number: 80}}}}', true, ['defaultBackend.service.name']],
  ['the port of a service', '{defaultBackend: {service: {name: web}}}', true, ['defaultBackend.service.port']],
  [
    'the port that is zero',
    '{defaultBackend: {service: {name: web, port: {number: 0}}}}',
    true,
    ['defaultBackend.service.port'],
  ],
  ['no port of a wrong type', '{defaultBackend: {service: {name: web, port: {number: "80"}}}}', true, []],
  [
    'nothing for the old shape, where that is refused',
    path('{path: /, backend: {serviceName: web, servicePort: 80}}'),
    true,
    [],
  ],
  [
    'what the old shape leaves, where that is dropped',
    path('{path: /, pathType: Prefix, backend: {serviceName: web}}'),
    false,
    ['rules.0.http.paths.0.backend.service'],
  ],
  ['no rules beside the old default, where that is refused', '{backend: {serviceName: web}}', true, []],
  ['rules beside the old default, where that is dropped', '{backend: {serviceName: web}}', false, ['rules']],
])('%s', (_, spec, oldShapeIsRefused, expected) => {
  const ingress = resourceOf(`{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: web}, spec: ${spec}}`);
  expect(ingressMissing(ingress, oldShapeIsRefused).map(({ path: at }) => at.slice(1).join('.'))).toEqual(expected);
});
