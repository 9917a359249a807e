import type { PathPattern } from '../object/path-pattern.js';
import type { ObjectKind } from '../object/object-kind.js';

/** What a text names: objects of one group and kind, and what it costs to miss one. */
export interface Target {
  readonly group: string;
  readonly kind: string;
  /** What is named has no namespace, or any will do. */
  readonly anywhere?: boolean;
  /** A kind of the same group whose objects are named in the same way, but for one word. */
  readonly otherKind?: string;
  readonly lost: string;
}

/** A field that holds a name and nothing else. */
export interface NameField {
  readonly at: PathPattern;
  readonly target: Target;
}

/** A map of `name`, `kind`, API group and `namespace`, of which all but the name may have defaults. */
export interface TypedField {
  readonly at: PathPattern;
  /** The field that holds the API group, where it has one. */
  readonly groupField?: string;
  /** The kinds that it may name, the default first; undefined where group and kind are written, and any will do. */
  readonly targets?: readonly Target[];
  /** Without `kind` it means any of `targets`. */
  readonly kindless?: boolean;
  /** What happens where nothing has the name, as a clause. */
  readonly lost: string;
}

/** An annotation that holds names. */
export interface AnnotationField {
  readonly key: string;
  readonly target: Target;
  /**
   * `names`: a list with commas; `path`: it may be `namespace/name`; `ports`: JSON with a name for each port; `joined`:
   * a list of `NAMESPACE-NAME@kubernetescrd`, as Traefik has it.
   */
  readonly form: 'name' | 'names' | 'path' | 'ports' | 'joined';
}

/** Where objects of some kinds name others that are no Services. */
export interface CompanionRow {
  readonly kinds: readonly ObjectKind[];
  readonly names?: readonly NameField[];
  readonly typed?: readonly TypedField[];
  readonly annotations?: readonly AnnotationField[];
}

const CERT_MANAGER = 'cert-manager.io';
const NO_CERTIFICATE = 'cert-manager waits for the issuer, and the Secret of the certificate is never written';
const ISSUER: Target = { group: CERT_MANAGER, kind: 'Issuer', otherKind: 'ClusterIssuer', lost: NO_CERTIFICATE };
const CLUSTER_ISSUER: Target = {
  group: CERT_MANAGER,
  kind: 'ClusterIssuer',
  anywhere: true,
  otherKind: 'Issuer',
  lost: NO_CERTIFICATE,
};
const ISSUERS: readonly AnnotationField[] = [
  { key: 'cert-manager.io/issuer', target: ISSUER, form: 'name' },
  { key: 'cert-manager.io/cluster-issuer', target: CLUSTER_ISSUER, form: 'name' },
];

const TLS_SECRET: Target = {
  group: '',
  kind: 'Secret',
  lost: 'without the Secret the controller shows its own certificate, or none',
};
const AUTH_SECRET: Target = { group: '', kind: 'Secret', lost: 'without the Secret ingress-nginx answers 503' };
const policyAt = (at: PathPattern, lost: string): TypedField => ({ at, groupField: 'group', lost });

const TRAEFIK = ['traefik.io', 'traefik.containo.us'];
const DROPPED = 'Traefik drops a router with a part that it does not find: its requests get 404';
const TRAEFIK_PARTS = (
  [
    ['router.middlewares', 'Middleware'],
    ['router.tls.options', 'TLSOption'],
    ['service.serverstransport', 'ServersTransport'],
  ] as const
).map(([key, kind]): AnnotationField => ({
  key: `traefik.ingress.kubernetes.io/${key}`,
  target: { group: 'traefik.io', kind, anywhere: true, lost: DROPPED },
  form: 'joined',
}));
const NO_PLUGIN = 'Kong drops what names a plugin that is not there';
const KONG: readonly AnnotationField[] = [
  {
    key: 'konghq.com/plugins',
    target: { group: 'configuration.konghq.com', kind: 'KongPlugin', lost: NO_PLUGIN },
    form: 'names',
  },
];
const INVALID = 'the controller takes the object for invalid';
const NO_CANARY = 'Flagger waits for it, and shifts no traffic';
const NO_POOL = 'MetalLB gives an address of the pools that are there only';
const ADDRESS_POOL: Target = { group: 'metallb.io', kind: 'IPAddressPool', anywhere: true, lost: NO_POOL };

