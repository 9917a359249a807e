import { textOf } from '../text/source-file.js';
import type { Diagnostic } from './diagnostic.js';

/**
 * What a finding is, wherever its lines move: 16 hexadecimal digits made from the rule, the object and the text that is
 * wrong. Its file counts only where no object is known, so that a renamed file keeps its findings; its words never do,
 * since they may get better. Two findings that agree in all of this share one fingerprint.
 */
export function fingerprintOf({ rule, subject, primary }: Diagnostic): string {
  const whose =
    subject === null
      ? ['file', primary.span.file.path]
      : ['object', subject.kind, subject.namespace ?? '', subject.name];
  return hash(JSON.stringify([rule, whose, textOf(primary.span).replaceAll('\r\n', '\n')]));
}

/**
 * The fingerprints of a run, each unlike the others: those that agree are counted in the order of the diagnostics,
 * `…:1`, `…:2`.
 */
export function fingerprintsOf(diagnostics: readonly Diagnostic[]): ReadonlyMap<Diagnostic, string> {
  const times = new Map<string, number>();
  return new Map(
    diagnostics.map((diagnostic) => {
      const fingerprint = fingerprintOf(diagnostic);
      const ordinal = (times.get(fingerprint) ?? 0) + 1;
      times.set(fingerprint, ordinal);
      return [diagnostic, `${fingerprint}:${ordinal}`];
    }),
  );
}

const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;

/**
 * FNV-1a of the UTF-8 bytes, 64 bits: the public API has no `node:crypto`, and nobody attacks a baseline with
 * collisions.
 */
function hash(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return bytes
    .reduce((sum, byte) => BigInt.asUintN(64, (sum ^ BigInt(byte)) * PRIME), OFFSET)
    .toString(16)
    .padStart(16, '0');
}
