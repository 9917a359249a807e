import { INGRESS, SERVICE, words, type AnnotationFamily } from './annotation-family.js';

/** What the controllers of load balancers, of names and of certificates read (semantics 7.14, with the sources). */
export const OTHER_FAMILIES: readonly AnnotationFamily[] = [
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
    prefix: 'service.beta.kubernetes.io/azure-',
    kinds: SERVICE,
    reader: 'the load balancer of Azure',
    names: words(`
      additional-public-ips allowed-ip-ranges allowed-service-tags
      deny-all-except-load-balancer-source-ranges disable-load-balancer-floating-ip
      disable-load-balancer-nsg-rule dns-label-name load-balancer-configurations load-balancer-disable-tcp-reset
      load-balancer-enable-high-availability-ports load-balancer-health-probe-interval
      load-balancer-health-probe-num-of-probe load-balancer-health-probe-protocol
      load-balancer-health-probe-request-path load-balancer-internal load-balancer-internal-subnet
      load-balancer-ipv4 load-balancer-ipv6 load-balancer-mode load-balancer-resource-group
      load-balancer-tcp-idle-timeout pip-ip-tags pip-name pip-name-ipv6 pip-prefix-id pip-prefix-id-ipv6 pip-tags
      pls-auto-approval pls-create pls-fqdns pls-ip-configuration-ip-address
      pls-ip-configuration-ip-address-count pls-ip-configuration-subnet pls-name pls-proxy-protocol
      pls-resource-group pls-visibility shared-securityrule
    `),
  },
  {
    prefix: 'service.beta.kubernetes.io/do-loadbalancer-',
    kinds: SERVICE,
    reader: 'the load balancer of DigitalOcean',
    names: words(`
      algorithm allow-rules certificate-id certificate-name deny-rules disable-lets-encrypt-dns-records
      enable-backend-keepalive enable-proxy-protocol healthcheck-check-interval-seconds
      healthcheck-healthy-threshold healthcheck-path healthcheck-port healthcheck-protocol
      healthcheck-response-timeout-seconds healthcheck-unhealthy-threshold hostname http-idle-timeout-seconds
      http-ports http2-ports http3-port https-ports ip name network network-stack override-health-check protocol
      redirect-http-to-https size-slug size-unit sticky-sessions-cookie-name sticky-sessions-cookie-ttl
      sticky-sessions-type subnet-uuid tls-passthrough tls-ports type
    `),
  },
  ...['metallb.universe.tf/', 'metallb.io/'].map((prefix) => ({
    prefix,
    kinds: SERVICE,
    reader: 'MetalLB',
    names: words('address-pool allow-shared-ip loadBalancerIPs ip-allocated-from-pool'),
  })),
  // The first one since ExternalDNS 0.20, the other one before.
  ...['external-dns.kubernetes.io/', 'external-dns.alpha.kubernetes.io/'].map((prefix) => ({
    prefix,
    kinds: [...INGRESS, ...SERVICE],
    reader: 'ExternalDNS',
    names: words(`
      hostname internal-hostname ttl target alias set-identifier controller access endpoints-type record-type
      ingress-hostname-source gateway-hostname-source cloudflare-proxied cloudflare-custom-hostname
      cloudflare-region-key cloudflare-record-comment cloudflare-tags azure-tags aws- scw- webhook- ingress
      coredns-group
    `),
  })),
  {
    prefix: 'cert-manager.io/',
    kinds: INGRESS,
    reader: 'cert-manager',
    names: words(`
      issuer cluster-issuer issuer-kind issuer-group common-name email-sans subject-organizations
      subject-organizationalunits subject-countries subject-provinces subject-localities subject-postalcodes
      subject-streetaddresses subject-serialnumber duration renew-before renew-before-percentage usages
      revision-history-limit private-key-algorithm private-key-encoding private-key-size
      private-key-rotation-policy alt-names ip-sans uri-sans secret-template issue-temporary-certificate
      allow-direct-injection inject-ca-from inject-ca-from-secret inject-apiserver-ca
    `),
  },
];
