import { portNameProblem, reasonOf } from '../../../src/k8s/syntax/names.js';
import { isPortNumber } from '../../../src/k8s/syntax/port-numbers.js';
import { isPortPlaceholder } from '../../../src/k8s/syntax/placeholders.js';
import { BUILT_IN_KINDS_WITH_PORTS, portFields, type PortField } from '../../../src/k8s/fields/port-fields.js';
import { containersOf } from '../../../src/k8s/pods/pod-specs.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { isValidated } from '../../../src/k8s/kinds/api-versions.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { textOf } from '../../../src/text/source-file.js';
import { code } from '../../../src/text/words.js';
import { getList, getString, type Path, type Place } from '../../../src/tree/tree.js';

/**
 * A name of a container port has at most 15 characters and a letter, wherever it stands: a quoted number in
 * `targetPort`, in a probe or in a NetworkPolicy is a name too (semantics 1.6, 4.3, 6.2, 7.10, B01, C32, C33, C36,
 * D26).
 */
export default defineAdmissionRule({
  id: 'invalid-port-name',
  severity: 'error',
  summary: 'A text that can be no port name, a quoted number above all',
  kinds: BUILT_IN_KINDS_WITH_PORTS,
  marks: ['port'],
  fixable: 'safe',
  since: '0.1.0',
  *check(resource, { minor }) {
    if (!isValidated(resource, minor)) return;
    for (const { path, what, name, problem } of wrongNames(resource)) {
      yield /^\d+$/.test(name)
        ? quotedNumber(resource, path, what, name)
        : invalidName(resource, path, what, name, problem);
    }
  },
});

interface WrongName {
  readonly path: Path;
  readonly what: string;
  readonly name: string;
  readonly problem: string;
}

function wrongNames(resource: Resource): readonly WrongName[] {
  const names = containersOf(resource).flatMap((container) =>
    getList(container.get('ports')).flatMap((port, index) =>
      wrongName(getString(port, 'name'), () => ({
        path: [...container.path, 'ports', index, 'name'],
        what: 'port name',
      })),
    ),
  );
  const uses = portFields(resource)
    .filter(({ field }) => field === 'targetPort' || field === 'policyPort' || field === 'probe')
    .flatMap((port) => wrongName(getString(port.tree), () => ({ path: port.path, what: whatOf(port) })))
    .filter(({ path }) => path.at(-2) !== 'grpc');
  return [...names, ...uses];
}

/** `where` is asked for only if no port can have the name. */
function wrongName(name: string | undefined, where: () => Pick<WrongName, 'path' | 'what'>): readonly WrongName[] {
  const problem = name === undefined || name === '' || isPortPlaceholder(name) ? undefined : portNameProblem(name);
  return name === undefined || problem === undefined ? [] : [{ ...where(), name, problem }];
}

function whatOf({ field, path }: PortField): string {
  if (field === 'probe') return `${String(path.at(-3))} port`;
  return field === 'policyPort' ? 'port' : 'targetPort';
}

/** A declared port name of digits may be meant as a name; where a port is looked up, the number is meant. */
function quotedNumber(resource: Resource, path: Path, what: string, name: string): Finding {
  const place = resource.at(...path);
  if (textOf(place.span) === name) return keptQuotes(resource, place, what, name);
  const number = Number(name);
  const fits = what !== 'port name' && isPortNumber(number);
  return {
    message: `${describe(resource)} has the quoted ${what} ${code(`"${name}"`)}, which is a name without a letter`,
    at: { place, text: 'in quotes a number is a name' },
    notes: ['quotes make it a text, and the API server refuses a port name without any letter'],
    fix: fits
      ? {
          title: 'remove the quotes',
          applicability: 'safe',
          changes: [{ replace: place, with: number }],
        }
      : undefined,
  };
}

/** Written without quotes, over a value that has some (semantics 9.7). */
function keptQuotes(resource: Resource, place: Place, what: string, name: string): Finding {
  return {
    message: `${describe(resource)} gets the ${what} ${code(`"${name}"`)} in quotes, which is a name without a letter`,
    at: { place, text: 'kustomize keeps the quotes of what this replaces' },
    notes: ['quotes make it a text, and the API server refuses a port name without any letter'],
    help: 'remove the quotes there, or replace the value with a JSON patch',
  };
}

function invalidName(resource: Resource, path: Path, what: string, name: string, problem: string): Finding {
  return {
    message: `${describe(resource)} has the ${what} ${code(name)}, which ${reasonOf(problem).fact}`,
    at: { place: resource.at(...path), text: 'no port name' },
    notes: reasonOf(problem).notes,
  };
}
