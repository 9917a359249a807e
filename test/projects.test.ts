import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.js';
import { repair, type Diagnostic } from '../src/index.js';
import { unifiedDiff } from '../src/report/unified-diff.js';
import { positionAt } from '../src/text/source-file.js';
import { mustHaveStyle } from './cases/style.js';
import { caseIn } from './support/cases.js';
import { marksIn, marksOf, render, reorderings } from './support/judge.js';
import { foldersIn } from './support/project.js';

/** What the API server refuses in one object may have no other end. */
const oneSided = new Set(rules.filter(({ stage }) => stage === 'admission').map(({ id }) => id));

describe.each(foldersIn('fixtures/projects'))('%s', (name) => {
  const folder = `fixtures/projects/${name}`;
  const one = caseIn(folder);
  const { files, markers, judge } = one;
  const result = judge();

  it('says each planted breach once, at its line, and nothing else', () => {
    expect(marksIn(result.diagnostics)).toEqual(marksOf(markers));
  });

  it('shows the other end of every breach', () => {
    const alone = result.diagnostics.filter(({ rule, related }) => related.length === 0 && !oneSided.has(rule));
    expect(alone.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });

  it('says the same whatever the order of files', () => {
    for (const order of reorderings(files)) {
      const again = judge(order);
      expect(render(again.diagnostics, again)).toBe(render(result.diagnostics, result));
    }
  });

  mustHaveStyle(one);

  it('says what it said', async () => {
    await expect(render(result.diagnostics, result)).toMatchFileSnapshot(`../${folder}/expected.txt`);
  });
});

describe.each(foldersIn('fixtures/projects'))('repairs of %s', (name) => {
  const folder = `fixtures/projects/${name}`;
  const { files, options } = caseIn(folder);
  const done = repair(files, { ...options, unsafeFixes: true });
  const changes = files.flatMap(({ path, text }, at) =>
    text === done.files[at]?.text ? [] : [{ path, before: text, after: done.files[at]?.text ?? '' }],
  );

  it('are the difference that it was', async () => {
    if (changes.length === 0) expect(existsSync(`${folder}/repairs.patch`)).toBe(false);
    else await expect(unifiedDiff(changes)).toMatchFileSnapshot(`../${folder}/repairs.patch`);
  });

  it('change no line that no fix names', () => {
    const lines = (fix: NonNullable<Diagnostic['fix']>): readonly string[] =>
      fix.edits.map(({ span }) => `${span.file.path}:${positionAt(span.file, span.start).line}`);
    const named = new Set(done.fixed.flatMap(({ fix }) => (fix === null ? [] : lines(fix))));
    const changed = changes.flatMap(({ path, before, after }) => {
      const now = new Set(after.split('\n'));
      return before.split('\n').flatMap((line, at) => (now.has(line) ? [] : [`${path}:${at + 1}`]));
    });
    expect(changed.filter((line) => !named.has(line))).toEqual([]);
  });

  it('leave what cannot be repaired, cause nothing, and are complete after one run', () => {
    expect(done.withdrawn).toEqual([]);
    const gone = new Set(done.fixed.map(({ message }) => message));
    const left = done.before.diagnostics.map(({ message }) => message).filter((message) => !gone.has(message));
    expect(done.result.diagnostics.map(({ message }) => message)).toEqual(left);
    expect(repair(done.files, { ...options, unsafeFixes: true }).files).toEqual(done.files);
  });
});

it('repairs most of what is broken', () => {
  const { files, options } = caseIn('fixtures/projects/broken');
  expect(repair(files, { ...options, unsafeFixes: true }).fixed.length).toBeGreaterThanOrEqual(9);
});

it('has a project without any breach', () => {
  const { files, markers } = caseIn('fixtures/projects/shop');
  expect(markers).toEqual([]);
  expect(files.length).toBeGreaterThanOrEqual(12);
});

it('has a project with a dozen different breaches', () => {
  const { markers } = caseIn('fixtures/projects/broken');
  expect(markers.length).toBeGreaterThanOrEqual(12);
});
