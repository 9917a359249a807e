import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getString } from '../../../src/tree/tree.js';
import type { Quirk } from '../../../src/yaml/document.js';

/** kubectl's parser keeps the last of two equal keys and says nothing; kustomize refuses the file (semantics 10.3, Y01, Y03). */
export default defineAdmissionRule({
  id: 'duplicate-key',
  severity: 'warning',
  summary: 'A key that is written twice in one map, so that the first value is lost',
  kinds: ['Document'],
  fixable: false,
  since: '0.1.0',
  *check({ tree, quirks }) {
    const apiVersion = getString(tree, 'apiVersion');
    if (apiVersion === undefined || getString(tree, 'kind') === undefined) return;
    if (apiVersion.startsWith('kustomize.config.k8s.io/')) return; // read by kustomize, which refuses it
    for (const quirk of quirks) {
      if (quirk.kind === 'duplicate-key') yield writtenTwice(quirk);
    }
  },
});

function writtenTwice({ key, lost, kept }: Quirk & { readonly kind: 'duplicate-key' }): Finding {
  return {
    message: `${code(key)} is written twice in one map, and only the last one counts`,
    at: { place: lost, text: 'kubectl drops this one' },
    related: [{ place: kept, text: 'this one counts' }],
    notes: ['kustomize refuses a file with a duplicate key'],
    help: 'keep one of the two',
  };
}
