import { list } from '../../text/words.js';
import type { NamedObject, Peer, PodLabels } from './connections.js';

/** Who a peer is, as part of a sentence: `shop/api`, `every Pod of shop`, `10.0.0.0/8`. */
export function peerText(peer: Peer): string {
  switch (peer.kind) {
    case 'anyone':
      return 'anyone';
    case 'namespaces':
      return namespacesText(peer);
    case 'pods':
      return list(peer.pods.map(nameText));
    case 'absent':
      return `${labelsText(peer)} (no Pod here)`;
    case 'labelled':
      return labelsText(peer);
    case 'range':
      return peer.cidr + (peer.except.length === 0 ? '' : ` except ${peer.except.join(', ')}`);
    case 'ingress-controller':
      return `ingress controller, for ${list(peer.from.map((from) => `${from.kind} ${nameText(from)}`))}`;
  }
}

/** `shop/db`, or the name alone where nothing decides the namespace. */
export function nameText({ namespace, name }: Pick<NamedObject, 'namespace' | 'name'>): string {
  return namespace === null ? name : `${namespace}/${name}`;
}

function namespacesText({ namespaces, perhaps, selector }: Extract<Peer, { kind: 'namespaces' }>): string {
  if (selector === '') return 'every Pod of the cluster';
  const named = namespaces.map((name) => name ?? 'its namespace');
  const doubtful = perhaps.map((name) => name ?? 'its namespace');
  if (selector === null) return `every Pod of ${list(named)}`;
  const known = named.length === 0 ? 'none here' : list(named);
  const unknown = doubtful.length === 0 ? '' : `, perhaps ${list(doubtful)}`;
  return `every Pod of namespaces with ${selector} (${known}${unknown})`;
}

function labelsText({ selector, namespace, namespaces }: PodLabels): string {
  const pods = `Pods with ${selector}`;
  if (namespaces === null) return namespace === null ? pods : `${pods} in ${namespace}`;
  return namespaces === '' ? `${pods} anywhere` : `${pods} in namespaces with ${namespaces}`;
}
