import type { SourceFile } from '../text/source-file.js';
import { KUSTOMIZE, SETTINGS, type Dialect } from '../yaml/dialect.js';
import type { ParsedFile } from '../yaml/document.js';
import { parseFile } from '../yaml/parse.js';

const memory = new Map([KUSTOMIZE, SETTINGS].map((dialect) => [dialect, new WeakMap<SourceFile, ParsedFile>()]));

/** A file in a dialect; one that several overlays share is parsed once. */
export function parsedIn(dialect: Dialect, file: SourceFile): ParsedFile {
  const known = memory.get(dialect)?.get(file);
  if (known !== undefined) return known;
  const parsed = parseFile(file, dialect);
  memory.get(dialect)?.set(file, parsed);
  return parsed;
}
