import type { Diagnostic, LintResult } from './diagnostic.js';
import { fingerprintOf } from './fingerprint.js';

/** Findings that are known: so many of one fingerprint in one file. */
export interface KnownFindings {
  readonly file: string;
  readonly fingerprint: string;
  readonly count: number;
}

/**
 * Takes the known findings out of a result, and counts them as suppressed. An entry is met first by findings of its own
 * file, then by any other, since files get new names. `unmet` are the entries that are left, with as many as are
 * missing.
 */
export function withoutKnown<Entry extends KnownFindings>(
  result: LintResult,
  entries: readonly Entry[],
  fileOf: (diagnostic: Diagnostic) => string,
): { readonly result: LintResult; readonly unmet: readonly Entry[] } {
  const { diagnostics, unmet } = unknownAmong(result.diagnostics, entries, fileOf);
  const number = (severity: Diagnostic['severity']): number =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  const counts = { errors: number('error'), warnings: number('warning'), infos: number('info') };
  const suppressed = result.summary.suppressed + result.diagnostics.length - diagnostics.length;
  return { result: { ...result, diagnostics, summary: { ...result.summary, ...counts, suppressed } }, unmet };
}

/** The diagnostics that the entries do not know, and what is left of the entries. */
function unknownAmong<Entry extends KnownFindings>(
  found: readonly Diagnostic[],
  entries: readonly Entry[],
  fileOf: (diagnostic: Diagnostic) => string,
): { readonly diagnostics: readonly Diagnostic[]; readonly unmet: readonly Entry[] } {
  const known = entries.map((entry) => ({ entry, left: entry.count }));
  const inFile = takeable(known, ({ entry }) => `${entry.file}\0${entry.fingerprint}`);
  const anywhere = takeable(known, ({ entry }) => entry.fingerprint);
  const fingerprints = new Map(found.map((diagnostic) => [diagnostic, fingerprintOf(diagnostic)]));
  const elsewhere = [...fingerprints].filter(
    ([diagnostic, fingerprint]) => !inFile(`${fileOf(diagnostic)}\0${fingerprint}`),
  );
  const diagnostics = elsewhere.filter(([, fingerprint]) => !anywhere(fingerprint)).map(([diagnostic]) => diagnostic);
  const unmet = known.flatMap(({ entry, left }) => (left > 0 ? [{ ...entry, count: left }] : []));
  return { diagnostics, unmet };
}

/**
 * The diagnostics that an earlier run did not have: of those that agree in their fingerprint, as many as there are more
 * than before.
 */
export function newSince(earlier: readonly Diagnostic[], found: readonly Diagnostic[]): readonly Diagnostic[] {
  const fileOf = ({ primary }: Diagnostic): string => primary.span.file.path;
  const known = earlier.map((each) => ({ file: fileOf(each), fingerprint: fingerprintOf(each), count: 1 }));
  return unknownAmong(found, known, fileOf).diagnostics;
}

/** The result of a run of which every finding was there before; a bug of svclint is never known. */
export function withoutAll(result: LintResult): LintResult {
  const bugs = result.diagnostics.filter(({ rule }) => rule === 'internal-error');
  const known = result.diagnostics.length - bugs.length;
  const { suppressed } = result.summary;
  const summary = { ...result.summary, errors: bugs.length, warnings: 0, infos: 0, suppressed: suppressed + known };
  return { ...result, diagnostics: bugs, summary, known };
}

interface Known {
  readonly entry: KnownFindings;
  /** How many of its findings have not been met yet. */
  left: number;
}

/** Takes one finding off the first entry of a key that has any left; false where none has. */
function takeable(known: readonly Known[], keyOf: (each: Known) => string): (key: string) => boolean {
  const queues = new Map<string, { readonly entries: Known[]; at: number }>();
  for (const each of known) {
    const queue = queues.get(keyOf(each));
    if (queue === undefined) queues.set(keyOf(each), { entries: [each], at: 0 });
    else queue.entries.push(each);
  }
  return (key) => {
    const queue = queues.get(key);
    if (queue === undefined) return false;
    // What is used up stays used up, so it is passed once.
    while ((queue.entries[queue.at]?.left ?? 1) <= 0) queue.at++;
    const first = queue.entries[queue.at];
    if (first === undefined) return false;
    first.left--;
    return true;
  };
}
