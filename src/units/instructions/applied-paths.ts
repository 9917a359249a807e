import { isPath } from './said-path.js';
import type { Statement } from './statements.js';

/** The paths that a statement applies: those of its flags, of what `kustomize build` feeds it, and a chart. */
export function pathsOf(words: Statement): readonly string[] {
  const verb = verbAt(words);
  if (verb === -1) return [];
  const flagged = words.flatMap((word, at): readonly string[] => {
    const found = FILE_FLAG.exec(word);
    if (found === null) return [];
    return [found[1] ?? words[at + 1] ?? ''];
  });
  const build = words.indexOf('build');
  const built =
    build !== -1 && words.some((word) => /kustomize$/i.test(word)) ? pathsBehind(words.slice(build + 1)) : [];
  const chart = words.slice(0, verb).some((word) => /(?:^|\/)helm3?$|^\$HELM$/.test(word))
    ? pathsBehind(words.slice(verb + 1))
    : [];
  return [...flagged, ...built, ...chart].filter((word) => word !== '-' && isPath(word));
}

/** Whether it is a command that applies something. */
export function isApplying(words: Statement): boolean {
  return verbAt(words) !== -1;
}

function verbAt(words: Statement): number {
  return words.findIndex((word, at) => VERBS.test(word) && words.slice(0, at).some((it) => TOOLS.test(it)));
}

/** Also in a variable, as Makefiles call them. */
const TOOLS = /(?:^|\/)(?:kubectl|oc|helm3?|k|kubecolor|microk8s\.kubectl)$|^\$(?:KUBECTL|HELM|OC)$/;
const VERBS = /^(?:apply|create|replace|install|upgrade)$/;
export const FILE_FLAG = /^(?:-f|-k|--filename|--kustomize)(?:=(.+))?$/;

/** Words that may be paths, up to where the next program begins. */
export function pathsBehind(words: Statement): readonly string[] {
  const end = words.findIndex((word) => /^[|>]/.test(word));
  return (end === -1 ? words : words.slice(0, end)).filter(
    (word, at) =>
      !word.startsWith('-') &&
      isPath(word) &&
      !/^(?:-n|--namespace|-f|--load[-_]restrictor)$/.test(words[at - 1] ?? '') &&
      !/^LoadRestrictions/.test(word),
  );
}
