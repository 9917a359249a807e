import { describe } from '../../k8s/object/resource.js';
import { kubectl } from '../walk/kubectl.js';
import { isCall } from '../../k8s/references/references.js';
import { covers } from '../../k8s/routes/ingress-hosts.js';
import { GATEWAY_GROUP } from '../../k8s/routes/gateway-api.js';
import { ISTIO_GROUP } from '../../k8s/routes/istio.js';
import { isRouter } from '../../k8s/entries/outer-rules.js';
import { code, codes } from '../../text/words.js';
import { leavesOf, type Place } from '../../tree/tree.js';
import type { LoadedObject } from '../../units/unit/objects.js';
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
  return [
    ...ingressEntries(request, standing),
    ...gatewayEntries(request, standing),
    ...istioEntries(request, standing),
    ...routerEntries(request, standing),
    ...foreignEntries(request, standing),
  ];
}

/** Kinds of routes by their usual names: HTTPProxy, ApisixRoute, RouteGroup, Mapping, VirtualServer, DomainMapping. */
const ROUTE_NAMES = /Route|Proxy$|Mapping$|^Virtual(Server|Service|Host)/;

/** Routes of other controllers for the host: which of its requests they take, and to whom, is theirs to say. */
function foreignEntries({ host }: OuterRequest, { world, graph }: Standing): readonly Entry[] {
  return world.unit.objects.filter(isForeignRoute).flatMap((object): readonly Entry[] => {
    const { resource, references } = object;
    const place = hostPlace(object, host, graph.namespaces.of(resource));
    if (place === undefined) return [];
    const backends = new Set(references.filter(isCall).map(({ name }) => name));
    const what = backends.size === 0 ? 'which of them it takes' : `which of them go to Service ${codes(backends)}`;
    const stop = stopAt('foreign-route', `its controller decides ${what}`, place);
    const command = kubectl(graph.namespaces.of(resource), [
      'get',
      `${resource.kind.toLowerCase()}.${resource.group}`,
      resource.name,
    ]);
    const says = `${describe(resource)} takes requests for ${code(host)}`;
    return [{ title: describe(resource), world, hops: [hop('listener', says, place, { stop, command })] }];
  });
}

function isForeignRoute({ resource, references }: LoadedObject): boolean {
  const { group, kind, custom } = resource;
  const isWalked = isRouter(resource) || group === GATEWAY_GROUP || group === ISTIO_GROUP;
  return custom && !isWalked && (references.some(isCall) || ROUTE_NAMES.test(kind) || group === KNATIVE_GROUP);
}

const KNATIVE_GROUP = 'serving.knative.dev';

/** Where an object has the host in a text; Knative makes it of the name of the object, or takes that for it. */
function hostPlace({ resource }: LoadedObject, host: string, namespace: string | null): Place | undefined {
  if (resource.group === KNATIVE_GROUP) {
    const made = `${resource.name ?? ''}.${namespace ?? ''}.`;
    return resource.name === host || host.startsWith(made) ? resource.at('metadata', 'name') : undefined;
  }
  for (const { value, place } of leavesOf(resource.get('spec'))) {
    const words = String(value)
      .toLowerCase()
      .split(/[^a-z0-9.*-]+/);
    if (words.some((word) => word === host || (word.startsWith('*.') && covers(word, host)))) return place;
  }
  return undefined;
}
