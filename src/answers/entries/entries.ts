import { isCall } from '../../k8s/references/references.js';
import { describe } from '../../k8s/object/resource.js';
import { code } from '../../text/words.js';
import { scalarsIn } from '../../tree/tree.js';
import { hop, stopAt } from '../walk/hop.js';
import { gatewayEntries } from './gateway-api.js';
import { ingressEntries } from './ingress.js';
import { istioEntries } from './istio.js';
import { routerEntries } from './routers.js';
import type { Entry, OuterRequest, Standing } from './entry.js';

/** Everything in a unit that lets requests for the host in. */
export function entriesOf(request: OuterRequest, standing: Standing): readonly Entry[] {
  // Names of the cluster are none of the outside world.
  if (/\.svc(\.|$)|\.cluster\.local$/.test(request.host)) return [];
  const known = [
    ...ingressEntries(request, standing),
    ...gatewayEntries(request, standing),
    ...istioEntries(request, standing),
    ...routerEntries(request, standing),
  ];
  return known.length > 0 ? known : foreignEntries(request, standing);
}

/** Routes of other controllers that name the host somewhere in a text: which requests they take is theirs to say. */
function foreignEntries({ host }: OuterRequest, { world }: Standing): readonly Entry[] {
  return world.unit.objects
    .filter(({ resource, references }) => resource.custom && references.some(isCall))
    .filter(({ resource }) => [...scalarsIn(resource.get('spec'))].some((text) => text.toLowerCase().includes(host)))
    .map(({ resource }) => {
      const place = resource.at('metadata', 'name');
      const stop = stopAt('foreign-route', `${describe(resource)} names the host: its controller decides`, place);
      return {
        title: describe(resource),
        world,
        hops: [hop('listener', `${describe(resource)} names ${code(host)}`, place, { stop })],
      };
    });
}
