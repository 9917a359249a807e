import { replacing } from '../../../src/message/replacing.js';
import { hostPathsOf, readIstioHost } from '../../../src/k8s/routes/istio.js';
import { ZONE } from '../../../src/k8s/syntax/names.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import type { Service } from '../../../src/k8s/services/service.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getString, type Path } from '../../../src/tree/tree.js';

/**
 * Istio completes a host without a dot only; one with a dot is taken as it stands, so that `web.shop` is no Service of
 * the mesh (semantics 7.3).
 */
export default defineRule({
  id: 'istio-short-host',
  severity: 'error',
  summary: 'A host `service.namespace` in an Istio rule, which Istio takes for a complete name',
  kinds: ['networking.istio.io/VirtualService', 'networking.istio.io/DestinationRule'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(resource, { names, routes }) {
    for (const path of hostPathsOf(resource)) {
      const written = getString(resource.tree, ...path) ?? '';
      const host = readIstioHost(written);
      if (host.kind !== 'short' || routes.isServiceEntryHost(written)) continue;
      const lookup = names.service({ name: host.name, namespace: host.namespace, from: resource });
      // Without a Service of that name and namespace it may well be a host outside.
      const service = lookup.kind === 'found' && lookup.certain ? lookup.services[0] : undefined;
      if (service !== undefined) yield shortHost(resource, path, written, service, host.namespace);
    }
  },
});

function shortHost(resource: Resource, path: Path, written: string, service: Service, namespace: string): Finding {
  const full = `${service.name}.${namespace}.svc.${ZONE}`;
  const place = resource.at(...path);
  return {
    message: `${describe(resource)} names the host ${code(written)}, which is no Service of the mesh to Istio`,
    at: { place, text: 'a host with a dot is taken as it stands' },
    related: [
      { place: service.resource.at('metadata', 'name'), text: `Service ${code(service.name)} is ${code(full)}` },
    ],
    notes: ['Istio completes only hosts without a dot, with the namespace of the rule'],
    fix: replacing('write the whole name', place, full),
  };
}
