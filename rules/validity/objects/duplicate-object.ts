import { describe } from '../../../src/k8s/object/resource.js';
import { defineRule } from '../../../src/rule/rule.js';

/** Two documents with one identity in one apply: the later one silently replaces the earlier (semantics 9.3). */
export default defineRule({
  id: 'duplicate-object',
  severity: 'warning',
  summary: 'An object that one file defines twice',
  kinds: ['Object'],
  fixable: false,
  since: '0.1.0',

  *check(resource, { unit }) {
    const earlier = resource.name === undefined ? undefined : unit.earlierVersion(resource);
    if (earlier === undefined) return;
    yield {
      message: `${describe(resource)} is defined twice in this file`,
      at: { place: resource.at('metadata', 'name'), text: 'this one is applied last, and stays' },
      related: [{ place: earlier.at('metadata', 'name'), text: 'this one is replaced' }],
      notes: ['kubectl silently applies both, one after the other; kustomize refuses them'],
      help: 'give one of them another name, or delete it',
    };
  },
});
