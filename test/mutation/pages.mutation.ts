import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { examplesIn } from '../../scripts/generate/examples.js';
import { headOf, outputOf, pageOf } from '../../scripts/generate/rule-page.js';
import { judge, marksIn } from '../support/judge.js';

/** The rules whose pages are held against them, where `npm run mutation -- --near` leaves the tests of all pages out. */
const only = process.env['SVCLINT_MUTATION_RULES']?.split(',') ?? [];

/** What test/rules-meta.test.ts and test/docs.test.ts ask of a page. */
describe.each(rules.filter(({ id }) => only.includes(id)).map(({ id }) => id))('%s', (id) => {
  const page = readFileSync(pageOf(id), 'utf8');
  const examples = examplesIn(page);

  it('says what its meta says', () => {
    const heads = rules.filter((rule) => rule.id === id).map(headOf);
    expect(heads.map((head) => page.includes(`-->\n${head}<!--`))).toEqual([true]);
  });

  it.each(examples.map(({ line }) => line))('has the output of the example at line', (line) => {
    const example = examples.find((one) => one.line === line);
    if (example === undefined) return;
    if (example.output !== undefined)
      expect(page.slice(example.output.start, example.output.end)).toBe(outputOf(example, id));
    else if (example.tag === 'ok')
      expect(marksIn(judge(example.files, example.options).diagnostics.filter(({ rule }) => rule === id))).toEqual([]);
  });
});
