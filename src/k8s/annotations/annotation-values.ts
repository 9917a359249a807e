import { getEntries, getString, type Path } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';
import { isPlaceholder } from '../syntax/placeholders.js';
import { words } from './annotation-family.js';

/** An annotation whose value its reader cannot use. */
export interface UnreadableValue {
  readonly key: string;
  readonly path: Path;
  readonly value: string;
  /** What it must be, for people. */
  readonly wanted: string;
  /** The values that it may have, where they are a closed set. */
  readonly allowed: readonly string[];
}

interface ValueType {
  readonly wanted: string;
  readonly allowed?: readonly string[];
  readonly isRead: (value: string) => boolean;
}

const matching = (pattern: RegExp, wanted: string): ValueType => ({ wanted, isRead: (value) => pattern.test(value) });

const oneOf = (...allowed: readonly string[]): ValueType => ({
  wanted: `one of ${allowed.join(', ')}`,
  allowed,
  isRead: (value) => allowed.includes(value),
});

/** Whatever the case of its letters. */
const anyCase = (...allowed: readonly string[]): ValueType => ({
  ...oneOf(...allowed),
  isRead: (value) => allowed.some((each) => each.toLowerCase() === value.toLowerCase()),
});

/** As strconv.ParseBool of Go reads it. */
const BOOL: ValueType = {
  ...matching(/^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/, 'true or false'),
  allowed: ['true', 'false'],
};
const INTEGER = matching(/^[+-]?\d+$/, 'a whole number without a unit');
const SIZE = matching(/^\d+[bkmg]?$/i, 'a number with `k`, `m` or `g` behind it, or none');
const ON_OFF = oneOf('on', 'off');
const JSON_LIST = matching(/^\s*\[\s*\{[\s\S]*\}\s*\]\s*$/, 'a list of objects in JSON');
/** Unlike `listen-ports`, one port: as text that is a number, or the name of a port. */
const TARGET_PORT = matching(/^(?:\d+|[a-z\d](?:-?[a-z\d])*)$/i, '`traffic-port`, a number or the name of a port');
const ABSOLUTE = matching(/^\//, 'a path that begins with `/`');
const JSON_OBJECT = matching(/^\s*\{[\s\S]*\}\s*$/, 'an object in JSON');

/** The annotations of one prefix with a type, by name: one row for each type (semantics 7.15, with the sources). */
const TYPES: readonly { readonly prefix: string; readonly type: ValueType; readonly names: readonly string[] }[] = [
  {
    prefix: 'nginx.ingress.kubernetes.io/',
    type: BOOL,
    names: words(`
      enable-access-log enable-rewrite-log ssl-prefer-server-ciphers enable-global-auth service-upstream
      session-cookie-conditional-samesite-none session-cookie-change-on-failure enable-opentelemetry
      opentelemetry-trust-incoming-span upstream-hash-by-subset disable-proxy-intercept-errors canary
      http2-push-preload ssl-passthrough auth-keepalive-share-vars auth-always-set-cookie
      auth-tls-pass-certificate-to-upstream enable-modsecurity enable-owasp-core-rules enable-cors
      cors-allow-credentials ssl-redirect preserve-trailing-slash force-ssl-redirect use-regex
      from-to-www-redirect relative-redirects
    `),
  },
  {
    prefix: 'nginx.ingress.kubernetes.io/',
    type: INTEGER,
    names: words(`
      limit-rate limit-rate-after limit-rpm limit-rps limit-connections limit-burst-multiplier
      proxy-ssl-verify-depth upstream-hash-by-subset-size canary-weight canary-weight-total auth-keepalive
      auth-keepalive-requests auth-keepalive-timeout auth-tls-verify-depth cors-max-age proxy-connect-timeout
      proxy-send-timeout proxy-read-timeout proxy-buffers-number proxy-next-upstream-timeout
      proxy-next-upstream-tries permanent-redirect-code temporal-redirect-code
    `),
  },
  {
    prefix: 'nginx.ingress.kubernetes.io/',
    type: SIZE,
    names: words(`
      proxy-body-size client-body-buffer-size proxy-buffer-size proxy-busy-buffers-size proxy-max-temp-file-size
    `),
  },
  {
    prefix: 'nginx.ingress.kubernetes.io/',
    type: ON_OFF,
    names: words('proxy-ssl-verify proxy-ssl-server-name mirror-request-body proxy-request-buffering proxy-buffering'),
  },
  {
    prefix: 'nginx.ingress.kubernetes.io/',
    type: anyCase('HTTP', 'HTTPS', 'AUTO_HTTP', 'GRPC', 'GRPCS', 'FCGI'),
    names: ['backend-protocol'],
  },
  { prefix: 'nginx.ingress.kubernetes.io/', type: oneOf('cookie'), names: ['affinity'] },
  { prefix: 'nginx.ingress.kubernetes.io/', type: oneOf('balanced', 'persistent'), names: ['affinity-mode'] },
  { prefix: 'nginx.ingress.kubernetes.io/', type: oneOf('basic', 'digest'), names: ['auth-type'] },
  { prefix: 'nginx.ingress.kubernetes.io/', type: oneOf('auth-file', 'auth-map'), names: ['auth-secret-type'] },
  { prefix: 'nginx.ingress.kubernetes.io/', type: oneOf('any', 'all'), names: ['satisfy'] },
  { prefix: 'nginx.ingress.kubernetes.io/', type: oneOf('1.0', '1.1'), names: ['proxy-http-version'] },
  {
    prefix: 'nginx.ingress.kubernetes.io/',
    type: anyCase('None', 'Lax', 'Strict'),
    names: ['session-cookie-samesite'],
  },
  {
    prefix: 'nginx.ingress.kubernetes.io/',
    type: oneOf('on', 'off', 'optional', 'optional_no_ca'),
    names: ['auth-tls-verify-client'],
  },
  {
    prefix: 'nginx.org/',
    type: BOOL,
    names: words(`
      redirect-to-https ssl-redirect hsts hsts-include-subdomains hsts-behind-proxy proxy-buffering use-cluster-ip
      limit-req-no-delay limit-req-dry-run limit-req-scale ssl-prefer-server-ciphers
    `),
  },
  { prefix: 'nginx.org/', type: oneOf('master', 'minion'), names: ['mergeable-ingress-type'] },
  {
    prefix: 'nginx.org/',
    type: oneOf('case_sensitive', 'case_insensitive', 'exact'),
    names: ['path-regex'],
  },
  { prefix: 'nginx.org/', type: SIZE, names: words('client-max-body-size proxy-buffer-size proxy-max-temp-file-size') },
  {
    prefix: 'alb.ingress.kubernetes.io/',
    type: INTEGER,
    names: words(`
      group.order healthcheck-interval-seconds healthcheck-timeout-seconds healthy-threshold-count
      unhealthy-threshold-count auth-session-timeout
    `),
  },
  { prefix: 'alb.ingress.kubernetes.io/', type: oneOf('internal', 'internet-facing'), names: ['scheme'] },
  { prefix: 'alb.ingress.kubernetes.io/', type: oneOf('instance', 'ip'), names: ['target-type'] },
  { prefix: 'alb.ingress.kubernetes.io/', type: oneOf('HTTP', 'HTTPS'), names: ['backend-protocol'] },
  { prefix: 'alb.ingress.kubernetes.io/', type: oneOf('HTTP', 'HTTPS'), names: ['healthcheck-protocol'] },
  {
    prefix: 'alb.ingress.kubernetes.io/',
    type: oneOf('HTTP1', 'HTTP2', 'GRPC'),
    names: ['backend-protocol-version'],
  },
  {
    prefix: 'alb.ingress.kubernetes.io/',
    type: oneOf('ipv4', 'dualstack', 'dualstack-without-public-ipv4'),
    names: ['ip-address-type'],
  },
  { prefix: 'alb.ingress.kubernetes.io/', type: JSON_LIST, names: ['listen-ports'] },
  { prefix: 'alb.ingress.kubernetes.io/', type: TARGET_PORT, names: ['healthcheck-port'] },
  { prefix: 'alb.ingress.kubernetes.io/', type: ABSOLUTE, names: ['healthcheck-path'] },
  {
    prefix: 'service.beta.kubernetes.io/aws-load-balancer-',
    type: oneOf('internal', 'internet-facing'),
    names: ['scheme'],
  },
  {
    prefix: 'service.beta.kubernetes.io/aws-load-balancer-',
    type: oneOf('instance', 'ip'),
    names: ['nlb-target-type'],
  },
  {
    prefix: 'service.beta.kubernetes.io/aws-load-balancer-',
    type: oneOf('nlb', 'nlb-ip', 'external'),
    names: ['type'],
  },
  {
    prefix: 'service.beta.kubernetes.io/aws-load-balancer-',
    type: anyCase('http', 'https', 'tcp', 'ssl', 'tls'),
    names: ['backend-protocol'],
  },
  { prefix: 'service.beta.kubernetes.io/aws-load-balancer-', type: TARGET_PORT, names: ['healthcheck-port'] },
  { prefix: 'service.beta.kubernetes.io/aws-load-balancer-', type: ABSOLUTE, names: ['healthcheck-path'] },
  {
    prefix: 'service.beta.kubernetes.io/aws-load-balancer-',
    type: anyCase('tcp', 'http', 'https', 'ssl'),
    names: ['healthcheck-protocol'],
  },
  { prefix: 'service.beta.kubernetes.io/aws-load-balancer-', type: oneOf('*'), names: ['proxy-protocol'] },
  {
    prefix: 'service.beta.kubernetes.io/azure-',
    type: BOOL,
    names: words('load-balancer-internal load-balancer-disable-tcp-reset disable-load-balancer-floating-ip pls-create'),
  },
  {
    prefix: 'service.beta.kubernetes.io/azure-',
    type: anyCase('tcp', 'http', 'https'),
    names: ['load-balancer-health-probe-protocol'],
  },
  {
    prefix: 'service.beta.kubernetes.io/do-loadbalancer-',
    type: oneOf('tcp', 'udp', 'http', 'https', 'http2', 'http3'),
    names: ['protocol'],
  },
  {
    prefix: 'service.beta.kubernetes.io/do-loadbalancer-',
    type: oneOf('tcp', 'http', 'https'),
    names: ['healthcheck-protocol'],
  },
  {
    prefix: 'service.beta.kubernetes.io/do-loadbalancer-',
    type: BOOL,
    names: words('enable-proxy-protocol redirect-http-to-https tls-passthrough enable-backend-keepalive'),
  },
  { prefix: 'cloud.google.com/', type: JSON_OBJECT, names: words('neg backend-config app-protocols') },
  {
    prefix: 'traefik.ingress.kubernetes.io/',
    type: BOOL,
    names: words('router.tls service.passhostheader service.nativelb service.nodeportlb service.sticky.cookie'),
  },
  { prefix: 'traefik.ingress.kubernetes.io/', type: INTEGER, names: ['router.priority'] },
  {
    prefix: 'traefik.ingress.kubernetes.io/',
    type: oneOf('http', 'https', 'h2c'),
    names: ['service.serversscheme'],
  },
  {
    prefix: 'appgw.ingress.kubernetes.io/',
    type: BOOL,
    names: words('ssl-redirect cookie-based-affinity use-private-ip connection-draining'),
  },
  { prefix: 'appgw.ingress.kubernetes.io/', type: anyCase('http', 'https'), names: ['backend-protocol'] },
  {
    prefix: 'konghq.com/',
    type: oneOf('http', 'https', 'grpc', 'grpcs', 'tcp', 'tls', 'udp', 'ws', 'wss', 'tls_passthrough'),
    names: ['protocol'],
  },
  { prefix: 'external-dns.alpha.kubernetes.io/', type: oneOf('public', 'private'), names: ['access'] },
];

const BY_KEY: ReadonlyMap<string, ValueType> = new Map(
  TYPES.flatMap(({ prefix, type, names }) => names.map((name) => [prefix + name, type] as const)),
);

/** Annotations of Pods: each upstream of Consul has the name of a service and the port on which the Pod finds it. */
const OF_PODS: ReadonlyMap<string, ValueType> = new Map([
  [
    'consul.hashicorp.com/connect-service-upstreams',
    {
      wanted: '`NAME:PORT`, several with commas between',
      isRead: (value: string): boolean => value.split(',').every((upstream) => isUpstream(upstream.trim())),
    },
  ],
]);

function isUpstream(text: string): boolean {
  const parts = text.split(':');
  return text === '' || (parts.length > (parts[0] === 'prepared_query' ? 2 : 1) && parts.every((part) => part !== ''));
}

const PREFIXES = [...new Set(TYPES.map(({ prefix }) => prefix))];

/** `‘HTTP’`: quotes of a word processor are none for YAML, and stay in the value. */
export function withoutTypographicQuotes(value: string): string | undefined {
  return /^[\u2018\u2019\u201c\u201d\u201e].+[\u2018\u2019\u201c\u201d]$/s.test(value) ? value.slice(1, -1) : undefined;
}

const UNQUOTED: ValueType = {
  wanted: 'a value without typographic quotes',
  isRead: (value) => withoutTypographicQuotes(value) === undefined,
};

const ofController = (key: string): ValueType | undefined =>
  BY_KEY.get(key) ?? (PREFIXES.some((prefix) => key.startsWith(prefix)) ? UNQUOTED : undefined);

/** Annotations of an Ingress or a Service, or of the Pods of a workload, that their controller refuses or ignores. */
export function unreadableValues(resource: Resource): readonly UnreadableValue[] {
  const ofPods = resource.group === 'apps';
  const path = [...(ofPods ? ['spec', 'template'] : []), 'metadata', 'annotations'];
  return [...getEntries(resource.tree, ...path)].flatMap(({ key }): readonly UnreadableValue[] => {
    const type = ofPods ? OF_PODS.get(key) : ofController(key);
    const value = type === undefined ? undefined : getString(resource.tree, ...path, key);
    if (type === undefined || value === undefined || value === '' || isPlaceholder(value)) return [];
    if (type.isRead(value.trim())) return [];
    return [{ key, path: [...path, key], value, wanted: type.wanted, allowed: type.allowed ?? [] }];
  });
}
