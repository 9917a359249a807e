import path from 'node:path';
import type { Io } from '../../host/process/io.js';
import { hasColor } from '../../host/process/terminal.js';
import { withSlashes } from '../../host/files/paths.js';
import { removeLeftovers } from '../../host/output/temporary-name.js';
import { isLinked, refusalOf, territoryOf, writeFile, type Rewrite, type Territory } from '../../host/output/write.js';
import { chartOf } from '../../charts/chart.js';
import type { ChartRendering, Diagnostic, InputFile, LintResult, Repair, RepairOptions } from '../../index.js';
import type { TextChange } from '../../report/unified-diff.js';
import { positionAt } from '../../text/source-file.js';
import { code, codes, count } from '../../text/words.js';
import type { CommandLine } from '../arguments/command-line.js';
import type { Parts } from '../program/parts.js';
import { colorOf } from '../configuration/settings.js';
import { UsageError } from '../program/usage-error.js';
import type { Locations } from './inputs.js';

/** What is done with the changes: written into the files, or shown as a diff. */
export type RepairMode = 'write' | 'show';

/** What is to be reported, beside what was said of it on standard error. */
export interface Outcome {
  /** The files as they are on disk now. */
  readonly files: readonly InputFile[];
  readonly result: LintResult;
  /** Lines for standard error. */
  readonly said: string;
  /** Stands for the report where nothing is written: the unified diff. */
  readonly diff?: string;
  readonly hasProblems: boolean;
}

/**
 * Whether files are to be repaired, and how; undefined for a plain run. Throws UsageError where the options contradict
 * each other.
 */
export function repairMode(line: CommandLine): RepairMode | undefined {
  const shows = line.values.has('fix-dry-run');
  const writes = line.values.has('fix');
  if (line.values.has('unsafe-fixes') && !shows && !writes) {
    throw new UsageError(`option ${code('--unsafe-fixes')} needs ${codes(['--fix', '--fix-dry-run'], 'or')}`);
  }
  const report = ['format', 'output'].find((name) => line.values.has(name));
  if (shows && report !== undefined)
    throw new UsageError(`option ${code('--fix-dry-run')} prints a diff and takes no ${code(`--${report}`)}`);
  if (writes && !shows && line.operands.includes('-')) {
    throw new UsageError(
      `option ${code('--fix')} cannot write to standard input; ${code('--fix-dry-run')} prints the diff`,
    );
  }
  if (shows) return 'show';
  return writes ? 'write' : undefined;
}

/** How it is said what was done. */
export interface Words {
  /** `fixed 2 problems in 1 file`; the findings that are gone, and how many files changed or would change. */
  readonly done: (gone: readonly Diagnostic[], files: number, isWritten: boolean) => string;
  /** `; 1 remains`, or nothing. */
  readonly left: (result: LintResult, isWritten: boolean) => string;
  /** `the fix of`: what was tried in vain. */
  readonly attempt: string;
}

/** The words for repairs. */
export function repairing(unsafeFixes: boolean): Words {
  return {
    done: ({ length }, files, isWritten) => {
      if (length === 0) return isWritten ? 'nothing was fixed' : 'nothing would be fixed';
      return `${isWritten ? 'fixed' : 'would fix'} ${count(length, 'problem')} in ${count(files, 'file')}`;
    },
    left: (result, isWritten) => {
      const { length } = result.diagnostics;
      const remain = isWritten ? count(length, 'remains', 'remain') : `${length} would remain`;
      return `; ${remain}${guesses(result, unsafeFixes)}`;
    },
    attempt: 'the fix of',
  };
}

export interface Job {
  readonly words: Words;
  readonly files: readonly InputFile[];
  readonly locations: Locations;
  readonly mode: RepairMode;
  readonly line: CommandLine;
  readonly io: Io;
  readonly parts: Parts;
}

type Repairing = (files: readonly InputFile[], permission: Pick<RepairOptions, 'unsafeFixes' | 'isEditable'>) => Repair;

/**
 * Repairs the texts, and writes them or shows the difference. A fix that needs a file which may not be written is not
 * applied.
 */
export async function repairFiles(job: Job, repair: Repairing): Promise<Outcome> {
  const unsafeFixes = job.line.values.has('unsafe-fixes');
  if (job.mode === 'show') return shown(job, repair(job.files, { unsafeFixes }));
  const territory = territoryOf(job.line.operands.length === 0 ? ['.'] : job.line.operands, job.io.cwd);
  const refused = new Map<string, string>();
  for (;;) {
    const repaired = repair(job.files, {
      unsafeFixes,
      isEditable: (path) => job.locations.has(path) && !refused.has(path),
    });
    const rewrites = rewritesOf(job, repaired);
    const before = refused.size;
    for (const rewrite of rewrites) {
      const refusal = refusalOf(rewrite, territory);
      if (refusal !== undefined) refused.set(rewrite.path, refusal);
    }
    if (refused.size === before)
      return written({ ...job, repaired, rewrites, territory, refusals: [...refused.values()] }, repair);
  }
}

