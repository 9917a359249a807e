import { getList, getString, type Path } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';
import { isPlaceholder } from '../syntax/placeholders.js';
import { rolloutServices } from '../workloads/rollout.js';
import type { ReadReference } from './reference.js';

/** The Service whose requests a TrafficSplit divides, and those that get them (semantics 7.3). */
export function readTrafficSplit(split: Resource): readonly ReadReference[] {
  const backends = getList(split.tree, 'spec', 'backends').flatMap((_, index) =>
    readName(split, ['spec', 'backends', index, 'service'], 'backend'),
  );
  return [...readName(split, ['spec', 'service'], 'host'), ...backends];
}

/** The Services of its own Pods that a Rollout names, whose controller refuses it without them (semantics 3.4). */
export function readRollout(rollout: Resource): readonly ReadReference[] {
  return rolloutServices(rollout).flatMap(({ path }) => readName(rollout, path, 'own'));
}

/** A plain name, or one with its namespace: `web.shop`, `web.shop.svc.cluster.local`. */
function readName(from: Resource, path: Path, role: string): readonly ReadReference[] {
  const written = getString(from.tree, ...path) ?? '';
  const [name = '', namespace] = written.split('.');
  if (name === '' || isPlaceholder(written)) return [];
  const nameAt = from.at(...path);
  return [
    {
      from,
      referrer: role === 'own' ? 'rollout' : 'smi',
      role,
      name,
      nameAt,
      namespace,
      namespaceAt: namespace === undefined ? undefined : nameAt,
      port: { kind: 'unwritten', number: undefined },
      ...(namespace === undefined ? {} : { embedded: true as const }),
      protocols: [],
    },
  ];
}
