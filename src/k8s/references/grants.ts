import { getList, getString, type Path } from '../../tree/tree.js';
import { GATEWAY_GROUP } from '../routes/gateway-api.js';
import type { ReadReference } from './reference.js';
import type { Resource } from '../object/resource.js';

/** Why a ReferenceGrant does not cover a reference, with the path of the value that says otherwise. */
export interface GrantMiss {
  readonly path: Path;
  readonly what: 'kind' | 'namespace' | 'target' | 'name';
}

/**
 * Whether a ReferenceGrant of the target namespace lets a route name a Service there: one `from` has the route's group,
 * kind, and namespace, and one `to` has Services, all of them or that one (semantics 7.2). Otherwise the part that
 * comes nearest.
 */
export function judgeGrant(grant: Resource, { from, name }: ReadReference, namespace: string): 'covers' | GrantMiss {
  const froms = getList(grant.tree, 'spec', 'from').map((tree, index) => ({
    tree,
    path: ['spec', 'from', index] as Path,
  }));
  const tos = getList(grant.tree, 'spec', 'to').map((tree, index) => ({ tree, path: ['spec', 'to', index] as Path }));
  const services = tos.filter(
    ({ tree }) => (getString(tree, 'group') ?? '') === '' && getString(tree, 'kind') === 'Service',
  );
  const kinds = froms.filter(
    ({ tree }) => getString(tree, 'group') === GATEWAY_GROUP && getString(tree, 'kind') === from.kind,
  );
  const sources = kinds.filter(({ tree }) => getString(tree, 'namespace') === namespace);
  const [kind] = kinds;
  const [service] = services;
  if (kind === undefined) return { path: [...(froms[0]?.path ?? ['spec', 'from']), 'kind'], what: 'kind' };
  if (sources.length === 0) return { path: [...kind.path, 'namespace'], what: 'namespace' };
  if (service === undefined) return { path: [...(tos[0]?.path ?? ['spec', 'to']), 'kind'], what: 'target' };
  const named = services.some(({ tree }) => [undefined, '', name].includes(getString(tree, 'name')));
  return named ? 'covers' : { path: [...service.path, 'name'], what: 'name' };
}
