import { getBoolean, getList, getNumber, getString, type Path, type Place } from '../../tree/tree.js';
import { readLabels, type Labels } from '../labels/labels.js';
import { isKind, type Resource } from '../object/resource.js';

/** Where a Service port sends its traffic (semantics 4.1): a number, a container port's name, or by default the `port` itself. */
export type TargetPort =
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'default'; readonly number: number };

export interface ServicePort {
  readonly index: number;
  /** Empty for an unnamed port. */
  readonly name: string;
  readonly port: number;
  /** `TCP` where none is written. */
  readonly protocol: string;
  readonly target: TargetPort;
  readonly nodePort: number | undefined;
  readonly path: Path;
  /** Places of this port's fields; of the entry where a field is absent. */
  at(...path: Path): Place;
}

/** A core Service, read with the defaults of the API server. */
export interface Service {
  readonly resource: Resource;
  readonly name: string;
  readonly type: string;
  readonly headless: boolean;
  /** Undefined where absent, null or empty, which is all the same: no controller makes endpoints (semantics 2.2). */
  readonly selector: Labels | undefined;
  readonly ports: readonly ServicePort[];
  readonly publishNotReadyAddresses: boolean;
}

/** Undefined for what is no core Service, or has no name. */
export function readService(resource: Resource, serverSide = false): Service | undefined {
  if (!isKind(resource, '', 'Service') || resource.name === undefined) return undefined;
  const spec = resource.get('spec');
  const selector = readLabels(spec, ['selector'], serverSide);
  return {
    resource,
    name: resource.name,
    type: getString(spec, 'type') ?? 'ClusterIP',
    headless: getString(spec, 'clusterIP') === 'None',
    selector: selector.size === 0 ? undefined : selector,
    ports: getList(spec, 'ports').flatMap((_, index) => readPort(resource, index)),
    publishNotReadyAddresses: getBoolean(spec, 'publishNotReadyAddresses') ?? false,
  };
}

function readPort(resource: Resource, index: number): readonly ServicePort[] {
  const path = ['spec', 'ports', index];
  const entry = resource.get(...path);
  const port = getNumber(entry, 'port');
  if (port === undefined) return []; // the decoder or the validator refuses the Service
  return [
    {
      index,
      name: getString(entry, 'name') ?? '',
      port,
      // `tcp` is refused, and said to be; what it means is plain.
      protocol: (getString(entry, 'protocol') || 'TCP').toUpperCase(),
      target: targetOf(getNumber(entry, 'targetPort') ?? getString(entry, 'targetPort'), port),
      nodePort: getNumber(entry, 'nodePort') || undefined,
      path,
      at: (...field) => resource.at(...path, ...field),
    },
  ];
}

function targetOf(written: number | string | undefined, port: number): TargetPort {
  if (written === undefined || written === 0 || written === '') return { kind: 'default', number: port };
  return typeof written === 'number' ? { kind: 'number', number: written } : { kind: 'name', name: written };
}

/** Types whose ports are opened on every node. */
export function allocatesNodePorts({ type }: Pick<Service, 'type'>): boolean {
  return type === 'NodePort' || type === 'LoadBalancer';
}
