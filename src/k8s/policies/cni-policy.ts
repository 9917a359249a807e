import { getList, getString, isString, type Path, type Tree } from '../../tree/tree.js';
import { readLabels, requirementsOf, type LabelPair, type Requirement } from '../labels/labels.js';
import type { ObjectKind } from '../object/object-kind.js';
import { isKind, type Resource } from '../object/resource.js';
import type { MeshPolicyPort } from './mesh-policy.js';

/** Ports of a policy, and the Pods of its own namespace on which the traffic arrives. */
export interface PolicyPorts {
  readonly pods: readonly Requirement[];
  readonly ports: readonly MeshPolicyPort[];
}

export const CNI_POLICY_KINDS: readonly ObjectKind[] = [
  'cilium.io/CiliumNetworkPolicy',
  'projectcalico.org/NetworkPolicy',
  'crd.projectcalico.org/NetworkPolicy',
];

/**
 * The ports by number of Cilium's and Calico's own policies, which are those of the Pods as in a NetworkPolicy
 * (semantics 7.10). Rules whose Pods cannot be read, or are of another namespace, are left out.
 */
export function cniPolicyPorts(policy: Resource): readonly PolicyPorts[] {
  const found = isKind(policy, 'cilium.io', 'CiliumNetworkPolicy') ? ciliumPorts(policy) : calicoPorts(policy);
  return found.filter(({ pods, ports }) => pods.length > 0 && ports.length > 0);
}

/** cilium/cilium pkg/policy/api: `toPorts` of ingress are ports of the endpoints, of egress those of `toEndpoints`. */
function ciliumPorts(policy: Resource): readonly PolicyPorts[] {
  const own = ciliumLabels(policy, ['spec', 'endpointSelector']);
  const ingress = ['ingress', 'ingressDeny'].flatMap((field) =>
    rulesAt(policy, ['spec', field]).map((rule) => ({ pods: own, ports: toPorts(policy, rule) })),
  );
  const egress = ['egress', 'egressDeny'].flatMap((field) =>
    rulesAt(policy, ['spec', field]).flatMap((rule) =>
      rulesAt(policy, [...rule, 'toEndpoints']).map((peer) => ({
        pods: ciliumLabels(policy, peer),
        ports: toPorts(policy, rule),
      })),
    ),
  );
  return [...ingress, ...egress];
}

function toPorts(policy: Resource, rule: Path): readonly MeshPolicyPort[] {
  return rulesAt(policy, [...rule, 'toPorts']).flatMap((item) =>
    rulesAt(policy, [...item, 'ports']).flatMap((port) => portAt(policy, [...port, 'port'])),
  );
}

/** Labels with or without their source; none where a label says another namespace, or no Pod. */
function ciliumLabels(policy: Resource, selector: Path): readonly Requirement[] {
  if (getList(policy.tree, ...selector, 'matchExpressions').length > 0) return [];
  const written = requirementsOf(readLabels(policy.tree, [...selector, 'matchLabels']));
  const plain = written.map((each) => renamed(each, each.key.replace(/^(k8s|any)[:.](?=\S)/, '')));
  return plain.some(({ key }) => /^(io\.kubernetes|io\.cilium|reserved[:.])|:/.test(key)) ? [] : plain;
}

function renamed(requirement: Requirement, key: string): Requirement {
  const pair: LabelPair | undefined = requirement.pair && { ...requirement.pair, key };
  return { ...requirement, key, pair };
}

/** projectcalico/calico api/pkg/apis/projectcalico/v3: `destination.ports` of ingress are ports of the own Pods. */
function calicoPorts(policy: Resource): readonly PolicyPorts[] {
  const own = calicoLabels(policy, ['spec', 'selector']);
  const destination = (rule: Path): readonly MeshPolicyPort[] =>
    getList(policy.tree, ...rule, 'destination', 'ports').flatMap((_, index) =>
      portAt(policy, [...rule, 'destination', 'ports', index]),
    );
  return [
    ...rulesAt(policy, ['spec', 'ingress']).map((rule) => ({ pods: own, ports: destination(rule) })),
    ...rulesAt(policy, ['spec', 'egress']).flatMap((rule) =>
      policy.get(...rule, 'destination', 'namespaceSelector') === undefined
        ? [{ pods: calicoLabels(policy, [...rule, 'destination', 'selector']), ports: destination(rule) }]
        : [],
    ),
  ];
}

/** `app == 'web' && tier == "front"`; any other expression is not read. */
function calicoLabels(policy: Resource, path: Path): readonly Requirement[] {
  const text = getString(policy.tree, ...path)?.trim() ?? '';
  const terms = text.split('&&').map((term) => /^\s*([\w./-]+)\s*==\s*(['"])([^'"]*)\2\s*$/.exec(term));
  const at = policy.at(...path);
  return terms.some((term) => term === null)
    ? []
    : terms.map((term): Requirement => {
        const [, key = '', , value = ''] = term ?? [];
        return { key, operator: 'In', values: [value], at, pair: { key, value, keyAt: at, valueAt: at } };
      });
}

function rulesAt(policy: Resource, path: Path): readonly Path[] {
  return getList(policy.tree, ...path).map((_, index) => [...path, index]);
}

/** Numbers, written as such or as text; a range or a name is none. */
function portAt(policy: Resource, path: Path): readonly MeshPolicyPort[] {
  const written: Tree | undefined = policy.get(...path);
  const text = written?.type === 'scalar' ? String(written.value) : '';
  return /^\d{1,5}$/.test(text) && text !== '0'
    ? [{ number: Number(text), place: policy.at(...path), role: isString(written) ? 'policy text' : 'policy' }]
    : [];
}
