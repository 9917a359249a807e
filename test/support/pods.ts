import type { Container } from '../../src/k8s/pods/container.js';
import { readWorkload, type PodTemplate, type Workload } from '../../src/k8s/workloads/workload.js';
import { resourceOf } from './resources.js';

/** The workload of a text. */
export function workloadOf(manifest: string): Workload {
  const workload = readWorkload(resourceOf(manifest));
  if (workload === undefined) throw new Error(`makes no Pods: ${manifest}`);
  return workload;
}

/** The only template of the workload of a text. */
export function onlyTemplateOf(manifest: string): PodTemplate {
  const [only, ...more] = workloadOf(manifest).templates;
  if (only === undefined || more.length > 0) throw new Error(`not one template: ${manifest}`);
  return only;
}

/** A Pod, with its spec and metadata in flow style. */
export function podOf(spec: string, metadata = '{name: web}'): PodTemplate {
  return onlyTemplateOf(`{apiVersion: v1, kind: Pod, metadata: ${metadata}, spec: ${spec}}`);
}

/** The only container of a Pod, in flow style. */
export function containerOf(container: string): Container {
  const [only] = podOf(`{containers: [${container}]}`).containers;
  if (only === undefined) throw new Error(`no container: ${container}`);
  return only;
}
