import { describe, expect, it } from 'vitest';
import { packedDifference } from '../../scripts/measure/packed.js';

const before = {
  name: 'v1.0.0',
  files: [
    { path: 'dist/cli.js', size: 10 },
    { path: 'LICENSE', size: 5 },
    { path: 'dist/old.js', size: 7 },
  ],
};

describe('the difference of two packages', () => {
  it('names what came, went and changed its size, in the order of the files', () => {
    const after = {
      name: 'HEAD',
      files: [
        { path: 'dist/new.js', size: 0 },
        { path: 'dist/cli.js', size: 12 },
        { path: 'LICENSE', size: 5 },
      ],
    };
    expect(packedDifference(before, after)).toBe(
      [
        '### Packed files: v1.0.0 and HEAD',
        '',
        'v1.0.0: 3 files, 22 bytes. HEAD: 3 files, 17 bytes.',
        '',
        '| change | file | bytes before | bytes after |',
        '|---|---|---:|---:|',
        '| changed | `dist/cli.js` | 10 | 12 |',
        '| came | `dist/new.js` |  | 0 |',
        '| went | `dist/old.js` | 7 |  |',
      ].join('\n'),
    );
  });

  it('says so where nothing changed', () => {
    expect(packedDifference(before, { ...before, name: 'HEAD' })).toMatch(/\n\nThe same files of the same sizes\.$/);
  });
});
