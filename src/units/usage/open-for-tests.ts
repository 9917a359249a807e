import type { SourceFile } from '../../text/source-file.js';
import type { ParsedFile } from '../../yaml/document.js';
import type { UnappliedTexts } from './unapplied.js';

/**
 * Files among tests that leave an image or the namespace of a Service open, and files on the class path of a program
 * that leave a name open: who reads them fills that in.
 */
export function openForTests(files: readonly ParsedFile[]): UnappliedTexts {
  const found = new Map(
    files.flatMap(({ file }) => {
      const [hole, what, whom] = holeOf(file);
      if (!hole) return [];
      const sign = { file, start: hole.index, end: hole.index + hole[0].length };
      return [[file.path, { sign, why: `it leaves ${what} open for ${whom} to fill in` }] as const];
    }),
  );
  return (path) => {
    const hole = found.get(path);
    return hole && { path, first: path, ...hole };
  };
}

type Hole = readonly [hole: RegExpExecArray, what: string, whom: string] | readonly [];

function holeOf({ path, text }: SourceFile): Hole {
  const name = ON_CLASS_PATH.test(path) ? NAME.exec(text) : null;
  if (name !== null) return [name, 'a name', 'a program'];
  return AMONG_TESTS.test(path) ? holeForTest(text) : [];
}

function holeForTest(text: string): Hole {
  const image = IMAGE.exec(text);
  if (image !== null) return [image, 'the image', 'a test'];
  const service = /^kind: APIService\b/m.test(text) && !/^[ \t]*namespace:/m.test(text) ? SERVICE.exec(text) : null;
  return service === null ? [] : [service, 'the namespace', 'a test'];
}

/** Where Maven and Gradle keep what a program of Java reads. */
const ON_CLASS_PATH = /(?:^|\/)src\/[a-z]{1,20}\/resources\//i;
const NAME = /(?<=^[ \t]{0,80})name:[ \t]*(?:""|'')(?=[ \t]*\r?$)/m;
const AMONG_TESTS = /(?:^|\/)(?:e2e|(?:[a-z0-9]+[-_])?tests?)\//i;
const IMAGE = /(?<=^[ \t]{0,80}(?:- )?)image:[ \t]*(?:""|'')(?=[ \t]*$)/m;
const SERVICE = /(?<=^[ \t]{0,80})service:(?=[ \t]*$)/m;
