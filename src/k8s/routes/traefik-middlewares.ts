import { partsOf } from '../../tree/part-of-scalar.js';
import { get, getList, getString, isString, type Path, type Place } from '../../tree/tree.js';
import type { ObjectKind } from '../object/object-kind.js';
import type { Resource } from '../object/resource.js';
import { isPlaceholder } from '../syntax/placeholders.js';
import { isIngress } from './ingress.js';

/** A place where something names an object of Traefik's own kinds (semantics 7.4). */
export interface TraefikName {
  readonly kind: 'Middleware' | 'TLSOption' | 'ServersTransport';
  /** Behind the namespace and a dash where `joined`. */
  readonly name: string;
  /** `NAMESPACE-NAME@kubernetescrd`, as annotations have it. */
  readonly joined: boolean;
  /** That form in an object of Traefik's own kinds, which has a field for the namespace. */
  readonly inField?: true;
  /** Without a provider: Traefik takes the one of the router, which is that of Ingresses and has no such parts. */
  readonly bare?: true;
  /** The field of the namespace, where one is written. */
  readonly namespace: string | undefined;
  readonly at: Place;
}

const TRAEFIK = 'traefik.ingress.kubernetes.io/';
const PROVIDER = '@kubernetescrd';
const GROUPS = ['traefik.io', 'traefik.containo.us'];

/** The API groups that Traefik's kinds have, or had. */
export const TRAEFIK_GROUPS: readonly string[] = GROUPS;

/** What names objects of Traefik. */
export const NAMING_KINDS: readonly ObjectKind[] = [
  'networking.k8s.io/Ingress',
  '/Service',
  ...GROUPS.flatMap((group) =>
    ['IngressRoute', 'IngressRouteTCP', 'Middleware'].map((kind): ObjectKind => `${group}/${kind}`),
  ),
];

const JOINED: readonly (readonly [annotation: string, kind: TraefikName['kind']])[] = [
  [`${TRAEFIK}router.middlewares`, 'Middleware'],
  [`${TRAEFIK}router.tls.options`, 'TLSOption'],
  [`${TRAEFIK}service.serverstransport`, 'ServersTransport'],
];

/** What stands behind the last `@` of a name (pkg/config/static/configuration.go); a plugin is `plugin-NAME`. */
const PROVIDERS =
  /^(kubernetescrd|kubernetes|kubernetesingressnginx|kubernetesgateway|knative|file|docker|swarm|consulcatalog|nomad|ecs|marathon|rancher|redis|etcd|consul(-.+)?|zookeeper|http|rest|internal|plugin-.+)$/;

/** A provider that Traefik does not have, behind the name of a part. */
export interface UnknownProvider {
  readonly provider: string;
  readonly at: Place;
}

export function unknownProviders(resource: Resource): readonly UnknownProvider[] {
  if (!isIngress(resource) && resource.kind !== 'Service') return [];
  return JOINED.flatMap(([annotation]) => {
    const scalar = get(resource.tree, 'metadata', 'annotations', annotation);
    if (scalar?.type !== 'scalar' || typeof scalar.value !== 'string') return [];
    const part = partsOf(scalar);
    return [...scalar.value.matchAll(/(?<=@)[^,\s@]+/g)].flatMap(
      ({ 0: provider, index }): readonly UnknownProvider[] =>
        PROVIDERS.test(provider) || isPlaceholder(provider)
          ? []
          : [{ provider, at: part(index, index + provider.length) }],
    );
  });
}

export function traefikNames(resource: Resource): readonly TraefikName[] {
  if (isIngress(resource) || resource.kind === 'Service')
    return JOINED.flatMap(([annotation, kind]) => joinedNames(resource, annotation, kind));
  const lists: readonly Path[] =
    resource.kind === 'Middleware'
      ? [['spec', 'chain', 'middlewares']]
      : getList(resource.tree, 'spec', 'routes').map((_, index) => ['spec', 'routes', index, 'middlewares']);
  return lists.flatMap((list) =>
    getList(resource.tree, ...list).flatMap((item, index): readonly TraefikName[] => {
      const [name, namespace] = [getString(item, 'name') ?? '', getString(item, 'namespace') || undefined];
      if (name === '' || isPlaceholder(name) || isPlaceholder(namespace ?? '')) return [];
      const at = resource.at(...list, index, 'name');
      if (name.endsWith(PROVIDER)) {
        const own = name.slice(0, -PROVIDER.length);
        return [{ kind: 'Middleware', name: own, joined: true, inField: true, namespace: undefined, at }];
      }
      // Names with another `@` say themselves who has them.
      return name.includes('@') ? [] : [{ kind: 'Middleware', name, joined: false, namespace, at }];
    }),
  );
}

function joinedNames(resource: Resource, annotation: string, kind: TraefikName['kind']): readonly TraefikName[] {
  const scalar = get(resource.tree, 'metadata', 'annotations', annotation);
  if (!isString(scalar)) return [];
  const part = partsOf(scalar);
  const isFilledIn = /[{}$<>%#]/.test(scalar.value);
  return [...scalar.value.matchAll(/[^,\s]+/g)].flatMap(({ 0: item, index }): readonly TraefikName[] => {
    const bare = !item.includes('@') && !isFilledIn;
    const own = item.endsWith(PROVIDER) ? item.slice(0, -PROVIDER.length) : '';
    const name = bare ? item : own;
    // What somebody fills in is no name; `default` are the options that Traefik has by itself.
    if (!/^[a-z0-9][-a-z0-9.]*$/.test(name) || (bare && (name === 'default' || isPlaceholder(name)))) return [];
    const at = part(index, index + name.length);
    return [{ kind, name, joined: true, ...(bare ? { bare } : {}), namespace: undefined, at }];
  });
}
