import { defineSilencingRule, type Finding } from '../../src/rule/rule.js';
import type { Malformed, Silencing } from '../../src/silence/silencing.js';
import { code } from '../../src/text/words.js';

/** A silencing that cannot be read silences nothing, though whoever wrote it believes that it does. */
export default defineSilencingRule({
  id: 'malformed-silencing',
  severity: 'warning',
  summary: 'A comment for svclint, or its annotation, that it cannot read',
  fixable: false,
  since: '0.1.0',
  *check({ form, malformed }) {
    if (malformed !== undefined) yield message(malformed, form);
  },
});

function message({ kind, span, text }: Malformed, form: Silencing['form']): Finding {
  const what = form === 'comment' ? 'the comment' : `the annotation ${code('svclint.dev/allow')}`;
  const help = form === 'comment' ? 'write `# svclint: allow RULE, RULE -- reason`' : 'write `RULE, RULE -- reason`';
  const place = { span };
  switch (kind) {
    case 'word':
      return {
        message: `the instruction ${code(text)} in a comment for svclint means nothing to it`,
        at: { place, text: `${code('allow')} is the only one` },
        help,
      };
    case 'empty':
      return { message: `${what} names no rule to silence`, at: { place, text: 'no rule stands here' }, help };
    case 'name':
      return {
        message: `${what} names ${code(text)}, which no rule is called`,
        at: { place, text: 'names of rules are lower case words with dashes' },
        notes: ['rules are separated by commas, and the reason stands behind ` -- `'],
        help,
      };
  }
}
