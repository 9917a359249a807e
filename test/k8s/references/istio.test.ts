import { expect, it } from 'vitest';
import { readDestinationRule, readVirtualService } from '../../../src/k8s/references/istio.js';
import { saidReference } from '../../support/references.js';
import { resourceOf } from '../../support/resources.js';

const object = (kind: string, spec: string) =>
  resourceOf(`{apiVersion: networking.istio.io/v1, kind: ${kind}, metadata: {name: web}, spec: ${spec}}`);

it.each([
  [
    'a destination with its port',
    '{http: [{route: [{destination: {host: web, port: {number: 80}}}]}]}',
    ['destination web:80'],
  ],
  ['a destination without port', '{http: [{route: [{destination: {host: web}}]}]}', ['destination web:?']],
  ['a full name', '{http: [{route: [{destination: {host: web.shop.svc.cluster.local}}]}]}', ['destination shop/web:?']],
  ['no short form, which is no Service to Istio', '{http: [{route: [{destination: {host: web.shop}}]}]}', []],
  ['no host of the outside world', '{http: [{route: [{destination: {host: api.example.com}}]}]}', []],
  ['no host to be filled in', '{http: [{route: [{destination: {host: "${HOST}"}}]}]}', []],
  ['a mirror', '{http: [{mirror: {host: copy}}]}', ['mirror copy:?']],
  ['the Service that a rule of the mesh is about', '{hosts: [web]}', ['host web:?']],
  ['no host behind a gateway', '{hosts: [web], gateways: [outside]}', []],
  [
    'destinations before hosts',
    '{hosts: [web], http: [{route: [{destination: {host: api}}]}]}',
    ['destination api:?', 'host web:?'],
  ],
])('of a VirtualService, %s', (_, spec, expected) => {
  expect(readVirtualService(object('VirtualService', spec)).map(saidReference)).toEqual(expected);
});

it.each([
  ['{host: web}', ['host web:?']],
  ['{host: web.shop.svc.cluster.local}', ['host shop/web:?']],
  ['{host: "*.example.com"}', []],
  ['{}', []],
])('of a DestinationRule, %s', (spec, expected) => {
  expect(readDestinationRule(object('DestinationRule', spec)).map(saidReference)).toEqual(expected);
});
