import type { ReadReference } from '../../src/k8s/references/reference.js';

/** A reference in few words: `backend shop/web:80`, with the name of a port in quotes, and `?` for what is not written. */
export function saidReference({ role, namespace, name, port }: ReadReference): string {
  const where = namespace === undefined ? '' : `${namespace}/`;
  return `${role} ${where}${name}:${port.kind === 'name' ? `"${port.name}"` : (port.number ?? '?')}`;
}
