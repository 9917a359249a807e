import type { Hop } from '../walk/hop.js';
import type { Unseen, Way } from './trace.js';

/** What only the cluster knows of the hops that were walked, with the command that shows it. */
export function unseenOf(ways: readonly Way[]): readonly Unseen[] {
  const hops = ways.flatMap((way) => way.hops);
  const reached = new Set(hops.map(({ kind }) => kind));
  const isWalked = (kind: Hop['kind']): boolean => reached.has(kind);
  const commandOf = (kind: Hop['kind']): string | null => hops.find((each) => each.kind === kind)?.command ?? null;
  const rows: readonly (readonly [boolean, string, Hop['kind']])[] = [
    [isWalked('resolver'), 'whether the DNS of the cluster answers', 'resolver'],
    [
      hops.some(({ kind, stop }) => kind === 'name' && stop !== null),
      'what the cluster has that the files lack',
      'name',
    ],
    [isWalked('listener'), 'the address of the entry, its certificate, and the DNS of the host', 'listener'],
    [
      isWalked('service') && commandOf('service') !== null,
      'the address that it has outside, and firewalls before it',
      'service',
    ],
    [isWalked('pods'), 'which endpoints there are now', 'pods'],
    [isWalked('readiness'), 'whether the Pods run and are ready', 'readiness'],
    [isWalked('process'), 'what the process in the image does by itself', 'process'],
    [commandOf('policies') !== null, 'whether the network plugin enforces NetworkPolicies', 'policies'],
  ];
  return rows.flatMap(([holds, what, kind]) => (holds ? [{ what, command: commandOf(kind) }] : []));
}
