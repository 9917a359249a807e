import type { ParsedFile } from '../../yaml/document.js';
import type { UnappliedTexts } from './unapplied.js';

/** Files among tests that leave an image or the namespace of a Service open: a test reads them, and fills that in. */
export function openForTests(files: readonly ParsedFile[]): UnappliedTexts {
  const found = new Map(
    files.flatMap(({ file }) => {
      const [hole, what] = AMONG_TESTS.test(file.path) ? holeIn(file.text) : [];
      if (!hole) return [];
      const sign = { file, start: hole.index, end: hole.index + hole[0].length };
      return [[file.path, { sign, why: `it leaves ${what} open for a test to fill in` }] as const];
    }),
  );
  return (path) => {
    const hole = found.get(path);
    return hole && { path, first: path, ...hole };
  };
}

function holeIn(text: string): readonly [RegExpExecArray, string] | readonly [] {
  const image = IMAGE.exec(text);
  if (image !== null) return [image, 'the image'];
  const service = /^kind: APIService\b/m.test(text) && !/^[ \t]*namespace:/m.test(text) ? SERVICE.exec(text) : null;
  return service === null ? [] : [service, 'the namespace'];
}

const AMONG_TESTS = /(?:^|\/)(?:e2e|(?:[a-z0-9]+[-_])?tests?)\//i;
const IMAGE = /(?<=^[ \t]{0,80}(?:- )?)image:[ \t]*(?:""|'')(?=[ \t]*$)/m;
const SERVICE = /(?<=^[ \t]{0,80})service:(?=[ \t]*$)/m;
