import { describe, expect, it } from 'vitest';
import { stemOfHost, textsOf } from '../../../src/k8s/dns/name-sources.js';
import { readWorkload } from '../../../src/k8s/workloads/workload.js';
import { resourceOf } from '../../support/resources.js';

function texts(manifest: string): readonly string[] {
  const resource = resourceOf(manifest);
  return textsOf(resource, readWorkload(resource)).map(({ field, key, text }) => `${field} ${key} ${text}`);
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('textsOf', () => {
  const pod = (container: string): string =>
    `{apiVersion: v1, kind: Pod, spec: {containers: [{name: web, ${container}}]}}`;
  const ingress = (annotations: string): string =>
    `{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: a, annotations: {${annotations}}}}`;

  it.each([
    ['a variable', pod('env: [{name: DB, value: db}]'), ['env DB db']],
    ['the last of two variables of one name', pod('env: [{name: DB, value: a}, {name: DB, value: b}]'), ['env DB b']],
    ['no variable that calls nobody', pod('env: [{name: NO_PROXY, value: db}]'), []],
    ['command and arguments', pod('command: [run], args: [db, 80]'), ['command web run', 'args web db']],
    ['an entry of a ConfigMap', '{apiVersion: v1, kind: ConfigMap, data: {url: "http://db"}}', ['data url http://db']],
    ['no entry for people', '{apiVersion: v1, kind: ConfigMap, data: {README: "http://db"}}', []],
    ['no binary data', '{apiVersion: v1, kind: ConfigMap, binaryData: {url: aGk=}}', []],
    [
      'a Secret in plain text',
      '{apiVersion: v1, kind: Secret, stringData: {url: "http://db"}}',
      ['data url http://db'],
    ],
    [
      'a Secret in base64',
      `{apiVersion: v1, kind: Secret, data: {url: "${base64('http://db')}"}}`,
      ['data url http://db'],
    ],
    [
      'plain text before base64',
      `{apiVersion: v1, kind: Secret, stringData: {url: a}, data: {url: "${base64('b')}"}}`,
      ['data url a'],
    ],
    ['no base64 that is no text', '{apiVersion: v1, kind: Secret, data: {key: "//79/A=="}}', []],
    [
      'annotations of an Ingress',
      ingress('example.com/auth: "http://auth"'),
      ['annotation example.com/auth http://auth'],
    ],
    ['no annotation that tools keep', ingress('kubectl.kubernetes.io/last-applied-configuration: "{}"'), []],
    ['nothing of another kind', '{apiVersion: v1, kind: Service, metadata: {annotations: {a: "http://db"}}}', []],
  ])('%s', (_, manifest, expected) => {
    expect(texts(manifest)).toEqual(expected);
  });
});

describe('the port beside a host', () => {
  it.each([
    ['{DB_HOST: db, DB_PORT: "5432"}', '5432'],
    ['{db.host: db, db.port: "5432"}', '5432'],
    ['{DB_URL: db, DB_PORT: "5432"}', '5432'],
    ['{PGHOST: db, PGPORT: "5432"}', '5432'],
    ['{dbHost: db, dbPort: "5432"}', '5432'],
    ['{GHOST: db, GPORT: "5432"}', undefined],
    ['{DB_HOST: db, PORT: "5432"}', undefined],
    ['{CACHE_PROXY: db, CACHE_PROXY_PORT: "5432"}', '5432'],
    ['{db.proxy: db, db.proxy.port: "5432"}', '5432'],
    ['{DB_HOST: db, CACHE_PORT: "5432"}', undefined],
    ['{DB_NAME: db, DB_PORT: "5432"}', undefined],
  ])('of %s: %s', (data, expected) => {
    const [first] = textsOf(resourceOf(`{apiVersion: v1, kind: ConfigMap, data: ${data}}`), undefined);
    expect(first?.text).toBe('db');
    expect(first?.sibling?.value).toBe(expected);
  });
});

it.each([
  ['DB_HOST', 'DB_'],
  ['DB_HOSTNAME', 'DB_'],
  ['db.host', 'db.'],
  ['db-address', 'db-'],
  ['CACHE_ADDR', 'CACHE_'],
  ['APP_URL', 'APP_'],
  ['APP_URI', 'APP_'],
  ['APP_ENDPOINT', 'APP_'],
  ['APP_SERVER', 'APP_'],
  ['APP_SERVICE', 'APP_'],
  ['PGHOST', 'PG'],
  ['redisHost', 'redis'],
  ['cacheHost', 'cache'],
  ['cache1Hostname', 'cache1'],
  ['cacheAddr', 'cache'],
  ['cacheAddress', 'cache'],
  ['HOST', undefined],
  ['GHOST', undefined],
  ['cachehost', undefined],
  ['cacheUrl', undefined],
  ['DB_HOSTS', undefined],
  ['DB_PORT', undefined],
])('%s is called after %s', (key, expected) => {
  expect(stemOfHost(key)).toBe(expected);
});
