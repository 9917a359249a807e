import { getBoolean, getEntries, getList, getNumber, getString, type Path, type Place } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';
import { ingressClassOf } from '../routes/ingress.js';
import { CONTROLLERS } from './ingress-controllers.js';

/** What a proxy speaks to a backend, and the text that says so; without one it is the default. */
export interface BackendScheme {
  readonly scheme: 'http' | 'https' | 'grpc';
  readonly at: Place | undefined;
  /** What has to be written for another one, for people. */
  readonly setting: string;
}

/** The port of a Service to which a proxy sends. */
export interface Backend {
  readonly service: Resource;
  readonly name: string;
  readonly port: number;
  readonly portName: string;
}

const annotation = (resource: Resource, key: string): string | undefined =>
  getString(resource.tree, 'metadata', 'annotations', key);
const placeOf = (resource: Resource, key: string): Place => resource.at('metadata', 'annotations', key);

const NGINX = 'nginx.ingress.kubernetes.io/';
const NGINX_ORG = 'nginx.org/';
const ALB = 'alb.ingress.kubernetes.io/';
const GKE = 'networking.gke.io/';
const APP_PROTOCOLS = 'cloud.google.com/app-protocols';
const TUNNEL = 'cloudflare-tunnel-ingress-controller.strrl.dev/';
const CONTOUR = 'projectcontour.io/';
const TRAEFIK_SCHEME = 'traefik.ingress.kubernetes.io/service.serversscheme';

/** By the prefix of the controller that gets an Ingress; undefined for others (semantics 7.16, with the sources). */
export function ingressScheme(ingress: Resource, backend: Backend, prefix: string): BackendScheme | undefined {
  const has = (start: string): boolean =>
    getEntries(ingress.tree, 'metadata', 'annotations').some(({ key }) => key.startsWith(start));
  if (prefix === NGINX && !has(NGINX_ORG)) return ofNginx(ingress);
  if (prefix === NGINX || prefix === NGINX_ORG) return ofF5(ingress, backend);
  if (prefix === ALB) return ofAlb(ingress, backend);
  if (prefix === GKE) return ofGke(backend);
  if (prefix === CONTOUR) return ofContour(undefined, backend);
  const row = ANNOTATED.get(prefix);
  if (row !== undefined) return ofAnnotation(row.on === 'service' ? backend.service : ingress, row);
  return prefix === 'traefik.ingress.kubernetes.io/' ? traefikScheme(undefined, backend) : undefined;
}

/** Controllers that read one annotation, of the Ingress or of the Service, and speak HTTP without it. */
const ANNOTATED: ReadonlyMap<string, { readonly key: string; readonly on: 'ingress' | 'service' }> = new Map([
  ['appgw.ingress.kubernetes.io/', { key: 'appgw.ingress.kubernetes.io/backend-protocol', on: 'ingress' }],
  ['konghq.com/', { key: 'konghq.com/protocol', on: 'service' }],
  [TUNNEL, { key: `${TUNNEL}backend-protocol`, on: 'ingress' }],
]);

function ofAnnotation(owner: Resource, { key }: { readonly key: string }): BackendScheme | undefined {
  const setting = `\`${key}\``;
  const written = annotation(owner, key)?.toLowerCase();
  if (written === undefined) return { scheme: 'http', at: undefined, setting };
  return written === 'http' || written === 'https' ? { scheme: written, at: placeOf(owner, key), setting } : undefined;
}

/** `{"web": "HTTPS"}`, by the names of the ports of the Service. */
function ofGke({ service, port, portName }: Backend): BackendScheme | undefined {
  const setting = `\`${APP_PROTOCOLS}\` of the Service`;
  const old = annotation(service, 'service.alpha.kubernetes.io/app-protocols');
  const text = annotation(service, APP_PROTOCOLS);
  if (old !== undefined) return undefined;
  if (text === undefined) return { scheme: 'http', at: undefined, setting };
  const [, written] = [...text.matchAll(/"([^"\s]{1,63})"\s{0,9}:\s{0,9}"([A-Z0-9]{1,9})"/g)]
    .find(([, name]) => name === portName || name === String(port))
    ?.slice(1) ?? ['', 'HTTP'];
  const at = placeOf(service, APP_PROTOCOLS);
  if (written === 'HTTP') return { scheme: 'http', at, setting };
  return written === 'HTTPS' ? { scheme: 'https', at, setting } : undefined;
}

