import { get, getString } from '../../tree/tree.js';
import type { PodTemplate } from '../workloads/workload.js';

const SIDECAR = 'consul.hashicorp.com/connect-inject';
const TRANSPARENT = 'consul.hashicorp.com/transparent-proxy';

/** True for Pods with the sidecar of Consul, which hands on to 127.0.0.1 what arrives, unless it is told otherwise. */
export function isServedByConsul({ workload, path }: PodTemplate): boolean {
  return getString(workload.resource.tree, ...path, 'metadata', 'annotations', SIDECAR) === 'true';
}

/**
 * True for Pods whose sidecar takes all that they send: it looks at the address of a Service alone, and not at the port
 * (semantics 8.5).
 */
export function isSentByConsul(template: PodTemplate): boolean {
  const annotations = get(template.workload.resource.tree, ...template.path, 'metadata', 'annotations');
  return isServedByConsul(template) && getString(annotations, TRANSPARENT) !== 'false';
}
