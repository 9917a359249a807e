import type { ContestedRoute } from '../../../src/graph/routes/route-claims.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import type { ObjectKind } from '../../../src/k8s/object/object-kind.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/** What becomes of the requests that two objects ask for, by kind. */
const EFFECTS: Readonly<Record<ObjectKind, string>> = {
  ...Object.fromEntries(
    ['HTTPRoute', 'GRPCRoute', 'TLSRoute'].map((kind) => [
      `gateway.networking.k8s.io/${kind}`,
      'of equal matches a Gateway uses the one of the older route; the other one gets no request',
    ]),
  ),
  'networking.istio.io/VirtualService':
    'a gateway puts the rules of both behind each other and uses the first that fits, mostly that of the older',
  ...Object.fromEntries(
    ['traefik.io', 'traefik.containo.us'].map((group) => [
      `${group}/IngressRoute`,
      'Traefik uses one of two rules with equal priority, and nothing says which one',
    ]),
  ),
  'projectcontour.io/HTTPProxy': 'a host belongs to one HTTPProxy: Contour marks the younger one as invalid',
  'route.openshift.io/Route': 'the router admits the older Route, and refuses the other: `HostAlreadyClaimed`',
};

/** A request goes one way, whoever asks for it (semantics 7.2, 7.3, 7.4, 7.13). */
export default defineRule({
  id: 'contested-route',
  severity: 'warning',
  summary: 'Two routes of one gateway or router that ask for the same requests, and send them to different Services',
  kinds: Object.keys(EFFECTS) as readonly ObjectKind[],
  fixable: false,
  since: '0.1.0',

  *check(route, { unit, routes }) {
    const contested = unit.isRefused(route) ? undefined : routes.contestedRoute(route);
    if (contested !== undefined) yield contesting(route, contested);
  },
});

const HOST = ['spec', 'virtualhost', 'fqdn'];

function contesting(route: Resource, { at, other, otherAt, host, path }: ContestedRoute): Finding {
  const { group, kind } = route;
  const isWhole = kind === 'HTTPProxy';
  const requests = [isWhole ? '' : `path ${code(path)}`, host === '' ? 'any host' : `host ${code(host)}`];
  const asked = requests.filter((each) => each !== '').join(' of ');
  return {
    message: `${describe(route)} asks for ${asked}, as ${describe(other)} does`,
    at: isWhole
      ? { place: route.at(...HOST), text: 'this host is taken' }
      : { place: route.keyAt(...at), text: 'the same requests, for other Services' },
    related: [
      isWhole
        ? { place: other.at(...HOST), text: `${describe(other)} has it already` }
        : { place: other.keyAt(...otherAt), text: `${describe(other)} takes them already` },
    ],
    notes: [EFFECTS[`${group}/${kind}`] ?? ''],
    help: isWhole
      ? 'write the routes into one of them, or include it there'
      : 'give one of them another host or path, or drop it',
  };
}
