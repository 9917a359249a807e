import { edited } from '../../src/engine/repairs/choose-fixes.js';
import { lint, repair, type Diagnostic, type InputFile } from '../../src/index.js';
import { sourceFile } from '../../src/text/source-file.js';
import { parseFile } from '../../src/yaml/parse.js';

/** What became of one fix, applied alone. */
export interface FixOutcome {
  readonly diagnostic: Diagnostic;
  readonly applicability: 'safe' | 'unsafe';
  /** Every file that it changes has as many documents as before, and no more broken ones. */
  readonly parses: boolean;
  readonly isGone: boolean;
  /** Findings that were not there before, in one line each. */
  readonly fresh: readonly string[];
}

/** The repair of a whole tree, all rounds. */
export interface TreeOutcome {
  readonly fixed: number;
  readonly withdrawn: readonly Diagnostic[];
  /** Fixes that are still offered: what took more rounds than there are. */
  readonly open: number;
  /** A second run changes nothing. */
  readonly isStable: boolean;
}

/** Applies each fix of a tree alone and judges the tree again. */
export function eachFix(files: readonly InputFile[]): readonly FixOutcome[] {
  const before = lint(files).diagnostics;
  return before.flatMap((diagnostic) => {
    const fix = diagnostic.fix;
    if (fix === null || fix.applicability === 'display-only') return [];
    const after = files.map(({ path, text }) => ({
      path,
      text: edited(
        text,
        fix.edits.filter(({ span }) => span.file.path === path),
      ),
    }));
    const left = lint(after).diagnostics;
    const times = (all: readonly Diagnostic[]): number =>
      all.filter((other) => gistOf(other) === gistOf(diagnostic)).length;
    return [
      {
        diagnostic,
        applicability: fix.applicability,
        parses: after.every(
          (file, at) => file.text === files[at]?.text || shapeOf(file) === shapeOf(files[at] ?? file),
        ),
        isGone: times(left) < times(before),
        fresh: freshIn(left, before),
      },
    ];
  });
}

/** Repairs a tree with guesses, and once more. */
export function wholeTree(files: readonly InputFile[]): TreeOutcome {
  const done = repair(files, { unsafeFixes: true });
  const again = repair(done.files, { unsafeFixes: true });
  return {
    fixed: done.fixed.length,
    withdrawn: done.withdrawn,
    open: done.result.diagnostics.filter(({ fix }) => fix !== null && fix.applicability !== 'display-only').length,
    isStable: again.files.every(({ text }, at) => text === done.files[at]?.text),
  };
}

function freshIn(after: readonly Diagnostic[], before: readonly Diagnostic[]): readonly string[] {
  const known = new Set(before.map(gistOf));
  return after
    .filter((diagnostic) => !known.has(gistOf(diagnostic)))
    .map(({ severity, rule, message }) => `${severity}[${rule}] ${message}`);
}

function gistOf({ rule, primary, message }: Diagnostic): string {
  return JSON.stringify([rule, primary.span.file.path, message]);
}

function shapeOf({ path, text }: InputFile): string {
  return parseFile(sourceFile(path, text))
    .documents.map(({ problems }) => problems.length)
    .join();
}
