import { getEntries, getString, type Path } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';

/** A Service, so far as annotations are about it. */
interface Balanced {
  readonly resource: Resource;
  readonly type: string;
}

interface BalancedPort {
  readonly port: number;
  readonly name: string;
  readonly protocol: string;
}

/** What a load balancer speaks to the Pods behind a port, and the annotation that says so. */
export interface BalancerScheme {
  readonly scheme: 'http' | 'https';
  readonly at: Path;
  /** What has to be written for another one, for people. */
  readonly setting: string;
}

const BETA = 'service.beta.kubernetes.io/';
const AWS = `${BETA}aws-load-balancer-`;
const DIGITAL_OCEAN = `${BETA}do-loadbalancer-`;
const ORACLE = `${BETA}oci-load-balancer-`;

const annotation = ({ resource: { tree } }: Balanced, key: string): string | undefined =>
  getString(tree, 'metadata', 'annotations', key);
const pathOf = (key: string): Path => ['metadata', 'annotations', key];

/** `443,https`, or `*` for all. */
function lists(text: string, { port, name }: BalancedPort): boolean {
  return text.split(',').some((item) => ['*', String(port), name].includes(item.trim()));
}

/** Where a load balancer ends TLS; undefined where it hands on what it gets (semantics 7.20, with the sources). */
export function balancerScheme(service: Balanced, port: BalancedPort): BalancerScheme | undefined {
  if (service.type !== 'LoadBalancer' || port.protocol !== 'TCP') return undefined;
  return ofAws(service, port) ?? ofDigitalOcean(service, port) ?? ofOracle(service, port);
}

function ofAws(service: Balanced, port: BalancedPort): BalancerScheme | undefined {
  const key = `${AWS}backend-protocol`;
  const isEnded = annotation(service, `${AWS}ssl-cert`) !== undefined;
  if (!isEnded || !lists(annotation(service, `${AWS}ssl-ports`) ?? '*', port)) return undefined;
  const written = annotation(service, key)?.toLowerCase();
  return {
    scheme: written === 'https' || written === 'ssl' ? 'https' : 'http',
    at: pathOf(written === undefined ? `${AWS}ssl-cert` : key),
    setting: `\`${key}: ssl\``,
  };
}

function ofDigitalOcean(service: Balanced, port: BalancedPort): BalancerScheme | undefined {
  const certificate = ['certificate-id', 'certificate-name']
    .map((name) => DIGITAL_OCEAN + name)
    .find((key) => annotation(service, key) !== undefined);
  const passes = `${DIGITAL_OCEAN}tls-passthrough`;
  if (certificate === undefined || annotation(service, passes) === 'true') return undefined;
  const ports = ['tls-ports', 'https-ports', 'http2-ports'].flatMap(
    (name) => annotation(service, DIGITAL_OCEAN + name) ?? [],
  );
  if (!lists(ports.length === 0 ? '443' : ports.join(','), port)) return undefined;
  return { scheme: 'http', at: pathOf(certificate), setting: `\`${passes}: "true"\`` };
}

function ofOracle(service: Balanced, port: BalancedPort): BalancerScheme | undefined {
  const [ports, backends] = [`${ORACLE}ssl-ports`, `${ORACLE}tls-backendset-secret`];
  const listed = annotation(service, ports);
  if (listed === undefined || !lists(listed, port)) return undefined;
  const isSecure = annotation(service, backends) !== undefined;
  return { scheme: isSecure ? 'https' : 'http', at: pathOf(isSecure ? backends : ports), setting: `\`${backends}\`` };
}

/** Annotations that make a load balancer begin each connection with a PROXY header, and the values that do. */
const PROXY_HEADERS: readonly (readonly [key: string, value: RegExp])[] = [
  [`${AWS}proxy-protocol`, /^\*$/],
  [`${AWS}target-group-attributes`, /\bproxy_protocol_v2\.enabled *= *true\b/],
  [`${DIGITAL_OCEAN}enable-proxy-protocol`, /^true$/],
  ['loadbalancer.openstack.org/proxy-protocol', /^(?:true|v1|v2)$/i],
  ['load-balancer.hetzner.cloud/uses-proxyprotocol', /^true$/],
  [`${BETA}scw-loadbalancer-proxy-protocol-v1`, /^(?:true|\*)$/],
  [`${BETA}scw-loadbalancer-proxy-protocol-v2`, /^(?:true|\*)$/],
  [`${BETA}linode-loadbalancer-default-proxy-protocol`, /^v[12]$/],
  [`${BETA}ovh-loadbalancer-proxy-protocol`, /^v[12]/],
  [`${BETA}vultr-loadbalancer-proxy-protocol`, /^true$/],
  [`${ORACLE}connection-proxy-protocol-version`, /^[12]$/],
];

/** The annotation that has a PROXY header sent to all Pods of the Service. */
export function proxyHeaderBy(service: Balanced): Path | undefined {
  if (service.type !== 'LoadBalancer') return undefined;
  const entries = getEntries(service.resource.tree, 'metadata', 'annotations');
  const found = PROXY_HEADERS.find(([key, value]) =>
    entries.some((entry) => entry.key === key && value.test(getString(entry.value) ?? '')),
  );
  return found && pathOf(found[0]);
}

/** An annotation of a provider whose load balancers send no PROXY header unless one of those tells them to. */
export function plainBalancerBy(service: Balanced): Path | undefined {
  if (service.type !== 'LoadBalancer' || proxyHeaderBy(service) !== undefined) return undefined;
  const found = getEntries(service.resource.tree, 'metadata', 'annotations').find(
    ({ key }) => key.startsWith(AWS) || key.startsWith(DIGITAL_OCEAN),
  );
  return found && pathOf(found.key);
}
