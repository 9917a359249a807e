import { describe, expect, it } from 'vitest';
import { familyConflicts } from '../../../src/k8s/services/ip-families.js';
import { resourceOf } from '../../support/resources.js';

describe('familyConflicts', () => {
  it.each([
    ['one of each family', '{clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1, "fd00::1"], ipFamilies: [IPv4, IPv6]}', []],
    ['families without addresses', '{ipFamilies: [IPv6, IPv4]}', []],
    ['a family twice', '{ipFamilies: [IPv4, IPv4]}', ['ipFamilies.1 ipFamilies.0']],
    ['an unknown family twice, which is refused as such', '{ipFamilies: [v4, v4]}', []],
    ['another first address', '{clusterIP: 10.0.0.1, clusterIPs: [10.0.0.2]}', ['clusterIPs.0 clusterIP']],
    [
      'three addresses',
      '{clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1, "fd00::1", 10.0.0.2]}',
      ['clusterIPs.2 clusterIPs.0'],
    ],
    [
      'two addresses of a family',
      '{clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1, 10.0.0.2]}',
      ['clusterIPs.1 clusterIPs.0'],
    ],
    ['`None` beside an address', '{clusterIP: None, clusterIPs: [None, 10.0.0.1]}', ['clusterIPs.1 clusterIPs.0']],
    ['`None` alone', '{clusterIP: None, clusterIPs: [None], ipFamilies: [IPv6]}', []],
    [
      'an address of another family than it says',
      '{clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1], ipFamilies: [IPv6]}',
      ['clusterIPs.0 ipFamilies.0'],
    ],
    [
      'both in the wrong order',
      '{clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1, "fd00::1"], ipFamilies: [IPv6, IPv4]}',
      ['clusterIPs.0 ipFamilies.0', 'clusterIPs.1 ipFamilies.1'],
    ],
    ['an address that is none', '{clusterIP: web, clusterIPs: [10.0.0.1]}', []],
    ['an address to be filled in', '{clusterIP: "${IP}", clusterIPs: [10.0.0.1]}', []],
    ['an ExternalName Service, which has no families', '{type: ExternalName, ipFamilies: [IPv4, IPv4]}', []],
    ['an unknown type', '{type: Other, ipFamilies: [IPv4, IPv4]}', []],
  ])('%s', (_, spec, expected) => {
    const service = resourceOf(`{apiVersion: v1, kind: Service, metadata: {name: web}, spec: ${spec}}`);
    const found = familyConflicts(service).map(({ path, other }) => [path, other.path]);
    expect(found.map((pair) => pair.map((path) => path.slice(1).join('.')).join(' '))).toEqual(expected);
  });
});
