import { istioMatchesOf } from '../../k8s/entries/outer-rules.js';
import { matchPath } from '../../k8s/entries/path-rule.js';
import { describe, type Resource } from '../../k8s/object/resource.js';
import { gatewayHostsOf, virtualHostsMeet, virtualHostsOf } from '../../k8s/routes/istio-hosts.js';
import { destinationsOf, gatewaysOf, ISTIO_GROUP } from '../../k8s/routes/istio.js';
import { code, codes } from '../../text/words.js';
import { getList, getString, type Path, type Tree } from '../../tree/tree.js';
import { hop, type Hop, remarkBy, type Stop, stopAt, stopBy } from '../walk/hop.js';
import { kubectl } from '../walk/kubectl.js';
import { refusalOf, saidOf } from '../walk/said.js';
import { type Entry, type OuterRequest, referenceAt, type Standing } from './entry.js';

const LISTENER_RULES = [
  'unknown-gateway',
  'unmatched-gateway-host',
  'unmatched-istio-gateway',
  'unoffered-gateway-port',
  'split-route-rule',
];
const ROUTE_RULES = ['istio-short-host', 'unknown-subset', 'unmatched-subset', 'shadowed-route-rule'];

/** By VirtualServices behind a gateway of a mesh (semantics 7.3). */
export function istioEntries(request: OuterRequest, standing: Standing): readonly Entry[] {
  return standing.world.unit.objects
    .map(({ resource }) => resource)
    .filter(({ group, kind }) => group === ISTIO_GROUP && kind === 'VirtualService')
    .filter((resource) => gatewaysOf(resource).length > 0)
    .filter((resource) =>
      virtualHostsOf(resource).some(({ host }) =>
        host === '*' ? request.takesAny : virtualHostsMeet(host, request.host),
      ),
    )
    .flatMap((resource) => entriesOf(resource, request, standing));
}

function entriesOf(resource: Resource, request: OuterRequest, standing: Standing): readonly Entry[] {
  const base = { title: describe(resource), world: standing.world };
  const listener = listenerHop(resource, request, standing);
  if (listener.stop?.ends === 'broken') return [{ ...base, hops: [listener] }];
  const http = getList(resource.tree, 'spec', 'http');
  const rules = http.map((tree, index) => ({
    path: ['spec', 'http', index] as Path,
    match: matchOf(tree, request.path),
  }));
  const taken = rules.find(({ match }) => match !== 'no');
  if (taken === undefined) return [{ ...base, hops: [listener, untaken(resource, request, http.length > 0)] }];
  return routed(resource, taken, listener, standing).map((entry) => ({ ...base, ...entry }));
}

function listenerHop(resource: Resource, { host, scheme }: OuterRequest, standing: Standing): Hop {
  const { graph } = standing;
  const at = resource.at('spec', 'gateways');
  const [parent] = gatewaysOf(resource);
  const says = `${describe(resource)} comes in by Gateway ${code(parent?.name ?? '')}`;
  if (graph.unit.isRefused(resource)) {
    const finding = refusalOf(resource, standing);
    return hop('listener', says, at, { stop: finding && stopBy('refused-entry', finding) });
  }
  if (parent === undefined) return hop('listener', says, at);
  const command = kubectl(parent.namespace ?? graph.namespaces.of(resource), [
    'get',
    'gateway.networking.istio.io',
    parent.name,
  ]);
  const found = graph.routes.parent(parent, resource);
  const owners = found.kind === 'found' ? found.owners : [];
  const findings = [resource, ...owners].flatMap((each) => saidOf(each, LISTENER_RULES, standing));
  const stop = gatewayStop(resource, findings, owners, { host, scheme });
  return hop('listener', says, at, {
    stop,
    remarks: findings.filter(({ rule, severity }) => rule !== stop?.rule && severity !== 'info').map(remarkBy),
    command,
  });
}

