import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { foldersIn, readProject } from '../support/project.js';
import { answersOf } from '../support/slip-answers.js';
import { buildsAfterSlips } from '../support/slip-builds.js';

/** The rules whose cases are judged, where `npm run mutation -- --near` asks for some alone. */
const only = process.env['SVCLINT_MUTATION_RULES']?.split(',');
const SLIPS = 'fixtures/slips';

/** What test/slips.test.ts asks of all cases of a rule, in one test for each of them. */
describe.each(foldersIn('fixtures/rules').filter((id) => only?.includes(id) ?? true))('%s', (id) => {
  const told = byCase(`${SLIPS}/${id}.txt`);
  it.each(foldersIn(`fixtures/rules/${id}`))('%s is judged after slips', (name) => {
    expect(answersOf(name, readProject(`fixtures/rules/${id}/${name}`))).toBe(told.get(name));
  });
});

describe('kustomize', () => {
  const told = byCase(`${SLIPS}/kustomize.txt`);
  it.each(foldersIn('fixtures/kustomize'))('%s is built after slips', (name) => {
    expect(buildsAfterSlips('fixtures/kustomize', name)).toBe(told.get(name));
  });
});

/** The lines of each case, below its name. */
function byCase(file: string): ReadonlyMap<string, string> {
  const cases = readFileSync(file, 'utf8').split(/^(?! )(.*)\n/m);
  return new Map(cases.flatMap((name, at) => (at % 2 === 1 ? [[name, cases[at + 1] ?? '']] : [])));
}
