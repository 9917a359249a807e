import { describe, expect, it } from 'vitest';
import { forbiddenFields, serviceTypeOf } from '../../../src/k8s/services/forbidden-fields.js';
import type { Resource } from '../../../src/k8s/object/resource.js';
import { resourceOf } from '../../support/resources.js';

const service = (spec: string): Resource =>
  resourceOf(`{apiVersion: v1, kind: Service, metadata: {name: web}, spec: ${spec}}`);

describe('serviceTypeOf', () => {
  it.each([
    ['{}', 'ClusterIP'],
    ['{type: ""}', 'ClusterIP'],
    ['{type: LoadBalancer}', 'LoadBalancer'],
    ['{type: nodePort}', undefined],
    ['{type: Headless}', undefined],
  ])('%s: %s', (spec, expected) => {
    expect(serviceTypeOf(service(spec))).toBe(expected);
  });
});

describe('forbiddenFields', () => {
  it.each([
    [
      'a node port of a ClusterIP Service',
      '{ports: [{port: 1}, {port: 2, nodePort: 30000}, {port: 3, nodePort: 30001}]}',
      ['ports.1.nodePort'],
    ],
    [
      'a node port of a headless Service',
      '{clusterIP: None, ports: [{port: 1, nodePort: 30000}]}',
      ['ports.0.nodePort'],
    ],
    ['no node port of zero', '{ports: [{port: 1, nodePort: 0}]}', []],
    ['no node port of a NodePort Service', '{type: NodePort, ports: [{port: 1, nodePort: 30000}]}', []],
    ['no node port of an ExternalName Service', '{type: ExternalName, ports: [{port: 1, nodePort: 30000}]}', []],
    ['a headless NodePort Service', '{type: NodePort, clusterIP: None}', ['clusterIP']],
    ['no headless ClusterIP Service', '{clusterIP: None}', []],
    ['an ExternalName Service with an address', '{type: ExternalName, clusterIP: 10.0.0.1}', ['clusterIP']],
    [
      'an ExternalName Service with families',
      '{type: ExternalName, ipFamilies: [IPv4], ipFamilyPolicy: SingleStack}',
      ['ipFamilies', 'ipFamilyPolicy'],
    ],
    ['`clusterIPs` alone', '{clusterIPs: [10.0.0.1]}', ['clusterIPs']],
    ['no `clusterIPs` beside `clusterIP`', '{clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1]}', []],
    ['a traffic policy of a ClusterIP Service', '{externalTrafficPolicy: Local}', ['externalTrafficPolicy']],
    ['no traffic policy beside external IPs', '{externalTrafficPolicy: Local, externalIPs: [1.2.3.4]}', []],
    ['no traffic policy of a LoadBalancer', '{type: LoadBalancer, externalTrafficPolicy: Cluster}', []],
    [
      'a health check port of a NodePort Service',
      '{type: NodePort, externalTrafficPolicy: Local, healthCheckNodePort: 30000}',
      ['healthCheckNodePort'],
    ],
    [
      'a health check port without local traffic',
      '{type: LoadBalancer, healthCheckNodePort: 30000}',
      ['healthCheckNodePort'],
    ],
    [
      'no health check port with local traffic',
      '{type: LoadBalancer, externalTrafficPolicy: Local, healthCheckNodePort: 30000}',
      [],
    ],
    [
      'fields of a load balancer',
      '{type: NodePort, loadBalancerClass: x, allocateLoadBalancerNodePorts: false, loadBalancerSourceRanges: [10.0.0.0/8]}',
      ['loadBalancerClass', 'allocateLoadBalancerNodePorts', 'loadBalancerSourceRanges'],
    ],
    ['no empty fields of a load balancer', '{loadBalancerClass: "", loadBalancerSourceRanges: []}', []],
    [
      'no fields of a LoadBalancer',
      '{type: LoadBalancer, loadBalancerClass: x, loadBalancerSourceRanges: [10.0.0.0/8]}',
      [],
    ],
    [
      'nothing beside an unknown type',
      '{type: Ingress, ports: [{port: 1, nodePort: 30000}], loadBalancerClass: x}',
      [],
    ],
  ])('%s', (_, spec, expected) => {
    expect(forbiddenFields(service(spec)).map(({ path }) => path.slice(1).join('.'))).toEqual(expected);
  });
});
