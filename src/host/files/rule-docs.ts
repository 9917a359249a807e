import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from '../process/system-error.js';

/**
 * The Markdown of `docs/rules/<rule>.md` in the installed package; null where a rule has no page. `rule` is a known id.
 */
export async function ruleDocs(rule: string): Promise<string | null> {
  try {
    return await readFile(path.join(await packageRoot(), 'docs', 'rules', `${rule}.md`), 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** The nearest folder above this module that has a package.json: the same from `dist/` as from the sources. */
async function packageRoot(): Promise<string> {
  const here = import.meta.dirname;
  for (let at = here; path.dirname(at) !== at; at = path.dirname(at)) {
    const isRoot = await stat(path.join(at, 'package.json')).then(
      () => true,
      () => false,
    );
    if (isRoot) return at;
  }
  return here;
}
