import { NAMESPACE_NAME_LABEL } from '../labels/label-keys.js';
import type { Requirement } from '../labels/labels.js';
import type { NetworkPolicy, PolicyPeer, PolicyPort, PolicyRule } from './network-policy.js';

/**
 * Ports on which cluster DNS listens behind its Service: 53 by default, another where it runs without privileges
 * (OpenShift: 5353).
 */
const DNS_PORTS = [53, 1053, 5353, 8053];
const DNS_NAMES = /^(dns|domain)(-|$)/;

/** What egress rules do for DNS; `item` and `peer` are the text that shows it. */
export type DnsAccess =
  | { readonly kind: 'open' }
  | { readonly kind: 'none' }
  /** Port 53 for TCP alone; clients ask by UDP first. */
  | { readonly kind: 'tcp-only'; readonly item: PolicyPort }
  /** Port 53 to OpenShift's DNS Pods, which listen on 5353 behind their Service. */
  | { readonly kind: 'service-port'; readonly item: PolicyPort }
  /** The DNS Pods are looked for in the policy's own namespace, while they run in `kube-system`. */
  | { readonly kind: 'own-namespace'; readonly peer: PolicyPeer };

/** Whether Pods that only this policy isolates can resolve names (semantics 7.10). */
export function dnsAccess(policy: NetworkPolicy): DnsAccess {
  const rules = policy.rules.filter(({ direction }) => direction === 'egress');
  const access = rules.map((rule) => accessOf(rule, policy.resource.namespace));
  return access.find(({ kind }) => kind === 'open') ?? access.find(({ kind }) => kind !== 'none') ?? { kind: 'none' };
}

function accessOf(rule: PolicyRule, namespace: string | undefined): DnsAccess {
  const { ports, peers } = rule;
  const listed = ports.filter(isDns);
  const isOpen = (protocol: string): boolean =>
    ports.length === 0 || ports.some((item) => item.protocol === protocol && (item.port.kind === 'any' || isDns(item)));
  const own = peers.find(looksForDns);
  if (
    own !== undefined &&
    namespace !== 'kube-system' &&
    peers.every((peer) => peer.ipBlock === undefined && peer.namespaceSelector === undefined) &&
    (isOpen('UDP') || isOpen('TCP'))
  ) {
    return { kind: 'own-namespace', peer: own };
  }
  const ofService = listed.find(({ port }) => isNumber(port, 53));
  if (
    ofService !== undefined &&
    peers.length > 0 &&
    peers.every(isOpenShiftDns) &&
    ports.every(({ port }) => port.kind === 'number' && !covers(port, OPENSHIFT_PORT))
  )
    return { kind: 'service-port', item: ofService };
  // Who lists the port of DNS knows where it is; a rule for any port must reach it by chance.
  const reaches = listed.length > 0 || peers.length === 0 || peers.some((peer) => mayBeDns(peer, namespace));
  if (reaches && isOpen('UDP')) return { kind: 'open' };
  const tcp = listed.find(({ protocol, port }) => protocol === 'TCP' && port.kind === 'number' && port.number === 53);
  return tcp === undefined ? { kind: 'none' } : { kind: 'tcp-only', item: tcp };
}

/** Where the DNS Pods of OpenShift listen; a policy counts the port of the Pod, not of the Service. */
const OPENSHIFT_PORT = 5353;

/** Only the namespace of OpenShift's DNS Pods. */
function isOpenShiftDns({ ipBlock, namespaceSelector }: PolicyPeer): boolean {
  return (
    ipBlock === undefined &&
    namespaceSelector?.some(
      ({ key, operator, values }) =>
        key === NAMESPACE_NAME_LABEL && operator === 'In' && values.length === 1 && values[0] === 'openshift-dns',
    ) === true
  );
}

type NumberedPort = Extract<PolicyPort['port'], { readonly kind: 'number' }>;

const covers = (port: NumberedPort, number: number): boolean => port.number <= number && number <= port.end;
const isNumber = (port: PolicyPort['port'], number: number): boolean =>
  port.kind === 'number' && port.number === number && port.end === number;

/**
 * The API server itself: Pods find it by the address in `KUBERNETES_SERVICE_HOST`, so that who only calls it needs no
 * DNS.
 */
const API_SERVER_PORT = 6443;

/**
 * True where every egress rule leads to the API server and nowhere else: to its port, perhaps with 443 beside it, that
 * of its Service.
 */
export function isForApiServerOnly({ rules }: NetworkPolicy): boolean {
  return rules.every(({ direction, ports }) => {
    const hasOwn = ports.some(({ port }) => isNumber(port, API_SERVER_PORT));
    return (
      direction !== 'egress' ||
      (hasOwn && ports.every(({ port }) => isNumber(port, API_SERVER_PORT) || isNumber(port, 443)))
    );
  });
}

function isDns({ port }: PolicyPort): boolean {
  if (port.kind === 'name') return DNS_NAMES.test(port.name);
  return port.kind === 'number' && DNS_PORTS.some((number) => covers(port, number));
}

/** Whether a rule opens ports of DNS alone. */
export function isForDnsOnly({ ports }: PolicyRule): boolean {
  return ports.length > 0 && ports.every((item) => isDns(item) && (item.port.kind === 'name' || isOne(item.port)));
}

const isOne = (port: PolicyPort['port']): boolean => port.kind === 'number' && port.number === port.end;

export const isDnsPort = (number: number): boolean => DNS_PORTS.includes(number);

const mentions = (selector: readonly Requirement[], word: RegExp): boolean =>
  selector.some(({ values }) => values.some((value) => word.test(value)));

/** `k8s-app: kube-dns` without a namespaceSelector. */
function looksForDns({ podSelector, namespaceSelector, ipBlock }: PolicyPeer): boolean {
  return (
    ipBlock === undefined && namespaceSelector === undefined && mentions(podSelector ?? [], /^(kube-dns|coredns)$/)
  );
}

/** Addresses may be those of the DNS Pods; Pods are if they are not selected by a label that has nothing of DNS. */
function mayBeDns({ ipBlock, podSelector, namespaceSelector }: PolicyPeer, namespace: string | undefined): boolean {
  if (ipBlock !== undefined) return true;
  const pods = podSelector === undefined || podSelector.length === 0 || mentions(podSelector, /dns/);
  return pods && (namespaceSelector === undefined ? namespace === 'kube-system' : namespaceSelector.every(mayBeSystem));
}

/** Labels of the system namespaces differ from cluster to cluster, except for their names. */
function mayBeSystem({ key, operator, values }: Requirement): boolean {
  if (operator !== 'In') return operator !== 'NotIn' || key !== NAMESPACE_NAME_LABEL || !values.includes('kube-system');
  return values.some((value) =>
    key === NAMESPACE_NAME_LABEL ? /^kube-system$|dns/.test(value) : /system|dns|^true$/.test(value),
  );
}
