import { get, getList, getString, type Tree } from '../../tree/tree.js';

/**
 * True for the few fields of an object that another tool has made, where what it needs stands: Argo CD or Flux apply
 * them on the server's side, as an annotation asks them to, or the cluster itself brings the object (semantics 14.9).
 */
export function isPartOfAnother(tree: Tree): boolean {
  if (getString(tree, 'metadata', 'namespace') === SYSTEM && isBroughtByClusters(tree) && lacksMost(tree)) return true;
  const annotations = get(tree, 'metadata', 'annotations');
  return annotations !== undefined && isForServer(annotations) && lacksVital(tree);
}

function isForServer(annotations: Tree): boolean {
  const options = getString(annotations, 'argocd.argoproj.io/sync-options') ?? '';
  return options.includes('ServerSideApply=true') || get(annotations, FLUX_SSA) !== undefined;
}

const FLUX_SSA = 'kustomize.toolkit.fluxcd.io/ssa';

/** Without one of these the server creates none of the kind. */
const VITAL: Readonly<Record<string, readonly (readonly string[])[]>> = {
  Deployment: [['selector'], ['template', 'spec', 'containers']],
  StatefulSet: [['selector'], ['template', 'spec', 'containers']],
  DaemonSet: [['selector'], ['template', 'spec', 'containers']],
  Service: [['ports']],
};

function lacksVital(tree: Tree): boolean {
  const vital = VITAL[getString(tree, 'kind') ?? ''];
  if (vital === undefined || getString(tree, 'spec', 'type') === 'ExternalName') return false;
  return vital.some((path) => get(tree, 'spec', ...path) === undefined);
}

/** Nobody writes an object of which neither the ports nor one image is known. */
function lacksMost(tree: Tree): boolean {
  const containers = getList(tree, 'spec', 'template', 'spec', 'containers');
  return getString(tree, 'kind') === 'Service'
    ? lacksVital(tree)
    : containers.every((container) => get(container, 'image') === undefined);
}

const SYSTEM = 'kube-system';

function isBroughtByClusters(tree: Tree): boolean {
  return (
    VITAL[getString(tree, 'kind') ?? ''] !== undefined && OF_CLUSTERS.has(getString(tree, 'metadata', 'name') ?? '')
  );
}

/** What distributions put into `kube-system` before anybody applies a thing; each by their manifests. */
const OF_CLUSTERS: ReadonlySet<string> = new Set([
  'coredns', // kubeadm, k3s, RKE2, EKS, AKS
  'kube-dns', // its Service everywhere, its Deployment in GKE
  'kube-dns-autoscaler', // GKE
  'coredns-autoscaler', // AKS
  'kube-proxy', // kubeadm, EKS, AKS
  'metrics-server', // k3s, AKS
  'local-path-provisioner', // k3s
  'traefik', // k3s
  'aws-node', // EKS
]);
