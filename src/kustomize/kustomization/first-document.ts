import type { SourceFile } from '../../text/source-file.js';
import type { Tree } from '../../tree/tree.js';
import { SETTINGS } from '../../yaml/values/dialect.js';
import type { Document } from '../../yaml/document.js';
import { parseFile } from '../../yaml/parse.js';
import type { Refuse } from './known-fields.js';

/**
 * All that kustomize reads of a file with settings: its first document. Comments in front of the first `---` are no
 * document.
 */
export function firstDocument(file: SourceFile): Document | undefined {
  const [first, second] = parseFile(file, SETTINGS).documents;
  const isHead =
    first !== undefined && first.tree === undefined && first.problems.length === 0 && !/^\uFEFF?---/.test(file.text);
  return isHead ? second : first;
}

/** What a file with settings says; undefined where it says nothing, or is no YAML, which `refuse` hears of. */
export function settingsIn(file: SourceFile, refuse: Refuse): Tree | undefined {
  const document = firstDocument(file);
  const [broken] = document?.problems ?? [];
  if (broken !== undefined) refuse(broken, broken.message);
  return broken === undefined ? document?.tree : undefined;
}
