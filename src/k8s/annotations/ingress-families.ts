import { INGRESS, SERVICE, words, type AnnotationFamily } from './annotation-family.js';

/** Keys of the ConfigMap of ingress-nginx that people take for annotations (semantics 7.14). */
const NGINX_SETTINGS = words(`
  add-headers brotli-level brotli-types enable-brotli enable-real-ip forwarded-for-header gzip-level gzip-types
  hide-headers hsts hsts-include-subdomains hsts-max-age hsts-preload http-snippet keep-alive
  large-client-header-buffers limit-req-status-code log-format-escape-json log-format-upstream proxy-real-ip-cidr
  proxy-set-headers server-tokens ssl-dh-param ssl-protocols use-forwarded-headers use-gzip use-http2
  use-proxy-protocol
`);

/** What the controllers of Ingresses read (semantics 7.14, with the sources). */
export const INGRESS_FAMILIES: readonly AnnotationFamily[] = [
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
      influxdb-measurement influxdb-port influxdb-host influxdb-server-name enable-dynamic-tls-records fastcgi-index
      fastcgi-params-configmap use-port-in-redirects mirror-uri vts-filter-key lua-resty-waf
      lua-resty-waf- auth-send-body canary- service-match service-weight
    `),
    whole: {
      settings: NGINX_SETTINGS,
      instead: [
        ['rate-limit-conn', 'it is called `limit-connections` there'],
        ['rate-limit-burst', 'it is called `limit-burst-multiplier` there'],
        ['rate-limit', 'requests are limited by `limit-rps`, to so many a second, or `limit-rpm`, a minute'],
        ['websocket', 'it proxies WebSockets without being told; `proxy-read-timeout` keeps them open'],
        ['health-check', 'it goes by the readiness of the Pods: write a `readinessProbe`'],
        ['proxy-cache', 'it caches answers only by directives of NGINX, in a `configuration-snippet`'],
        ['access-control-allow-', 'it is called `cors-allow-…` there'],
        ['enable-waf', 'it is called `enable-modsecurity` there'],
      ],
      dropped: [
        { beginning: 'proxy-pass-params', release: '0.12' },
        { beginning: 'vts-filter-key', release: '0.16' },
        { beginning: 'secure-backends', release: '0.21', instead: 'backend-protocol' },
        { beginning: 'grpc-backend', release: '0.21', instead: 'backend-protocol' },
        { beginning: 'upstream-max-fails', release: '0.21' },
        { beginning: 'upstream-fail-timeout', release: '0.21' },
        { beginning: 'add-base-url', release: '0.22' },
        { beginning: 'base-url-scheme', release: '0.22' },
        { beginning: 'session-cookie-hash', release: '0.24' },
        { beginning: 'lua-resty-waf', release: '0.27', instead: 'enable-modsecurity' },
        { beginning: 'mirror-uri', release: '0.29', instead: 'mirror-target' },
        { beginning: 'enable-influxdb', release: '1.7.1' },
        { beginning: 'influxdb-', release: '1.7.1' },
        { beginning: 'secure-verify-ca-secret', release: '1.7.1', instead: 'proxy-ssl-secret' },
        { beginning: 'enable-opentracing', release: '1.10', instead: 'enable-opentelemetry' },
        { beginning: 'opentracing-', release: '1.10', instead: 'opentelemetry-trust-incoming-span' },
        { beginning: 'global-rate-limit', release: '1.12', instead: 'limit-rps' },
      ],
    },
  },
  ...['nginx.org/', 'nginx.com/'].map((prefix) => ({
    prefix,
    kinds: INGRESS,
    reader: 'the NGINX Ingress Controller of F5',
    names: words(`
      add-header add-header-inherit app-root basic-auth-realm basic-auth-secret client-body-buffer-size
      client-max-body-size custom-http-errors fail-timeout grpc-services health-checks health-checks-mandatory
      health-checks-mandatory-queue hsts hsts-behind-proxy hsts-include-subdomains hsts-max-age http-redirect-code
      jwt-key jwt-login-url jwt-realm jwt-token keepalive lb-method limit-req-burst limit-req-delay
      limit-req-dry-run limit-req-key limit-req-log-level limit-req-no-delay limit-req-rate limit-req-reject-code
      limit-req-scale limit-req-zone-size listen-ports listen-ports-ssl location-snippets max-conns max-fails
      mergeable-ingress-type path-regex policies proxy-buffer-size proxy-buffering proxy-buffers
      proxy-busy-buffers-size proxy-connect-timeout proxy-hide-headers proxy-max-temp-file-size
      proxy-next-upstream proxy-next-upstream-timeout proxy-next-upstream-tries proxy-pass-headers
      proxy-read-timeout proxy-redirect-from proxy-redirect-to proxy-send-timeout proxy-set-headers
      redirect-to-https rewrite-target rewrites server-snippets server-tokens slow-start ssl-ciphers
      ssl-prefer-server-ciphers ssl-redirect ssl-services sticky-cookie-services upstream-zone-size use-cluster-ip
      websocket-services
    `),
  })),
  ...['haproxy.org/', 'haproxy.com/'].map((prefix) => ({
    prefix,
    kinds: [...INGRESS, ...SERVICE],
    reader: "HAProxy Technologies' controller",
    names: words(`
      auth-type auth-secret auth-realm blacklist deny-list check check-http check-interval clean-certs client-ca
      client-crt-optional client-strict-sni generate-certificates-signer cors-enable cors-allow-origin
      cors-allow-methods cors-allow-credentials cors-allow-headers cors-max-age cors-respond-to-options
      global-config-snippet frontend-config-snippet stats-config-snippet backend-config-snippet
      cookie-persistence cookie-persistence-no-dynamic dontlognull src-ip-header forwarded-for hard-stop-after
      http-connection-mode http-keep-alive http-server-close ingress.class load-balance log-format log-format-tcp
      logasap maxconn nbthread path-rewrite pod-maxconn proxy-protocol quic-alt-svc-max-age rate-limit-period
      rate-limit-status-code rate-limit-requests rate-limit-size rate-limit-whitelist request-capture
      request-capture-len request-set-header request-redirect request-redirect-code response-set-header route-acl
      send-proxy-protocol server-ca server-crt server-proto server-ssl server-sni set-host scale-server-slots
      servers-increment ssl-certificate ssl-passthrough ssl-redirect ssl-redirect-code ssl-redirect-port
      syslog-server standalone-backend timeout-check timeout-client timeout-client-fin timeout-connect
      timeout-http-request timeout-http-keep-alive timeout-queue timeout-server timeout-server-fin timeout-tunnel
      whitelist allow-list tls-alpn backend-config
    `),
  })),
  {
    prefix: 'haproxy-ingress.github.io/',
    kinds: [...INGRESS, ...SERVICE],
    reader: 'HAProxy Ingress',
    names: words(`
      acme-emails acme-endpoint acme-expiring acme-preferred-chain acme-shared acme-terms-agreed affinity
      agent-check-addr agent-check-interval agent-check-port agent-check-send allow-local-bind
      allowlist-source-range allowlist-source-header app-root assign-backend-server-id auth-external-placement
      auth-headers-fail auth-headers-request auth-headers-succeed auth-log-format auth-method auth-proxy
      auth-realm auth-secret auth-signin auth-tls-cert-header auth-tls-error-page auth-tls-default-secret
      auth-tls-secret auth-tls-strict auth-tls-verify-client auth-url backend-check-interval backend-protocol
      backend-server-naming backend-server-slots-increment balance-algorithm bind-http bind-http-passthrough
      bind-https bind-ip-addr-healthz bind-ip-addr-http bind-ip-addr-prometheus bind-ip-addr-stats
      bind-ip-addr-tcp blue-green-balance blue-green-cookie blue-green-deploy blue-green-header blue-green-mode
      cert-signer close-sessions-duration config-backend config-defaults config-frontend config-frontend-early
      config-frontend-late config-global config-peers config-proxy config-sections config-tcp config-tcp-service
      cookie-key cors-allow-credentials cors-allow-headers cors-allow-methods cors-allow-origin
      cors-allow-origin-regex cors-enable cors-expose-headers cors-max-age cpu-map create-default-frontends
      cross-namespace-secrets-ca cross-namespace-secrets-crt cross-namespace-secrets-passwd
      cross-namespace-services default-backend-redirect default-backend-redirect-code denylist-source-range
      dns-accepted-payload-size dns-cluster-domain dns-hold-obsolete dns-hold-valid dns-resolvers
      dns-timeout-retry drain-support drain-support-redispatch dynamic-scaling external-has-lua fcgi-app
      fcgi-enabled-apps forwardfor groupname headers health-check-addr health-check-fall-count
      health-check-interval health-check-port health-check-rise-count health-check-uri healthz-port hsts
      hsts-include-subdomains hsts-max-age hsts-preload http-frontend http-frontends http-header-match
      http-header-match-regex http-log-format http-passthrough http-passthrough-port http-port
      http-response-prometheus-root https-log-format https-port initial-weight limit-connections limit-rps
      limit-whitelist load-server-state master-exit-on-failure max-connections maxconn-server maxqueue-server
      modsecurity-args modsecurity-endpoints modsecurity-timeout-hello modsecurity-timeout-idle
      modsecurity-timeout-processing modsecurity-use-coraza nbthread no-redirect-locations
      no-tls-redirect-locations oauth oauth-headers oauth-uri-prefix original-forwarded-for-hdr path-type
      path-type-order peers-name peers-port peers-table peers-table-global prometheus-port proxy-body-size
      proxy-protocol real-ip-hdr redirect-from redirect-from-code redirect-from-regex redirect-to
      redirect-to-code request-add-headers request-del-headers request-set-headers response-add-headers
      response-del-headers response-set-headers rewrite-target secure-backends secure-crt-secret secure-sni
      secure-verify-ca-secret secure-verify-hostname server-alias server-alias-regex service-upstream
      session-cookie-domain session-cookie-dynamic session-cookie-keywords session-cookie-name
      session-cookie-preserve session-cookie-shared session-cookie-strategy session-cookie-value-strategy
      slots-min-free source-address-intf ssl-always-add-https ssl-always-follow-redirect ssl-cipher-suites
      ssl-cipher-suites-backend ssl-ciphers ssl-ciphers-backend ssl-dh-default-max-size ssl-dh-param ssl-engine
      ssl-fingerprint-lower ssl-fingerprint-sha2-bits ssl-headers-prefix ssl-mode-async ssl-options
      ssl-options-backend ssl-options-host ssl-passthrough ssl-passthrough-http-port ssl-redirect
      ssl-redirect-code stats-auth stats-port stats-proxy-protocol stats-ssl-cert strict-host syslog-endpoint
      syslog-format syslog-length syslog-tag tcp-log-format tcp-service-log-format tcp-service-port
      tcp-service-proxy-protocol timeout-client timeout-client-fin timeout-connect timeout-http-request
      timeout-keep-alive timeout-queue timeout-server timeout-server-fin timeout-stop timeout-tunnel tls-alpn
      use-chroot use-cpu-map use-forwarded-proto use-haproxy-user use-proxy-protocol use-resolver username
      var-namespace waf waf-mode whitelist-source-range worker-max-reloads
    `),
  },
  {
    prefix: 'traefik.ingress.kubernetes.io/',
    kinds: [...INGRESS, ...SERVICE],
    reader: 'Traefik',
    names: words(`
      router.entrypoints router.middlewares router.priority router.pathmatcher router.rulesyntax router.tls
      router.tls.certresolver router.tls.options router.tls.domains. router.observability.
      service.serversscheme service.serverstransport service.passhostheader service.nativelb service.nodeportlb
      service.middlewares service.sticky.cookie service.sticky.cookie.name service.sticky.cookie.secure
      service.sticky.cookie.httponly service.sticky.cookie.samesite service.sticky.cookie.path
      service.sticky.cookie.domain service.sticky.cookie.maxage
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
  {
    prefix: 'appgw.ingress.kubernetes.io/',
    kinds: INGRESS,
    reader: 'the Application Gateway of Azure',
    names: words(`
      backend-path-prefix backend-hostname health-probe-hostname health-probe-port health-probe-path
      health-probe-status-codes health-probe-interval health-probe-timeout health-probe-unhealthy-threshold
      cookie-based-affinity cookie-based-affinity-distinct-name request-timeout connection-draining
      connection-draining-timeout ssl-redirect use-private-ip override-frontend-port backend-protocol
      hostname-extension waf-policy-for-path appgw-ssl-certificate appgw-ssl-profile
      appgw-trusted-root-certificate rewrite-rule-set rewrite-rule-set-custom-resource rule-priority
    `),
  },
  {
    prefix: 'konghq.com/',
    kinds: [...INGRESS, ...SERVICE],
    reader: 'the controller of Kong',
    names: words(`
      override plugins protocol protocols client-cert strip-path path https-redirect-status-code preserve-host
      regex-priority host-header methods snis request-buffering response-buffering host-aliases regex-prefix
      connect-timeout write-timeout read-timeout retries headers. headers-separator path-handling tags rewrite
      tls-verify tls-verify-depth ca-certificates-secrets ca-certificates-configmaps upstream-policy
    `),
  },
  {
    prefix: 'projectcontour.io/',
    kinds: [...INGRESS, ...SERVICE],
    reader: 'Contour',
    names: words(`
      ingress.class num-retries per-try-timeout response-timeout retry-on tls-minimum-protocol-version
      tls-maximum-protocol-version websocket-routes tls-cert-namespace max-connections max-pending-requests
      max-requests max-retries per-host-max-connections upstream-protocol.
    `),
  },
];
