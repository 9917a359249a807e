import type { Graph } from '../../../src/graph/graph.js';
import type { Client } from '../../../src/graph/names/clients.js';
import { describe } from '../../../src/k8s/object/resource.js';
import { isForOwnPods, type NetworkPolicy } from '../../../src/k8s/policies/network-policy.js';
import type { Service } from '../../../src/k8s/services/service.js';
import { serviceWords } from '../../../src/message/ports.js';
import { defineRule, type Finding, type PlacedLabel } from '../../../src/rule/rule.js';

/**
 * What comes from outside has no Pod of the namespace as its source, and a bare podSelector admits nothing else
 * (semantics 7.10).
 */
export default defineRule({
  id: 'shut-out-outsider',
  severity: 'warning',
  summary: 'A load balancer or an Ingress before Pods whose policies admit Pods of their own namespace only',
  kinds: ['Service'],
  fixable: false,
  since: '0.1.0',

  *check(service, graph) {
    const outsider = outsiderOf(service, graph);
    if (outsider === undefined) return;
    const policy = keeping(service, graph);
    if (policy !== undefined) yield keptInside(service, policy, outsider);
  },
});

/** Who sends requests from outside of the namespace. */
type Outsider = 'load balancer' | Client;

function outsiderOf(service: Service, { names, namespaces, routes }: Graph): Outsider | undefined {
  if (service.type === 'LoadBalancer') return 'load balancer';
  const ingress = names.clientsOf(service).find(({ from }) => OUTER_KINDS.includes(from.kind));
  // A controller beside the Pods is one of them.
  return ingress === undefined || routes.hasController(namespaces.of(service.resource)) ? undefined : ingress;
}

/** Those whose proxies nobody puts into the namespace of the object. */
const OUTER_KINDS = ['Ingress', 'IngressRoute', 'HTTPProxy', 'Route'];

/** The policy that lets nobody in but Pods of its namespace, on every port of the Service and for all of its Pods. */
function keeping(
  service: Service,
  { selection, unit, policies, namespaces, elsewhere }: Graph,
): NetworkPolicy | undefined {
  const { templates, uncertain } = selection.of(service);
  if (templates.length === 0 || uncertain || unit.isRefused(service.resource) || policies.mixed()) return undefined;
  const kept = service.ports.flatMap((port) =>
    templates.map((template) => policies.keepsInside(service, port, template)),
  );
  // Policies add up, and another unit may hold the one for the outside.
  const others = elsewhere.policies(namespaces.of(service.resource));
  const isOpenedElsewhere = others.some((other) =>
    templates.some((template) => policies.selects(other, template) !== 'no'),
  );
  return kept.includes(undefined) || isOpenedElsewhere ? undefined : kept[0];
}

function keptInside(service: Service, policy: NetworkPolicy, outsider: Outsider): Finding {
  const rule = policy.rules.find((each) => each.direction === 'ingress' && isForOwnPods(each, () => true));
  const isBalancer = outsider === 'load balancer';
  const peers = (rule?.peers ?? []).slice(0, 2).map(({ at }): PlacedLabel => ({ place: at, text: OWN }));
  const what = isBalancer ? 'is a load balancer' : `is behind ${describe(outsider.from)}`;
  return {
    message: `${serviceWords(service)} ${what}, and ${describe(policy.resource)} admits Pods of its namespace only`,
    at: isBalancer
      ? { place: service.resource.at('spec', 'type'), text: 'for clients outside of the cluster' }
      : { place: service.resource.at('metadata', 'name'), text: 'its Pods are isolated' },
    related: isBalancer ? peers : [{ place: outsider.at, text: 'requests from outside come here' }, ...peers],
    notes: [
      isBalancer
        ? 'what comes through a load balancer has the address of the client or of a node, never that of a Pod'
        : 'the controller that sends the requests runs in a namespace of its own, or outside of the cluster',
    ],
    help: isBalancer
      ? 'add a policy for these Pods that admits an `ipBlock`, or everybody, on the port behind the load balancer'
      : 'add an item with a `namespaceSelector` for the namespace of the controller, or admit everybody on this port',
  };
}

const OWN = 'a `podSelector` alone means Pods of the own namespace';
