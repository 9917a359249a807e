import { mkdirSync, readdirSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { removeLeftovers, temporaryName } from '../../../src/host/output/temporary-name.js';
import { tree } from '../tree.js';

/** No process has this number: it is above the largest that systems give. */
const GONE = 4_999_999;
const named = (pid: number): string => `.svclint-${pid}-0123456789ab.tmp`;

/** Whether a file of a name, written so many seconds ago, is still there afterwards. */
function isKept(name: string, seconds: number): boolean {
  const folder = tree({ [name]: 'half of it' });
  const now = Date.now();
  utimesSync(path.join(folder, name), now / 1000 - seconds, now / 1000 - seconds);
  removeLeftovers(folder, now);
  return readdirSync(folder).includes(name);
}

describe('removeLeftovers', () => {
  it.each([
    ['of a process that is gone', named(GONE), 120, false],
    ['that is too young to be left', named(GONE), 30, true],
    ['that is being written', named(process.pid), 120, true],
    ['of a process whose number another one has', named(process.pid), 7200, false],
    ['of somebody else', '.svclint-notes.tmp', 7200, true],
    ['that is only called alike', `${named(GONE)}.yaml`, 7200, true],
  ])('a file %s', (_, name, seconds, kept) => {
    expect(isKept(name, seconds)).toBe(kept);
  });

  it('leaves a folder of that name, and does not mind one that is not there', () => {
    const folder = tree({ 'a.yaml': '' });
    mkdirSync(path.join(folder, named(GONE)));
    removeLeftovers(folder, Date.now() + 7_200_000);
    expect(readdirSync(folder)).toContain(named(GONE));
    expect(() => removeLeftovers(path.join(folder, 'nowhere'))).not.toThrow();
  });
});

it('names of temporary files are known again, and differ', () => {
  const name = temporaryName();
  expect(name).toMatch(new RegExp(`^\\.svclint-${process.pid}-[0-9a-f]{12}\\.tmp$`));
  expect(temporaryName()).not.toBe(name);
  expect(isKept(name, 7200)).toBe(false);
});
