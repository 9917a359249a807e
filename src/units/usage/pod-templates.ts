import { getList, getString, type Tree } from '../../tree/tree.js';
import type { ParsedFile } from '../../yaml/document.js';
import type { Instructions } from '../instructions/instructions.js';
import type { UnappliedTexts } from './unapplied.js';

/**
 * Templates of Pods, which a program completes and applies itself: a command names the file, or all that lies there are
 * Pods without names, one of which has the agent of Jenkins, or which a file or a folder calls templates of Pods.
 */
export function podTemplates(files: readonly ParsedFile[], told: Pick<Instructions, 'isPodTemplate'>): UnappliedTexts {
  const reasons = new Map(
    files.flatMap((parsed) => {
      const why = templateOf(parsed);
      return why === undefined ? [] : [[parsed.file.path, why] as const];
    }),
  );
  return (path) => {
    const why = told.isPodTemplate(path) ? 'a command takes it for a template of Pods' : reasons.get(path);
    return why === undefined ? undefined : { path, first: path, why, sign: undefined };
  };
}

function templateOf({ file: { path, text }, documents }: ParsedFile): string | undefined {
  const isCalledSo = CALLED_SO.test(path);
  if (!isCalledSo && !text.includes(AGENT)) return undefined;
  const objects = documents.flatMap(({ tree }) => tree ?? []);
  if (objects.length === 0 || !objects.every(isPodWithoutName)) return undefined;
  if (objects.some(hasAgent)) return 'it is a template for the agents of Jenkins, which names their Pods';
  return isCalledSo ? 'its name calls it a template of Pods, and its Pod has none' : undefined;
}

const CALLED_SO = /(?:^|[/_.-])pod[-_]?templates?(?:[/_.-]|$)/i;

/** The container in which the Kubernetes plugin of Jenkins runs its agent. */
const AGENT = 'jnlp';

function isPodWithoutName(tree: Tree): boolean {
  return (
    getString(tree, 'kind') === 'Pod' &&
    ['name', 'generateName'].every((field) => (getString(tree, 'metadata', field) ?? '') === '')
  );
}

function hasAgent(tree: Tree): boolean {
  return getList(tree, 'spec', 'containers').some((container) => getString(container, 'name') === AGENT);
}
