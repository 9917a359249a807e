import { POD_MAKING_KINDS } from '../../../src/k8s/pods/pod-makers.js';
import { isPlaceholder } from '../../../src/k8s/syntax/placeholders.js';
import { podSpecsOf } from '../../../src/k8s/pods/pod-specs.js';
import type { Container } from '../../../src/k8s/pods/container.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { isValidated } from '../../../src/k8s/kinds/api-versions.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/** Container names are unique in a Pod, init containers included: `Duplicate value` (semantics 6.7, E22). */
export default defineAdmissionRule({
  id: 'duplicate-container-name',
  severity: 'error',
  summary: 'Two containers of one Pod with the same name',
  kinds: POD_MAKING_KINDS,
  fixable: false,
  since: '0.1.0',
  *check(resource, { minor }) {
    if (!isValidated(resource, minor)) return;
    for (const { containers } of podSpecsOf(resource)) {
      const first = new Map<string, Container>();
      for (const container of containers) {
        const earlier = first.get(container.name);
        if (container.name === '' || isPlaceholder(container.name)) continue;
        if (earlier === undefined) first.set(container.name, container);
        else yield sameName(resource, earlier, container);
      }
    }
  },
});

function sameName(resource: Resource, first: Container, second: Container): Finding {
  const kind = (container: Container): string => (container.role === 'regular' ? 'a container' : 'an init container');
  return {
    message: `${describe(resource)} has two containers named ${code(second.name)}`,
    at: { place: second.at('name'), text: `${kind(second)} with a name that is taken` },
    related: [{ place: first.at('name'), text: `${kind(first)} of ${describe(resource)} has it` }],
  };
}
