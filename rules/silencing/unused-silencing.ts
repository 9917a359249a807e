import { defineSilencingRule, type Change, type Finding } from '../../src/rule/rule.js';
import type { AllowedRule, Silencing } from '../../src/silence/silencing.js';
import type { Span } from '../../src/text/source-file.js';
import { code } from '../../src/text/words.js';

/** What silences nothing hides the next mistake: the old one was repaired, or the comment stands at the wrong place. */
export default defineSilencingRule({
  id: 'unused-silencing',
  severity: 'warning',
  summary: 'A silencing without a finding that it silences',
  fixable: 'safe',
  since: '0.1.0',
  *check(silencing, verdict) {
    for (const rule of silencing.rules) {
      // An unknown rule has a finding of its own; one that is switched off may come back.
      if (!verdict.rules.includes(rule.id) || verdict.isOff(rule) || verdict.isUsed(rule)) continue;
      if (verdict.isSpare(rule, silencing))
        yield message(rule, silencing, 'a nearer comment silences the same findings');
      else yield message(rule, silencing, reachOf(silencing), verdict.missed(rule, silencing));
    }
  },
});

function message(rule: AllowedRule, silencing: Silencing, why: string, missed?: Span): Finding {
  return {
    message: `silencing ${code(rule.id)} has no effect here`,
    at: { place: { span: rule.span }, text: why },
    related:
      missed === undefined ? [] : [{ place: { span: missed }, text: 'this finding of the rule is out of its reach' }],
    notes:
      missed === undefined ? [] : ['a comment silences the entry that begins on its line, or on the line below it'],
    fix: missed === undefined ? removal(rule, silencing) : undefined,
  };
}

function reachOf({ form, covers }: Silencing): string {
  if (form === 'annotation') return 'the rule finds nothing in this object';
  return covers === undefined
    ? 'no entry stands below this comment'
    : 'the rule finds nothing in what this comment covers';
}

/** Takes out the whole comment, or the one rule among several; an annotation is left to its writer. */
function removal({ span }: AllowedRule, silencing: Silencing): Finding['fix'] {
  if (silencing.form === 'annotation') return undefined;
  const isOnly = silencing.rules.length === 1 && silencing.malformed === undefined;
  const gone = isOnly ? wholeComment(silencing.span) : withComma(span, silencing.span);
  const changes: readonly Change[] = [{ replace: { span: gone }, with: '', inside: true }];
  return { title: isOnly ? 'remove the comment' : 'remove the rule from the comment', applicability: 'safe', changes };
}

/** With the blanks before it, and with its line where nothing else stands there. */
function wholeComment({ file, start, end }: Span): Span {
  const { text } = file;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(lineStart, start);
  if (/^[ \t]*$/.test(before)) {
    const lineBreak = text.indexOf('\n', end);
    return { file, start: lineStart, end: lineBreak === -1 ? text.length : lineBreak + 1 };
  }
  return { file, start: lineStart + before.trimEnd().length, end };
}

function withComma({ file, start, end }: Span, within: Span): Span {
  const after = /^\s*,\s*/.exec(file.text.slice(end, within.end));
  if (after !== null) return { file, start, end: end + after[0].length };
  const before = file.text.slice(within.start, start).trimEnd();
  return before.endsWith(',')
    ? { file, start: within.start + before.slice(0, -1).trimEnd().length, end }
    : { file, start, end };
}
