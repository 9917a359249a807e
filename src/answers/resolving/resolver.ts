import { isForApiServerOnly, dnsAccess } from '../../k8s/policies/dns-access.js';
import { ZONE } from '../../k8s/syntax/names.js';
import { code, codes, list } from '../../text/words.js';
import { getList, getString, type Place, type Tree } from '../../tree/tree.js';
import type { PodCaller } from '../walk/caller.js';
import { hop, type Hop, remark, type Remark, type Stop, stopAt, stopBy } from '../walk/hop.js';
import { kubectl } from '../walk/kubectl.js';
import { type Ground, saidOf } from '../walk/said.js';

/** The name that is looked up, and whether only the DNS of the cluster can know it. */
export interface Lookup {
  readonly host: string;
  readonly isInner: boolean;
}

/** Whom the Pod asks for a name, and which endings it tries (semantics 8.2). */
export function resolverHop(caller: PodCaller, lookup: Lookup, ground: Ground): Hop {
  const { template, namespace } = caller;
  const { resource } = template.workload;
  const spec = resource.get(...template.path, 'spec');
  const at = (...path: string[]): Place => resource.at(...template.path, 'spec', ...path);
  const written = getString(spec, 'dnsPolicy');
  const policy = written ?? 'ClusterFirst';
  const alias = aliasOf(spec, lookup.host);
  if (alias !== undefined)
    return hop('resolver', `the Pod looks ${code(lookup.host)} up in its own file of hosts`, at('hostAliases'), {
      stop: stopAt(
        'host-alias',
        `\`hostAliases\` gives ${code(lookup.host)} the address ${code(alias)}`,
        at('hostAliases'),
      ),
    });
  if (policy === 'None') return ownResolver(caller, spec, at);
  const isOnNode = policy === 'Default' || (policy === 'ClusterFirst' && template.onHostNetwork);
  if (isOnNode) {
    const place = at(written === undefined ? 'hostNetwork' : 'dnsPolicy');
    const where = policy === 'Default' ? '' : ' on the host network';
    const says = `the resolver of the node: \`dnsPolicy: ${policy}\`${where}`;
    return hop('resolver', says, place, { stop: lookup.isInner ? onNode(caller, place, ground) : undefined });
  }
  const blocked = lookup.isInner || policy !== 'Default' ? blockedDns(caller, ground) : undefined;
  const searches = searchesOf(spec);
  const own = [`${namespace ?? '<namespace>'}.svc.${ZONE}`, `svc.${ZONE}`, ZONE, ...searches];
  const says = `the DNS of the cluster; a short name is tried in ${list(own)}`;
  const command = kubectl(namespace, ['exec', caller.target, '--', 'nslookup', lookup.host]);
  return hop('resolver', says, written === undefined && searches.length === 0 ? undefined : at('dnsPolicy'), {
    stop: blocked,
    remarks: optionsOf(spec, at),
    command,
  });
}

function ownResolver({ namespace, target }: PodCaller, spec: Tree | undefined, at: (...path: string[]) => Place): Hop {
  const servers = getList(spec, 'dnsConfig', 'nameservers').flatMap((item) => getString(item) ?? []);
  const searches = searchesOf(spec);
  const endings = searches.length === 0 ? '' : `, with the endings ${codes(searches)}`;
  const note = `\`dnsPolicy: None\`: the Pod asks ${codes(servers)}${endings}`;
  return hop('resolver', note, at('dnsPolicy'), {
    stop: stopAt('own-resolver', 'what these resolvers know stands in no file', at('dnsPolicy')),
    command: kubectl(namespace, ['exec', target, '--', 'cat', '/etc/resolv.conf']) ?? undefined,
  });
}

function onNode({ template }: PodCaller, place: Place, ground: Ground): Stop {
  const [finding] = saidOf(template.workload.resource, ['cluster-name-on-host-network'], ground);
  if (finding !== undefined) return stopBy('node-resolver', finding);
  return template.onHostNetwork
    ? stopAt('node-resolver', 'the node asks its own resolver', place, 'set `dnsPolicy: ClusterFirstWithHostNet`')
    : stopAt('node-resolver', 'the node asks its own resolver', place, 'set `dnsPolicy: ClusterFirst`, the default');
}

/** The address that `hostAliases` gives to a name. */
function aliasOf(spec: Tree | undefined, host: string): string | undefined {
  for (const alias of getList(spec, 'hostAliases'))
    if (getList(alias, 'hostnames').some((name) => getString(name)?.toLowerCase() === host))
      return getString(alias, 'ip') ?? '';
  return undefined;
}

function searchesOf(spec: Tree | undefined): readonly string[] {
  return getList(spec, 'dnsConfig', 'searches').flatMap((item) => getString(item) ?? []);
}

function optionsOf(spec: Tree | undefined, at: (...path: string[]) => Place): readonly Remark[] {
  const ndots = getList(spec, 'dnsConfig', 'options').find((option) => getString(option, 'name') === 'ndots');
  const value = getString(ndots, 'value');
  return value === undefined
    ? []
    : [remark(`a name with ${value} dots or more is tried as it is first`, at('dnsConfig'))];
}

/** Where every policy that isolates the caller leaves out DNS, no name resolves (semantics 7.10). */
function blockedDns({ template, world: { graph } }: PodCaller, ground: Ground): Stop | undefined {
  const { policies } = graph;
  const isolating = policies.isolating(template, 'egress');
  const isClosed = isolating.every(
    (policy) =>
      policies.selects(policy, template) === 'yes' &&
      !policy.resource.partial &&
      !graph.unit.isRefused(policy.resource) &&
      dnsAccess(policy).kind !== 'open',
  );
  const [first] = isolating;
  if (first === undefined || !isClosed || policies.mixed()) return undefined;
  const [finding] = isolating.flatMap(({ resource }) => saidOf(resource, ['dnsless-egress'], { ...ground, graph }));
  if (finding !== undefined) return stopBy('dns-blocked', finding);
  const admitsAnything = first.rules.some(({ direction }) => direction === 'egress');
  const note =
    admitsAnything && isForApiServerOnly(first)
      ? `NetworkPolicy ${code(first.name)} lets its Pods call the API server only`
      : `NetworkPolicy ${code(first.name)} isolates egress and admits no DNS`;
  return stopAt('dns-blocked', note, first.resource.at('metadata', 'name'), 'allow egress to port 53, UDP and TCP');
}
