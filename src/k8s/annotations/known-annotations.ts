import type { ObjectKind } from '../object/object-kind.js';

/** The annotations of one controller below one prefix, as its documentation lists them. */
export interface AnnotationFamily {
  readonly prefix: string;
  /** Where the controller looks for them. */
  readonly kinds: readonly ObjectKind[];
  /** Behind the prefix; what ends in a dot takes a name of its own behind it. */
  readonly names: readonly string[];
  /** Who reads them, for people. */
  readonly reader: string;
}

const INGRESS: readonly ObjectKind[] = ['networking.k8s.io/Ingress', 'extensions/Ingress'];
const SERVICE: readonly ObjectKind[] = ['/Service'];

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/**
 * Lists of names need not be complete: what is missing from one is only not suggested, and not taken for a slip unless
 * it is nearly another name (semantics 7.14, with the sources).
 */
export const FAMILIES: readonly AnnotationFamily[] = [
  {
    prefix: 'nginx.ingress.kubernetes.io/',
    kinds: INGRESS,
    reader: 'ingress-nginx',
    names: words(`
      app-root affinity affinity-mode affinity-canary-behavior auth-realm auth-secret auth-secret-type auth-type
      auth-tls-secret auth-tls-verify-depth auth-tls-verify-client auth-tls-error-page
      auth-tls-pass-certificate-to-upstream auth-tls-match-cn auth-url auth-signin auth-signin-redirect-param
      auth-method auth-response-headers auth-request-redirect auth-cache-key auth-cache-duration auth-keepalive
      auth-keepalive-share-vars auth-keepalive-requests auth-keepalive-timeout auth-proxy-set-headers auth-snippet
      auth-always-set-cookie enable-global-auth backend-protocol canary canary-by-header canary-by-header-value
      canary-by-header-pattern canary-by-cookie canary-weight canary-weight-total client-body-buffer-size
      configuration-snippet custom-http-errors custom-headers default-backend enable-cors cors-allow-origin
      cors-allow-methods cors-allow-headers cors-expose-headers cors-allow-credentials cors-max-age
      force-ssl-redirect from-to-www-redirect http2-push-preload limit-connections limit-rps limit-rpm limit-rate
      limit-rate-after limit-burst-multiplier limit-whitelist limit-allowlist permanent-redirect
      permanent-redirect-code temporal-redirect temporal-redirect-code preserve-trailing-slash proxy-body-size
      proxy-cookie-domain proxy-cookie-path proxy-connect-timeout proxy-send-timeout proxy-read-timeout
      proxy-next-upstream proxy-next-upstream-timeout proxy-next-upstream-tries proxy-request-buffering
      proxy-redirect-from proxy-redirect-to proxy-http-version proxy-ssl-secret proxy-ssl-ciphers proxy-ssl-name
      proxy-ssl-protocols proxy-ssl-verify proxy-ssl-verify-depth proxy-ssl-server-name enable-rewrite-log
      rewrite-target satisfy server-alias server-snippet service-upstream session-cookie-name session-cookie-path
      session-cookie-domain session-cookie-change-on-failure session-cookie-samesite session-cookie-secure
      session-cookie-conditional-samesite-none session-cookie-max-age session-cookie-expires session-cookie-hash
      ssl-redirect ssl-passthrough stream-snippet upstream-hash-by upstream-hash-by-subset
      upstream-hash-by-subset-size upstream-vhost x-forwarded-prefix load-balance whitelist-source-range
      allowlist-source-range denylist-source-range proxy-buffering proxy-buffers-number proxy-buffer-size
      proxy-busy-buffers-size proxy-max-temp-file-size ssl-ciphers ssl-prefer-server-ciphers
      connection-proxy-header enable-access-log enable-opentracing opentracing-trust-incoming-span
      enable-opentelemetry opentelemetry-trust-incoming-span opentelemetry-operation-name use-regex
      enable-modsecurity enable-owasp-core-rules modsecurity-transaction-id modsecurity-snippet
      mirror-request-body mirror-target mirror-host disable-proxy-intercept-errors relative-redirects
      secure-backends secure-verify-ca-secret base-url-scheme add-base-url upstream-max-fails
      upstream-fail-timeout grpc-backend proxy-pass-params session-cookie-partitioned global-rate-limit
      global-rate-limit-window global-rate-limit-key global-rate-limit-ignored-cidrs enable-influxdb
      influxdb-measurement influxdb-port influxdb-host influxdb-server-name enable-dynamic-tls-records
    `),
  },
  {
    prefix: 'service.beta.kubernetes.io/aws-load-balancer-',
    kinds: SERVICE,
    reader: 'the load balancer controllers of AWS',
    names: words(`
      type nlb-target-type name internal scheme proxy-protocol ip-address-type access-log-enabled
      access-log-s3-bucket-name access-log-s3-bucket-prefix access-log-emit-interval
      cross-zone-load-balancing-enabled ssl-cert ssl-ports ssl-negotiation-policy backend-protocol
      additional-resource-tags healthcheck-protocol healthcheck-port healthcheck-path healthcheck-interval
      healthcheck-timeout healthcheck-healthy-threshold healthcheck-unhealthy-threshold healthcheck-success-codes
      eip-allocations private-ipv4-addresses ipv6-addresses target-group-attributes subnets alpn-policy
      target-node-labels attributes security-groups extra-security-groups manage-backend-security-group-rules
      inbound-sg-rules-on-private-link-traffic connection-draining-enabled connection-draining-timeout
      connection-idle-timeout listener-attributes. multi-cluster-target-group
      enable-prefix-for-ipv6-source-nat source-nat-ipv6-prefixes minimum-load-balancer-capacity
      enable-icmp-for-path-mtu-discovery enable-tcp-udp-listener disable-nlb-sg security-group-prefix-lists
    `),
  },
  {
    prefix: 'alb.ingress.kubernetes.io/',
    kinds: [...INGRESS, ...SERVICE],
    reader: 'the AWS load balancer controller',
    names: words(`
      load-balancer-name group.name group.order tags ip-address-type scheme subnets security-groups
      manage-backend-security-group-rules customer-owned-ipv4-pool load-balancer-attributes wafv2-acl-arn
      wafv2-acl-name waf-acl-id web-acl-id shield-advanced-protection listen-ports ssl-redirect inbound-cidrs
      security-group-prefix-lists certificate-arn ssl-policy target-type backend-protocol
      backend-protocol-version target-group-attributes healthcheck-port healthcheck-protocol healthcheck-path
      healthcheck-interval-seconds healthcheck-timeout-seconds healthy-threshold-count unhealthy-threshold-count
      success-codes auth-type auth-idp-cognito auth-idp-oidc auth-on-unauthenticated-request auth-scope
      auth-session-cookie auth-session-timeout actions. conditions. transforms. target-node-labels
      mutual-authentication multi-cluster-target-group listener-attributes. minimum-load-balancer-capacity
      ipam-ipv4-pool-id use-regex-path-match target-control-port. jwt-validation
    `),
  },
  ...['metallb.universe.tf/', 'metallb.io/'].map((prefix) => ({
    prefix,
    kinds: SERVICE,
    reader: 'MetalLB',
    names: words('address-pool allow-shared-ip loadBalancerIPs ip-allocated-from-pool'),
  })),
];

