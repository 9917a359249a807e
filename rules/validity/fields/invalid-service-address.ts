import { replacing } from '../../../src/message/replacing.js';
import { ipProblem, isCidr, looseCidr, STRICT_SINCE, unreachableReason } from '../../../src/k8s/syntax/addresses.js';
import { familyConflicts, type FamilyConflict } from '../../../src/k8s/services/ip-families.js';
import { reasonOf } from '../../../src/k8s/syntax/names.js';
import { dnsSubdomainProblem } from '../../../src/k8s/syntax/names.js';
import { isAddressPlaceholder } from '../../../src/k8s/syntax/placeholders.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getList, getString, type Path } from '../../../src/tree/tree.js';

/**
 * The syntax of the addresses and of the external name of a Service, and how addresses and families fit (semantics 4.4,
 * B43, B65).
 */
export default defineAdmissionRule({
  id: 'invalid-service-address',
  severity: 'error',
  summary: 'An address, IP family or external name of a Service that the API server refuses',
  kinds: ['/Service'],
  marks: ['exposure'],
  fixable: 'unsafe',
  since: '0.1.0',
  *check(resource, { minor }) {
    const type = getString(resource.tree, 'spec', 'type') || 'ClusterIP';
    if (type === 'ExternalName') {
      yield* externalName(resource);
      return;
    }
    for (const [path, text] of texts(resource, ['clusterIP'], ['clusterIPs'])) {
      const problem = text === 'None' ? undefined : ipProblem(text, minor);
      if (problem !== undefined)
        yield text.toLowerCase() === 'none'
          ? miscasedNone(resource, path, text)
          : invalidAddress(resource, path, text, problem);
    }
    for (const conflict of familyConflicts(resource)) yield conflicting(resource, conflict);
    for (const [path, text] of texts(resource, ['externalIPs'])) {
      const problem = ipProblem(text, minor) ?? unreachableReason(text);
      if (problem !== undefined) yield invalidAddress(resource, path, text, problem);
    }
    for (const [path, text] of type === 'LoadBalancer' ? texts(resource, ['loadBalancerSourceRanges']) : []) {
      const range = text.trim();
      if (!isCidr(range)) yield invalidAddress(resource, path, text, 'is no range such as `10.0.0.0/8`');
      const loose = isCidr(range) && minor >= STRICT_SINCE ? looseCidr(range) : undefined;
      if (loose !== undefined) yield { ...invalidAddress(resource, path, text, loose.problem), help: loose.help };
    }
  },
});

/** The texts at fields of the spec and in their lists, with their paths; empty ones and placeholders left out. */
function texts(resource: Resource, ...fields: readonly Path[]): readonly (readonly [path: Path, text: string])[] {
  return fields
    .flatMap((field): Path[] => {
      const items = getList(resource.tree, 'spec', ...field);
      return items.length > 0 ? items.map((_, index) => ['spec', ...field, index]) : [['spec', ...field]];
    })
    .map((path) => [path, getString(resource.tree, ...path) ?? ''] as const)
    .filter(([, text]) => text !== '' && !isAddressPlaceholder(text));
}

function* externalName(resource: Resource): Iterable<Finding> {
  for (const [path, text] of texts(resource, ['externalName'])) {
    const problem = dnsSubdomainProblem(text.replace(/\.$/, ''));
    if (problem !== undefined) yield invalidExternalName(resource, path, text, problem);
  }
}

function miscasedNone(resource: Resource, path: Path, text: string): Finding {
  return {
    message: `${describe(resource)} has the clusterIP ${code(text)}; only \`None\` makes it headless`,
    at: { place: resource.at(...path), text: 'taken for an IP address, which it is not' },
    fix: replacing('write `None`', resource.at(...path), 'None'),
  };
}

function invalidAddress(resource: Resource, path: Path, text: string, problem: string): Finding {
  const field = path.filter((step) => typeof step === 'string').at(-1) ?? '';
  return {
    message: `${describe(resource)} has ${code(text)} in \`${field}\`, which ${problem}`,
    at: { place: resource.at(...path), text: 'the API server refuses this address' },
  };
}

function conflicting(resource: Resource, { path, fact, text, other }: FamilyConflict): Finding {
  return {
    message: `${describe(resource)} has ${fact}`,
    at: { place: resource.at(...path), text },
    related: [{ place: resource.at(...other.path), text: other.text }],
    notes: ['the API server refuses the Service'],
  };
}

/** The longest name of DNS, which a headline could not show. */
const LONGEST_NAME = 253;

function invalidExternalName(resource: Resource, path: Path, text: string, problem: string): Finding {
  const { fact, notes } = reasonOf(problem);
  const isLong = text.length > LONGEST_NAME;
  return {
    message: isLong
      ? `${describe(resource)} has an externalName that ${fact}`
      : `${describe(resource)} has the externalName ${code(text)}, which ${fact}`,
    at: { place: resource.at(...path), text: 'no DNS name' },
    notes,
    ...(isLong ? {} : { help: 'write a bare host name: no scheme, no port, no path' }),
  };
}
