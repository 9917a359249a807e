import type { Graph } from '../../graph/graph.js';
import type { LikelyName } from '../../graph/names/likely-name.js';
import type { NameResolution } from '../../graph/names/name-resolution.js';
import type { ClusterName } from '../../k8s/dns/cluster-name.js';
import { describe } from '../../k8s/object/resource.js';
import type { Service } from '../../k8s/services/service.js';
import { isSlip } from '../../text/spelling/slip.js';
import { code, codes } from '../../text/words.js';
import type { World } from '../evidence/evidence.js';
import type { PodCaller } from '../walk/caller.js';
import { type Stop, stopAt } from '../walk/hop.js';
import type { Host } from './host.js';

export function absolute(host: Host, { namespace }: PodCaller): Stop {
  const home = host.text.includes('.') ? '' : `.${namespace ?? '<namespace>'}`;
  const full = `${host.text.replace(/\.svc$/, '')}${home}.svc.cluster.local.`;
  return stopAt(
    'absolute-name',
    `${code(`${host.text}.`)} is asked for as it is, and no zone has it`,
    undefined,
    `leave out the dot, or write ${code(full)}`,
  );
}

export function openNamespace({ namespace }: PodCaller, { resource, name }: Service): Stop {
  const note =
    namespace === null
      ? `the caller names no namespace, Service ${code(name)} does`
      : `Service ${code(name)} names no namespace: it is this one if it is applied to ${code(namespace)}`;
  return stopAt(
    'open-namespace',
    note,
    resource.at('metadata', 'name'),
    'say where objects without a namespace go: `--namespace`',
  );
}

/** Why there is no name of a Pod below that of the Service (semantics 8.3). */
export function podMiss({ names }: Graph, services: readonly Service[], pod: string): Stop | undefined {
  const alias = services.find(({ type }) => type === 'ExternalName');
  if (alias !== undefined)
    return stopAt(
      'unknown-pod-name',
      `Service ${code(alias.name)} is another name of a host, and has no names below it`,
      alias.resource.at('spec', 'externalName'),
    );
  const miss = names.podMiss(services, pod);
  if (miss === undefined) return undefined;
  const owner = describe(miss.template.workload.resource);
  const note = miss.later
    ? `${owner} makes no Pod ${code(pod)} with its replicas`
    : `the Pods of ${owner} have no name ${code(pod)} below Service ${code(miss.service.name)}`;
  return stopAt(
    miss.later ? 'absent-pod-name' : 'unknown-pod-name',
    note,
    miss.template.workload.resource.at('metadata', 'name'),
  );
}

/** The name of a Service with a slip for its namespace: `checkout.shpo`. */
export function slipOf(name: ClusterName, { graph }: World): Stop | undefined {
  const [label, where, ...more] = name.form === 'short' ? name.labels : [];
  if (label === undefined || where === undefined || more.length > 0) return undefined;
  const meant = graph.unit
    .named('', 'Service', label)
    .find((service) => isSlip(graph.namespaces.of(service) ?? '', where));
  if (meant === undefined) return undefined;
  const home = graph.namespaces.of(meant) ?? '';
  const note = `there is no namespace ${code(where)} among the files; Service ${code(label)} is in ${code(home)}`;
  return stopAt('unknown-service', note, meant.at('metadata', 'name'), `call ${code(`${label}.${home}`)}`);
}

function misshapen(
  { services, namespace, slip, certain }: Extract<NameResolution, { readonly kind: 'misshapen' }>,
  text: string,
): Stop {
  const [service] = services;
  const home = service?.resource.namespace ?? namespace ?? '<namespace>';
  const name = `${service?.name ?? ''}.${home}.svc.cluster.local`;
  const note = `${code(text)} is not how Service ${code(service?.name ?? '')} is called`;
  // The cluster may have a zone of its own.
  const isSure = slip !== 'zone' && certain;
  return stopAt(
    isSure ? 'misshapen-name' : 'outside-host',
    note,
    service?.resource.at('metadata', 'name'),
    `call ${code(name)}`,
  );
}

