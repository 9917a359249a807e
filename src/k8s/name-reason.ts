/** What is wrong with a name, apart from what would be right. */
export interface NameReason {
  /** A verb phrase for a headline: "has `_`". */
  readonly fact: string;
  /** The rule behind it, for a note: "only lower-case letters, digits, and `-` are allowed". */
  readonly notes: readonly string[];
}

/** Splits the answer of a syntax check of `names.ts`, which is too long for a headline where it lists characters. */
export function reasonOf(problem: string): NameReason {
  const comma = problem.indexOf(', only ');
  return comma === -1
    ? { fact: problem, notes: [] }
    : { fact: problem.slice(0, comma), notes: [problem.slice(comma + 2)] };
}
