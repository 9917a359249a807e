import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prettyTrace } from '../src/report/listings/trace.js';
import { trace, type Trace } from '../src/index.js';
import { readProject } from './support/project.js';

const FOLDER = 'fixtures/trace';
const PLAIN = { color: false, width: 100, version: '0' };

/** The walk of a case: its file `query` holds FROM and TO. */
function walk(name: string): Trace {
  const { files, options } = readProject(join(FOLDER, name));
  const [from = '', to = ''] = readFileSync(join(FOLDER, name, 'query'), 'utf8')
    .trim()
    .split(' ');
  return trace(files, { from, to }, options);
}

const cases = readdirSync(FOLDER).sort();

describe('what a walk says', () => {
  it.each(cases)('%s', async (name) => {
    const found = walk(name);
    await expect(prettyTrace(found, PLAIN)).toMatchFileSnapshot(join('..', FOLDER, name, 'expected.txt'));
  });

  it.each(cases)('%s: fits a terminal of 60 columns, and colour changes no character', (name) => {
    const found = walk(name);
    const narrow = prettyTrace(found, { ...PLAIN, width: 60 });
    const wide = narrow.split('\n').filter((line) => line.length > 60 && !line.startsWith('      kubectl '));
    expect(wide).toEqual([]);
    // eslint-disable-next-line no-control-regex -- SGR is what is removed
    expect(prettyTrace(found, { ...PLAIN, width: 60, color: true }).replace(/\u001B\[\d+m/g, '')).toBe(narrow);
  });
});
