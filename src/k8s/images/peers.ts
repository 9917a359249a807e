import { getString, type Place } from '../../tree/tree.js';
import type { Container } from '../pods/container.js';

/** A readiness probe that a program passes only as a member of a cluster. */
export interface PeersProbe {
  readonly program: string;
  readonly at: Place;
}

/** `only` is what the command line or a mounted file must say. */
type Row = readonly [image: RegExp, path: RegExp, program: string, only?: RegExp];

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
  [
    /^nats$/,
    /^\/healthz\b(?!.*js-enabled-only=true)/,
    'NATS with JetStream',
    /(?:^|[\s{;,])(?:--?js|--?jetstream|jetstream)\b/,
  ],
];

/** The probe of a container, where it waits for the peers; `texts` are what its program is told. */
export function peersProbe(container: Container, texts: () => readonly string[]): PeersProbe | undefined {
  const path = getString(container.get('readinessProbe'), 'httpGet', 'path');
  if (path === undefined) return undefined;
  const last = /([^/:@]+)(?::[^/@]*)?(?:@.*)?$/.exec(container.image)?.[1] ?? '';
  const row = ROWS.find(([image, page]) => image.test(last) && page.test(path));
  if (row?.[3] !== undefined && !texts().some((text) => row[3]?.test(text) === true)) return undefined;
  return row && { program: row[2], at: container.at('readinessProbe', 'httpGet', 'path') };
}
