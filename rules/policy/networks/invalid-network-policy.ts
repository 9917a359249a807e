import { isIPv4, isIPv6, STRICT_SINCE } from '../../../src/k8s/syntax/addresses.js';
import { policyProblems, type PolicyProblem } from '../../../src/k8s/policies/policy-problems.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getNumber } from '../../../src/tree/tree.js';

/**
 * Shapes of peers and port ranges that the API server refuses (ValidateNetworkPolicyPeer, ValidateNetworkPolicyPort;
 * semantics 7.10, D26).
 */
export default defineAdmissionRule({
  id: 'invalid-network-policy',
  severity: 'error',
  summary: 'A peer or a port range of a NetworkPolicy that the API server refuses',
  kinds: ['NetworkPolicy'],
  fixable: false,
  since: '0.1.0',
  *check({ resource }, { minor }) {
    for (const problem of policyProblems(resource)) yield explain(resource, problem, minor);
  },
});

type Of<K extends PolicyProblem['kind']> = Extract<PolicyProblem, { readonly kind: K }>;

function explain(resource: Resource, problem: PolicyProblem, minor: number): Finding {
  switch (problem.kind) {
    case 'empty-peer':
      return emptyPeer(resource, problem);
    case 'mixed-peer':
      return mixedPeer(resource, problem);
    case 'cidr':
      return wrongBlock(resource, problem);
    case 'loose-cidr':
      return looseBlock(resource, problem, minor);
    case 'empty-exception':
      return emptyException(resource, problem);
    case 'except':
      return outside(resource, problem);
    case 'end-port':
      return wrongRange(resource, problem);
  }
}

function emptyPeer(resource: Resource, { path }: Of<'empty-peer'>): Finding {
  const side = path.includes('from') ? 'source' : 'destination';
  return {
    message: `${describe(resource)} has a ${side} that selects nothing`,
    at: { place: resource.at(...path), text: 'no `podSelector`, `namespaceSelector`, or `ipBlock`' },
    help:
      `to allow any ${side}, leave out \`${side === 'source' ? 'from' : 'to'}\`; ` +
      `for every Pod of the namespace write \`podSelector: {}\``,
  };
}

function mixedPeer(resource: Resource, { path, other }: Of<'mixed-peer'>): Finding {
  return {
    message: `${describe(resource)} has an \`ipBlock\` and a \`${other}\` in one peer`,
    at: { place: resource.keyAt(...path, 'ipBlock'), text: 'an `ipBlock` must stand alone' },
    related: [{ place: resource.keyAt(...path, other), text: `the same item has a \`${other}\`` }],
    help: 'make them two items: either of them is then allowed',
  };
}

function wrongBlock(resource: Resource, { path, text }: Of<'cidr'>): Finding {
  if (text === '')
    return {
      message: `${describe(resource)} has an \`ipBlock\` without \`cidr\``,
      at: { place: resource.at(...path), text: 'no `cidr` here' },
    };
  const isAddress = isIPv4(text) || isIPv6(text);
  return {
    message: `${describe(resource)} has the address block ${code(text)}, which is no CIDR`,
    at: {
      place: resource.at(...path),
      text: isAddress ? 'the length after `/` is missing' : 'no address and prefix length',
    },
    help: isAddress ? 'a single address is a block of `/32`, or `/128` for IPv6' : undefined,
  };
}

function looseBlock(resource: Resource, { path, text, fact, help }: Of<'loose-cidr'>, minor: number): Finding {
  const isRefused = minor >= STRICT_SINCE;
  return {
    message: `${describe(resource)} has the address block ${code(text)}, which ${fact}`,
    at: { place: resource.at(...path), text: isRefused ? 'refused since Kubernetes 1.36' : 'the API server warns' },
    notes: isRefused ? [] : ['Kubernetes 1.36 refuses it'],
    help,
    severity: isRefused ? 'error' : 'warning',
  };
}

function emptyException(resource: Resource, { path }: Of<'empty-exception'>): Finding {
  return {
    message: `${describe(resource)} excepts an address block without a value`,
    at: { place: resource.at(...path), text: 'the empty text is no CIDR' },
    help: 'to except nothing, leave out `except`',
  };
}

function outside(resource: Resource, { path, text, block }: Of<'except'>): Finding {
  return {
    message: `${describe(resource)} excepts ${code(text)}, which is no smaller part of ${code(block)}`,
    at: { place: resource.at(...path), text: text === block ? 'the whole block' : 'not inside of the block' },
    related: [{ place: resource.at(...path.slice(0, -2), 'cidr'), text: 'the block' }],
  };
}

function wrongRange(resource: Resource, { path, because }: Of<'end-port'>): Finding {
  const port = [...path.slice(0, -1), 'port'];
  const related =
    because === 'no port'
      ? []
      : [{ place: resource.at(...port), text: because === 'named port' ? 'a name' : 'the start' }];
  const what = {
    'no port': 'an `endPort` without a `port`',
    'named port': 'an `endPort` beside a named port',
    'below port':
      `a port range from ${getNumber(resource.tree, ...port) ?? 0} down to ` +
      `${getNumber(resource.tree, ...path) ?? 0}`,
  }[because];
  return {
    message: `${describe(resource)} has ${what}`,
    at: {
      place: resource.at(...path),
      text: because === 'below port' ? 'less than the start' : 'a range starts with a number in `port`',
    },
    related,
  };
}
