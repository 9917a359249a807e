import type { Resource } from '../../k8s/object/resource.js';
import { hostnamesOf } from '../../k8s/routes/gateway-api.js';
import { ruleHostsOf } from '../../k8s/routes/ingress-hosts.js';
import { isIngress } from '../../k8s/routes/ingress.js';
import { virtualHostsOf } from '../../k8s/routes/istio-hosts.js';
import { ISTIO_GROUP } from '../../k8s/routes/istio.js';

/** The hosts of the outside world that an object lets in. */
export function outerHostsOf(resource: Resource): readonly string[] {
  if (isIngress(resource)) return ruleHostsOf(resource).map(({ host }) => host);
  if (resource.group === ISTIO_GROUP && resource.kind === 'VirtualService')
    return virtualHostsOf(resource).map(({ host }) => host);
  return hostnamesOf(resource);
}