/** One row for each kind, with its source (semantics 7.18). */
export const COMPANION_ROWS: readonly CompanionRow[] = [
  // cert-manager pkg/apis/certmanager/v1/types_certificate.go, pkg/controller/certificate-shim/helper.go
  {
    kinds: [`${CERT_MANAGER}/Certificate`, `${CERT_MANAGER}/CertificateRequest`],
    typed: [
      {
        at: ['spec', 'issuerRef'],
        targets: [ISSUER, CLUSTER_ISSUER],
        groupField: 'group',
        lost: NO_CERTIFICATE,
      },
    ],
  },
  // ingress-nginx docs/user-guide/nginx-configuration/annotations.md; ingress-gce docs; Kong docs
  {
    kinds: ['networking.k8s.io/Ingress'],
    names: [{ at: ['spec', 'tls', '*', 'secretName'], target: TLS_SECRET }],
    annotations: [
      ...ISSUERS,
      ...KONG,
      ...TRAEFIK_PARTS,
      { key: 'nginx.ingress.kubernetes.io/auth-secret', target: AUTH_SECRET, form: 'path' },
      { key: 'nginx.ingress.kubernetes.io/auth-tls-secret', target: AUTH_SECRET, form: 'path' },
      {
        key: 'networking.gke.io/managed-certificates',
        target: {
          group: 'networking.gke.io',
          kind: 'ManagedCertificate',
          lost: 'the load balancer gets no certificate for it',
        },
        form: 'names',
      },
      {
        key: 'networking.gke.io/v1beta1.FrontendConfig',
        target: {
          group: 'networking.gke.io',
          kind: 'FrontendConfig',
          lost: 'the load balancer is not changed until it is there',
        },
        form: 'name',
      },
    ],
  },
  {
    kinds: ['/Service'],
    annotations: [
      ...TRAEFIK_PARTS,
      ...KONG,
      ...['cloud.google.com/backend-config', 'beta.cloud.google.com/backend-config'].map((key): AnnotationField => ({
        key,
        target: {
          group: 'cloud.google.com',
          kind: 'BackendConfig',
          lost: 'the load balancer is not changed until it is there',
        },
        form: 'ports',
      })),
      ...['metallb.io/address-pool', 'metallb.universe.tf/address-pool'].map((key): AnnotationField => ({
        key,
        target: ADDRESS_POOL,
        form: 'name',
      })),
    ],
  },
  // metallb api/v1beta1/l2advertisement_types.go, bgpadvertisement_types.go
  {
    kinds: ['metallb.io/L2Advertisement', 'metallb.io/BGPAdvertisement'],
    names: [{ at: ['spec', 'ipAddressPools', '*'], target: ADDRESS_POOL }],
  },
  // kubernetes-sigs/gateway-api apis/v1
  {
    kinds: ['gateway.networking.k8s.io/Gateway'],
    names: [
      {
        at: ['spec', 'gatewayClassName'],
        target: {
          group: 'gateway.networking.k8s.io',
          kind: 'GatewayClass',
          anywhere: true,
          lost: 'without its class no controller takes the Gateway',
        },
      },
    ],
    typed: [
      {
        at: ['spec', 'listeners', '*', 'tls', 'certificateRefs', '*'],
        targets: [{ ...TLS_SECRET, lost: 'a listener without its certificate takes no connections' }],
        lost: 'a listener without its certificate takes no connections',
      },
    ],
    annotations: ISSUERS,
  },
  {
    kinds: ['gateway.networking.k8s.io/HTTPRoute', 'gateway.networking.k8s.io/GRPCRoute'],
    typed: [
      policyAt(
        ['spec', 'rules', '*', 'filters', '*', 'extensionRef'],
        'requests of a rule whose filter is not there get 500',
      ),
    ],
    annotations: KONG,
  },
  // gateway.envoyproxy.io, gateway.kgateway.dev, kuadrant.io: all attach by `targetRef` or `targetRefs` of GEP-713
  {
    kinds: [
      ...['BackendTrafficPolicy', 'ClientTrafficPolicy', 'SecurityPolicy', 'EnvoyExtensionPolicy'].map(
        (kind): ObjectKind => `gateway.envoyproxy.io/${kind}`,
      ),
      ...['TrafficPolicy', 'HTTPListenerPolicy', 'ListenerPolicy'].map(
        (kind): ObjectKind => `gateway.kgateway.dev/${kind}`,
      ),
      ...['AuthPolicy', 'RateLimitPolicy', 'DNSPolicy', 'TLSPolicy'].map((kind): ObjectKind => `kuadrant.io/${kind}`),
      ...['GCPGatewayPolicy', 'GCPHTTPFilter'].map((kind): ObjectKind => `networking.gke.io/${kind}`),
      ...['AuthorizationPolicy', 'RequestAuthentication'].map((kind): ObjectKind => `security.istio.io/${kind}`),
      'policy.linkerd.io/HTTPLocalRateLimitPolicy',
    ],
    typed: [
      policyAt(['spec', 'targetRef'], 'a policy for something that is not there has no effect'),
      policyAt(['spec', 'targetRefs', '*'], 'a policy for something that is not there has no effect'),
    ],
  },
  {
    kinds: ['policy.linkerd.io/AuthorizationPolicy'],
    typed: [
      policyAt(['spec', 'targetRef'], 'a policy for something that is not there has no effect'),
      policyAt(['spec', 'requiredAuthenticationRefs', '*'], 'nobody meets what is not there, and nobody is let in'),
    ],
  },
  {
    kinds: ['policy.linkerd.io/ServerAuthorization'],
    names: [
      {
        at: ['spec', 'server', 'name'],
        target: {
          group: 'policy.linkerd.io',
          kind: 'Server',
          lost: 'it authorizes nobody for a Server that is not there',
        },
      },
    ],
  },
  // kedacore/keda apis/keda/v1alpha1/scaledobject_types.go
  {
    kinds: ['keda.sh/ScaledObject', 'keda.sh/ScaledJob'],
    typed: [
      {
        at: ['spec', 'triggers', '*', 'authenticationRef'],
        targets: ['TriggerAuthentication', 'ClusterTriggerAuthentication'].map((kind, index, all) => ({
          group: 'keda.sh',
          kind,
          anywhere: index === 1,
          otherKind: all[1 - index] ?? '',
          lost: 'KEDA does not scale by a trigger whose credentials it does not find',
        })),
        lost: INVALID,
      },
    ],
  },
  // traefik pkg/provider/kubernetes/crd
  ...TRAEFIK.map((group): CompanionRow => ({
    kinds: (['IngressRoute', 'IngressRouteTCP'] as const).map((kind): ObjectKind => `${group}/${kind}`),
    names: [{ at: ['spec', 'tls', 'secretName'], target: TLS_SECRET }],
    typed: [
      traefikPart(group, ['spec', 'tls', 'options'], 'TLSOption'),
      traefikPart(group, ['spec', 'routes', '*', 'middlewares', '*'], 'Middleware', 'MiddlewareTCP'),
    ],
  })),
  ...TRAEFIK.map((group): CompanionRow => ({
    kinds: [`${group}/Middleware`],
    typed: [traefikPart(group, ['spec', 'chain', 'middlewares', '*'], 'Middleware')],
  })),
  // projectcontour/contour apis/projectcontour/v1/httpproxy.go
  {
    kinds: ['projectcontour.io/HTTPProxy'],
    names: [{ at: ['spec', 'virtualhost', 'tls', 'secretName'], target: TLS_SECRET }],
    typed: [
      {
        at: ['spec', 'includes', '*'],
        targets: [
          { group: 'projectcontour.io', kind: 'HTTPProxy', lost: 'Contour marks the proxy as invalid and serves 502' },
        ],
        lost: INVALID,
      },
    ],
  },
  // fluxcd/flagger pkg/apis/flagger/v1beta1/canary.go
  {
    kinds: ['flagger.app/Canary'],
    typed: [
      {
        at: ['spec', 'targetRef'],
        targets: [
          { group: 'apps', kind: 'Deployment', lost: NO_CANARY },
          { group: 'apps', kind: 'DaemonSet', lost: NO_CANARY },
        ],
        lost: NO_CANARY,
      },
      {
        at: ['spec', 'autoscalerRef'],
        targets: [{ group: 'autoscaling', kind: 'HorizontalPodAutoscaler', lost: NO_CANARY }],
        lost: NO_CANARY,
      },
      {
        at: ['spec', 'ingressRef'],
        targets: [{ group: 'networking.k8s.io', kind: 'Ingress', lost: NO_CANARY }],
        lost: NO_CANARY,
      },
    ],
  },
  // argoproj/argo-rollouts pkg/apis/rollouts/v1alpha1/types.go
  {
    kinds: ['argoproj.io/Rollout'],
    names: [
      {
        at: ['spec', 'strategy', 'canary', 'trafficRouting', 'nginx', 'stableIngress'],
        target: { group: 'networking.k8s.io', kind: 'Ingress', lost: 'the Rollout is invalid without it' },
      },
      {
        at: ['spec', 'strategy', 'canary', 'trafficRouting', 'alb', 'ingress'],
        target: { group: 'networking.k8s.io', kind: 'Ingress', lost: 'the Rollout is invalid without it' },
      },
      {
        at: ['spec', 'strategy', 'canary', 'trafficRouting', 'istio', 'virtualService', 'name'],
        target: {
          group: 'networking.istio.io',
          kind: 'VirtualService',
          lost: 'the Rollout is invalid without it',
        },
      },
      {
        at: ['spec', 'strategy', 'canary', 'trafficRouting', 'istio', 'destinationRule', 'name'],
        target: {
          group: 'networking.istio.io',
          kind: 'DestinationRule',
          lost: 'the Rollout is invalid without it',
        },
      },
    ],
  },
  // kubernetes/ingress-gce, aws-load-balancer-controller: what an IngressClass is configured by
  {
    kinds: ['networking.k8s.io/IngressClass'],
    typed: [
      {
        at: ['spec', 'parameters'],
        groupField: 'apiGroup',
        lost: 'the controller takes no Ingress of a class whose parameters are not there',
      },
    ],
  },
];

function traefikPart(group: string, at: PathPattern, kind: string, ...others: readonly string[]): TypedField {
  const targets = [kind, ...others].map((each): Target => ({ group, kind: each, lost: DROPPED }));
  return { at, kindless: true, targets, lost: DROPPED };
}
