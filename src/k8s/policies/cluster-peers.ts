import { NAMESPACE_NAME_LABEL } from '../labels/label-keys.js';
import type { Requirement } from '../labels/labels.js';
import type { PolicyPeer } from './network-policy.js';

/**
 * The label by which a peer means Pods that come with the cluster, or that the manuals install for all of it, into a
 * namespace of their own (semantics 7.10).
 */
export function labelOfClusterPods(
  { namespaceSelector }: PolicyPeer,
  own: readonly Requirement[],
  namespace: string | null,
): Requirement | undefined {
  if (namespaceSelector === undefined) return undefined;
  const isElsewhere =
    namespaceSelector.length === 0 ||
    namespaceSelector.some(({ key, operator, values }) => {
      const isName = key === NAMESPACE_NAME_LABEL && operator === 'In';
      return isName && values.length > 0 && values.every((value) => value !== namespace);
    });
  return own.find(
    ({ key, operator, values }) =>
      operator === 'In' &&
      APPLICATION_KEY.test(key) &&
      values.every((value) => CLUSTER_DNS.test(value) || (isElsewhere && CLUSTER_TOOL.test(value))),
  );
}

const APPLICATION_KEY = /^(app|k8s-app|name|app\.kubernetes\.io\/name)$/;
const CLUSTER_DNS = /^(kube-dns|coredns|node-local-dns)$/;
const CLUSTER_TOOL = /^(ingress-nginx|nginx-ingress|traefik|prometheus)$/;
