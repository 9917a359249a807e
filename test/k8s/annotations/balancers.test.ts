import { describe, expect, it } from 'vitest';
import { balancerScheme, plainBalancerBy, proxyHeaderBy } from '../../../src/k8s/annotations/balancers.js';
import { resourceOf } from '../../support/resources.js';

type Balanced = Parameters<typeof balancerScheme>[0];

const AWS = 'service.beta.kubernetes.io/aws-load-balancer-';
const DIGITAL_OCEAN = 'service.beta.kubernetes.io/do-loadbalancer-';
const ORACLE = 'service.beta.kubernetes.io/oci-load-balancer-';

const balanced = (annotations: Readonly<Record<string, string>>, type = 'LoadBalancer'): Balanced => ({
  type,
  resource: resourceOf(
    `apiVersion: v1\nkind: Service\nmetadata: {name: web, annotations: ${JSON.stringify(annotations)}}\n`,
  ),
});

/** What is spoken behind port 443, called `https`, and the annotation that says so. */
function scheme(
  annotations: Readonly<Record<string, string>>,
  more: { type?: string; protocol?: string } = {},
): string {
  const found = balancerScheme(balanced(annotations, more.type), {
    port: 443,
    name: 'https',
    protocol: more.protocol ?? 'TCP',
  });
  return found === undefined ? '' : `${found.scheme} ${String(found.at.at(-1)).replace(/^.*balancer-/, '')}`;
}

describe('what a load balancer that ends TLS speaks to the Pods (semantics 7.20)', () => {
  it.each<readonly [Readonly<Record<string, string>>, string]>([
    [{}, ''],
    [{ [`${AWS}ssl-cert`]: 'arn' }, 'http ssl-cert'],
    [{ [`${AWS}ssl-cert`]: 'arn', [`${AWS}ssl-ports`]: '*' }, 'http ssl-cert'],
    [{ [`${AWS}ssl-cert`]: 'arn', [`${AWS}ssl-ports`]: '80, 443' }, 'http ssl-cert'],
    [{ [`${AWS}ssl-cert`]: 'arn', [`${AWS}ssl-ports`]: 'https' }, 'http ssl-cert'],
    [{ [`${AWS}ssl-cert`]: 'arn', [`${AWS}ssl-ports`]: '8443' }, ''],
    [{ [`${AWS}ssl-cert`]: 'arn', [`${AWS}backend-protocol`]: 'SSL' }, 'https backend-protocol'],
    [{ [`${AWS}ssl-cert`]: 'arn', [`${AWS}backend-protocol`]: 'https' }, 'https backend-protocol'],
    [{ [`${AWS}ssl-cert`]: 'arn', [`${AWS}backend-protocol`]: 'tcp' }, 'http backend-protocol'],
    [{ [`${AWS}backend-protocol`]: 'ssl' }, ''],
    [{ [`${DIGITAL_OCEAN}certificate-id`]: 'x' }, 'http certificate-id'],
    [{ [`${DIGITAL_OCEAN}certificate-name`]: 'x' }, 'http certificate-name'],
    [{ [`${DIGITAL_OCEAN}certificate-id`]: 'x', [`${DIGITAL_OCEAN}tls-passthrough`]: 'true' }, ''],
    [{ [`${DIGITAL_OCEAN}certificate-id`]: 'x', [`${DIGITAL_OCEAN}tls-passthrough`]: 'false' }, 'http certificate-id'],
    [{ [`${DIGITAL_OCEAN}certificate-id`]: 'x', [`${DIGITAL_OCEAN}tls-ports`]: '8443' }, ''],
    ...['tls-ports', 'https-ports', 'http2-ports'].map(
      (key) =>
        [
          { [`${DIGITAL_OCEAN}certificate-id`]: 'x', [`${DIGITAL_OCEAN}${key}`]: '8443,443' },
          'http certificate-id',
        ] as const,
    ),
    [{ [`${ORACLE}ssl-ports`]: '443' }, 'http ssl-ports'],
    [{ [`${ORACLE}ssl-ports`]: '8443' }, ''],
    [{ [`${ORACLE}tls-backendset-secret`]: 's' }, ''],
    [{ [`${ORACLE}ssl-ports`]: '443', [`${ORACLE}tls-backendset-secret`]: 's' }, 'https tls-backendset-secret'],
  ])('%j: %s', (annotations, expected) => {
    expect(scheme(annotations)).toBe(expected);
    expect(scheme(annotations, { type: 'ClusterIP' })).toBe('');
    expect(scheme(annotations, { protocol: 'UDP' })).toBe('');
  });
});

describe('who sends a PROXY header to the Pods', () => {
  it.each<readonly [key: string, sends: string, not: string]>([
    [`${AWS}proxy-protocol`, '*', 'true'],
    [`${AWS}target-group-attributes`, 'a=b,proxy_protocol_v2.enabled=true', 'proxy_protocol_v2.enabled=false'],
    [`${DIGITAL_OCEAN}enable-proxy-protocol`, 'true', 'false'],
    ['loadbalancer.openstack.org/proxy-protocol', 'v2', 'false'],
    ['load-balancer.hetzner.cloud/uses-proxyprotocol', 'true', 'untrue'],
    ['service.beta.kubernetes.io/scw-loadbalancer-proxy-protocol-v1', '*', '80'],
    ['service.beta.kubernetes.io/scw-loadbalancer-proxy-protocol-v2', 'true', 'false'],
    ['service.beta.kubernetes.io/linode-loadbalancer-default-proxy-protocol', 'v1', 'none'],
    ['service.beta.kubernetes.io/ovh-loadbalancer-proxy-protocol', 'v2-ssl', 'none'],
    ['service.beta.kubernetes.io/vultr-loadbalancer-proxy-protocol', 'true', 'false'],
    [`${ORACLE}connection-proxy-protocol-version`, '2', '12'],
  ])('%s: %s, and not %s', (key, sends, not) => {
    expect(proxyHeaderBy(balanced({ [key]: sends }))).toEqual(['metadata', 'annotations', key]);
    expect(proxyHeaderBy(balanced({ [key]: not }))).toBeUndefined();
    expect(proxyHeaderBy(balanced({ [key]: sends }, 'ClusterIP'))).toBeUndefined();
    expect(plainBalancerBy(balanced({ [key]: sends }))).toBeUndefined();
    const isOfTwo = key.startsWith(AWS) || key.startsWith(DIGITAL_OCEAN);
    expect(plainBalancerBy(balanced({ [key]: not })) !== undefined).toBe(isOfTwo);
    expect(plainBalancerBy(balanced({ [key]: not }, 'ClusterIP'))).toBeUndefined();
  });
});
