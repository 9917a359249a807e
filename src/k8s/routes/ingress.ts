import { getEntries, getList, getString, type Path } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';

/** True for an Ingress of any API group that ever had one; Knative and OpenShift have kinds of their own. */
export function isIngress({ group, kind }: Resource): boolean {
  return kind === 'Ingress' && (group === 'networking.k8s.io' || group === 'extensions');
}

/** True for the only version that is served today. */
export function isIngressV1(resource: Resource): boolean {
  return resource.kind === 'Ingress' && resource.apiVersion === 'networking.k8s.io/v1';
}

/** Paths of `rules[].http.paths[]`. */
export function httpPathsOf(ingress: Resource): readonly Path[] {
  return getList(ingress.tree, 'spec', 'rules').flatMap((rule, index) =>
    getList(rule, 'http', 'paths').map((_, at) => ['spec', 'rules', index, 'http', 'paths', at]),
  );
}

/**
 * Paths of all backends that are written: the default one, called `backend` before v1, and those of the rules
 * (semantics 7.1).
 */
export function backendPathsOf(ingress: Resource): readonly Path[] {
  const defaults: readonly Path[] = [
    ['spec', 'defaultBackend'],
    ['spec', 'backend'],
  ];
  return [...defaults, ...httpPathsOf(ingress).map((path) => [...path, 'backend'])].filter(
    (path) => ingress.get(...path) !== undefined,
  );
}

/** True for a backend with the fields that networking.k8s.io/v1 no longer has. */
export function isOldBackend(ingress: Resource, path: Path): boolean {
  return ['serviceName', 'servicePort'].some((field) => ingress.get(...path, field) !== undefined);
}

/** The class by its field or by the annotation from before it; undefined where the cluster's default decides. */
export function ingressClassOf(ingress: Resource): string | undefined {
  return (
    getString(ingress.tree, 'spec', 'ingressClassName') ??
    getString(ingress.tree, 'metadata', 'annotations', CLASS_ANNOTATION)
  );
}

export const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';
const NGINX = 'nginx.ingress.kubernetes.io/';

/** True where the class or an annotation says that ingress-nginx reads the object. */
export function isForIngressNginx(ingress: Resource): boolean {
  const annotated = [...getEntries(ingress.tree, 'metadata', 'annotations')].some(({ key }) => key.startsWith(NGINX));
  return annotated || /(^|[-_.])nginx([-_.]|$)/.test(ingressClassOf(ingress) ?? '');
}

/** True where ingress-nginx answers with a redirect, so that no backend is ever called (semantics 14.4). */
export function onlyRedirects(ingress: Resource): boolean {
  return ['permanent-redirect', 'temporal-redirect'].some(
    (name) => getString(ingress.tree, 'metadata', 'annotations', `${NGINX}${name}`) !== undefined,
  );
}

/** The annotation that names a Service for requests that no backend takes (ingress-nginx). */
export const DEFAULT_BACKEND_ANNOTATION = `${NGINX}default-backend`;

/** Annotations of the AWS load balancer controller with the JSON of an action, which may forward to Services. */
export const ACTION_ANNOTATION = 'alb.ingress.kubernetes.io/actions.';

/** True for a backend that names an action of the AWS load balancer controller, which stands in an annotation. */
export function isAction(ingress: Resource, name: string, port: string | undefined): boolean {
  return (
    port === 'use-annotation' ||
    getString(ingress.tree, 'metadata', 'annotations', `${ACTION_ANNOTATION}${name}`) !== undefined
  );
}
