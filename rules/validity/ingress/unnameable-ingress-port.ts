import { backendPathsOf } from '../../../src/k8s/routes/ingress.js';
import { dnsLabelProblem, portNameProblem, reasonOf } from '../../../src/k8s/syntax/names.js';
import { isPortNumber } from '../../../src/k8s/syntax/port-numbers.js';
import { isPortPlaceholder } from '../../../src/k8s/syntax/placeholders.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { defineAdmissionRule, type Finding, type FixRecipe } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getNumber, getString, type Path } from '../../../src/tree/tree.js';

/**
 * The name of a Service port has up to 63 characters and needs no letter, but an Ingress can say only what could name a
 * container port: 15 characters, and a letter among them (semantics 7.1, D15, D17).
 */
export default defineAdmissionRule({
  id: 'unnameable-ingress-port',
  severity: 'error',
  summary: 'A backend port by a name that an Ingress cannot say',
  kinds: ['networking.k8s.io/v1/Ingress'],
  marks: ['port'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(resource) {
    for (const path of backendPathsOf(resource)) {
      const port = [...path, 'service', 'port'];
      const name = getString(resource.tree, ...port, 'name') ?? '';
      const problem =
        name === '' || name === 'use-annotation' || isPortPlaceholder(name) ? undefined : portNameProblem(name);
      if (problem !== undefined) yield unnameable(resource, port, name, problem);
    }
  },
});

function unnameable(resource: Resource, port: Path, name: string, problem: string): Finding {
  const digits = /^\d+$/.test(name);
  const { fact, notes } = reasonOf(problem);
  return {
    message: digits
      ? `${describe(resource)} writes the number ${name} as the \`name\` of a port`
      : `${describe(resource)} has a backend port named ${code(name)}, which ${fact}`,
    at: {
      place: resource.at(...port, 'name'),
      text: digits ? 'a name without a letter' : 'an Ingress cannot say this name',
    },
    notes:
      dnsLabelProblem(name) === undefined
        ? [
            'a Service port may have this name, ' +
              'but in an Ingress the rules for container ports hold: 15 characters, and a letter',
          ]
        : notes,
    help: digits ? undefined : 'give the number of the Service port as `number`',
    fix:
      digits && getNumber(resource.tree, ...port, 'number') === undefined
        ? asNumber(resource, [...port, 'name'], Number(name))
        : undefined,
  };
}

function asNumber(resource: Resource, path: Path, number: number): FixRecipe | undefined {
  if (!isPortNumber(number)) return undefined;
  const changes = [
    { replace: resource.keyAt(...path), with: 'number' },
    { replace: resource.at(...path), with: number },
  ];
  return { title: `write \`number: ${number}\``, applicability: 'unsafe', changes };
}
