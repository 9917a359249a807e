import { getString } from '../../tree/tree.js';
import type { ParsedFile } from '../../yaml/document.js';

/**
 * The files of a folder for Podman, which plays manifests without a cluster: it takes other fields for required, and
 * knows no Services (podman-kube-play(1), "Supported Kubernetes Fields").
 */
export function podmanFiles(files: readonly ParsedFile[]): ReadonlySet<string> {
  return new Set(files.filter(isForPodman).map(({ file }) => file.path));
}

function isForPodman({ file: { folder }, documents }: ParsedFile): boolean {
  if (!folder.includes('podman') || !folder.split('/').some((step) => FOLDER.test(step))) return false;
  const kinds = documents.flatMap(({ tree }) => getString(tree, 'kind') ?? []);
  return kinds.length > 0 && kinds.every((kind) => PLAYED.has(kind));
}

const FOLDER = /^podman(?:[-_.]\w+)?$/;

const PLAYED: ReadonlySet<string> = new Set([
  'Pod',
  'Deployment',
  'DaemonSet',
  'Job',
  'PersistentVolumeClaim',
  'ConfigMap',
  'Secret',
]);
