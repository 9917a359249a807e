import { getList, getString, type Path } from '../../tree/tree.js';
import { readLabels } from '../labels/labels.js';
import type { Resource } from '../object/resource.js';

/** Where a Rollout names the Services of its own Pods, whose selectors its controller changes (semantics 3.4). */
const SERVICE_FIELDS: readonly Path[] = [
  ['canary', 'canaryService'],
  ['canary', 'stableService'],
  ['canary', 'pingPong', 'pingService'],
  ['canary', 'pingPong', 'pongService'],
  ['blueGreen', 'activeService'],
  ['blueGreen', 'previewService'],
].map((path) => ['spec', 'strategy', ...path]);

const METADATA_FIELDS: readonly Path[] = [
  ['canary', 'canaryMetadata'],
  ['canary', 'stableMetadata'],
  ['blueGreen', 'activeMetadata'],
  ['blueGreen', 'previewMetadata'],
].map((path) => ['spec', 'strategy', ...path, 'labels']);

function isRollout({ group, kind }: Pick<Resource, 'group' | 'kind'>): boolean {
  return group === 'argoproj.io' && kind === 'Rollout';
}

/** The Services that a Rollout names, with the path of each name. */
export function rolloutServices(rollout: Resource): readonly { readonly name: string; readonly path: Path }[] {
  if (!isRollout(rollout)) return [];
  return SERVICE_FIELDS.flatMap((path) => {
    const name = getString(rollout.tree, ...path) ?? '';
    return name === '' ? [] : [{ name, path }];
  });
}

/**
 * Labels that the controller of a Rollout gives only to its Pods of one role, with every value that they may have. The
 * Pods of an experiment in its steps have labels of their own, over those of the version that they are made of.
 */
export function roleLabels(rollout: Resource): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const steps: Path = ['spec', 'strategy', 'canary', 'steps'];
  const experiments = getList(rollout.tree, ...steps).flatMap((step, at) =>
    getList(step, 'experiment', 'templates').map((_, index): Path => [
      ...steps,
      at,
      'experiment',
      'templates',
      index,
      'metadata',
      'labels',
    ]),
  );
  for (const path of [...METADATA_FIELDS, ...experiments])
    for (const { key, value } of readLabels(rollout.tree, path).values())
      found.set(key, [...(found.get(key) ?? []), value]);
  for (const { key, value } of readLabels(rollout.tree, ['spec', 'template', 'metadata', 'labels']).values())
    found.get(key)?.push(value);
  return found;
}

/** The Services that the steps of a Rollout make for their experiments, as far as they are named. */
export function experimentServices(rollout: Resource): readonly string[] {
  if (!isRollout(rollout)) return [];
  return getList(rollout.tree, 'spec', 'strategy', 'canary', 'steps').flatMap((step) =>
    getList(step, 'experiment', 'templates').flatMap((template) => getString(template, 'service', 'name') ?? []),
  );
}
