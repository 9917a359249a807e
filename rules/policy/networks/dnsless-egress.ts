import { replacing } from '../../../src/message/replacing.js';
import type { Graph } from '../../../src/graph/graph.js';
import type { NetworkPolicy, PolicyPeer, PolicyPort } from '../../../src/k8s/policies/network-policy.js';
import { saysWhoOpensDns } from '../../../src/k8s/policies/told-dns.js';
import { dnsAccess, isForApiServerOnly } from '../../../src/k8s/policies/dns-access.js';
import { describe } from '../../../src/k8s/object/resource.js';
import type { PodTemplate } from '../../../src/k8s/workloads/workload.js';
import { defineRule, type Finding, type FixRecipe } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/** Pods that are isolated for egress reach cluster DNS only if some rule opens UDP port 53 (semantics 7.10). */
export default defineRule({
  id: 'dnsless-egress',
  severity: 'warning',
  summary: 'Egress rules that leave the selected Pods without DNS',
  kinds: ['NetworkPolicy'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(policy, graph) {
    if (graph.unit.isRefused(policy.resource)) return;
    // No rule at all means no connection at all, which is meant. A name needs no DNS where only the Pods of a node's
    // network are selected.
    if (!isEgress(policy) || isIdle(policy, graph) || graph.policies.mixed() || isForApiServerOnly(policy)) return;
    const access = dnsAccess(policy);
    if (access.kind === 'open' || isOpenedBeside(policy, graph)) return;
    if (access.kind === 'tcp-only') yield onlyTcp(policy, access.item);
    else if (access.kind === 'service-port') yield onlyServicePort(policy, access.item);
    else if (access.kind === 'own-namespace') {
      if (graph.policies.admitted(policy, access.peer).length === 0) yield ownNamespace(policy, access.peer);
    } else if (!policy.resource.partial) yield withoutDns(policy);
  },
});

function isEgress({ effectiveRules }: NetworkPolicy): boolean {
  return effectiveRules.some(({ direction }) => direction === 'egress');
}

function isIdle(policy: NetworkPolicy, { policies, labelled }: Graph): boolean {
  return policies.selected(policy).length === 0 && labelled.selectsAny(policy.podSelector, policy.resource);
}

/** Rules of all policies add up: one that is for all of DNS is enough. Of two that lack it, the first is told. */
function isOpenedBeside(policy: NetworkPolicy, graph: Graph): boolean {
  const beyond = graph.elsewhere.policies(graph.namespaces.of(policy.resource));
  if (beyond.some((other) => isEgress(other) && dnsAccess(other).kind === 'open' && mayCover(other, policy, graph)))
    return true;
  const templates = graph.policies.selected(policy);
  const isOpen = (template: PodTemplate): boolean =>
    graph.policies.isolating(template, 'egress').some((other) => dnsAccess(other).kind === 'open');
  if (templates.length > 0 && templates.every(isOpen)) return true;
  // What covers all of its Pods covers the first of them.
  const [template] = templates;
  const near = template === undefined ? graph.policies.beside(policy) : graph.policies.isolating(template, 'egress');
  return near.some((other) => {
    if (!isEgress(other) || !mayCover(other, policy, graph)) return false;
    return (
      dnsAccess(other).kind === 'open' ||
      (dnsAccess(policy).kind === 'none' && (isBefore(other, policy) || dnsAccess(other).kind !== 'none'))
    );
  });
}

function mayCover(other: NetworkPolicy, policy: NetworkPolicy, { policies }: Graph): boolean {
  const templates = policies.selected(policy);
  if (templates.length > 0) return templates.every((template) => policies.selects(other, template) !== 'no');
  const pairs = new Map(policy.podSelector.flatMap(({ pair }) => (pair === undefined ? [] : [[pair.key, pair.value]])));
  return other.podSelector.every(
    ({ pair }) => pair === undefined || (pairs.get(pair.key) ?? pair.value) === pair.value,
  );
}

function isBefore({ resource: a }: NetworkPolicy, { resource: b }: NetworkPolicy): boolean {
  return a.file === b.file ? a.at().span.start < b.at().span.start : a.file.path < b.file.path;
}

const EFFECT = 'DNS asks by UDP on port 53; without an answer every connection by name fails, inside the cluster too';

function withoutDns({ resource }: NetworkPolicy): Finding {
  return {
    message: `${describe(resource)} isolates Pods for egress without access to DNS`,
    at: { place: resource.keyAt('spec', 'egress'), text: 'no rule opens port 53' },
    notes: [
      EFFECT,
      'a policy from elsewhere that opens port 53 for these Pods counts as well: of that nothing is known here',
    ],
    help: 'add a rule for the ports 53/UDP and 53/TCP, to `namespaceSelector: {}` or to any destination',
    // Whoever says that another policy opens it has thought of it.
    severity: saysWhoOpensDns(resource) ? 'info' : 'warning',
  };
}

function onlyTcp({ resource }: NetworkPolicy, item: PolicyPort): Finding {
  const [key, value] = [item.keyAt('port'), item.at('port')];
  const isWritten = item.isProtocolWritten;
  const fix: FixRecipe = isWritten
    ? replacing('open it for UDP', item.at('protocol'), 'UDP')
    : {
        title: 'open it for UDP',
        applicability: 'unsafe',
        changes: [{ after: { key, value }, entry: ['protocol', 'UDP'] }],
      };
  return {
    message: `${describe(resource)} opens port 53 for TCP only, and DNS asks by UDP`,
    at: {
      place: isWritten ? item.at('protocol') : value,
      text: isWritten ? 'no item opens it for UDP' : 'without `protocol` it is TCP',
    },
    notes: [EFFECT],
    help: 'open 53 for UDP, and for TCP as well: long answers come by TCP',
    fix,
  };
}

function onlyServicePort({ resource }: NetworkPolicy, item: PolicyPort): Finding {
  return {
    message: `${describe(resource)} opens port 53 of OpenShift's DNS Pods, which listen on 5353`,
    at: { place: item.at('port'), text: 'only the Service has this port' },
    notes: ['a policy counts the port of the Pods: Service `dns-default` sends 53 on to 5353', EFFECT],
    help: 'open 5353 for UDP and TCP, beside 53',
    fix: replacing('open the port of the Pods', item.at('port'), 5353),
  };
}

function ownNamespace({ resource }: NetworkPolicy, peer: PolicyPeer): Finding {
  return {
    message: `${describe(resource)} allows DNS only to Pods of its own namespace`,
    at: { place: peer.at, text: 'without `namespaceSelector` a peer is of the same namespace' },
    notes: [
      `the Pods with ${code(`${peer.podSelector?.[0]?.key ?? ''}: ${peer.podSelector?.[0]?.values[0] ?? ''}`)} ` +
        `run in ${code('kube-system')}`,
    ],
    help: 'add `namespaceSelector: {}` to the same item',
  };
}
