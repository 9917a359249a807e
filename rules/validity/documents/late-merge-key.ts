import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import type { Quirk } from '../../../src/yaml/document.js';

/**
 * In kubectl's parser the position of `<<` matters: after a key it overrides that key. Elsewhere the written key wins
 * (semantics 10.3).
 */
export default defineAdmissionRule({
  id: 'late-merge-key',
  severity: 'warning',
  summary: 'A merge key below the key that it overrides in kubectl, and nowhere else',
  kinds: ['Document'],
  marks: ['syntax'],
  fixable: false,
  since: '0.1.0',
  *check({ quirks }) {
    for (const quirk of quirks) {
      if (quirk.kind === 'late-merge') yield overrides(quirk);
    }
  },
});

function overrides({ key, merge, explicit }: Quirk & { readonly kind: 'late-merge' }): Finding {
  return {
    message: `the merge key \`<<\` comes after ${code(key)} and overrides it in kubectl`,
    at: { place: merge, text: `brings in another ${code(key)}` },
    related: [{ place: explicit, text: 'this one is lost in kubectl, and wins in kustomize' }],
    help: 'put `<<` first in its map: then the written key wins everywhere',
  };
}
