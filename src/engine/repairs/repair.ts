import type { Diagnostic, LintResult } from '../../diagnostic/diagnostic.js';
import { groupBy } from '../../data/group.js';
import { sourceFile } from '../../text/source-file.js';
import { parseFile } from '../../yaml/parse.js';
import { compatible, edited, editsOf, repairable, type Permission, type Repairable } from './choose-fixes.js';
import type { InputFile } from '../input/options.js';

/** One repair may uncover the next; what needs more rounds than this does not come to rest. */
export const MAX_ROUNDS = 10;

/** A tree after its repairs. */
export interface Repair<File extends InputFile = InputFile> {
  /** All files as given, in their order; texts that no repair concerns are the same strings. */
  readonly files: readonly File[];
  /** The findings of the texts as given. */
  readonly before: LintResult;
  /** What is left: the findings of the repaired texts. */
  readonly result: LintResult;
  /** The findings that were repaired, as they stood before. */
  readonly fixed: readonly Diagnostic[];
  /**
   * Findings whose fix was tried and taken back: they would have stayed, or their file would not have parsed any more.
   */
  readonly withdrawn: readonly Diagnostic[];
}

interface Round<File> {
  readonly files: readonly File[];
  readonly result: LintResult;
  readonly fixed: readonly Repairable[];
  readonly withdrawn: readonly Repairable[];
}

/**
 * Lints, applies what is permitted and lints again, until nothing changes or `MAX_ROUNDS` is reached. A fix is kept
 * only if its file parses as before and its finding is gone; all other texts stay as they are, byte for byte.
 */
export function repairWith<File extends InputFile>(
  files: readonly File[],
  lint: (files: readonly File[]) => LintResult,
  permission: Permission,
): Repair<File> {
  const before = lint(files);
  let now: Round<File> = { files, result: before, fixed: [], withdrawn: [] };
  const fixed: Diagnostic[] = [];
  for (let rounds = 0; rounds < MAX_ROUNDS; rounds++) {
    now = roundOf(now, lint, permission);
    if (now.fixed.length === 0) break;
    for (const finding of now.fixed) fixed.push(finding);
  }
  return { files: now.files, before, result: now.result, fixed, withdrawn: now.withdrawn };
}

function roundOf<File extends InputFile>(
  { files, result }: Round<File>,
  lint: (files: readonly File[]) => LintResult,
  permission: Permission,
): Round<File> {
  const withdrawn = new Set<Repairable>();
  const candidates = repairable(result.diagnostics, permission);
  for (;;) {
    const chosen = compatible(candidates.filter((candidate) => !withdrawn.has(candidate)));
    if (chosen.length === 0) return { files, result, fixed: [], withdrawn: [...withdrawn] };
    const after = applied(files, chosen);
    const breaking = breakingOf(chosen, files, after);
    const judged = breaking.length > 0 ? undefined : lint(after);
    const failed = judged === undefined ? breaking : unrepaired(chosen, result, judged);
    if (judged !== undefined && failed.length === 0)
      return { files: after, result: judged, fixed: chosen, withdrawn: [...withdrawn] };
    for (const candidate of failed) withdrawn.add(candidate); // one at least, so this ends
  }
}

function applied<File extends InputFile>(files: readonly File[], chosen: readonly Repairable[]): readonly File[] {
  const edits = groupBy(
    chosen.flatMap(({ fix }) => fix.edits),
    ({ span }) => span.file.path,
  );
  return files.map((file) => {
    const own = edits.get(file.path);
    return own === undefined ? file : { ...file, text: edited(file.text, own) };
  });
}

/**
 * The fixes after which a file has other documents than before, or one that does not parse: those that do it alone,
 * else all of the file.
 */
function breakingOf<File extends InputFile>(
  chosen: readonly Repairable[],
  before: readonly File[],
  after: readonly File[],
): readonly Repairable[] {
  const harmed = new Map(
    before.filter((file, at) => isHarmed(file, after[at] ?? file)).map((file) => [file.path, file]),
  );
  const concerned = chosen.filter((candidate) => editsOf(candidate).some(({ file }) => harmed.has(file.path)));
  const alone = concerned.filter((candidate) => {
    const paths = new Set(editsOf(candidate).map(({ file }) => file.path));
    const own = [...paths].flatMap((path) => harmed.get(path) ?? []);
    const result = applied(own, [candidate]);
    return own.some((file, at) => isHarmed(file, result[at] ?? file));
  });
  return alone.length > 0 ? alone : concerned;
}

function isHarmed(before: InputFile, after: InputFile): boolean {
  return before.text !== after.text && shapeOf(before) !== shapeOf(after);
}

/**
 * The documents of a text: which are broken, and how many keys each has twice; an object that lacks its `---` counts as
 * one.
 */
function shapeOf({ path, text }: InputFile): string {
  const { documents } = parseFile(sourceFile(path, text));
  return documents
    .flatMap(({ problems, quirks, lost }) => {
      if (problems.length > 0) return ['x'];
      const told = lost.reduce((sum, { keys }) => sum + keys.length, 0);
      const twice = quirks.filter(({ kind }) => kind === 'duplicate-key').length;
      return [...lost.map(() => '0'), String(twice - told)];
    })
    .join();
}

/**
 * Of the chosen findings those that are still there. A text may say the same of several places, so they are counted.
 */
function unrepaired(chosen: readonly Repairable[], before: LintResult, after: LintResult): readonly Repairable[] {
  const was = tally(before.diagnostics);
  const is = tally(after.diagnostics);
  const repaired = tally(chosen);
  return chosen.filter((candidate) => {
    const key = keyOf(candidate);
    return (is.get(key) ?? 0) > (was.get(key) ?? 0) - (repaired.get(key) ?? 0);
  });
}

function tally(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const diagnostic of diagnostics) counts.set(keyOf(diagnostic), (counts.get(keyOf(diagnostic)) ?? 0) + 1);
  return counts;
}

/** What a finding says, wherever edits above it have moved it, and however its object is called now. */
function keyOf({ rule, primary, subject, message }: Diagnostic): string {
  return JSON.stringify([rule, primary.span.file.path, subject?.kind, message]);
}