type Written = { readonly text: string; readonly at: Place } | undefined;

/** `protocol` of an HTTPProxy; without it the Service says for which of its ports, by names and numbers. */
function ofContour(written: Written, { service, port, portName }: Backend): BackendScheme | undefined {
  const lists = (protocol: string): boolean =>
    annotation(service, `${CONTOUR}upstream-protocol.${protocol}`)
      ?.split(',')
      .some((each) => [String(port), portName].includes(each.trim())) === true;
  const said = written?.text ?? ['tls', 'h2', 'h2c'].find(lists);
  const own = said === 'h2' ? 'h2' : 'tls';
  const setting = written === undefined ? `\`${CONTOUR}upstream-protocol.${own}\` of the Service` : '`protocol`';
  if (said === undefined) return { scheme: 'http', at: undefined, setting };
  if (said === 'h2c') return undefined;
  const at = written?.at ?? placeOf(service, `${CONTOUR}upstream-protocol.${said}`);
  return said === 'tls' || said === 'h2' ? { scheme: 'https', at, setting } : undefined;
}

/**
 * What the proxies of other kinds speak: Contour by `protocol` of a service, the controller of F5 by `tls` of an
 * upstream. Undefined for TCP, and for kinds that are not known.
 */
export function routerScheme(route: Resource, backend: Backend, nameAt: Place): BackendScheme | undefined {
  const holders: readonly Path[] =
    route.kind === 'HTTPProxy'
      ? getList(route.tree, 'spec', 'routes').flatMap((item, index) =>
          [...getList(item, 'services').keys()].map((at): Path => ['spec', 'routes', index, 'services', at]),
        )
      : [...getList(route.tree, 'spec', 'upstreams').keys()].map((at): Path => ['spec', 'upstreams', at]);
  const field = route.kind === 'HTTPProxy' ? 'name' : 'service';
  const path = holders.find((each) => route.at(...each, field).span.start === nameAt.span.start);
  if (path === undefined) return undefined;
  if (route.kind === 'HTTPProxy') {
    const text = getString(route.tree, ...path, 'protocol');
    return ofContour(text === undefined ? undefined : { text, at: route.at(...path, 'protocol') }, backend);
  }
  const isGrpc = getString(route.tree, ...path, 'type') === 'grpc';
  if (route.kind === 'TransportServer' || isGrpc) return undefined;
  const enabled = ['tls', 'enable'];
  const isTls = getBoolean(route.tree, ...path, ...enabled) ?? false;
  const isWritten = route.get(...path, ...enabled) !== undefined;
  return {
    scheme: isTls ? 'https' : 'http',
    at: isWritten ? route.at(...path, ...enabled) : undefined,
    setting: '`tls.enable` of the upstream',
  };
}

/** A Route of OpenShift: the router speaks TLS to Pods where it does not end it itself, or starts it again. */
export function openShiftScheme(route: Resource): BackendScheme {
  const path = ['spec', 'tls', 'termination'];
  const written = getString(route.tree, ...path)?.toLowerCase();
  return {
    scheme: written === 'passthrough' || written === 'reencrypt' ? 'https' : 'http',
    at: written === undefined ? undefined : route.at(...path),
    setting: '`tls.termination`',
  };
}

/** Whose annotations an Ingress without a class has; empty where it has none, or those of several. */
export function ownPrefix(ingress: Resource): string {
  if (ingressClassOf(ingress) !== undefined) return '';
  const keys = getEntries(ingress.tree, 'metadata', 'annotations').map(({ key }) => key);
  const prefixes = CONTROLLERS.flatMap(
    (each) => each.prefixes.find((prefix) => keys.some((key) => key.startsWith(prefix))) ?? [],
  );
  return prefixes.length === 1 ? (prefixes[0] ?? '') : '';
}

