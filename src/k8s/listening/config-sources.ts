import { append } from '../../data/group.js';
import { get, getList, getString, type Tree } from '../../tree/tree.js';
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

/**
 * The entries of ConfigMaps and Secrets that no container gets, by kind and name of the object: each container that
 * takes it takes all of it with `envFrom`, and sets a variable of that name itself, which wins (semantics 8.4).
 */
export function overriddenEntries(template: PodTemplate): ReadonlyMap<string, ReadonlySet<string>> {
  const own = new Map<string, ReadonlySet<string>[]>();
  const taken = new Set(sourcesOf(template, []).map(({ kind, name }) => `${kind}/${name}`));
  for (const container of template.containers) {
    const variables = getList(container.get('env'));
    const names = new Set(variables.flatMap((item) => getString(item, 'name') ?? []));
    for (const item of getList(container.get('envFrom'))) {
      const id = idOf(get(item, 'configMapRef'), get(item, 'secretRef'));
      append(own, id, get(item, 'prefix') === undefined ? names : NONE);
    }
    for (const from of variables.flatMap((item) => get(item, 'valueFrom') ?? [])) {
      const [map, secret] = [get(from, 'configMapKeyRef'), get(from, 'secretKeyRef')];
      taken.add(`${idOf(map, secret)}/${getString(map ?? secret, 'key') ?? ''}`);
    }
  }
  const isOverridden = (id: string, name: string): boolean =>
    !taken.has(`${id}/${name}`) && (own.get(id) ?? []).every((names) => names.has(name));
  return new Map(
    [...own].flatMap(([id, [first = NONE]]) =>
      taken.has(id) ? [] : [[id, new Set([...first].filter((name) => isOverridden(id, name)))] as const],
    ),
  );
}

const NONE: ReadonlySet<string> = new Set();

function idOf(map: Tree | undefined, secret: Tree | undefined): string {
  return `${map === undefined ? 'Secret' : 'ConfigMap'}/${getString(map ?? secret, 'name') ?? ''}`;
}
