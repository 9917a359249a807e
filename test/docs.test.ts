import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.js';
import { examplesIn } from '../scripts/generate/examples.js';
import { outputOf, pageOf } from '../scripts/generate/rule-page.js';
import { judge, marksIn } from './support/judge.js';

for (const { id } of rules.filter((rule) => existsSync(pageOf(rule.id)))) {
  describe(pageOf(id), () => {
    const page = readFileSync(pageOf(id), 'utf8');
    const examples = examplesIn(page);

    it('shows a mistake and its repair', () => {
      expect(examples.map(({ tag }) => tag)).toEqual(expect.arrayContaining(['bad', 'ok']));
    });

    it.each(examples.filter(({ tag }) => tag === 'bad'))(
      'line $line: the bad example gives exactly one finding, which stands below it',
      (example) => {
        const { diagnostics } = judge(example.files, example.options);
        expect(diagnostics.filter(({ rule }) => rule === id)).toHaveLength(1);
        expect(marksIn(diagnostics.filter(({ rule, severity }) => rule !== id && severity === 'error'))).toEqual([]);
        expect(example.output, 'an empty ```text output block must follow').toBeDefined();
        if (example.output !== undefined)
          expect(page.slice(example.output.start, example.output.end)).toBe(outputOf(example, id));
      },
    );

    it.each(examples.filter(({ tag }) => tag === 'ok'))('line $line: the repaired example gives none', (example) => {
      const { diagnostics } = judge(example.files, example.options);
      expect(marksIn(diagnostics.filter(({ rule, severity }) => rule === id || severity === 'error'))).toEqual([]);
    });
  });
}

describe('docs/silencing.md', () => {
  const examples = examplesIn(readFileSync('docs/silencing.md', 'utf8'));

  it.each(examples)('line $line: the example gives no finding, since it silences them', ({ files, options }) => {
    const { diagnostics, summary } = judge(files, options);
    expect(marksIn(diagnostics)).toEqual([]);
    expect(summary.suppressed).toBeGreaterThan(0);
  });

  it('has examples', () => {
    expect(examples).toHaveLength(2);
  });
});

describe('examplesIn', () => {
  const page = [
    '## Example',
    '```yaml bad file=a.yaml',
    'a: 1',
    '```',
    '```yaml bad file=b.yaml',
    'b: 1',
    '```',
    '```text output',
    'old',
    '```',
    '## How to fix',
    '```yaml ok file=b.yaml',
    'b: 2',
    '```',
    'or',
    '```yaml ok file=b.yaml options={"namespace":"shop"}',
    'b: 3',
    '```',
    '```yaml ok file=c.yaml',
    'c: 1',
    '```',
  ].join('\n');

  it('joins the blocks of a project, and lays a repair over the mistake', () => {
    expect(
      examplesIn(page).map(({ tag, line, files }) => ({
        tag,
        line,
        files: files.map(({ path, text }) => `${path} ${text.trim()}`),
      })),
    ).toEqual([
      { tag: 'bad', line: 2, files: ['a.yaml a: 1', 'b.yaml b: 1'] },
      { tag: 'ok', line: 12, files: ['a.yaml a: 1', 'b.yaml b: 2'] },
      { tag: 'ok', line: 16, files: ['b.yaml b: 3', 'c.yaml c: 1'] },
    ]);
  });

  it('reads options', () => {
    expect(examplesIn(page).map(({ options }) => options)).toEqual([{}, {}, { namespace: 'shop' }]);
  });

  it('knows where the output stands', () => {
    const output = examplesIn(page)[0]?.output;
    expect(page.slice(output?.start, output?.end)).toBe('old\n');
  });
});
