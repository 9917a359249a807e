import { runningPorts } from '../../k8s/listening/running.js';
import {
  isForOwnPods,
  isOfClusterController,
  opens,
  type NetworkPolicy,
  type PolicyPort,
  type PolicyRule,
} from '../../k8s/policies/network-policy.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { Service, ServicePort } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Ports } from '../ports/ports.js';
import type { UnitObjects } from '../unit/objects.js';
import type { Policies } from '../policies/policies.js';

/** Which ports of isolated Pods nobody reaches. */
export interface ClosedPorts {
  /**
   * True where these Pods are isolated and no policy opens the port to anyone (semantics 7.10), for sure: every policy
   * that counts is known in full, and tied to the Service by more than standing somewhere in the tree.
   */
  closes(service: Service, port: ServicePort, template: PodTemplate): boolean;
  /** The same of a port of the Pods, with nothing but their policies known. */
  closesPods(template: PodTemplate, number: number): boolean;
  /**
   * The policy that keeps everybody out who is no Pod of its namespace, where all others of these Pods do so, too: what
   * comes from outside of the cluster is never the traffic of a Pod.
   */
  keepsInside(service: Service, port: ServicePort, template: PodTemplate): NetworkPolicy | undefined;
}

interface Around {
  /** The namespace that is said to be that of everything. */
  readonly namespace: string | undefined;
  /** Something unwritten may stand beside the objects: what a chart would make. */
  readonly open: boolean;
}

/** Whether each rule for ingress of each policy of these Pods passes a test, and all of them are known. */
type EveryRule = (
  owner: Resource,
  number: number | undefined,
  template: PodTemplate,
  isShut: (rule: PolicyRule, number: number, policy: NetworkPolicy) => boolean,
) => boolean;

export function everyRuleOf(
  { isolating, selects }: Pick<Policies, 'isolating' | 'selects'>,
  { isRefused }: Pick<UnitObjects, 'isRefused'>,
  namespace: string | undefined,
): EveryRule {
  /** In a folder of examples, the one that denies everything is not meant for the others. */
  const isTied = ({ resource, podSelector }: NetworkPolicy, { file }: Resource): boolean =>
    resource.file === file ||
    (resource.namespace ?? namespace) !== undefined ||
    (podSelector.length > 0 && resource.file.folder === file.folder);
  const counts = (policy: NetworkPolicy, template: PodTemplate): boolean =>
    !policy.resource.partial && !isRefused(policy.resource) && selects(policy, template) === 'yes';

  return (owner, number, template, isShut) => {
    const policies = isolating(template, 'ingress');
    if (number === undefined || policies.length === 0) return false;
    return policies.every(
      (policy) =>
        isTied(policy, owner) &&
        counts(policy, template) &&
        policy.rules.every((rule) => rule.direction === 'egress' || isShut(rule, number, policy)),
    );
  };
}

export function closedPortsOf(
  { isolating, selects, admitted }: Pick<Policies, 'isolating' | 'selects' | 'admitted'>,
  ports: Pick<Ports, 'resolve'>,
  { isRefused }: Pick<UnitObjects, 'isRefused'>,
  { namespace, open }: Around,
): ClosedPorts {
  const every = everyRuleOf({ isolating, selects }, { isRefused }, namespace);

  /** A namespace of an application is written, and nothing that would bring a controller into it. */
  const isOfApplication = ({ resource }: NetworkPolicy): boolean => {
    const own = resource.namespace ?? namespace;
    return !open && own !== undefined && own !== 'default' && !OF_CLUSTER.test(own);
  };
  // Of a proxy of which nothing is on disk, the labels may be those of a controller that runs among the Pods.
  const isForOwn = (policy: NetworkPolicy, rule: PolicyRule): boolean =>
    isForOwnPods(
      rule,
      (peer) => admitted(policy, peer).length > 0 || (isOfApplication(policy) && isOfClusterController(peer)),
    );

  return {
    closes: ({ resource }, port, template) =>
      every(resource, ports.resolve(port, template).number, template, (rule, number) =>
        isClosedBy(rule, port, number, template),
      ),

    closesPods: (template, wanted) =>
      every(template.workload.resource, wanted, template, (rule, number) =>
        isClosedBy(rule, { port: number, protocol: 'TCP' }, number, template),
      ),

    keepsInside(service, port, template) {
      const isShut = (rule: PolicyRule, number: number, policy: NetworkPolicy): boolean =>
        isForOwn(policy, rule) || isClosedBy(rule, port, number, template);
      const { number } = ports.resolve(port, template);
      if (!every(service.resource, number, template, isShut)) return undefined;
      const keeping = isolating(template, 'ingress').filter((policy) =>
        policy.rules.some((rule) => rule.direction === 'ingress' && isForOwn(policy, rule)),
      );
      // The one that was written for the controller says most.
      return keeping.find(({ rules }) => rules.some(({ peers }) => peers.some(isOfClusterController))) ?? keeping[0];
    },
  };
}

/** Namespaces in which controllers live. */
const OF_CLUSTER =
  /ingress|nginx|haproxy|traefik|^(?:gateway|proxy|edge|infra|network|platform|cluster)|-(?:system|infra)$/;

/** Whether a rule for ingress lists ports, and for sure none that leads to `number` of the Pods. */
export function isClosedBy(
  { ports }: PolicyRule,
  { port, protocol }: Pick<ServicePort, 'port' | 'protocol'>,
  number: number,
  template: PodTemplate,
): boolean {
  const named = (name: string): number | undefined =>
    runningPorts(template).find((declared) => declared.name === name && declared.protocol === protocol)?.number;
  const isOpened = (item: PolicyPort, wanted: number): boolean => opens(item, { number: wanted, protocol }, named);
  // The port of the Service, or an unknown name: that mistake is reported where it stands.
  const isAnotherMistake = (item: PolicyPort): boolean =>
    isOpened(item, port) || (item.port.kind === 'name' && named(item.port.name) === undefined);
  return ports.length > 0 && !ports.some((item) => isOpened(item, number) || isAnotherMistake(item));
}