interface Writing extends Job {
  readonly repaired: Repair;
  readonly rewrites: readonly Rewrite[];
  readonly territory: Territory;
  readonly refusals: readonly string[];
}

function written({ files, repaired, rewrites, territory, words, refusals }: Writing, repair: Repairing): Outcome {
  const linked = rewrites.filter(isLinked).map(({ path: shown }) => shown);
  for (const folder of new Set(rewrites.map(({ absolute }) => path.dirname(absolute)))) removeLeftovers(folder);
  const failures = new Map(
    rewrites.flatMap((rewrite) => {
      const failure = writeFile(rewrite, territory);
      return failure === undefined ? [] : [[rewrite.path, failure] as const];
    }),
  );
  const onDisk = repaired.files.map((file, at) => (failures.has(file.path) ? (files[at] ?? file) : file));
  const result = failures.size === 0 ? repaired.result : repair(onDisk, { isEditable: () => false }).result;
  const fixed = repaired.fixed.filter(({ fix }) => fix?.edits.every(({ span }) => !failures.has(span.file.path)));
  const head = words.done(fixed, rewrites.length - failures.size, true);
  const problems = [...refusals, ...failures.values()];
  return {
    files: onDisk,
    result,
    said: said([
      head + words.left(result, true),
      ...withdrawals(repaired, words),
      ...partings(linked.filter((shown) => !failures.has(shown))),
      ...problems,
    ]),
    hasProblems: problems.length > 0,
  };
}

async function shown(job: Job, repaired: Repair): Promise<Outcome> {
  const { unifiedDiff, shownDiff } = await job.parts.patch();
  // `patch` takes no name with `..` in it.
  const changes = changesOf(job.files, repaired).map((change) => ({
    ...change,
    path: change.path.startsWith('../') ? withSlashes(job.locations.get(change.path) ?? change.path) : change.path,
  }));
  const diff = unifiedDiff(changes);
  const { words } = job;
  const head = words.done(repaired.fixed, changes.length, false);
  const lines = [head + words.left(repaired.result, false), ...withdrawals(repaired, words)];
  const { stdout, env } = job.io;
  const color = hasColor(colorOf(job.line), stdout, env);
  return {
    files: job.files,
    result: repaired.before,
    said: said(lines),
    diff: stdout.isTTY || color ? shownDiff(diff, { color }) : diff,
    hasProblems: false,
  };
}

function changesOf(files: readonly InputFile[], { files: after }: Repair): readonly TextChange[] {
  return files.flatMap(({ path, text }, at) => {
    const fresh = after[at]?.text ?? text;
    return fresh === text ? [] : [{ path, before: text, after: fresh }];
  });
}

function rewritesOf({ files, locations }: Job, repaired: Repair): readonly Rewrite[] {
  return changesOf(files, repaired).flatMap((change) => {
    const absolute = locations.get(change.path);
    return absolute === undefined ? [] : [{ ...change, absolute }];
  });
}

/** How many more a guess would repair. */
function guesses({ diagnostics }: LintResult, unsafeFixes: boolean): string {
  const open = unsafeFixes ? 0 : diagnostics.filter(({ fix }) => fix?.applicability === 'unsafe').length;
  return open === 0 ? '' : `, of which ${code('--unsafe-fixes')} would repair up to ${open}`;
}

function withdrawals({ withdrawn }: Repair, { attempt }: Words): readonly string[] {
  return withdrawn.map(({ rule, primary: { span } }) => {
    const { line, column } = positionAt(span.file, span.start);
    return `${attempt} ${code(rule)} at ${code(`${span.file.path}:${line}:${column}`)} did not help and was taken back`;
  });
}

/** A file is replaced in one step, so that its other names go on naming the old one. */
function partings(linked: readonly string[]): readonly string[] {
  return linked.map((path) => `${code(path)} had other names (hard links), which keep the old text`);
}

function said(lines: readonly string[]): string {
  return lines.map((text) => `svclint: ${text}\n`).join('');
}

/** How many findings have a repair that `--fix` would make, and how many more with `--unsafe-fixes`. */
export interface Repairable {
  readonly safe: number;
  readonly unsafe: number;
}

/** Only files that were given are written, and of a chart nothing: what helm makes of a repair is not known. */
export function repairableOf(
  { diagnostics }: LintResult,
  { locations, charts }: { readonly locations: Locations; readonly charts: readonly ChartRendering[] },
): Repairable {
  const folders = new Set(charts.map(({ folder }) => folder));
  const isWritable = (path: string): boolean => locations.has(path) && chartOf(path, folders) === undefined;
  const number = (grade: string): number =>
    diagnostics.filter(
      ({ fix }) => fix?.applicability === grade && fix.edits.every(({ span }) => isWritable(span.file.path)),
    ).length;
  return { safe: number('safe'), unsafe: number('unsafe') };
}
