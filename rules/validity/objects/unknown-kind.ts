import { replacing } from '../../../src/message/replacing.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { kindProblem } from '../../../src/k8s/kinds/kind-problem.js';
import { removalOf } from '../../../src/k8s/kinds/api-versions.js';
import type { Resource } from '../../../src/k8s/object/resource.js';
import { code } from '../../../src/text/words.js';
import { getString } from '../../../src/tree/tree.js';

/** Kinds are case-sensitive and belong to one API group; the API server knows no other pair (semantics 10.7, Y35). */
export default defineAdmissionRule({
  id: 'unknown-kind',
  severity: 'error',
  summary: 'A pair of `apiVersion` and `kind` that the API server does not know',
  kinds: ['Object'],
  marks: ['kind'],
  fixable: 'unsafe',
  since: '0.1.0',
  *check(resource) {
    if (removalOf(resource.apiVersion, resource.kind) !== undefined) return;
    const problem = kindProblem(resource.apiVersion, resource.kind);
    if (problem?.kind === 'name') yield misspelledKind(resource, problem.instead);
    else if (problem?.kind === 'version') yield wrongVersion(resource, problem.instead);
  },
});

function misspelledKind(resource: Resource, instead: string): Finding {
  const sameWord = instead.toLowerCase() === resource.kind.toLowerCase();
  return {
    message: `${nameOf(resource)} has the unknown kind ${code(resource.kind)}`,
    at: {
      place: resource.at('kind'),
      text: sameWord ? `kinds are case-sensitive: ${code(instead)}` : `a kind with a similar name: ${code(instead)}`,
    },
    fix: replacing(`write ${code(instead)}`, resource.at('kind'), instead),
  };
}

function wrongVersion(resource: Resource, instead: string): Finding {
  return {
    message: `${nameOf(resource)} uses ${code(resource.apiVersion)}, which has no kind ${code(resource.kind)}`,
    at: { place: resource.at('apiVersion'), text: `${code(resource.kind)} is served as ${code(instead)}` },
    fix: replacing(`write ${code(instead)}`, resource.at('apiVersion'), instead),
    // OpenShift 3 served its own kinds so.
    severity: instead.includes('openshift.io/') ? 'warning' : 'error',
  };
}

function nameOf(resource: Resource): string {
  const name = getString(resource.tree, 'metadata', 'name');
  return name === undefined ? 'an object without a name' : `the object ${code(name)}`;
}
