import { getNumber, getString, type Path } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';
import { usesHostNetwork } from '../pods/container.js';
import { firstOrdinal } from './first-ordinal.js';
import type { PodTemplate } from './workload.js';

/** The names that the Pods of a template have below a Service (semantics 3.1, 5.8, 7.7). */
export type PodNames =
  /** `<base>-<n>`; `last` is the highest number that the written replicas give. */
  | { readonly kind: 'numbered'; readonly base: string; readonly first: number; readonly last: number }
  | { readonly kind: 'one'; readonly name: string }
  /** None: the Pods have neither hostname nor subdomain. */
  | { readonly kind: 'none' }
  /** Given by an operator, a patch, or by way of another Service. */
  | { readonly kind: 'unknown' };

export function podNamesOf(template: PodTemplate, service: string): PodNames {
  const { workload, path } = template;
  const { resource, kind, name } = workload;
  if (resource.custom || workload.guessed || resource.partial || kind === 'Job' || kind === 'CronJob')
    return { kind: 'unknown' };
  if (kind === 'StatefulSet') {
    const replicas = getNumber(resource.tree, 'spec', 'replicas');
    const first = firstOrdinal(resource);
    if (getString(resource.tree, 'spec', 'serviceName') !== service) return { kind: 'unknown' };
    return {
      kind: 'numbered',
      base: name,
      first,
      last: replicas === undefined || replicas === 0 ? Infinity : first + replicas - 1,
    };
  }
  const [hostname, subdomain] = ['hostname', 'subdomain'].map((field) =>
    getString(resource.tree, ...path, 'spec', field),
  );
  if (hostname === undefined && subdomain === undefined) return { kind: 'none' };
  return hostname !== undefined && subdomain === service ? { kind: 'one', name: hostname } : { kind: 'unknown' };
}

/**
 * The name that a Pod has for itself: the kubelet writes it with the address of the Pod into the file of hosts, which
 * programs ask before DNS (semantics 8.2). Undefined where each of several Pods has another one, or that of its node.
 */
export function ownHostname({ workload, path }: PodTemplate): string | undefined {
  const { resource, kind, name } = workload;
  if (usesHostNetwork(resource.get(...path, 'spec'))) return undefined;
  const written = getString(resource.tree, ...path, 'spec', 'hostname');
  if (written !== undefined || kind === 'Pod') return written ?? name;
  return kind === 'StatefulSet' && workload.replicas === 1 ? `${name}-${firstOrdinal(resource)}` : undefined;
}

/** Whether a Pod of that name can exist: `later` where the StatefulSet would have to grow. */
export function hasPodNamed(names: PodNames, pod: string): 'yes' | 'later' | 'no' {
  if (names.kind === 'unknown') return 'yes';
  if (names.kind === 'one') return names.name === pod ? 'yes' : 'no';
  if (names.kind === 'none' || !pod.startsWith(`${names.base}-`)) return 'no';
  const ordinal = pod.slice(names.base.length + 1);
  if (!/^(0|[1-9]\d{0,8})$/.test(ordinal) || Number(ordinal) < names.first) return 'no';
  return Number(ordinal) > names.last ? 'later' : 'yes';
}

/**
 * How a workload asks for a DNS name for each of its Pods: by the name of the Service that is to carry them (semantics
 * 5.8, 7.7).
 */
export interface PodNaming {
  readonly template: PodTemplate;
  /** The Service; undefined for a StatefulSet that names none. */
  readonly service: string | undefined;
  readonly path: Path;
  /** `names the Service` of a StatefulSet, `has the subdomain` of others. */
  readonly verb: string;
  /** The first of the Pods, as far as one can know: `db-0`. */
  readonly pod: string;
}

/**
 * Undefined where the Pods ask for no names: only a StatefulSet, an Indexed Job, and Pods with `hostname` and
 * `subdomain` do.
 */
export function podNaming(template: PodTemplate): PodNaming | undefined {
  const { resource, kind, name } = template.workload;
  if (kind === 'StatefulSet') {
    const service = getString(resource.tree, 'spec', 'serviceName') || undefined;
    const first = firstOrdinal(resource);
    return { template, service, path: ['spec', 'serviceName'], verb: 'names the Service', pod: `${name}-${first}` };
  }
  const spec = resource.get(...template.path, 'spec');
  const service = getString(spec, 'subdomain') || undefined;
  const isIndexed = kind === 'Job' && getString(resource.tree, 'spec', 'completionMode') === 'Indexed';
  const pod = getString(spec, 'hostname') || (isIndexed ? `${name}-0` : undefined);
  if (pod === undefined || service === undefined) return undefined;
  return { template, service, path: [...template.path, 'spec', 'subdomain'], verb: 'has the subdomain', pod };
}

/** The ordinals of a StatefulSet that writes its replicas; undefined where it does not, or makes none. */
export function podOrdinals(resource: Resource): { readonly last: number; readonly count: number } | undefined {
  const replicas = getNumber(resource.tree, 'spec', 'replicas');
  if (resource.kind !== 'StatefulSet' || replicas === undefined || replicas < 1) return undefined;
  return { last: firstOrdinal(resource) + replicas - 1, count: replicas };
}

/** True where a StatefulSet names the Service as `serviceName`: it names its Pods, and is seldom called itself. */
export function isGoverning(service: Pick<Resource, 'name'>, { workload: { kind, resource } }: PodTemplate): boolean {
  return kind === 'StatefulSet' && getString(resource.get('spec', 'serviceName')) === service.name;
}
