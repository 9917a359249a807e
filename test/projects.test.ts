import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.js';
import { judge, marksIn, marksOf, render, reorderings } from './support/judge.js';
import { foldersIn, readProject } from './support/project.js';

/** What the API server refuses in one object may have no other end. */
const oneSided = new Set(rules.filter(({ stage }) => stage === 'admission').map(({ id }) => id));

describe.each(foldersIn('fixtures/projects'))('%s', (name) => {
  const folder = `fixtures/projects/${name}`;
  const { files, markers, options } = readProject(folder);
  const result = judge(files, options);

  it('says each planted breach once, at its line, and nothing else', () => {
    expect(marksIn(result.diagnostics)).toEqual(marksOf(markers));
  });

  it('shows the other end of every breach', () => {
    const alone = result.diagnostics.filter(({ rule, related }) => related.length === 0 && !oneSided.has(rule));
    expect(alone.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });

  it('says the same whatever the order of files', () => {
    for (const order of reorderings(files)) {
      const again = judge(order, options);
      expect(render(again.diagnostics, again)).toBe(render(result.diagnostics, result));
    }
  });

  it('says what it said', async () => {
    await expect(render(result.diagnostics, result)).toMatchFileSnapshot(`../${folder}/expected.txt`);
  });
});

it('has a project without any breach', () => {
  const { files, markers } = readProject('fixtures/projects/shop');
  expect(markers).toEqual([]);
  expect(files.length).toBeGreaterThanOrEqual(12);
});

it('has a project with a dozen different breaches', () => {
  const { markers } = readProject('fixtures/projects/broken');
  expect(markers.length).toBeGreaterThanOrEqual(12);
});
