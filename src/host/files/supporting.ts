import path from 'node:path';
import type { InputFile } from '../../engine/input/options.js';
import { DISK, type Disk } from '../disk/disk.js';
import { anyContent, contentOf } from './decode.js';
import { shownPath } from './paths.js';
import { readFiles, type Reading } from './read.js';

/**
 * Reads files that a kustomization names, whatever they hold, as findings show their paths: those that are not there,
 * or are folders, are left out without a word, since whoever builds the kustomization says so.
 */
export function readSupporting(paths: readonly string[], cwd: string, disk: Disk = DISK): Reading {
  const found = paths.flatMap((shown) => {
    const absolute = path.resolve(cwd, shown);
    return isFile(disk, absolute) ? [{ absolute, path: shown, isNamed: false }] : [];
  });
  const { files, ...said } = readFiles(found, { disk, read: contentOf });
  return { files: files.map((file): InputFile => ({ ...file, supporting: true })), ...said };
}

function isFile(disk: Disk, absolute: string): boolean {
  try {
    return disk.kindOf(absolute) === 'file';
  } catch {
    return false; // a link that leads nowhere, a file used as a folder, a name that no system takes
  }
}

/** Longer texts are no instructions for people, nor for a shell. */
const LONGEST = 512 * 1024;

/**
 * What the texts tell; those that name no tool of Kubernetes, and none that makes certificates or keys, tell nothing,
 * nor does what cannot be read.
 */
export function readInstructionFiles(
  files: readonly string[],
  { cwd, given, disk = DISK }: { readonly cwd: string; readonly given: string; readonly disk?: Disk | undefined },
): readonly InputFile[] {
  return files.flatMap((absolute) => {
    const text = textOf(absolute, disk);
    if (text === undefined || !TELLING.test(text)) return [];
    return [{ path: shownPath(absolute, given, cwd), text, supporting: true }];
  });
}

const TELLING = new RegExp(
  [
    /kubectl|kustomize|helm|skaffold|k8s_yaml|LoadRestrictions|\boc\b|KUBECTL|KUSTOMIZE|HELM/,
    /yamlFile|[pP]od_?[tT]emplate|libraryResource|readTrusted/,
    /openssl|keytool|cfssl|mkcert|ssh-keygen|htpasswd/,
  ]
    .map(({ source }) => source)
    .join('|'),
);

function textOf(absolute: string, disk: Disk): string | undefined {
  try {
    const bytes = disk.bytes(absolute);
    return bytes === null || bytes.length > LONGEST ? undefined : anyContent(bytes).text;
  } catch {
    return undefined;
  }
}
