import type { SourceFile } from '../../text/source-file.js';
import { isPath, saidPath, type SaidPath } from './said-path.js';
import { statementsOf } from './statements.js';

/** `kubectl patch deployment web --patch-file web.yaml`, `kubectl patch deployment web -p "$(cat web.yaml)"`. */
export function patchFilesIn({ path, text }: SourceFile): readonly SaidPath[] {
  if (!PATCHES_FILES.test(text)) return [];
  return statementsOf(text)
    .filter((words) => words.includes('patch'))
    .flatMap((words) =>
      words.flatMap((word, at): readonly SaidPath[] => {
        const file = /^--patch-file=(.+)$/.exec(word)?.[1] ?? (READS.has(word) ? words[at + 1] : undefined);
        return file !== undefined && isPath(file) ? [saidPath(file, path)] : [];
      }),
    );
}

const READS: ReadonlySet<string> = new Set(['--patch-file', 'cat']);

const PATCHES_FILES = /--patch-file|\bpatch\b[^\n]{0,200}\bcat\b/;
