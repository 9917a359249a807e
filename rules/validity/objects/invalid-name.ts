import { replacing } from '../../../src/message/replacing.js';
import { reasonOf } from '../../../src/k8s/syntax/names.js';
import { isValidated } from '../../../src/k8s/kinds/api-versions.js';
import { hasUnsetValue, UNSET } from '../../../src/k8s/object/unset-value.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { legalName, nameProblems, type NameProblem } from '../../../src/k8s/fields/name-problems.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/**
 * The syntax of names: of the object and its namespace, of containers, Service ports, hostnames and readiness gates
 * (semantics 4.2, 4.3, 6.7).
 */
export default defineAdmissionRule({
  id: 'invalid-name',
  severity: 'error',
  summary: 'A name that the API server refuses',
  kinds: ['Object'],
  marks: ['name'],
  fixable: 'unsafe',
  since: '0.1.0',
  *check(resource, { minor }) {
    if (!isValidated(resource, minor)) return;
    for (const problem of nameProblems(resource, minor)) {
      const finding = invalidName(resource, problem);
      const other = nameOfAnotherRelease(resource, problem);
      if (other !== undefined) yield { ...finding, ...underAnotherName(other) };
      else yield hasUnsetValue(resource, problem.name) ? { ...finding, ...UNSET } : finding;
    }
  },
});

/** The name in a release that is called otherwise, where that would do: nobody has said what this one is called. */
function nameOfAnotherRelease(resource: Resource, { path, wouldDo }: NameProblem): OtherName | undefined {
  const { file } = resource;
  const name = file.renamed?.textOf(resource.at(...path).span);
  return file.renamed !== undefined && name !== undefined && wouldDo(name)
    ? { release: file.renamed.release, name }
    : undefined;
}

interface OtherName {
  readonly release: string;
  readonly name: string;
}

function underAnotherName({ release, name }: OtherName): Pick<Finding, 'severity' | 'notes' | 'help'> {
  return {
    severity: 'info',
    notes: [`svclint made up the name of the release: as ${code(release)} it is ${code(name)}, which is fine`],
    help: 'shorten what the template makes of the name of the release, so that a long one does too',
  };
}

function invalidName(resource: Resource, { path, what, name, problem }: NameProblem): Finding {
  const own = path[0] === 'metadata' && path[1] === 'name';
  const at = resource.at(...path);
  const { fact, notes } = reasonOf(problem);
  // Other objects use the name of an object: only what is local to it is renamed.
  const legal = what === 'container name' || what === 'port name' ? legalName(name) : undefined;
  return {
    message: own
      ? `the ${resource.kind} name ${code(name)} ${fact}`
      : `${describe(resource)} has the ${what} ${code(name)}, which ${fact}`,
    at: { place: at, text: `the API server refuses this ${what}` },
    notes,
    fix: legal === undefined || legal === name ? undefined : replacing(`rename it to ${code(legal)}`, at, legal),
  };
}