/** Annotations that their controller reads in other kinds of objects only. */
export interface MovedAnnotation {
  readonly key: RegExp;
  /** The kinds in which they are found by mistake. */
  readonly found: readonly ObjectKind[];
  readonly reader: string;
  /** Where they belong, for people. */
  readonly belongs: string;
  /** What it is called where it stands. */
  readonly instead?: string;
}

/** One row for each with its source (semantics 7.14). */
export const MOVED: readonly MovedAnnotation[] = [
  {
    key: /^nginx\.ingress\.kubernetes\.io\//,
    found: SERVICE,
    reader: 'ingress-nginx',
    belongs: 'the Ingress',
  },
  {
    key: /^service\.beta\.kubernetes\.io\/(aws|azure|do|oci|linode|openstack|scw)-/,
    found: INGRESS,
    reader: 'the controller of load balancers',
    belongs: 'a Service',
  },
  {
    key: /^cloud\.google\.com\/(backend-config|neg|app-protocols)$/,
    found: INGRESS,
    reader: 'the Ingress controller of GKE',
    belongs: 'the Service',
  },
  {
    key: /^traefik\.ingress\.kubernetes\.io\/service\./,
    found: INGRESS,
    reader: 'Traefik',
    belongs: 'the Service',
  },
  {
    key: /^traefik\.ingress\.kubernetes\.io\/router\./,
    found: SERVICE,
    reader: 'Traefik',
    belongs: 'the Ingress',
  },
  {
    key: /^konghq\.com\/protocol$/,
    found: INGRESS,
    reader: 'the controller of Kong',
    belongs: 'the Service',
  },
  {
    key: /^konghq\.com\/protocols$/,
    found: SERVICE,
    reader: 'the controller of Kong',
    belongs: 'a route',
    instead: 'konghq.com/protocol',
  },
  {
    key: /^projectcontour\.io\/upstream-protocol\./,
    found: INGRESS,
    reader: 'Contour',
    belongs: 'the Service',
  },
];

/** Annotations that are read from Pods, and so belong into the template of what makes them. */
export const OF_PODS: readonly { readonly key: RegExp; readonly reader: string }[] = [
  { key: /^prometheus\.io\/scrape$/, reader: 'Prometheus' },
  { key: /^(traffic\.)?sidecar\.istio\.io\//, reader: 'Istio' },
  { key: /^(linkerd\.io\/inject|config\.linkerd\.io\/.*)$/, reader: 'Linkerd' },
  { key: /^consul\.hashicorp\.com\/connect-/, reader: 'Consul' },
  { key: /^dapr\.io\/(enabled|app-id|app-port|app-protocol)$/, reader: 'Dapr' },
];
