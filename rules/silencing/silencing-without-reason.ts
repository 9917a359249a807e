import { defineSilencingRule, type Finding, type FixRecipe } from '../../src/rule/rule.js';
import type { Silencing } from '../../src/silence/silencing.js';
import { textOf, type Span } from '../../src/text/source-file.js';
import { codes } from '../../src/text/words.js';

/** Whoever meets a silencing later must be able to see whether it still holds. */
export default defineSilencingRule({
  id: 'silencing-without-reason',
  severity: 'warning',
  summary: 'A silencing that does not say why',
  fixable: 'display-only',
  since: '0.1.0',
  *check(silencing) {
    if (silencing.reason === undefined && silencing.rules.length > 0) yield message(silencing);
  },
});

function message({ form, rules, span }: Silencing): Finding {
  return {
    message: `no reason is given for silencing ${codes(rules.map(({ id }) => id))}`,
    at: { place: { span }, text: 'nothing stands behind the rules' },
    ...(form === 'comment' ? { fix: outline(span) } : { help: 'write ` -- ` and the reason behind the rules' }),
  };
}

function outline(span: Span): FixRecipe {
  const text = textOf(span).endsWith('--') ? ' REASON' : ' -- REASON';
  const end = { ...span, start: span.end };
  return {
    title: 'say why the finding does not matter here',
    applicability: 'display-only',
    changes: [{ replace: { span: end }, with: text, inside: true }],
  };
}
