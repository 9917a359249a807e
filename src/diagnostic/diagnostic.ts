import type { Span } from '../text/source-file.js';

export type Severity = 'error' | 'warning' | 'info';

/**
 * `safe` keeps the meaning, `unsafe` is a guess that may be wrong, `display-only` needs values that only a person
 * knows.
 */
export type Applicability = 'safe' | 'unsafe' | 'display-only';

/** Replace the text of `span` by `text`; an empty span inserts. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

export interface Fix {
  /** An imperative clause: "use the value that Deployment `web` has". */
  readonly title: string;
  readonly applicability: Applicability;
  /** Never empty, never overlapping, in one or more files. */
  readonly edits: readonly Edit[];
}

/** A place with the words that belong at its underline. */
export interface Label {
  readonly span: Span;
  readonly text: string;
}

/** The object a diagnostic is about; `namespace` is null where nothing on disk decides it. */
export interface Subject {
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
}

/** The call that a diagnostic about an address speaks of. */
export interface Call {
  /** As a client looks it up: in lower case, with the dot at its end where one is written. */
  readonly host: string;
  /** Undefined where neither the text nor its scheme says it. */
  readonly port: number | undefined;
  /** The names of the Services that the host stands for; none where it leads nowhere. */
  readonly services: readonly string[];
}

/** One finding, settled: what every reporter renders and what programs read. */
export interface Diagnostic {
  readonly rule: string;
  readonly severity: Severity;
  /** One clause that stands alone. */
  readonly message: string;
  readonly primary: Label;
  /** The other ends of the mismatch, in the order in which they should be read. */
  readonly related: readonly Label[];
  /** Facts: what follows in the cluster. Two at most. */
  readonly notes: readonly string[];
  /** What to do, where no fix can be given or the fix needs words. */
  readonly help: string | null;
  readonly fix: Fix | null;
  /** Null for what belongs to no object: a broken document, a skipped template. */
  readonly subject: Subject | null;
  /** Undefined for what is about no address of a client. */
  readonly call?: Call | undefined;
  /** Where the rule is explained. */
  readonly docs: string;
}

export interface LintSummary {
  readonly files: number;
  readonly resources: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly suppressed: number;
}

/** Entries of what the run was told that fit nothing in the tree, by their place in the lists that were given. */
export interface Unmatched {
  readonly overrides: readonly number[];
  readonly external: readonly number[];
  readonly workloads: readonly number[];
  readonly units: readonly number[];
}

export interface LintResult {
  readonly diagnostics: readonly Diagnostic[];
  readonly summary: LintSummary;
  /** How many of the suppressed findings were there earlier, where the run was told what was. */
  readonly known?: number | undefined;
  /** Undefined where the run was told nothing that could fit. */
  readonly unmatched?: Unmatched | undefined;
  /**
   * Rules that threw, or null where a kustomization could not be evaluated; each is also said in a diagnostic of rule
   * `internal-error`.
   */
  readonly crashes: readonly { readonly rule: string | null; readonly error: unknown }[];
}
