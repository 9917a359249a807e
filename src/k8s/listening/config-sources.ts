import { get, getList, getString } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';
import type { Container } from '../pods/container.js';
import type { PodTemplate } from '../workloads/workload.js';
import { runningContainers } from './running.js';

/** Looks up an object of the core group near the Pods that read it: `find('ConfigMap', 'shop-settings')`. */
export type FindObject = (kind: 'ConfigMap' | 'Secret', name: string) => readonly Resource[];

/** An object that Pods mount or take their environment from; with `key`, one entry of it. */
export interface Source {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  readonly key?: string | undefined;
}

/** The ConfigMaps and Secrets that the given containers read, by default those that keep running. */
export function sourcesOf(
  template: PodTemplate,
  containers: readonly Container[] = runningContainers(template),
): readonly Source[] {
  const { resource } = template.workload;
  const sources: Source[] = [];
  const add = (kind: Source['kind'], name: string | undefined, key?: string): void => {
    if (name !== undefined) sources.push({ kind, name, key });
  };
  for (const volume of getList(resource.get(...template.path, 'spec', 'volumes'))) {
    for (const source of [volume, ...getList(volume, 'projected', 'sources')]) {
      add('ConfigMap', getString(source, 'configMap', 'name'));
      add('Secret', getString(source, 'secret', 'secretName') ?? getString(source, 'secret', 'name'));
    }
  }
  for (const container of containers) {
    for (const item of getList(container.get('envFrom'))) {
      add('ConfigMap', getString(item, 'configMapRef', 'name'));
      add('Secret', getString(item, 'secretRef', 'name'));
    }
    for (const item of getList(container.get('env'))) {
      const from = get(item, 'valueFrom');
      if (from === undefined) continue;
      const [configMap, secret] = [get(from, 'configMapKeyRef'), get(from, 'secretKeyRef')];
      add('ConfigMap', getString(configMap, 'name'), getString(configMap, 'key'));
      add('Secret', getString(secret, 'name'), getString(secret, 'key'));
    }
  }
  return sources;
}
