import type { Hop } from '../walk/hop.js';
import type { Verdict } from '../walk/stops.js';

/** One way that the request may take, hop by hop, until it arrives or stops. */
export interface Way {
  /** What tells it from the others: the entry that it comes in by, or the backend; null where it is the only one. */
  readonly title: string | null;
  readonly verdict: Verdict;
  readonly hops: readonly Hop[];
}

/** What another port of the same Service does. */
export interface OtherPort {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly verdict: Verdict;
  /** Why, where it does not arrive. */
  readonly note: string | null;
}

/** What stands in no file, and the command that shows it where there is one. */
export interface Unseen {
  readonly what: string;
  readonly command: string | null;
}

/** A walk of one request through the contract. */
export interface Trace {
  /** As it was understood: "Deployment `web` in `shop`". */
  readonly from: string;
  /** As it was understood: `http://checkout:80/`. */
  readonly to: string;
  /** The worst of the ways: part of the requests takes it. */
  readonly verdict: Verdict;
  readonly ways: readonly Way[];
  readonly otherPorts: readonly OtherPort[];
  readonly notLookedAt: readonly Unseen[];
}
