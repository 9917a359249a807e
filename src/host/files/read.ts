import type { InputFile } from '../../engine/input/options.js';
import { code } from '../../text/words.js';
import { decode, type Content, type Decoded } from './decode.js';
import { DISK, type Disk } from '../disk/disk.js';
import type { FoundFile } from './discover.js';
import { sortedTexts } from '../../text/compare.js';
import { TOO_LARGE } from '../process/largest.js';
import { reasonOf } from '../process/system-error.js';

/** Makes of the bytes of a file what it holds. */
type Read = (bytes: Uint8Array) => Content | Decoded;

/** How files are read: from the disk as it is and as manifests, if nothing else is said. */
export interface How {
  readonly disk?: Disk | undefined;
  /** Told before each file which one it is, from 1. */
  readonly onRead?: ((done: number) => void) | undefined;
  readonly read?: Read | undefined;
}

/** The texts in the order of the files; a problem is a reason to fail (exit code 2), a note is only said. */
export interface Reading {
  readonly files: readonly InputFile[];
  readonly problems: readonly string[];
  readonly notes: readonly string[];
}

type Outcome = ReadText | { readonly problem: string } | { readonly note: string; readonly isPointer?: true };

interface ReadText extends Content {
  readonly note?: string | undefined;
}

/**
 * Reads every file, one after the other: for small files on a local disk this takes a tenth of the time of concurrent
 * promises (3000 files: 30 ms, not 300), and never runs out of descriptors. A file that cannot be read is a problem;
 * one that is no text or too large is a problem where the user named it, and a note where it was only found.
 */
export function readFiles(
  found: readonly FoundFile[],
  { disk = DISK, onRead = () => undefined, read = decode }: How = {},
): Reading {
  const outcomes = found.map((file, at) => {
    onRead(at + 1);
    return outcomeOf(file, disk, read);
  });
  return {
    files: found.flatMap(({ path }, at) => textOf(path, outcomes[at])),
    problems: sortedTexts(outcomes.flatMap((outcome) => ('problem' in outcome ? [outcome.problem] : []))),
    notes: sortedTexts(outcomes.flatMap((outcome) => ('note' in outcome ? (outcome.note ?? []) : []))),
  };
}

function textOf(path: string, outcome: Outcome | undefined): readonly InputFile[] {
  if (outcome === undefined) return [];
  if ('isPointer' in outcome) return [{ path, text: '', supporting: true, leftOut: 'lfs' }];
  if (!('text' in outcome)) return [];
  const { text, bytes } = outcome;
  return [bytes === undefined ? { path, text } : { path, text, bytes }];
}

function outcomeOf(file: FoundFile, disk: Disk, read: Read): Outcome {
  try {
    const bytes = disk.bytes(file.absolute);
    const decoded = bytes === null ? { reason: TOO_LARGE } : read(bytes);
    if ('text' in decoded) {
      const { remark } = decoded;
      return { ...decoded, note: remark === undefined ? undefined : `${code(file.path)} is ${remark}` };
    }
    const refusal = `${code(file.path)}: ${decoded.reason}`;
    if (file.isNamed) return { problem: `cannot lint ${refusal}` };
    return { note: `skipped ${refusal}`, ...(decoded.isPointer === true ? { isPointer: true } : {}) };
  } catch (error) {
    return { problem: `cannot read ${code(file.path)}: ${reasonOf(error)}` };
  }
}
