import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { isHelmAction, isHelmOutput } from '../../../src/k8s/refusals/left-actions.js';
import { firstPlaceholder, type FoundPlaceholder } from '../../../src/k8s/object/first-placeholder.js';
import { code } from '../../../src/text/words.js';
import type { Span } from '../../../src/text/source-file.js';

/**
 * A template is no YAML before it is rendered, and a value that waits to be filled in cannot be compared (semantics
 * 10.6).
 */
export default defineAdmissionRule({
  id: 'skipped-template',
  severity: 'info',
  summary: 'A file that another program fills in before it is applied',
  kinds: ['File'],
  fixable: false,
  since: '0.1.0',
  *check({ template, documents }) {
    if (template !== undefined) {
      yield skippedFile(template);
      return;
    }
    for (const { tree, span } of documents) {
      const found = firstPlaceholder(tree, span.file.path);
      // What Helm has left there is no placeholder for anybody else.
      if (found === undefined || (isHelmOutput(span.file) && isHelmAction(found.text))) continue;
      yield waitingValue(found);
      return;
    }
  },
});

function skippedFile(action: Span): Finding {
  const helm = action.file.text.slice(action.start, action.start + 2) === '{{';
  return {
    message: `this file looks like a ${helm ? 'Helm template' : 'template'} and is skipped`,
    at: { place: { span: action }, text: 'the first template action' },
    help: helm ? 'lint the output of `helm template`' : 'lint the rendered output',
  };
}

function waitingValue({ text, place }: FoundPlaceholder): Finding {
  return {
    message: `the placeholder ${code(text)} is taken for an unknown value`,
    at: { place, text: 'names, labels, and ports with a placeholder are not judged' },
    help: 'lint the file after its placeholders are filled in',
  };
}
