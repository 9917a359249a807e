import { describe, expect, it } from 'vitest';
import { caseIn } from './support/cases.js';
import { foldersIn } from './support/project.js';
import { answersOf } from './support/slip-answers.js';

const FIXTURES = 'fixtures/rules';
const only = process.env['RULE']?.split(',');
const ids = foldersIn(FIXTURES).filter((id) => only?.includes(id) ?? true);

/**
 * What is found in each case after small slips in it. Nobody claims that each of these answers is the best one: they show
 * what a change to svclint changes, beyond the cases that were thought of. `vitest -u` writes them anew; read what differs.
 */
describe('slips', () => {
  it.each(ids)('in the cases of %s are told as before', async (id) => {
    const told = foldersIn(`${FIXTURES}/${id}`).map(
      (name) => `${name}\n${answersOf(name, caseIn(`${FIXTURES}/${id}/${name}`))}`,
    );
    await expect(told.join('')).toMatchFileSnapshot(`../fixtures/slips/${id}.txt`);
  });
});
