import type { PolicyPort } from './network-policy.js';

/** The protocols that a policy speaks of, in the order in which they are told. */
const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];

const HIGHEST_PORT = 65_535;

/** Ports of one protocol, both ends included. */
export interface PortRange {
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
}

/** Ranges by protocol and number, none of which touches another: equal sets have equal lists. */
export type PortSet = readonly PortRange[];

export const NO_PORT: PortSet = [];

export const EVERY_PORT: PortSet = PROTOCOLS.map((protocol) => ({ protocol, from: 1, to: HIGHEST_PORT }));

/** The ports that an item of a rule opens, for receivers whose port of a name is what `named` answers. */
export function openedBy({ port, protocol }: PolicyPort, named: (name: string) => number | undefined): PortSet {
  if (!PROTOCOLS.includes(protocol)) return NO_PORT;
  if (port.kind === 'any') return EVERY_PORT.filter((range) => range.protocol === protocol);
  const [from, to] = port.kind === 'number' ? [port.number, port.end] : [named(port.name), named(port.name)];
  return from === undefined || to === undefined || from > to ? NO_PORT : [{ protocol, from, to }];
}

export function union(...sets: readonly PortSet[]): PortSet {
  const [first = NO_PORT, ...others] = sets.filter((set) => set.length > 0);
  if (others.length === 0) return first;
  if (sets.includes(EVERY_PORT)) return EVERY_PORT;
  const joined: PortRange[] = [];
  for (const range of sets.flat().sort(byNumber)) {
    const last = joined.at(-1);
    if (last?.protocol === range.protocol && range.from <= last.to + 1)
      joined[joined.length - 1] = { ...last, to: Math.max(last.to, range.to) };
    else joined.push(range);
  }
  return isEvery(joined) ? EVERY_PORT : joined;
}

export function intersection(some: PortSet, others: PortSet): PortSet {
  if (some === EVERY_PORT || some === others) return others;
  if (others === EVERY_PORT) return some;
  return some.flatMap((one) =>
    others.flatMap(({ protocol, from, to }): PortSet => {
      const [start, end] = [Math.max(one.from, from), Math.min(one.to, to)];
      return one.protocol === protocol && start <= end ? [{ protocol, from: start, to: end }] : [];
    }),
  );
}

/** What is in the first set only. */
export function without(some: PortSet, others: PortSet): PortSet {
  if (others === EVERY_PORT || some === others) return NO_PORT;
  return some.flatMap((one) => {
    let left: PortSet = [one];
    for (const other of others.filter(({ protocol }) => protocol === one.protocol))
      left = left.flatMap(({ protocol, from, to }) =>
        [
          { protocol, from, to: Math.min(to, other.from - 1) },
          { protocol, from: Math.max(from, other.to + 1), to },
        ].filter((piece) => piece.from <= piece.to),
      );
    return left;
  });
}

export function includes(
  set: PortSet,
  { protocol, number }: { readonly protocol: string; readonly number: number },
): boolean {
  return set.some((range) => range.protocol === protocol && range.from <= number && number <= range.to);
}

function isEvery(set: PortSet): boolean {
  return (
    set === EVERY_PORT ||
    (set.length === EVERY_PORT.length && set.every(({ from, to }) => from === 1 && to === HIGHEST_PORT))
  );
}

/** The same text for the same ports, and for no others. */
export function keyOf(set: PortSet): string {
  return set.map(({ protocol, from, to }) => `${protocol} ${from}-${to}`).join();
}

function byNumber(a: PortRange, b: PortRange): number {
  return PROTOCOLS.indexOf(a.protocol) - PROTOCOLS.indexOf(b.protocol) || a.from - b.from;
}
