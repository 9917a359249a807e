import { describe } from '../../k8s/object/resource.js';
import { allocatesNodePorts, type Service } from '../../k8s/services/service.js';
import { code } from '../../text/words.js';
import { getEntries } from '../../tree/tree.js';
import { hop, type Hop } from '../walk/hop.js';
import type { OuterRequest, Standing } from './entry.js';

/** A Service for which a controller makes the host lead to its load balancer or nodes. */
export interface Exposed {
  readonly title: string;
  readonly service: Service;
  readonly hops: readonly Hop[];
}

/** Annotations by which ExternalDNS and the like make a DNS name for a Service. */
const HOST_KEYS =
  /^(external-dns\.alpha\.kubernetes\.io|dns\.alpha\.kubernetes\.io|cloudflare-tunnel[\w.-]*)\/(hostname|external)$/;

export function exposedServices({ host }: OuterRequest, { graph }: Standing): readonly Exposed[] {
  return graph.unit.services.filter(allocatesNodePorts).flatMap((service) => {
    const path = ['metadata', 'annotations'];
    const entry = [...getEntries(service.resource.tree, ...path)].find(
      ({ key, value }) =>
        HOST_KEYS.test(key) &&
        value.type === 'scalar' &&
        String(value.value)
          .toLowerCase()
          .split(',')
          .some((each) => each.trim() === host),
    );
    if (entry === undefined) return [];
    const says = `an annotation has ${code(host)} lead to ${describe(service.resource)}`;
    return [
      {
        title: describe(service.resource),
        service,
        hops: [hop('listener', says, entry.value.type === 'scalar' ? entry.value.place : undefined)],
      },
    ];
  });
}
