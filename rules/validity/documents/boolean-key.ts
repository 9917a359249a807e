import { replacing } from '../../../src/message/replacing.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { groupOf, isBuiltInGroup } from '../../../src/k8s/object/groups.js';
import { code } from '../../../src/text/words.js';
import { getString } from '../../../src/tree/tree.js';
import type { Quirk } from '../../../src/yaml/document.js';

/**
 * The words `on`, `yes`, `y` and their opposites are booleans in YAML 1.1, as keys too: kubectl stores "true"
 * (semantics 10.3, A30).
 */
export default defineAdmissionRule({
  id: 'boolean-key',
  severity: 'warning',
  summary: 'An unquoted key such as `on`, which kubectl stores as "true"',
  kinds: ['Document'],
  marks: ['syntax'],
  fixable: 'unsafe',
  since: '0.1.0',
  *check({ tree, quirks }) {
    if (quirks.length === 0) return;
    const apiVersion = getString(tree, 'apiVersion');
    if (apiVersion === undefined || getString(tree, 'kind') === undefined) return;
    if (!isBuiltInGroup(groupOf(apiVersion))) return;
    for (const quirk of quirks) {
      if (quirk.kind === 'boolean-key') yield becomesBoolean(quirk);
    }
  },
});

function becomesBoolean({ key, source, place }: Quirk & { readonly kind: 'boolean-key' }): Finding {
  return {
    message: `the unquoted key ${code(source)} is stored as the text ${code(key)}`,
    at: { place, text: 'a boolean in YAML 1.1' },
    notes: ['kustomize keeps the word as it is written, so the same file gives another object there'],
    fix: replacing('put the key in quotes, here and wherever it is matched', place, source),
  };
}
