import { getString, type Place } from '../../tree/tree.js';
import type { Container } from '../pods/container.js';

/** A readiness probe that a program passes only as a member of a cluster. */
export interface PeersProbe {
  readonly program: string;
  readonly at: Place;
}

type Row = readonly [image: RegExp, path: RegExp, program: string];

/** By the last word of the image and the page that is asked, from the manuals of the programs (semantics 6.11). */
const ROWS: readonly Row[] = [
  [
    /^(?:elasticsearch|elasticsearch-oss|opensearch)$/,
    /^\/_cluster\/health\b(?!\?(?:[^ ]*&)?local=true(?!.*wait_for))/,
    'Elasticsearch',
  ],
  [/^(?:cockroach|cockroachdb)$/, /^\/health\?ready/, 'CockroachDB'],
  [/^etcd$/, /^\/(?:health|readyz)\b/, 'etcd'],
  [/^consul(?:-enterprise)?$/, /^\/v1\/(?:status\/leader|health\/)/, 'Consul'],
  [/^rqlite$/, /^\/readyz\b(?!\?noleader)/, 'rqlite'],
];

/** The probe of a container, where it waits for the peers. */
export function peersProbe(container: Container): PeersProbe | undefined {
  const path = getString(container.get('readinessProbe'), 'httpGet', 'path');
  if (path === undefined) return undefined;
  const last = /([^/:@]+)(?::[^/@]*)?(?:@.*)?$/.exec(container.image)?.[1] ?? '';
  const row = ROWS.find(([image, page]) => image.test(last) && page.test(path));
  return row && { program: row[2], at: container.at('readinessProbe', 'httpGet', 'path') };
}
