import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../src/index.js';
import { judge, marksIn, marksOf, render, reorderings, repaired } from './support/judge.js';
import { foldersIn, readProject } from './support/project.js';

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

  const fixes = own.flatMap((diagnostic) => (diagnostic.fix === null || diagnostic.fix.applicability === 'display-only' ? [] : [diagnostic.fix]));
  if (fixes.length === 0) return;
  it('repairs what it says that it repairs', () => {
    const errors = result.summary.errors;
    for (const fix of fixes) {
      const after = judge(repaired(files, fix), options);
      const left = after.diagnostics.filter(({ rule }) => rule === id);
      expect({ fix: fix.title, left: marksIn(left).length < own.length }).toEqual({ fix: fix.title, left: true });
      expect(after.summary.errors).toBeLessThanOrEqual(errors);
    }
  });
}

function unmarkedErrors(diagnostics: readonly Diagnostic[], id: string, marked: readonly string[]): readonly string[] {
  const errors = diagnostics.filter(({ rule, severity }) => rule !== id && severity === 'error');
  return marksIn(errors).filter((mark) => !marked.includes(mark));
}
