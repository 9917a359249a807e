import type { ParsedFile } from '../../yaml/document.js';
import type { UnappliedTexts } from './unapplied.js';

/** Files among tests that leave an image open: a test reads them, and fills that in. */
export function openForTests(files: readonly ParsedFile[]): UnappliedTexts {
  const found = new Map(
    files.flatMap(({ file }) => {
      const hole = AMONG_TESTS.test(file.path) ? HOLE.exec(file.text) : null;
      return hole === null ? [] : [[file.path, { file, start: hole.index, end: hole.index + hole[0].length }] as const];
    }),
  );
  return (path) => {
    const sign = found.get(path);
    return sign && { path, first: path, why: 'it leaves the image open for a test to fill in', sign };
  };
}

const AMONG_TESTS = /(?:^|\/)(?:e2e|(?:[a-z0-9]+[-_])?tests?)\//i;
const HOLE = /(?<=^[ \t]{0,80}(?:- )?)image:[ \t]*(?:""|'')(?=[ \t]*$)/m;
