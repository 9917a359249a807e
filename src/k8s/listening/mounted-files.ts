import { withoutEnd } from '../../text/trim.js';
import { decodeBase64 } from '../../text/base64.js';
import {
  getBoolean,
  getEntries,
  getList,
  getString,
  isString,
  type Place,
  type ScalarTree,
  type Tree,
} from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';
import type { Container } from '../pods/container.js';
import type { PodTemplate } from '../workloads/workload.js';
import type { FindObject, Source } from './config-sources.js';

/** A file that a container finds in a mounted ConfigMap or Secret. */
export interface MountedFile {
  /** Where the container sees it: `/etc/nginx/conf.d/default.conf`. */
  readonly path: string;
  readonly text: string;
  readonly resource: Resource;
  readonly scalar: ScalarTree;
  /** The key of the entry that holds it. */
  readonly keyAt: Place;
  /** False where the file is written in base64, so that a part of its text has no place of its own. */
  readonly plain: boolean;
}

/** What a container sees in place of the image's own files. */
export interface Mounts {
  readonly files: readonly MountedFile[];
  /** Where volumes are mounted, each without a slash at its end: a folder, or one file by `subPath`. */
  readonly paths: readonly string[];
  /**
   * Mounts of which nobody knows what they hold: other volumes, objects that are not on disk or there twice, optional
   * ones.
   */
  readonly unknown: readonly string[];
}

export function mountsOf(container: Container, { workload, path }: PodTemplate, find: FindObject): Mounts {
  const volumes = new Map(
    getList(workload.resource.get(...path, 'spec', 'volumes')).map((volume) => [getString(volume, 'name'), volume]),
  );
  const files: MountedFile[] = [];
  const paths: string[] = [];
  const unknown: string[] = [];
  for (const mount of getList(container.get('volumeMounts'))) {
    const written = getString(mount, 'mountPath');
    const volume = volumes.get(getString(mount, 'name'));
    if (written === undefined) continue;
    const at = withoutEnd(written, '/');
    paths.push(at);
    const sub = getString(mount, 'subPath') ?? '';
    const found = sourcesIn(volume).map((source) => filesOf(source, find));
    if (found.length === 0 || found.includes(undefined)) unknown.push(at);
    for (const file of found.flatMap((each) => each ?? [])) {
      if (sub === '') files.push({ ...file, path: `${at}/${file.path}` });
      else if (file.path === sub) files.push({ ...file, path: at });
      else if (file.path.startsWith(`${sub}/`)) files.push({ ...file, path: `${at}${file.path.slice(sub.length)}` });
    }
  }
  return { files, paths, unknown };
}

/** A ConfigMap or Secret of a volume, with the paths that its `items` give to its keys. */
interface VolumeSource extends Source {
  readonly name: string;
  readonly items: ReadonlyMap<string, string> | undefined;
}

function sourcesIn(volume: Tree | undefined): readonly VolumeSource[] {
  return [volume, ...getList(volume, 'projected', 'sources')].flatMap((source) => [
    ...sourceAt('ConfigMap', source, 'configMap', 'name'),
    ...sourceAt('Secret', source, 'secret', 'secretName'),
    ...(source === volume ? [] : sourceAt('Secret', source, 'secret', 'name')),
  ]);
}

function sourceAt(kind: Source['kind'], tree: Tree | undefined, field: string, key: string): readonly VolumeSource[] {
  const name = getString(tree, field, key);
  if (name === undefined || getBoolean(tree, field, 'optional') === true) return [];
  const items = getList(tree, field, 'items').map(
    (item) => [getString(item, 'key') ?? '', getString(item, 'path') ?? ''] as const,
  );
  return [{ kind, name, items: items.length === 0 ? undefined : new Map(items) }];
}

/**
 * The files of one object by their paths in the volume; undefined where it is not on disk, or there in several
 * versions.
 */
function filesOf({ kind, name, items }: VolumeSource, find: FindObject): readonly MountedFile[] | undefined {
  const [resource, ...more] = find(kind, name);
  if (resource === undefined || more.length > 0 || resource.partial) return undefined;
  return ['data', 'stringData'].flatMap((field) =>
    [...getEntries(resource.tree, field)].flatMap(({ key, value }) => {
      const path = items === undefined ? key : items.get(key);
      if (path === undefined || !isString(value)) return [];
      const plain = kind === 'ConfigMap' || field === 'stringData';
      const text = plain ? value.value : decodeBase64(value.value);
      return text === undefined
        ? []
        : [{ path, text, resource, scalar: value, keyAt: resource.keyAt(field, key), plain }];
    }),
  );
}
