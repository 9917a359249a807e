import { expect, it } from 'vitest';
import { readAnnotations } from '../../../src/k8s/references/ingress-annotations.js';
import { saidReference } from '../../support/references.js';
import { resourceOf } from '../../support/resources.js';

const action = (json: string): string => `alb.ingress.kubernetes.io/actions.shop: '${json}'`;

it.each([
  ['the default backend of nginx', 'nginx.ingress.kubernetes.io/default-backend: errors', ['default backend errors:?']],
  ['none to be filled in', 'nginx.ingress.kubernetes.io/default-backend: "${ERRORS}"', []],
  ['none that is no name', 'nginx.ingress.kubernetes.io/default-backend: shop/errors', []],
  ['no other annotation', 'example.com/default-backend: errors', []],
  [
    'a target group',
    action('{"type":"forward","forwardConfig":{"targetGroups":[{"serviceName":"web","servicePort":80}]}}'),
    ['action web:80'],
  ],
  [
    'a quoted number, which is a number',
    action('{"targetGroups":[{"serviceName":"web","servicePort":"80"}]}'),
    ['action web:80'],
  ],
  [
    'the name of a port',
    action('{"targetGroups":[{"servicePort":"http","serviceName":"web"}]}'),
    ['action web:"http"'],
  ],
  ['no port', action('{"targetGroups":[{"serviceName":"web"}]}'), ['action web:?']],
  [
    'several target groups',
    action('{"targetGroups":[{"serviceName":"a","servicePort":1},{"serviceName":"b","servicePort":2}]}'),
    ['action a:1', 'action b:2'],
  ],
  [
    'an action that forwards nowhere',
    action('{"type":"fixed-response","fixedResponseConfig":{"statusCode":"404"}}'),
    [],
  ],
])('%s', (_, annotation, expected) => {
  const manifest = `{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: web, annotations: {${annotation}}}}`;
  expect(readAnnotations(resourceOf(manifest)).map(saidReference)).toEqual(expected);
});
