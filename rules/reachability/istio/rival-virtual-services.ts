import type { RivalVirtualService } from '../../../src/graph/mesh/virtual-services.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getString } from '../../../src/tree/tree.js';

/** Gateways merge the VirtualServices of one host, sidecars take one of them (semantics 7.3). */
export default defineRule({
  id: 'rival-virtual-services',
  severity: 'warning',
  summary: 'Two VirtualServices for one host of the mesh, where sidecars use only one',
  kinds: ['networking.istio.io/VirtualService'],
  fixable: false,
  since: '0.1.0',

  *check(resource, { routes }) {
    const rival = routes.rivalVirtualService(resource);
    if (rival !== undefined) yield rivalling(resource, rival);
  },
});

function rivalling(resource: Resource, { other, path, otherPath }: RivalVirtualService): Finding {
  const host = code(getString(resource.tree, ...path) ?? '');
  return {
    message: `${describe(resource)} is about host ${host}, as ${describe(other)} is`,
    at: { place: resource.at(...path), text: 'a second VirtualService for this host of the mesh' },
    related: [{ place: other.at(...otherPath), text: `${describe(other)} has it already` }],
    notes: ['sidecars use the older of the two and no rule of the other; only gateways merge them'],
    help: 'put all rules for the host into one VirtualService',
  };
}
