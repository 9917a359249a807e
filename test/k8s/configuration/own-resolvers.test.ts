import { expect, it } from 'vitest';
import { ownResolverAt } from '../../../src/k8s/configuration/own-resolvers.js';

it.each([
  ['backend b\n  server a api:80 check resolvers dns', 'HAProxy'],
  ['backend b\n  server a api:80 check', undefined],
  ['resolver 10.0.0.10;\nset $up http://api:80;\nproxy_pass $up;', 'nginx'],
  ['resolver 10.0.0.10;\nset $up api:80;\nproxy_pass http://$up;', 'nginx'],
  ['resolver 10.0.0.10;\nproxy_pass http://api:80$request_uri;', 'nginx'],
  ['resolver 10.0.0.10;\nproxy_pass http://api:80;', undefined],
  ['resolver 10.0.0.10;\nset $up http://api:80;\nproxy_set_header X $up;', undefined],
  ['set $up http://api:80;\nproxy_pass $up;', undefined],
  ['resolver 10.0.0.10;\nupstream u {\n  server api:80;\n}', undefined],
])('%j: %s', (text, expected) => {
  expect(ownResolverAt(text, text.indexOf('api:80'))).toBe(expected);
});
