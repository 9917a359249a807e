import { expect, it } from 'vitest';
import { defaultPort, isNetworkScheme, srvService, transportOf } from '../../../src/k8s/hosts/schemes.js';

it.each([
  ['http', true, 80],
  ['HTTPS', true, 443],
  ['redis', true, 6379],
  ['postgresql+asyncpg', true, 5432],
  ['jdbc:mysql', true, 3306],
  ['mongodb', true, 27017],
  ['kafka', true, undefined],
  ['grpc', true, undefined],
  ['file', false, undefined],
  ['s3', false, undefined],
  ['oci', false, undefined],
  ['', false, undefined],
])('%s leads to a host: %s, on %s', (scheme, isNetwork, port) => {
  expect([isNetworkScheme(scheme), defaultPort(scheme)]).toEqual([isNetwork, port]);
});

it.each([['mongodb+srv'], ['dns+srv'], ['http+srv']])('%s asks for SRV records, which carry the port', (scheme) => {
  expect(isNetworkScheme(scheme)).toBe(false);
});

it.each([
  ['mongodb+srv', 'mongodb'],
  ['HTTP+srv', 'http'],
  ['dns+srv', undefined],
  ['mongodb', undefined],
  ['srv', undefined],
])('%s asks for the port named %s', (scheme, service) => {
  expect([srvService(scheme), defaultPort(scheme)]).toEqual([service, scheme === 'mongodb' ? 27017 : undefined]);
});

it.each([
  ['udp', 'UDP'],
  ['syslog+udp', 'UDP'],
  ['tcp4', 'TCP'],
  ['sctp', 'SCTP'],
  ['http', 'TCP'],
  ['grpc', 'TCP'],
  ['jdbc:mysql', 'TCP'],
  ['syslog', undefined],
  ['gelf', undefined],
  ['INTERNAL', undefined],
])('%s is carried by %s', (scheme, transport) => {
  expect(transportOf(scheme)).toBe(transport);
});
