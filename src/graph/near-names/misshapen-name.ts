import type { ClusterName, ShapeSlip } from '../../k8s/dns/cluster-name.js';
import type { Service } from '../../k8s/services/service.js';
import { getString } from '../../tree/tree.js';
import type { UnitIndex } from '../unit/unit-index.js';
import type { WantedService } from './wanted-service.js';
import type { ServiceLookup } from '../references/service-lookup.js';

/** A name of the cluster that lacks a part, or has it in the wrong place, beside Services that it can only mean. */
export interface MisshapenName {
  readonly kind: 'misshapen';
  /** `turned` has the Service and its namespace the wrong way round. */
  readonly slip: ShapeSlip | 'turned';
  readonly services: readonly Service[];
  /** False where a namespace is left open. */
  readonly certain: boolean;
  /** Labels before the Service: a Pod. */
  readonly before: readonly string[];
  /** As the name writes it. */
  readonly namespace: string | undefined;
}

type Find = (service: string, namespace: string | undefined) => ServiceLookup;
type Shaped = Extract<ClusterName, { readonly form: 'misshapen' }>;

/** Undefined where nothing on disk has the name that is left when the slip is mended. */
export function misshapenName(
  { service, namespace, slip, before }: Shaped,
  find: Find,
  index: UnitIndex,
): MisshapenName | undefined {
  const found = find(service, namespace);
  const elsewhere = slip === 'namespace' ? index.servicesNamed(service) : [];
  const services = found.kind === 'found' ? found.services : elsewhere;
  const certain = found.kind !== 'found' || found.certain;
  return services.length === 0 ? undefined : { kind: 'misshapen', slip, services, certain, before, namespace };
}

interface Near {
  readonly find: Find;
  readonly index: UnitIndex;
  readonly isKnown: (namespace: string) => boolean;
  readonly home: string | undefined;
}

/** `M.S.svc` and `M.S` for `S.M`; `db-0.db.svc`, a Pod and its Service, for `db-0.db.M.svc`. */
export function turnedName(wanted: WantedService, near: Near): MisshapenName | undefined {
  const { service: first, namespace: second, before, sure } = wanted;
  const [turned, namespace] = sure && before.length === 0 ? [second, first] : [first, before[0]];
  if (turned === undefined || namespace === undefined || before.length > 1 || (sure && before.length > 0))
    return undefined;
  if (sure && near.find(first, second).kind !== 'missing') return undefined;
  const swapped = near.isKnown(namespace) ? near.find(turned, namespace) : undefined;
  if (swapped?.kind === 'found')
    return {
      kind: 'misshapen',
      slip: 'turned',
      services: swapped.services,
      certain: swapped.certain,
      before: [],
      namespace,
    };
  return sure ? podWithoutNamespace(first, turned, near) : undefined;
}

function podWithoutNamespace(
  pod: string,
  service: string,
  { find, index, isKnown, home }: Near,
): MisshapenName | undefined {
  const base = /^(.+)-\d+$/.exec(pod)?.[1];
  if (base === undefined) return undefined;
  const found = find(service, home);
  const isPod = index
    .workloadsNamed(base)
    .some(
      ({ kind, resource }) => kind === 'StatefulSet' && getString(resource.tree, 'spec', 'serviceName') === service,
    );
  if (found.kind !== 'found' || !(isPod || !isKnown(service))) return undefined;
  const { services, certain } = found;
  return { kind: 'misshapen', slip: 'namespace', services, certain, before: [pod], namespace: undefined };
}
