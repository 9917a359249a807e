import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.js';
import { repairWith } from '../src/engine/repair.js';
import type { Diagnostic, LintResult, Repair } from '../src/index.js';
import { judge, marksIn, marksOf, render, reorderings, repaired } from './support/judge.js';
import { fixedIn, foldersIn, readProject } from './support/project.js';

const FIXTURES = 'fixtures/rules';

for (const id of foldersIn(FIXTURES)) {
  describe(id, () => {
    for (const name of foldersIn(`${FIXTURES}/${id}`)) {
      describe(name, () => (name.startsWith('ok-') ? mustBeSilent(id, name) : mustSpeak(id, name)));
    }
  });
}

function mustBeSilent(id: string, name: string): void {
  const { files, markers, options } = readProject(`${FIXTURES}/${id}/${name}`);

  it('has manifests and no markers of its rule', () => {
    expect(files).not.toEqual([]);
    expect(markers.filter(({ rule }) => rule === id)).toEqual([]);
  });

  it('gives no finding of its rule, and no unmarked error', () => {
    const { diagnostics } = judge(files, options);
    expect(marksIn(diagnostics.filter(({ rule }) => rule === id))).toEqual([]);
    expect(unmarkedErrors(diagnostics, id, marksOf(markers))).toEqual([]);
  });
}

function mustSpeak(id: string, name: string): void {
  const folder = `${FIXTURES}/${id}/${name}`;
  const { files, markers, options } = readProject(folder);
  const result = judge(files, options);
  const own = result.diagnostics.filter(({ rule }) => rule === id);

  it('speaks at its markers and nowhere else', () => {
    expect(markers).not.toEqual([]);
    expect(marksIn(own)).toEqual(marksOf(markers.filter(({ rule }) => rule === id)));
  });

  it('hears of no other error than those that are marked', () => {
    const foreign = marksOf(markers.filter(({ rule }) => rule !== id));
    expect(unmarkedErrors(result.diagnostics, id, foreign)).toEqual([]);
    expect(marksIn(result.diagnostics)).toEqual(expect.arrayContaining([...foreign]));
  });

  it('says what it said', async () => {
    await expect(render(own, result)).toMatchFileSnapshot(`../${folder}/expected.txt`);
  });

  it('finds the same in any order of files', () => {
    const said = render(result.diagnostics, result);
    for (const order of reorderings(files)) {
      const again = judge(order, options);
      expect(render(again.diagnostics, again)).toBe(said);
    }
  });

  const fixes = own.flatMap((diagnostic) =>
    diagnostic.fix === null || diagnostic.fix.applicability === 'display-only' ? [] : [diagnostic.fix],
  );
  if (fixes.length > 0) mustRepair(id, name, fixes);
  else {
    it('has no repaired texts, since it repairs nothing', () => {
      expect(fixedIn(folder)).toEqual([]);
    });
  }
}

/** Each fix alone must help; all of the rule together must give the texts in `fixed/`, where nothing is left to be repaired. */
function mustRepair(id: string, name: string, fixes: readonly NonNullable<Diagnostic['fix']>[]): void {
  const folder = `${FIXTURES}/${id}/${name}`;
  const { files, options } = readProject(folder);
  const ownOf = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
    diagnostics.filter(({ rule }) => rule === id);
  const before = judge(files, options);

  it('repairs what it says that it repairs', () => {
    for (const fix of fixes) {
      const after = judge(repaired(files, fix), options);
      expect({ fix: fix.title, left: ownOf(after.diagnostics).length < ownOf(before.diagnostics).length }).toEqual({
        fix: fix.title,
        left: true,
      });
      expect(after.summary.errors).toBeLessThanOrEqual(before.summary.errors);
    }
  });

  const isEditable = (path: string): boolean => files.some((file) => file.path === path && file.supporting !== true);
  const repairAll = (texts: typeof files): Repair => {
    const judgeOwn = (inputs: typeof files): LintResult => {
      const result = judge(inputs, options);
      return { ...result, diagnostics: ownOf(result.diagnostics) };
    };
    return repairWith(texts, judgeOwn, { unsafe: true, isEditable });
  };
  const done = repairAll(files);
  const changed = done.files.filter(({ text }, at) => text !== files[at]?.text);

  it('makes the texts in fixed/', async () => {
    expect(done.withdrawn.map(({ message }) => message)).toEqual([]);
    for (const { path, text } of changed) await expect(text).toMatchFileSnapshot(`../${folder}/fixed/${path}`);
    const paths = changed.map(({ path }) => path);
    expect(fixedIn(folder).filter((path) => !paths.includes(path))).toEqual([]);
  });

  it('leaves nothing to repair, no new finding, and does nothing the second time', () => {
    const after = judge(done.files, options);
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

function unmarkedErrors(diagnostics: readonly Diagnostic[], id: string, marked: readonly string[]): readonly string[] {
  const errors = diagnostics.filter(({ rule, severity }) => rule !== id && severity === 'error');
  return marksIn(errors).filter((mark) => !marked.includes(mark));
}
