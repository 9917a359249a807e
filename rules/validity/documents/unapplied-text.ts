import { defineAdmissionRule, type Admission, type Finding } from '../../../src/rule/rule.js';
import type { SourceFile, Span } from '../../../src/text/source-file.js';

/**
 * What nobody applies as it stands can break nothing: what is found in it is told as an info, and of what is no
 * manifest nothing (semantics 14.9).
 */
export default defineAdmissionRule({
  id: 'unapplied-text',
  severity: 'info',
  summary: 'A file or folder that nobody applies as it stands, so that its findings are infos',
  kinds: ['File'],
  fixable: false,
  since: '0.1.0',
  *check({ file, template }, { unapplied }) {
    const reason = template === undefined ? unapplied(file.path) : undefined;
    // Who leaves something out by a comment elsewhere knows it.
    if (reason?.first === file.path && (reason.sign === undefined || reason.sign.file === file))
      yield unappliedText(file, reason);
  },
});

type Unapplied = NonNullable<ReturnType<Admission['unapplied']>>;

function unappliedText(file: SourceFile, { why, sign }: Unapplied): Finding {
  return {
    message: `nobody applies this as it stands: ${why}`,
    at: { place: { span: sign ?? firstLine(file) }, text: 'what is found here is an info' },
    help: 'if somebody does, lint it by its own path',
  };
}

/** The first line that says something. */
function firstLine(file: SourceFile): Span {
  const start = Math.max(0, file.text.search(/^(?!#|---|%)\S/m));
  const end = file.text.indexOf('\n', start);
  return { file, start, end: end === -1 ? file.text.length : end };
}
