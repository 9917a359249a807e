import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { repairWith } from '../../src/engine/repairs/repair.js';
import type { Diagnostic, InputFile, Repair } from '../../src/index.js';
import type { Case } from '../support/cases.js';
import { repaired } from '../support/judge.js';
import { fixedIn } from '../support/project.js';

/** Each fix alone must help; all of the rule together must give the texts in `fixed/`, where nothing is left to be repaired. */
export function mustRepair(
  id: string,
  { folder, files, judge }: Case,
  fixes: readonly NonNullable<Diagnostic['fix']>[],
): void {
  const ownOf = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
    diagnostics.filter(({ rule }) => rule === id);
  const before = judge();

  it('repairs what it says that it repairs', () => {
    for (const fix of fixes) {
      const after = judge(repaired(files, fix));
      expect({ fix: fix.title, left: ownOf(after.diagnostics).length < ownOf(before.diagnostics).length }).toEqual({
        fix: fix.title,
        left: true,
      });
      expect(after.summary.errors).toBeLessThanOrEqual(before.summary.errors);
    }
  });

  const isEditable = (path: string): boolean => files.some((file) => file.path === path && file.supporting !== true);
  const repairAll = (texts: readonly InputFile[]): Repair =>
    repairWith(
      texts,
      (inputs) => {
        const result = judge(inputs);
        return { ...result, diagnostics: ownOf(result.diagnostics) };
      },
      { unsafe: true, isEditable },
    );
  const done = repairAll(files);
  const changed = done.files.filter(({ text }, at) => text !== files[at]?.text);

  it('makes the texts in fixed/', async () => {
    expect(done.withdrawn.map(({ message }) => message)).toEqual([]);
    for (const { path, text } of changed) await expect(text).toMatchFileSnapshot(resolve(folder, 'fixed', path));
    const paths = changed.map(({ path }) => path);
    expect(fixedIn(folder).filter((path) => !paths.includes(path))).toEqual([]);
  });

  it('leaves nothing to repair, no new finding, and does nothing the second time', () => {
    const after = judge(done.files);
    expect(
      ownOf(after.diagnostics).filter(
        ({ fix }) =>
          fix !== null &&
          fix.applicability !== 'display-only' &&
          fix.edits.every(({ span }) => isEditable(span.file.path)),
      ),
    ).toEqual([]);
    // What the API server would have refused, or no silencing, is judged for the first time when it is repaired.
    const refused = new Set(isJudgedFirst(id) ? ownOf(before.diagnostics).map(({ subject }) => subject?.name) : []);
    const said = new Set(before.diagnostics.map(gistOf));
    const fresh = after.diagnostics.filter((diagnostic) => !said.has(gistOf(diagnostic)));
    expect(
      fresh.filter(({ severity, subject }) => severity === 'error' || !refused.has(subject?.name)).map(gistOf),
    ).toEqual([]);
    expect(repairAll(done.files).files).toEqual(done.files);
  });
}

function isJudgedFirst(id: string): boolean {
  return rules.some((rule) => rule.id === id && rule.stage !== 'graph');
}

function gistOf({ rule, severity, message }: Diagnostic): string {
  return `${severity} ${rule}: ${message}`;
}
