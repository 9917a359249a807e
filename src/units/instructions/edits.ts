import type { SourceFile } from '../../text/source-file.js';
import { isPath, saidPath, type SaidPath } from './said-path.js';
import { statementsOf, type Statement } from './statements.js';

/** A `kustomize edit` in a folder, before somebody builds what lies there. */
export interface SaidEdit {
  /** The folder, as the command before it says. */
  readonly path: SaidPath;
  /** The namespace that it sets; null for one that only a run knows, undefined where it changes something else. */
  readonly namespace: string | null | undefined;
}

/**
 * `cd config/default && kustomize edit add resource ../certmanager`, `kustomize edit set namespace shop`. Images,
 * replicas and annotations are no part of what is judged, and where nothing says in which folder it is done, nobody
 * knows what is changed.
 */
export function editsIn({ path, text }: SourceFile): readonly SaidEdit[] {
  if (!EDITS.test(text)) return [];
  let folder: string | undefined;
  return statementsOf(text).flatMap((words): readonly SaidEdit[] => {
    folder = folderEntered(words) ?? folder;
    const at = words.indexOf('edit');
    const [verb = '', what = '', value = '$'] = words.slice(at + 1);
    if (at === -1 || folder === undefined || !KUSTOMIZE.test(words[at - 1] ?? '')) return [];
    const isOfNamespace = verb === 'set' && what === 'namespace';
    if (!isOfNamespace && !(/^(?:add|remove)$/.test(verb) && BRINGS.test(what))) return [];
    const said = saidPath(folder, path);
    const namespace = /^[a-z0-9][a-z0-9-]*$/.test(value) ? value : null;
    return said.steps.length === 0 ? [] : [{ path: said, namespace: isOfNamespace ? namespace : undefined }];
  });
}

const EDITS = /\bkustomize\b[^\n]{0,20}[ \t]edit[ \t]/i;
const KUSTOMIZE = /kustomize$/i;
const BRINGS = /^(?:base|component|generator|patch|resource|transformer)s?$/;

/** Where a statement goes: `cd DIR`, `pushd DIR`, `working-directory: DIR` of a workflow. */
function folderEntered(words: Statement): string | undefined {
  const at = words.findIndex((word) => /^\(?(?:cd|pushd|working-directory:)$/.test(word));
  const word = at === -1 ? undefined : words[at + 1];
  return word !== undefined && isPath(word) ? word : undefined;
}
