import type { ObjectKind } from '../object/object-kind.js';
import { INGRESS, SERVICE, type AnnotationFamily } from './annotation-family.js';
import { INGRESS_FAMILIES } from './ingress-families.js';
import { OTHER_FAMILIES } from './load-balancer-families.js';

/**
 * Lists of names need not be complete: what is missing from one is only not suggested, and not taken for a slip unless
 * it is nearly another name, or that of another controller (semantics 7.14, with the sources).
 */
export const FAMILIES: readonly AnnotationFamily[] = [...INGRESS_FAMILIES, ...OTHER_FAMILIES];

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
