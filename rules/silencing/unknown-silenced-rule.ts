import { defineSilencingRule, type Finding } from '../../src/rule/rule.js';
import type { AllowedRule } from '../../src/silence/silencing.js';
import { closest } from '../../src/text/spelling/similar.js';
import { code } from '../../src/text/words.js';

/** A name that no rule has silences nothing: a slip, or a rule of another version. */
export default defineSilencingRule({
  id: 'unknown-silenced-rule',
  severity: 'warning',
  summary: 'A silencing of a rule that does not exist, or that cannot be silenced in place',
  fixable: 'unsafe',
  since: '0.1.0',
  *check({ rules }, verdict) {
    for (const rule of rules) {
      if (verdict.aboutSilencings.includes(rule.id)) yield notInPlace(rule);
      else if (!verdict.rules.includes(rule.id)) yield unknown(rule, closest(rule.id, verdict.rules));
    }
  },
});

function unknown({ id, span }: AllowedRule, near: string | undefined): Finding {
  const place = { span };
  return {
    message: `the silenced rule ${code(id)} does not exist`,
    at: {
      place,
      text: near === undefined ? 'no rule has this name' : `there is a rule with a similar name: ${code(near)}`,
    },
    help: near === undefined ? '`svclint rules` lists all rules' : undefined,
    fix:
      near === undefined
        ? undefined
        : {
            title: `silence ${code(near)}`,
            applicability: 'unsafe',
            changes: [{ replace: place, with: near }],
          },
  };
}

function notInPlace({ id, span }: AllowedRule): Finding {
  return {
    message: `findings of rule ${code(id)} cannot be silenced in place`,
    at: { place: { span }, text: 'this rule judges the silencings themselves' },
    help: `repair the silencing, or switch the rule off in the settings`,
  };
}
