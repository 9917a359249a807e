import { closest } from '../../text/spelling/similar.js';
import { groupOf, isBuiltInGroup } from '../object/groups.js';
import { getEntries, getString, type MapTree, type Tree } from '../../tree/tree.js';

/** A file that is written like a manifest, and is read by another program. */
interface OtherFile {
  readonly program: string;
  readonly name?: RegExp;
  /** Keys that all stand at the top of such a file. */
  readonly keys?: readonly string[];
}

/** From the pages of these programs. */
// prettier-ignore
const FILES: readonly OtherFile[] = [
  { program: 'devfile.io: a workspace for development', name: /(^|\/)\.?devfile[^/]*\.ya?ml$/ },
  { program: 'Eclipse Che: devfile 1.0', keys: ['metadata', 'projects'] },
  { program: 'openshift-install', name: /(^|\/)install-config[^/]*\.ya?ml$/ },
  { program: 'openshift-install', keys: ['metadata', 'baseDomain'] },
  { program: 'docker compose', name: /(^|\/)(docker-)?compose[^/]*\.ya?ml$/ },
  { program: 'docker compose', keys: ['services', 'networks'] },
  { program: 'score.dev: a workload', name: /(^|\/)score[^/]*\.ya?ml$/ },
  { program: 'score.dev: a workload', keys: ['metadata', 'containers'] },
  { program: 'Drone CI', name: /(^|\/)\.?drone\.ya?ml$/ },
  { program: 'Drone CI', keys: ['kind', 'steps'] },
  { program: 'helm', name: /(^|\/)(Chart|plugin|requirements)\.ya?ml$/ },
  { program: 'Sonobuoy', keys: ['sonobuoy-config'] },
];

export function isOfAnotherProgram(path: string, { entries }: MapTree): boolean {
  return FILES.some(({ name, keys }) => name?.test(path) === true || keys?.every((key) => entries.has(key)) === true);
}

/** What tells an object, and the fields that stand at the top of the kinds that Kubernetes serves. */
const IDENTITY = ['apiVersion', 'kind', 'metadata'];
// prettier-ignore
const TOP_FIELDS = new Set([
  'spec', 'status', 'data', 'binaryData', 'stringData', 'immutable', 'type', 'rules', 'aggregationRule', 'roleRef',
  'subjects', 'subsets', 'endpoints', 'ports', 'addressType', 'webhooks', 'provisioner', 'parameters', 'secrets',
  'imagePullSecrets', 'automountServiceAccountToken', 'template', 'value', 'globalDefault', 'handler', 'scheduling',
  'overhead', 'items',
]);

/** False for what has fields of its own at the top, and none that an object of Kubernetes has there. */
export function hasFieldsOfObject({ entries }: MapTree): boolean {
  const own = [...entries.keys()].filter((key) => closest(key, IDENTITY) === undefined && !IDENTITY.includes(key));
  return own.length === 0 || own.some((key) => TOP_FIELDS.has(key));
}

/** Groups whose objects are files that a program reads, and no API server sees. One line each, with the program. */
// prettier-ignore
const FILE_GROUPS: ReadonlyMap<string, string> = new Map([
  ['kops.k8s.io', 'kops, which keeps them in a bucket'],
  ['eksctl.io', 'eksctl'],
  ['kind.x-k8s.io', 'kind'],
  ['k3d.io', 'k3d'],
  ['ctlptl.dev', 'ctlptl'],
  ['kubeadm.k8s.io', 'kubeadm'],
  ['kubelet.config.k8s.io', 'the kubelet'],
  ['kubeproxy.config.k8s.io', 'kube-proxy'],
  ['kubescheduler.config.k8s.io', 'kube-scheduler'],
  ['apiserver.config.k8s.io', 'kube-apiserver'],
  ['audit.k8s.io', 'kube-apiserver'],
  ['backstage.io', 'Backstage, for its catalog'],
  ['scaffolder.backstage.io', 'Backstage, for its templates'],
  ['skaffold', 'skaffold'],
  ['deploy.cloud.google.com', 'Google Cloud Deploy'],
  ['garden.io', 'Garden'],
  ['score.dev', 'implementations of Score'],
  ['tanka.dev', 'Tanka'],
  ['vendir.k14s.io', 'vendir'],
  ['kbld.k14s.io', 'kbld'],
  ['imgpkg.carvel.dev', 'imgpkg'],
  ['krew.googlecontainertools.github.com', 'krew'],
  ['kuttl.dev', 'Kuttl'],
  ['kpt.dev', 'kpt'],
  ['k0sctl.k0sproject.io', 'k0sctl'],
  ['kubekey.kubesphere.io', 'KubeKey'],
  ['meta.pkg.crossplane.io', 'the crossplane command, for a package'],
  ['mirror.openshift.io', 'oc-mirror'],
]);

/** The fields of `metadata`, of whatever kind. */
// prettier-ignore
const METADATA = new Set([
  'name', 'generateName', 'namespace', 'labels', 'annotations', 'finalizers', 'ownerReferences', 'uid',
  'resourceVersion', 'generation', 'creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds', 'selfLink',
  'managedFields',
]);

/**
 * True for what an application reads that has taken over the form of manifests: a kind of its own, which no object can
 * be called so, with metadata of its own (semantics 14.9).
 */
export function isOfAnApplication(tree: Tree): boolean {
  const isOwn = !isBuiltInGroup(groupOf(getString(tree, 'apiVersion') ?? ''));
  return isOwn && /[A-Z_ ]/.test(getString(tree, 'metadata', 'name') ?? '') && ownMetadata(tree) > 0;
}

/** How many fields of its metadata no object has, nor a slip of one. */
export function ownMetadata(tree: Tree): number {
  return getEntries(tree, 'metadata').filter(({ key }) => !METADATA.has(key) && closest(key, METADATA) === undefined)
    .length;
}

/** The same of a text, by the first line that names a version: what follows may be broken. */
export function isTextForAProgram(text: string): boolean {
  const apiVersion = /^apiVersion:[ \t]*["']?([\w./-]{1,253})/m.exec(text)?.[1] ?? '';
  return isOfNoServer(apiVersion);
}

/** True for a version whose objects no API server takes. */
export function isOfNoServer(apiVersion: string): boolean {
  return isReadByAProgram(apiVersion) || isServedByNobody(apiVersion);
}

/**
 * True for a version that no API server can serve: a custom group has a dot, and the name of a version has none. Who
 * writes it has a program of their own in mind (CustomResourceDefinitionSpec, validation of `group` and `versions`).
 */
function isServedByNobody(apiVersion: string): boolean {
  const group = groupOf(apiVersion);
  if (isBuiltInGroup(group) || closest(group, BUILT_IN) !== undefined) return false;
  return !group.includes('.') || !/^[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?$/.test(apiVersion.slice(group.length + 1));
}

const BUILT_IN = ['apps', 'batch', 'extensions', 'autoscaling', 'policy'];

/** True for an object that is written like one of Kubernetes, and is the settings of a program. */
export function isReadByAProgram(apiVersion: string): boolean {
  return FILE_GROUPS.has(groupOf(apiVersion));
}
