import { expect, it } from 'vitest';
import { isPortOfCalled, isRemote } from '../../../src/k8s/programs/called.js';
import { containerOf } from '../../support/pods.js';

it.each([
  ['db', true],
  ['DB.shop.svc', true],
  ['http://db:80', true],
  ['localhostess', true],
  ['localhost', false],
  ['LOCALHOST:80', false],
  ['true', false],
  ['false', false],
  ['10.0.0.1', false],
  ['0.0.0.0', false],
  ['http://0.0.0.0:80', false],
  ['http://*:80', false],
  ['http://+:80', false],
  ['$(HOST)', false],
  ['', false],
])('%j is the name of a host elsewhere: %s', (host, expected) => {
  expect(isRemote(host)).toBe(expected);
});

it.each([
  ['REDIS_PORT', '{name: REDIS_HOST, value: redis}', true],
  ['REDIS_PORT', '{name: REDIS_HOSTNAME, value: redis}', true],
  ['REDIS_PORT', '{name: REDIS_HOST, value: localhost}', false],
  ['REDIS_PORT', '{name: REDIS_HOST, value: localhost}, {name: REDIS_HOST, value: redis}', true],
  ['REDIS_PORT', '{name: REDIS_HOST, value: redis}, {name: REDIS_HOST, value: localhost}', false],
  ['REDIS_PORT', '{name: CACHE_HOST, value: redis}', false],
  ['REDIS_PORTS', '{name: REDIS_HOST, value: redis}', false],
  ['PORT', '{name: HOST, value: "0.0.0.0"}', false],
])('%s beside %s is the port of whom the container calls: %s', (variable, others, expected) => {
  expect(isPortOfCalled(variable, containerOf(`{name: web, env: [${others}]}`).variables)).toBe(expected);
});
