import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repairWith } from '../../src/engine/repairs/repair.js';
import { faultsOf } from '../cases/style.js';
import { unmarkedErrors } from '../cases/unmarked-errors.js';
import { judge, marksIn, marksOf, render, renderRest } from '../support/judge.js';
import { fixedIn, foldersIn, readProject } from '../support/project.js';

const FIXTURES = 'fixtures/rules';

/** The rules whose cases are judged, where `npm run mutation -- --near` asks for some alone. */
const only = process.env['SVCLINT_MUTATION_RULES']?.split(',');
const ids = foldersIn(FIXTURES).filter((id) => only?.includes(id) ?? true);

/** What test/rules.test.ts asks of a case, in one test that reads and judges for itself alone: coverage is told apart by tests. */
describe.each(ids)('%s', (id) => {
  it.each(foldersIn(`${FIXTURES}/${id}`))('%s is judged', (name) => {
    const folder = `${FIXTURES}/${id}/${name}`;
    const { files, markers, options } = readProject(folder);
    const result = judge(files, options);
    const own = result.diagnostics.filter(({ rule }) => rule === id);
    const foreign = marksOf(markers.filter(({ rule }) => rule !== id));
    expect(marksIn(own)).toEqual(marksOf(markers.filter(({ rule }) => rule === id)));
    expect(unmarkedErrors(result.diagnostics, id, foreign)).toEqual([]);
    expect(marksIn(result.diagnostics)).toEqual(expect.arrayContaining([...foreign]));
    expect(own.flatMap(faultsOf)).toEqual([]);
    const expected = join(folder, 'expected.txt');
    if (existsSync(expected)) expect(render(own, result)).toBe(readFileSync(expected, 'utf8'));
    const rest = join(folder, 'rest.txt');
    if (existsSync(rest)) expect(renderRest(own, result)).toBe(readFileSync(rest, 'utf8'));

    const fixed = fixedIn(folder);
    if (fixed.length === 0) return;
    const ownRepairs = repairWith(
      files,
      (inputs) => {
        const again = judge(inputs, options);
        return { ...again, diagnostics: again.diagnostics.filter(({ rule }) => rule === id) };
      },
      { unsafe: true, isEditable: (path) => files.some((file) => file.path === path && file.supporting !== true) },
    );
    const texts = ownRepairs.files.filter(({ text }, at) => text !== files[at]?.text);
    expect(texts.map(({ path, text }) => [path, text])).toEqual(
      fixed.map((path) => [path, readFileSync(join(folder, 'fixed', path), 'utf8')]),
    );
  });
});
