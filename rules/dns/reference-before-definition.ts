import { describe, type Resource } from '../../src/k8s/object/resource.js';
import { earlyReferencesOf, type EarlyReference } from '../../src/k8s/variables/early-references.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';

/**
 * A value is expanded from the variables above it only; of one that stands below, `$(X)` stays as it is written
 * (semantics 8.4).
 */
export default defineRule({
  id: 'reference-before-definition',
  severity: 'error',
  summary: 'An address made of a `$(X)` that is defined further down',
  kinds: ['Workload'],
  fixable: false,
  since: '0.1.0',

  *check({ resource, templates }) {
    if (resource.patched) return; // a patch may bring the variable to the front
    for (const early of templates.flatMap(earlyReferencesOf)) yield tooEarly(resource, early);
  },
});

function tooEarly(resource: Resource, { variable, owner, container, at, definedAt }: EarlyReference): Finding {
  return {
    message: `${describe(resource)} makes ${code(owner)} of ${code(`$(${variable})`)}, which is defined further down`,
    at: { place: at, text: 'not defined yet, so this stays as it is written' },
    related: [{ place: definedAt, text: `${code(variable)} is defined here` }],
    notes: [
      'a variable is expanded from those that stand above it, `$(...)` and all stay in the text otherwise',
      `both stand in container ${code(container.name)}`,
    ],
    help: `move ${code(variable)} above ${code(owner)}`,
  };
}