function ofNginx(ingress: Resource): BackendScheme | undefined {
  const key = `${NGINX}backend-protocol`;
  const setting = `\`${key}\``;
  const written = annotation(ingress, key)?.toUpperCase();
  const isOpaque = annotation(ingress, `${NGINX}ssl-passthrough`) === 'true';
  const isOld = annotation(ingress, `${NGINX}secure-backends`) !== undefined;
  if (isOpaque || isOld) return undefined;
  if (written === undefined || written === 'HTTP')
    return { scheme: 'http', at: written === undefined ? undefined : placeOf(ingress, key), setting };
  return written === 'HTTPS' ? { scheme: 'https', at: placeOf(ingress, key), setting } : undefined;
}

function ofF5(ingress: Resource, { name }: Backend): BackendScheme | undefined {
  const lists = (key: string): boolean =>
    (annotation(ingress, key) ?? '').split(',').some((each) => each.trim() === name);
  const setting = '`nginx.org/ssl-services` or `nginx.org/grpc-services`';
  const [ssl, grpc] = ['nginx.org/ssl-services', 'nginx.org/grpc-services'];
  if (lists(grpc)) return lists(ssl) ? undefined : { scheme: 'grpc', at: placeOf(ingress, grpc), setting };
  return lists(ssl)
    ? { scheme: 'https', at: placeOf(ingress, ssl), setting }
    : { scheme: 'http', at: undefined, setting };
}

/** An annotation of the Service goes before that of the Ingress. */
function ofAlb(ingress: Resource, { service }: Backend): BackendScheme | undefined {
  const key = `${ALB}backend-protocol`;
  const owner = annotation(service, key) === undefined ? ingress : service;
  const written = annotation(owner, key);
  const setting = `\`${key}\``;
  if (annotation(owner, `${ALB}backend-protocol-version`)?.toUpperCase() === 'GRPC') return undefined;
  if (written === undefined) return { scheme: 'http', at: undefined, setting };
  if (written !== 'HTTP' && written !== 'HTTPS') return undefined;
  return { scheme: written === 'HTTPS' ? 'https' : 'http', at: placeOf(owner, key), setting };
}

/** Where nothing is written, Traefik speaks TLS to port 443 and to ports named `https…` (semantics 7.16). */
export function traefikScheme(
  written: { readonly scheme: string; readonly at: Place } | undefined,
  { service, port, portName }: Backend,
): BackendScheme | undefined {
  const onService = annotation(service, TRAEFIK_SCHEME);
  const said =
    written ?? (onService === undefined ? undefined : { scheme: onService, at: placeOf(service, TRAEFIK_SCHEME) });
  const setting = written === undefined ? `\`${TRAEFIK_SCHEME}\` of the Service` : '`scheme`';
  if (said !== undefined)
    return said.scheme === 'http' || said.scheme === 'https'
      ? { scheme: said.scheme, at: said.at, setting }
      : undefined;
  return { scheme: port === 443 || portName.startsWith('https') ? 'https' : 'http', at: undefined, setting };
}

/** The scheme that a route of Traefik writes for a Service, at the entry that names it. */
export function writtenScheme(
  route: Resource,
  service: string,
  port: number | string | undefined,
): { readonly scheme: string; readonly at: Place } | undefined {
  for (const [index, item] of getList(route.tree, 'spec', 'routes').entries())
    for (const at of getList(item, 'services').keys()) {
      const path: Path = ['spec', 'routes', index, 'services', at];
      const wanted = getNumber(route.tree, ...path, 'port') ?? getString(route.tree, ...path, 'port');
      const scheme = getString(route.tree, ...path, 'scheme');
      if (scheme !== undefined && getString(route.tree, ...path, 'name') === service && wanted === port)
        return { scheme, at: route.at(...path, 'scheme') };
    }
  return undefined;
}
