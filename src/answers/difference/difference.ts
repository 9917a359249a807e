/** A line of a file, from 1. */
export interface WrittenLine {
  readonly file: string;
  readonly line: number;
}

/**
 * What a change does: `breaks` something that callers could rely on; `opens` what was not there, or was closed;
 * `changes` what is behind, while callers go on as before.
 */
export type Effect = 'breaks' | 'changes' | 'opens';

/** What a change is about. */
export type Topic = 'service' | 'exposure' | 'connection' | 'workload' | 'chart';

/** One thing that is otherwise than before, as one sentence without a full stop. */
export interface ContractChange {
  readonly effect: Effect;
  readonly topic: Topic;
  readonly text: string;
  /** Where it stood before; null for what is new. */
  readonly before: WrittenLine | null;
  /** Where it stands now; null for what is gone. */
  readonly after: WrittenLine | null;
}

/** What a change does to the contract: what breaks first, then by topic. */
export interface Difference {
  readonly changes: readonly ContractChange[];
  /** The files of templates and charts that nobody has rendered, in either state: what they make is not compared. */
  readonly unread: readonly string[];
}