/** Why a name of the cluster leads nowhere. */
export function stopOf(
  resolution: Exclude<NameResolution, { readonly kind: 'found' | 'made' | 'outside' }>,
  { namespace }: PodCaller,
  { text, port }: Host,
): Stop {
  if (resolution.kind === 'other-pod') {
    const names = resolution.services.map(({ name }) => name);
    const [first] = resolution.services;
    return stopAt(
      'own-pod',
      `nothing of the Pod is known to listen on that port; ${codes(names)} does`,
      first?.resource.at('metadata', 'name'),
      `call ${codes(names, 'or')}`,
    );
  }
  if (resolution.kind === 'own-service') {
    const [service] = resolution.services;
    const note = `nothing of the Pod names that port; only Service ${code(service?.name ?? '')} has it`;
    return stopAt('own-pod', note, service?.resource.at('spec', 'ports'), 'call the port of the container');
  }
  if (resolution.kind === 'misshapen') return misshapen(resolution, text);
  const { wanted, likely, open } = resolution;
  const where = wanted.namespace ?? namespace;
  const missing = `there is no Service ${code(wanted.service)}${where === null ? '' : ` in ${code(where)}`}`;
  const [clause, place, repair] = likelyWords(likely, where);
  const note = clause === undefined ? missing : `${missing}; ${clause}`;
  const isSure = wanted.sure
    ? likely.kind !== 'nothing' && likely.kind !== 'elsewhere'
    : !open && isTelling(likely, port);
  return stopAt(isSure ? 'unknown-service' : 'absent-service', note, place, repair);
}

/** As sure as the rules are of a short name: something that is applied apart may have it. */
function isTelling(likely: LikelyName, port: number | undefined): boolean {
  if (likely.kind === 'similar') return port === undefined || likely.service.ports.some((each) => each.port === port);
  return ['renamed', 'api-server', 'other-namespace'].includes(likely.kind);
}

type Words = readonly [clause?: string, place?: Parameters<typeof stopAt>[2], repair?: string];

function likelyWords(likely: LikelyName, where: string | null): Words {
  switch (likely.kind) {
    case 'renamed':
      return [
        `a kustomization calls it ${code(likely.service.name)}`,
        likely.service.resource.at('metadata', 'name'),
        `call ${code(likely.service.name)}`,
      ];
    case 'similar':
    case 'same-words':
      return [
        `${code(likely.service.name)} has a similar name`,
        likely.service.resource.at('metadata', 'name'),
        `call ${code(likely.service.name)}`,
      ];
    case 'operator': {
      const { maker, name } = likely.made;
      return [
        `its operator makes ${code(name)} for ${describe(maker)}`,
        maker.at('metadata', 'name'),
        `call ${code(name)}`,
      ];
    }
    case 'stem':
      return [
        `${codes(likely.services.map(({ name }) => name))} have names that begin like it`,
        likely.services[0]?.resource.at('metadata', 'name'),
        `call ${codes(
          likely.services.map(({ name }) => name),
          'or',
        )}`,
      ];
    case 'other-namespace': {
      const name = `${likely.service.name}.${likely.namespace}`;
      return [
        `there is one in ${code(likely.namespace)}`,
        likely.service.resource.at('metadata', 'name'),
        `call ${code(name)}`,
      ];
    }
    case 'workload':
      return [
        `${describe(likely.workload.resource)} has no name in DNS`,
        likely.workload.resource.at('metadata', 'name'),
        'make a Service for it',
      ];
    case 'foreign-container':
      return [
        `a container of ${describe(likely.template.workload.resource)} has that name, which is none in DNS`,
        likely.container.at('name'),
        `call ${code(likely.service.name)}`,
      ];
    case 'api-server':
      return [`Service \`kubernetes\` is in \`default\``, undefined, 'call `kubernetes.default`'];
    case 'impossible':
      return ['no Service can have an underscore in its name'];
    case 'elsewhere':
      return ['another unit has one'];
    default:
      return where === null ? [] : ['nothing among the files has a similar name'];
  }
}
