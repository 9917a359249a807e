import { getList, getString } from '../../tree/tree.js';
import type { Container } from '../pods/container.js';
import { imageWithoutTag } from './tags.js';

type Row = readonly [images: string, source: string];

/**
 * Stores whose entry point reads no variable that names another host: what stands there of hosts is for those who
 * call, with whom they share the text.
 */
const ROWS: readonly Row[] = [
  ['postgres pgvector/pgvector postgis/postgis timescale/timescaledb', 'docker-library/postgres docker-entrypoint.sh'],
  ['mysql', 'docker-library/mysql template/docker-entrypoint.sh'],
  ['mariadb', 'MariaDB/mariadb-docker docker-entrypoint.sh'],
  ['mongo', 'docker-library/mongo docker-entrypoint.sh'],
  ['redis valkey/valkey', 'redis/docker-library-redis docker-entrypoint.sh'],
  ['memcached', 'docker-library/memcached docker-entrypoint.sh'],
];

const IMAGES: ReadonlySet<string> = new Set(ROWS.flatMap(([images]) => images.split(' ')));

/** True for such a store as its image starts it, without scripts of its own. */
export function callsNobody(container: Container): boolean {
  const image = imageWithoutTag(container.image).replace(/^(?:docker\.io\/)?(?:library\/)?/, '');
  const mounts = getList(container.get('volumeMounts'));
  return (
    IMAGES.has(image) &&
    container.get('command') === undefined &&
    !mounts.some((mount) => getString(mount, 'mountPath')?.startsWith('/docker-entrypoint-initdb.d') === true)
  );
}
