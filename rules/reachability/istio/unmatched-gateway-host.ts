import { replacing } from '../../../src/message/replacing.js';
import type { Graph } from '../../../src/graph/graph.js';
import {
  gatewayHostsOf,
  hasOpenHost,
  virtualHostsMeet,
  virtualHostsOf,
  type GatewayHost,
} from '../../../src/k8s/routes/istio-hosts.js';
import { gatewaysOf } from '../../../src/k8s/routes/istio.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { isSlip } from '../../../src/text/spelling/slip.js';
import { code, codes } from '../../../src/text/words.js';

/**
 * A proxy takes a VirtualService from a Gateway for the hosts that both have, where the Gateway takes them from its
 * namespace (semantics 7.3).
 */
export default defineRule({
  id: 'unmatched-gateway-host',
  severity: 'warning',
  summary: 'A VirtualService for hosts that its Istio Gateway does not serve',
  kinds: ['networking.istio.io/VirtualService'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(resource, { routes, namespaces, unit }) {
    const hosts = virtualHostsOf(resource);
    if (resource.partial || resource.patched || unit.isRefused(resource) || hasOpenHost(hosts)) return;
    for (const parent of gatewaysOf(resource)) {
      const found = routes.parent(parent, resource);
      if (found.kind !== 'found') continue;
      const gateways = found.owners.filter((owner) => !owner.partial && !owner.patched && !unit.isRefused(owner));
      const [gateway] = gateways;
      if (gateway === undefined || gateways.length < found.owners.length) continue;
      const served = gateways.map((owner) => ({ owner, hosts: gatewayHostsOf(owner) }));
      if (served.some((one) => one.hosts.length === 0 || hasOpenHost(one.hosts))) continue;
      const meeting = served.flatMap((one) =>
        one.hosts.filter(({ host }) => hosts.some((own) => virtualHostsMeet(own.host, host))),
      );
      if (meeting.length === 0) yield unserved(resource, gateway, served[0]?.hosts ?? []);
      else if (meeting.every((host) => isForOthers(host, resource, gateway, namespaces)))
        yield foreign(resource, gateway, meeting);
    }
  },
});

function isForOthers(
  { namespace }: GatewayHost,
  resource: Resource,
  gateway: Resource,
  namespaces: Graph['namespaces'],
): boolean {
  if (namespace === undefined) return false;
  if (namespace === '.') return namespaces.same(resource, gateway) === 'no';
  const own = namespaces.of(resource);
  return own !== null && own !== namespace;
}

function unserved(resource: Resource, gateway: Resource, served: readonly GatewayHost[]): Finding {
  const [own, ...others] = virtualHostsOf(resource);
  const near = served.find(({ host }) => own !== undefined && others.length === 0 && isSlip(own.host, host));
  const [first] = served;
  return {
    message:
      `${describe(resource)} is about ${codes(virtualHostsOf(resource).map(({ host }) => host))}, ` +
      `which ${describe(gateway)} does not serve`,
    at: { place: resource.at(...(own?.path ?? ['spec', 'hosts'])), text: 'no server of the Gateway has this host' },
    related: [
      {
        place: gateway.at(...((near ?? first)?.path ?? ['spec', 'servers'])),
        text: `${describe(gateway)} serves ${codes(served.map(({ host }) => host).slice(0, 4))}`,
      },
    ],
    notes: ['the proxy has no rules of this VirtualService, and answers 404'],
    fix: near && own ? replacing(`write ${code(near.host)}`, resource.at(...own.path), near.host) : undefined,
  };
}

function foreign(resource: Resource, gateway: Resource, meeting: readonly GatewayHost[]): Finding {
  const [host] = meeting;
  const [own] = virtualHostsOf(resource);
  const allowed = meeting.map(({ namespace }) => (namespace === '.' ? (gateway.namespace ?? '.') : (namespace ?? '*')));
  return {
    message: `${describe(resource)} is not of a namespace from which ${describe(gateway)} takes its host`,
    at: { place: resource.at(...(own?.path ?? ['spec', 'hosts'])), text: 'the Gateway takes it from elsewhere' },
    related: [
      {
        place: gateway.at(...(host?.path ?? ['spec', 'servers'])),
        text: `only VirtualServices of namespace ${codes([...new Set(allowed)])}`,
      },
    ],
    notes: ['the proxy has no rules of this VirtualService, and answers 404'],
  };
}