function gatewayStop(
  resource: Resource,
  findings: ReturnType<typeof saidOf>,
  owners: readonly Resource[],
  { host, scheme }: Pick<OuterRequest, 'host' | 'scheme'>,
): Stop | undefined {
  const sure = findings.filter(({ severity }) => severity !== 'info');
  const absent = sure.find(({ rule }) => rule === 'unknown-gateway');
  if (absent !== undefined) return stopBy('unknown-gateway', absent);
  if (owners.length === 0)
    return stopAt(
      'absent-gateway',
      'whoever applies the Gateway decides which hosts it takes',
      resource.at('spec', 'gateways'),
    );
  const unmatched = sure.find(({ rule }) => rule === 'unmatched-gateway-host');
  if (unmatched !== undefined) return stopBy('refused-route', unmatched);
  const [owner] = owners;
  const isTaken = owners.some((each) => gatewayHostsOf(each).some((served) => virtualHostsMeet(served.host, host)));
  if (!isTaken)
    return stopAt('refused-route', `no server of the Gateway is for ${code(host)}`, owner?.at('spec', 'servers'));
  const protocols = owners.flatMap((each) =>
    getList(each.tree, 'spec', 'servers').map((server) => (getString(server, 'port', 'protocol') ?? '').toUpperCase()),
  );
  const wanted = scheme === 'https' ? ['HTTPS', 'TLS'] : ['HTTP', 'HTTP2', 'GRPC'];
  const isSpoken = scheme === undefined || protocols.some((protocol) => wanted.includes(protocol));
  return isSpoken
    ? undefined
    : stopAt('unserved-scheme', `the servers speak ${codes(new Set(protocols))}`, owner?.at('spec', 'servers'));
}

/** The first rule of which some match fits; `open` where headers and the like decide. */
function matchOf(rule: Tree, asked: string): 'yes' | 'no' | 'open' {
  const answers = istioMatchesOf(rule).map(({ path, isConditional }) => {
    const fits = matchPath(path, asked);
    return fits === 'yes' && isConditional ? 'open' : fits;
  });
  if (answers.includes('yes')) return 'yes';
  return answers.includes('open') ? 'open' : 'no';
}

function untaken(resource: Resource, { path }: OuterRequest, hasRules: boolean): Hop {
  const place = resource.at('spec', hasRules ? 'http' : 'hosts');
  const stop = hasRules
    ? stopAt('unknown-path', 'no rule matches it: the gateway answers 404', place)
    : stopAt('open-match', 'it has rules for TCP or TLS only', place);
  return hop('route', `path ${code(path)} is asked for`, place, { stop });
}

function routed(
  resource: Resource,
  { path, match }: { readonly path: Path; readonly match: 'yes' | 'no' | 'open' },
  listener: Hop,
  standing: Standing,
): readonly Pick<Entry, 'hops' | 'reference' | 'title'>[] {
  const title = describe(resource);
  const place = resource.at(...path);
  const destinations = destinationsOf(resource).filter(
    ({ path: at, role }) => role === 'destination' && path.every((step, index) => at[index] === step),
  );
  if (destinations.length === 0) {
    const isRedirect = resource.get(...path, 'redirect') !== undefined;
    const stop = isRedirect
      ? stopAt('redirected', 'the rule answers with a redirect', place)
      : stopAt('no-backend', 'the rule has no route', place);
    return [{ title, hops: [listener, hop('route', 'the rule', place, { stop })] }];
  }
  const findings = saidOf(resource, ROUTE_RULES, standing);
  return destinations.map(({ path: at, host }) => {
    const nameAt = resource.at(...at, 'host');
    const reference = referenceAt(resource, nameAt, standing);
    const own = findings.find(
      ({ severity, primary: { span } }) =>
        severity === 'error' &&
        span.file === nameAt.span.file &&
        span.start >= nameAt.span.start &&
        span.end <= nameAt.span.end,
    );
    const open =
      match === 'open'
        ? stopAt('open-match', 'headers, the method or a regular expression decide', resource.at(...path, 'match'))
        : undefined;
    const other =
      reference === undefined ? stopAt('custom-backend', `${code(host)} is no Service of the cluster`, nameAt) : open;
    const stop = own === undefined ? other : stopBy('unknown-service', own);
    return {
      title: destinations.length > 1 ? `${title}, destination ${code(host)}` : title,
      hops: [
        listener,
        hop('route', `the rule leads to ${code(host)}`, nameAt, {
          stop,
          remarks: findings.filter((each) => each !== own && each.severity !== 'info').map(remarkBy),
        }),
      ],
      reference: stop?.ends === 'broken' ? undefined : reference,
    };
  });
}
