import { append } from '../../data/group.js';
import { once, rememberEach } from '../../data/once.js';
import type { ParsedFile } from '../../yaml/document.js';

/**
 * Whether a document that cannot be read, since it is broken or a template, speaks of a kind and of a name: what it
 * declares may well be there (semantics 9.4).
 */
export type UnreadObjects = (kind: string, name: string) => boolean;

export function unreadObjects(files: readonly ParsedFile[]): UnreadObjects {
  const byName = once(() => {
    const found = new Map<string, ReadonlySet<string>[]>();
    for (const text of files.flatMap(unreadTexts)) {
      const kinds = new Set(Array.from(text.matchAll(KIND), ([, kind = '']) => kind));
      if (kinds.size === 0) continue;
      for (const name of new Set(Array.from(text.matchAll(NAME), ([, said = '']) => said))) append(found, name, kinds);
    }
    return found;
  });
  // Many may ask for one name, and many documents may have it.
  const speaksOf = rememberEach((kinds: readonly ReadonlySet<string>[], kind: string) =>
    kinds.some((said) => said.has(kind)),
  );
  return (kind, name) => {
    const kinds = byName().get(name);
    return kinds !== undefined && speaksOf(kinds, kind);
  };
}

function unreadTexts({ file: { text }, documents, template }: ParsedFile): readonly string[] {
  if (template !== undefined) return [text];
  return documents
    .filter(({ problems }) => problems.length > 0)
    .map(({ span: { start, end } }) => text.slice(start, end));
}

const KIND = /^[ \t]{0,20}kind:[ \t]{0,20}["']?(\w{1,63})/gm;
const NAME = /^[ \t]{0,20}(?:- )?name:[ \t]{0,20}["']?([a-z0-9][a-z0-9.-]{0,252})/gm;
