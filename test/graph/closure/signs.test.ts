import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MERELY_ABSENT, ROWS, type Signs, type Verdict, verdictOn } from '../../../src/graph/closure/signs.js';

describe('how sure it is that something missing is a mistake (semantics 0.3)', () => {
  it.each<readonly [string, Verdict, Partial<Signs>]>([
    ['merely absent', 'info', {}],
    ['a slip', 'error', { slip: true }],
    ['a slip in an open unit', 'error', { slip: true, elsewhere: 'perhaps' }],
    ['a slip, and something else that has the name', 'info', { slip: true, elsewhere: 'surely' }],
    ['something left over that fits', 'error', { leftOver: true }],
    ['something left over in an open unit', 'info', { leftOver: true, elsewhere: 'perhaps' }],
    ['something left over with a name of its own', 'warning', { leftOver: true, strangers: true }],
    ['one name for both ends', 'warning', { namesake: true }],
    ['one name for both ends, in an open unit', 'warning', { namesake: true, elsewhere: 'perhaps' }],
    ['a workload that names the Service', 'error', { claimed: true, elsewhere: 'perhaps' }],
    ['the only name of an object that leads nowhere', 'warning', { amongFound: true }],
    ['the same in an open unit', 'info', { amongFound: true, elsewhere: 'perhaps' }],
    ['all of it where something else has the name', 'info', { leftOver: true, namesake: true, elsewhere: 'surely' }],
  ])('%s: %s', (_, expected, signs) => {
    expect(verdictOn({ ...MERELY_ABSENT, ...signs })).toBe(expected);
  });

  it('is what the page says, row by row', () => {
    const page = readFileSync('docs/semantics.md', 'utf8');
    const section = page.slice(page.indexOf('### 0.3'), page.indexOf('<!-- cited by: 0.3 -->'));
    const rows = [...section.matchAll(/^\| \d+ \|.*\| (error|warning|info) \| ours \|$/gm)].map(
      ([, severity]) => severity,
    );
    expect(rows).toEqual(ROWS.map(([severity]) => severity));
  });
});
