import { describe, expect, it } from 'vitest';
import {
  isForOthers,
  isIdentifier,
  isNoCall,
  isProse,
  isRemark,
  isShownToBrowsers,
  isTagOrOwner,
} from '../../../src/k8s/hosts/surroundings.js';

describe('isRemark', () => {
  it.each([
    ['# see http://db', true],
    ['  // see http://db', true],
    ['; see http://db', true],
    ['-- see http://db', true],
    ['url: x # or http://db', true],
    ['description: http://db', true],
    ['"example": "http://db"', true],
    ['url: http://db', false],
    ['url: a#http://db', false],
    ['# a remark\nurl: http://db', false],
    ['url: x\n# or http://db', true],
  ])('%j: %s', (text, expected) => {
    expect(isRemark(text, text.indexOf('db'))).toBe(expected);
  });
});

describe('isIdentifier', () => {
  it.each([
    ['--service-account-issuer=https://db', true],
    ['- --api-audiences=https://db', true],
    ['"audience": "https://db"', true],
    ['service-account-issuer: https://db', true],
    ['--token-issuer https://db', true],
    ['--dns-name=db', true],
    ['--tls-san db', true],
    ['--dns-server=db', false],
    ['--host-name=db', false],
    ['--web-service-url-tls https://db', true],
    ['--broker-service-url-tls pulsar+ssl://db', true],
    ['--web-service-url http://db', false],
    ['--oidc-issuer-url=https://db', false],
    ['issuer: https://db', false],
    ['--audience=x --url=https://db', false],
    ['audience: x\nurl: https://db', false],
    ['jwt-issuer=https://db', true],
    ['the issuer=https://db', false],
    ['jwks-uri: http://db', true],
    ['trust-domain = "db"', true],
    ['entityid: db', true],
    ['entity-id:db', true],
    ['entity--id: db', false],
    ["'entity-id' : 'https://db'", true],
    ['"audience" "https://db"', true],
    ['audience  db', true],
    ['audience""db', false],
    ['audience"x" db', false],
    ['audience=ftp://db', false],
    ['audience=https//db', false],
    ['audience=the db', false],
    ['audience: [x], url: https://db', false],
    ['dns-names=db', true],
    ['cert-sans: db', true],
    ['extra-san=db', true],
    ['alt-sans db', true],
    ['common-name: db', true],
    ['--COMMON-NAME=db', true],
    ['common-names: db', false],
  ])('%j: %s', (text, expected) => {
    expect(isIdentifier(text, text.indexOf('db'))).toBe(expected);
  });
});

describe('isIdentifier, in a query', () => {
  it.each([
    ['up{instance="db"}', true],
    ["up{instance='db'}", true],
    ['up{instance=~"db"}', true],
    ['up{instance!="db"}', true],
    ['up{instance!~"db"}', true],
    ['up{instance = "db"}', true],
    ['up{instance  =~  "db"}', true],
    ['"expr": "up{instance=~\\"db\\"}"', true],
    ['"{\\"expr\\": \\"up{instance=\\\\\\"db\\\\\\"}\\"}"', true],
    ['up{instance=="db"}', false],
    ['up{instance=db}', false],
    ['up{instance "db"}', false],
    ['instance: "db"', false],
    ['up{instance=x"db"}', false],
    ['up{myinstance="db"}', false],
    ['up{instance="x", job="db"}', false],
    ['up{instance="the db"}', false],
  ])('%j: %s', (text, expected) => {
    expect(isIdentifier(text, text.indexOf('db'))).toBe(expected);
  });
});

describe('isTagOrOwner', () => {
  it.each([
    ['image: web:80', true],
    ['FROM web:80', true],
    ['docker run web:80', true],
    ['chown web:80 /data', true],
    ['--user=web:80', true],
    ['url: web:80', false],
    ['image: x\nurl: web:80', false],
  ])('%j: %s', (text, expected) => {
    expect(isTagOrOwner(text, text.lastIndexOf('web:80'))).toBe(expected);
  });
});

it.each([
  ['apiVersion: v1\nkind: Pod\n', true],
  ['{\n  "apiVersion": "v1"\n}', true],
  ['apiVersion: 1\ndatasources: []\n', false],
  ['version: 2\nservices:\n  web:\n    image: web:1\n', true],
  ['services: # all\n  web:\n    build: .\n', true],
  ['services:\n  - name: web\n    url: http://db\n', false],
  ['image: web:1\nservices:\n  web: http://db\n', false],
  ['url: http://db\n', false],
  ['services: [web]\n', false],
])('%j is for other Pods than those that read it: %s', (text, expected) => {
  expect(isForOthers(text)).toBe(expected);
});

it.each([
  ['README', true],
  ['notes.txt', true],
  ['index.html', true],
  ['_example', true],
  ['web-dashboard.json', true],
  ['tls.crt', true],
  ['ca.pem', true],
  ['config.json', false],
  ['nginx.conf', false],
  ['example', false],
])('the entry %s is for people: %s', (key, expected) => {
  expect(isProse(key)).toBe(expected);
});

it.each([
  ['HOST_WHITELIST_ENTRIES', true],
  ['DJANGO_ALLOWLIST', true],
  ['NEXTCLOUD_TRUSTED_DOMAINS', true],
  ['APP_ORIGIN', true],
  ['ORIGIN_URL', false],
  ['NO_PROXY', true],
  ['TS_HOSTNAME', true],
  ['no_proxy', true],
  ['LISTEN_ADDR', true],
  ['KAFKA_LISTENERS', true],
  ['KAFKA_ADVERTISED_LISTENERS', false],
  ['JWT_ISSUER', true],
  ['CORS_ORIGINS', true],
  ['DB_HOST', false],
  ['HTTP_PROXY', false],
  ['NO_PROXY_URL', false],
])('the variable %s names what is not called: %s', (variable, expected) => {
  expect(isNoCall(variable)).toBe(expected);
});

describe('isShownToBrowsers', () => {
  it.each([
    ['--external-url=http://', true],
    ['  redirect_uri: "https://', true],
    ['--webhook-url=http://', false],
    ['http://', false],
  ])('behind %s: %s', (before, expected) => {
    expect(isShownToBrowsers(`${before}localhost:80`, before.length)).toBe(expected);
  });
});
