import { getString } from '../../tree/tree.js';
import type { ObjectKind } from '../object/object-kind.js';
import type { Resource } from '../object/resource.js';
import { GATEWAY_GROUP, type ParentRef } from './gateway-api.js';

/** The kind of today, and that of the experimental releases. */
export const LISTENER_SET_KINDS: readonly ObjectKind[] = [
  `${GATEWAY_GROUP}/ListenerSet`,
  'gateway.networking.x-k8s.io/XListenerSet',
];

/** The Gateway that a ListenerSet adds its listeners to. */
export function listenerSetParentOf({ tree }: Resource): ParentRef | undefined {
  const path = ['spec', 'parentRef'];
  const name = getString(tree, ...path, 'name') ?? '';
  const kind = getString(tree, ...path, 'kind') || 'Gateway';
  const group = getString(tree, ...path, 'group') || GATEWAY_GROUP;
  if (name === '' || kind !== 'Gateway' || group !== GATEWAY_GROUP) return undefined;
  const namespace = getString(tree, ...path, 'namespace') || undefined;
  return { path, group, kind, name, namespace, sectionName: undefined, port: undefined };
}

/** Where a Gateway takes ListenerSets from: `None` unless it says otherwise (semantics 7.2). */
export function listenersFrom(gateway: Resource): string {
  return getString(gateway.tree, 'spec', 'allowedListeners', 'namespaces', 'from') || 'None';
}
