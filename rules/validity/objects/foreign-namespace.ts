import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { isPlaceholder } from '../../../src/k8s/syntax/placeholders.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/** `kubectl -n` refuses an object that names another namespace (semantics 9.1, A18, Y41). */
export default defineAdmissionRule({
  id: 'foreign-namespace',
  severity: 'error',
  summary: 'A namespace other than the one given by `--namespace`',
  kinds: ['Object'],
  fixable: false,
  since: '0.1.0',
  *check(resource, { namespace }) {
    if (resource.deployed) return;
    const own = resource.namespace;
    if (namespace !== undefined && own !== undefined && own !== namespace && !isPlaceholder(own))
      yield otherNamespace(resource, own, namespace);
  },
});

function otherNamespace(resource: Resource, own: string, target: string): Finding {
  return {
    message: `${describe(resource)} is in namespace ${code(own)}, and is applied to ${code(target)}`,
    at: { place: resource.at('metadata', 'namespace'), text: `not ${code(target)}, which \`--namespace\` gives` },
    notes: ['`kubectl -n` refuses an object that names another namespace'],
    help: 'lint this file with its own `--namespace`, or without one',
  };
}
