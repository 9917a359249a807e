import { isHelmAction, isHelmOutput, leftActions, type LeftAction } from '../../../src/k8s/refusals/left-actions.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/** Values are no templates: what Helm copies of them it does not render again, unless `tpl` does (semantics 10.6). */
export default defineAdmissionRule({
  id: 'unexpanded-template',
  severity: 'warning',
  summary: 'A template action that Helm leaves in its output as it stands, mostly one of a value',
  kinds: ['File'],
  fixable: false,
  since: '0.1.0',

  *check({ documents }) {
    const said = new Set<string>(); // one value may come out in several places
    for (const { tree, span } of documents) {
      if (!isHelmOutput(span.file)) return;
      for (const left of leftActions(tree)) {
        if (!said.has(left.text) && isHelmAction(left.text)) yield unexpanded(left);
        said.add(left.text);
      }
    }
  },
});

function unexpanded({ text, key, place, isRefused }: LeftAction): Finding {
  const action = text.length > 60 ? `${text.slice(0, 57)}...` : text;
  return {
    message: `the template action ${code(action)} stands unexpanded in ${code(key)}`,
    at: { place, text: isRefused ? 'the API server refuses this text' : 'this text is the value' },
    notes: ['a value is no template: its text is copied, whatever stands in it'],
    help: 'write the value itself, or hand it to `tpl` in the template',
    ...(isRefused ? { severity: 'error' as const } : {}),
  };
}
