import { isPlaceholder } from '../../../src/k8s/syntax/placeholders.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { forbiddenFields, type ForbiddenField } from '../../../src/k8s/services/forbidden-fields.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getString } from '../../../src/tree/tree.js';

/** Fields that the type of a Service, written or by default, forbids (semantics 4.3, 4.4). */
export default defineAdmissionRule({
  id: 'forbidden-service-field',
  severity: 'error',
  summary: 'A field that the type of the Service forbids',
  kinds: ['/Service'],
  marks: ['port', 'exposure'],
  fixable: false,
  since: '0.1.0',
  *check(resource) {
    if (isPlaceholder(getString(resource.tree, 'spec', 'type') ?? '')) return;
    // A patch may bring the type.
    if (resource.partial && resource.get('spec', 'type') === undefined) return;
    for (const field of forbiddenFields(resource)) yield forbidden(resource, field);
  },
});

function forbidden(resource: Resource, { path, only, without }: ForbiddenField): Finding {
  const field = path.filter((step) => typeof step === 'string').at(-1) ?? '';
  const type = getString(resource.tree, 'spec', 'type') || 'ClusterIP';
  const isDefault = resource.get('spec', 'type') === undefined;
  const refusal =
    without === undefined
      ? `, which its ${isDefault ? 'default type' : 'type'} ${code(type)} does not allow`
      : ` without ${without}`;
  return {
    message: `${describe(resource)} has \`${field}\`${refusal}`,
    at: { place: resource.at(...path), text: only },
    ...(!isDefault &&
      without === undefined && {
        related: [{ place: resource.at('spec', 'type'), text: `the type of ${describe(resource)}` }],
      }),
    notes: isDefault && without === undefined ? ['a Service without `type` is a ClusterIP Service'] : [],
    help: field === 'nodePort' && isDefault ? 'add `type: NodePort`, or drop the `nodePort`' : undefined,
  };
}
