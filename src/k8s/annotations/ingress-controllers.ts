/** One controller of Ingresses: how it is known, and which annotations it reads. */
export interface IngressController {
  /** For people. */
  readonly name: string;
  /** The `spec.controller` of its IngressClasses. */
  readonly controller: RegExp;
  /** Usual names of its classes, or words of them between dashes. */
  readonly classes: readonly string[];
  /** The prefixes of all annotations that it reads; those of several controllers have several owners. */
  readonly prefixes: readonly string[];
}

/** One row for each with its documentation as source (semantics 7.15). */
export const CONTROLLERS: readonly IngressController[] = [
  {
    name: 'ingress-nginx',
    controller: /^k8s\.io\/(?!.*gce)/,
    classes: ['nginx', 'webapprouting.kubernetes.azure.com'],
    prefixes: ['nginx.ingress.kubernetes.io/'],
  },
  {
    name: 'the NGINX Ingress Controller of F5',
    controller: /^nginx\.org\/ingress-controller/,
    classes: ['nginx'],
    prefixes: ['nginx.org/', 'nginx.com/', 'appprotect.f5.com/', 'appprotectdos.f5.com/'],
  },
  {
    name: 'Traefik',
    controller: /^traefik\.io\/ingress-controller/,
    classes: ['traefik'],
    prefixes: ['traefik.ingress.kubernetes.io/'],
  },
  {
    name: "HAProxy Technologies' controller",
    controller: /^haproxy\.org\/ingress-controller/,
    classes: ['haproxy'],
    prefixes: ['haproxy.org/', 'haproxy.com/', 'ingress.kubernetes.io/'],
  },
  {
    name: 'HAProxy Ingress',
    controller: /^haproxy-ingress\.github\.io\/controller/,
    classes: ['haproxy'],
    prefixes: ['haproxy-ingress.github.io/', 'ingress.kubernetes.io/'],
  },
  {
    name: 'the AWS load balancer controller',
    controller: /^(ingress\.k8s\.aws|eks\.amazonaws\.com)\/alb$/,
    classes: ['alb'],
    prefixes: ['alb.ingress.kubernetes.io/'],
  },
  {
    name: 'the Ingress controller of GKE',
    controller: /^(k8s\.io|networking\.gke\.io)\/(ingress-)?gce/,
    classes: ['gce'],
    prefixes: ['networking.gke.io/', 'ingress.gcp.kubernetes.io/', 'cloud.google.com/'],
  },
  {
    name: 'the Application Gateway of Azure',
    controller: /^azure\/application-gateway$/,
    classes: ['azure-application-gateway', 'azure/application-gateway'],
    prefixes: ['appgw.ingress.kubernetes.io/'],
  },
  {
    name: 'the controller of Kong',
    controller: /^ingress-controllers\.konghq\.com\/kong/,
    classes: ['kong'],
    prefixes: ['konghq.com/'],
  },
  {
    name: 'Contour',
    controller: /^projectcontour\.io\//,
    classes: ['contour'],
    prefixes: ['projectcontour.io/'],
  },
  {
    name: 'Cilium',
    controller: /^cilium\.io\/ingress-controller/,
    classes: ['cilium'],
    prefixes: ['ingress.cilium.io/'],
  },
  {
    name: 'the Cloudflare tunnel controller',
    controller: /^strrl\.dev\/cloudflare-tunnel-ingress-controller/,
    classes: ['cloudflare-tunnel'],
    prefixes: ['cloudflare-tunnel-ingress-controller.strrl.dev/'],
  },
  {
    name: 'Istio',
    controller: /^istio\.io\/ingress-controller/,
    classes: ['istio'],
    prefixes: [],
  },
];

/**
 * The controllers that an Ingress of this class may be for: by its IngressClass, otherwise by the usual names; none
 * where nothing tells.
 */
export function controllersOf(
  className: string | undefined,
  controller: string | undefined,
): readonly IngressController[] {
  if (controller !== undefined) return CONTROLLERS.filter((each) => each.controller.test(controller));
  if (className === undefined) return [];
  const words = [className, ...className.split('-')];
  return CONTROLLERS.filter(({ classes }) => classes.some((usual) => words.includes(usual)));
}

const IMAGES =
  /(^|\/)(ingress-nginx\/controller|nginx-ingress-controller|nginx-ingress|traefik|haproxy-ingress|kubernetes-ingress|kong|kong-gateway|contour|envoy|apisix)(:|@|$)/;

/** True for an image of a well-known proxy that serves Ingresses or routes. */
export function isOfController(image: string): boolean {
  return IMAGES.test(image);
}
