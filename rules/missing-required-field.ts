import { isPatchFile } from '../src/k8s/patch-files.js';
import { missingFields, type MissingField } from '../src/k8s/required-fields.js';
import { describe, type Resource } from '../src/k8s/resource.js';
import { isServed } from '../src/k8s/served.js';
import { defineAdmissionRule, type Finding } from '../src/rule/rule.js';
import { code } from '../src/text/words.js';
import { getString } from '../src/tree/tree.js';

/** Fields without which the API server refuses a Service or a Pod template: `Required value` (semantics 4.3, 4.4, 6.2, E22). */
export default defineAdmissionRule({
  id: 'missing-required-field',
  category: 'validity',
  severity: 'error',
  summary: 'A required field of a Service or a Pod template that is absent or empty',
  kinds: ['Object'],
  fixable: 'unsafe',
  since: '0.1.0',
  *check(resource, { minor }) {
    // Another file of the kustomization may bring what is absent here.
    if (resource.partial || isPatchFile(resource.file.path) || !isServed(resource, minor)) return;
    for (const missing of missingFields(resource)) yield missingField(resource, missing);
  },
});

function missingField(resource: Resource, { path, field, part, because }: MissingField): Finding {
  // The type was forgotten: with it the Service would need no ports.
  const forgottenType = field === 'ports' && resource.get('spec', 'externalName') !== undefined && resource.get('spec', 'type') === undefined;
  const externalName = { key: resource.keyAt('spec', 'externalName'), value: resource.at('spec', 'externalName') };
  return {
    message: `${ownerOf(resource, part)} has no \`${field}\`, which the API server requires`,
    at: { place: resource.at(...path), text: `no \`${field}\` here` },
    notes: because === undefined ? [] : [because],
    help: forgottenType ? '`externalName` needs `type: ExternalName`' : undefined,
    fix: forgottenType
      ? { title: 'make it an ExternalName Service', applicability: 'unsafe', changes: [{ after: externalName, entry: ['type', 'ExternalName'] }] }
      : undefined,
  };
}

function ownerOf(resource: Resource, part: MissingField['part']): string {
  const list = part?.findLast((step) => typeof step === 'string');
  if (part === undefined || typeof part.at(-1) !== 'number') return describe(resource);
  const name = getString(resource.tree, ...part, 'name');
  const noun = list === 'ports' ? 'port' : 'container';
  return `${name === undefined || name === '' ? `a ${noun}` : `${noun} ${code(name)}`} of ${describe(resource)}`;
}
