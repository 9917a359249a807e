import { expect, it } from 'vitest';
import { markdownTable } from '../../bench/markdown-table.js';
import { median, run } from '../../bench/run.js';

it('says what a process took, how it ended, and how much it wrote', () => {
  const took = run([process.execPath, '-e', 'process.stdout.write("12345"); process.exitCode = 1']);
  expect(took).toMatchObject({ code: 1, written: 5 });
  expect(Math.min(took.wall, took.cpu, took.peak)).toBeGreaterThan(0);
});

it('takes the value in the middle', () => {
  expect([median([9, 1, 5]), median([]), median([4])]).toEqual([5, NaN, 4]);
});

it('writes a table of Markdown', () => {
  expect(markdownTable(['a', 'b'], [['1', '2']])).toBe('| a | b |\n| --- | ---: |\n| 1 | 2 |');
});
