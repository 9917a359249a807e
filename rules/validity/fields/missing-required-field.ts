import { isExcerpt, isPatchFile } from '../../../src/k8s/object/patch-file.js';
import { isMonitor } from '../../../src/k8s/monitors/monitor.js';
import type { MissingField } from '../../../src/k8s/fields/missing-field.js';
import { missingFields, KINDS_WITH_REQUIRED_FIELDS } from '../../../src/k8s/fields/missing-fields.js';
import { refusesUnknown } from '../../../src/k8s/fields/field-errors.js';
import { isMisplaced } from '../../../src/k8s/fields/misplaced.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { isValidated } from '../../../src/k8s/kinds/api-versions.js';
import { defineAdmissionRule, type Finding, type FixRecipe } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getEntries, getString } from '../../../src/tree/tree.js';

/**
 * Fields without which the API server refuses a Service, a Pod template, an Ingress, a webhook, or a monitor:
 * `Required value` (semantics 4.3, 4.4, 6.2, 7.1, 7.6, E22, D14, G11).
 */
export default defineAdmissionRule({
  id: 'missing-required-field',
  severity: 'error',
  summary: 'A required field of a Service, a Pod template, an Ingress, or the like that is absent or empty',
  kinds: KINDS_WITH_REQUIRED_FIELDS,
  fixable: 'unsafe',
  since: '0.1.0',
  *check(resource, cluster) {
    const { minor } = cluster;
    // Another file of the kustomization may bring what is absent here.
    if (resource.partial || isPatchFile(resource.file.path) || (!isValidated(resource, minor) && !isMonitor(resource)))
      return;
    const strict = refusesUnknown(resource, cluster);
    for (const missing of missingFields(resource, strict))
      if (!strict || !isMisplaced(resource, missing.path, minor)) yield missingField(resource, missing);
  },
});

function missingField(resource: Resource, { path, field, part, because }: MissingField): Finding {
  // With its type the Service would need no ports.
  const forgottenType =
    field === 'ports' &&
    resource.get('spec', 'externalName') !== undefined &&
    resource.get('spec', 'type') === undefined;
  return {
    message: `${ownerOf(resource, part)} has no \`${field}\`, which the API server requires`,
    at: { place: resource.at(...path), text: `no \`${field}\` here` },
    lacks: field,
    notes: because === undefined ? [] : [because],
    // Who creates an object anew each time may fill in the image on the way.
    severity:
      (field === 'image' && resource.get('metadata', 'generateName') !== undefined) || isExcerpt(resource)
        ? 'info'
        : 'error',
    help: forgottenType ? '`externalName` needs `type: ExternalName`' : cutOff(resource, part),
    fix: forgottenType ? externalNameType(resource) : prefixPathType(resource, field, part),
  };
}

function externalNameType(resource: Resource): FixRecipe {
  const externalName = { key: resource.keyAt('spec', 'externalName'), value: resource.at('spec', 'externalName') };
  return {
    title: 'make it an ExternalName Service',
    applicability: 'unsafe',
    changes: [{ after: externalName, entry: ['type', 'ExternalName'] }],
  };
}

/** A container that has neither name nor image is a piece of the one above, behind a `-` too many. */
function cutOff(resource: Resource, part: MissingField['part']): string | undefined {
  const [list, index] = part?.slice(-2) ?? [];
  const [first] = part === undefined ? [] : getEntries(resource.tree, ...part);
  const isPiece = list === 'containers' && typeof index === 'number' && index > 0 && first !== undefined;
  if (!isPiece || ['name', 'image'].some((field) => resource.get(...(part ?? []), field) !== undefined))
    return undefined;
  return (
    `the \`-\` before ${code(first.key)} begins a container of its own; ` +
    'without it the field belongs to the one above'
  );
}

/** What most mean; the controller's own rules of old are `ImplementationSpecific`. */
function prefixPathType(resource: Resource, field: string, part: MissingField['part']): FixRecipe | undefined {
  if (field !== 'pathType' || part === undefined || getString(resource.tree, ...part, 'path') === undefined)
    return undefined;
  const written = getEntries(resource.tree, ...part);
  // An empty one, which a second one would not replace.
  if ([...written].some(({ key }) => key === 'pathType')) return undefined;
  const path = { key: resource.keyAt(...part, 'path'), value: resource.at(...part, 'path') };
  return {
    title: 'match by prefix',
    applicability: 'unsafe',
    changes: [{ after: path, entry: ['pathType', 'Prefix'] }],
  };
}

function ownerOf(resource: Resource, part: MissingField['part']): string {
  const list = part?.findLast((step) => typeof step === 'string');
  if (part === undefined || typeof part.at(-1) !== 'number') return describe(resource);
  const { noun, name: field } = ITEMS[list ?? ''] ?? { noun: 'container', name: 'name' };
  const name = getString(resource.tree, ...part, field);
  return `${name === undefined || name === '' ? `a ${noun}` : `${noun} ${code(name)}`} of ${describe(resource)}`;
}

/** What an item of a list is called, and the field that tells it from others, by the name of the list. */
const ITEMS: Readonly<Record<string, { readonly noun: string; readonly name: string }>> = {
  ports: { noun: 'port', name: 'name' },
  paths: { noun: 'path', name: 'path' },
  rules: { noun: 'rule', name: 'host' },
  webhooks: { noun: 'webhook', name: 'name' },
};
