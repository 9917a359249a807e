import type { Diagnostic, LintResult } from '../../diagnostic/diagnostic.js';
import { silencingAt } from '../../silence/placing.js';
import { code } from '../../text/words.js';
import type { InputFile } from '../input/options.js';
import { repairWith, type Repair } from './repair.js';

/** Which findings are to be silenced, and why. */
export interface Silence {
  readonly rule: string;
  readonly reason: string;
  readonly isMeant: (diagnostic: Diagnostic) => boolean;
}

/**
 * Writes a comment for each finding that is meant, as a repair is written: what does not silence it, or breaks its
 * file, is taken back.
 */
export function silenceWith<File extends InputFile>(
  files: readonly File[],
  lint: (files: readonly File[]) => LintResult,
  { rule, reason, isMeant }: Silence,
  isEditable: (path: string) => boolean,
): Repair<File> {
  const before = lint(files);
  const meant = new Set(before.diagnostics.filter((each) => each.rule === rule && isMeant(each)).map(wordsOf));
  const withComment = (diagnostic: Diagnostic): Diagnostic => {
    const edit =
      diagnostic.rule === rule && meant.has(wordsOf(diagnostic))
        ? silencingAt(diagnostic.primary.span, rule, reason)
        : undefined;
    if (edit === undefined) return { ...diagnostic, fix: null };
    return { ...diagnostic, fix: { title: `allow ${code(rule)}`, applicability: 'safe', edits: [edit] } };
  };
  const commented = (result: LintResult): LintResult => ({
    ...result,
    diagnostics: result.diagnostics.map(withComment),
  });
  const first = commented(before);
  return repairWith(files, (texts) => (texts === files ? first : commented(lint(texts))), {
    unsafe: false,
    isEditable,
  });
}

/** What a finding says, wherever comments above have moved it. */
function wordsOf({ primary, subject, message }: Diagnostic): string {
  return JSON.stringify([primary.span.file.path, subject, message]);
}
