import { getBoolean, getList, getNumber, getString, type Path, type Place, type Tree } from '../../tree/tree.js';
import { readLabels, type Labels } from '../labels/labels.js';
import { isKind, type Resource } from '../object/resource.js';

/**
 * Where a Service port sends its traffic (semantics 4.1): a number, a container port's name, or by default the `port`
 * itself.
 */
export type TargetPort =
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'default'; readonly number: number };

export class ServicePort {
  /** Empty for an unnamed port. */
  readonly name: string;
  /** `TCP` where none is written. */
  readonly protocol: string;
  readonly target: TargetPort;
  readonly nodePort: number | undefined;

  constructor(
    private readonly resource: Resource,
    readonly index: number,
    readonly port: number,
    tree: Tree,
  ) {
    this.name = getString(tree, 'name') ?? '';
    // `tcp` is refused, and said to be; what it means is plain.
    this.protocol = (getString(tree, 'protocol') || 'TCP').toUpperCase();
    this.target = targetOf(getNumber(tree, 'targetPort') ?? getString(tree, 'targetPort'), port);
    this.nodePort = getNumber(tree, 'nodePort') || undefined;
  }

  get path(): Path {
    return ['spec', 'ports', this.index];
  }

  /** Empty where none is written. */
  get appProtocol(): string {
    return getString(this.resource.get(...this.path), 'appProtocol') ?? '';
  }

  /** Places of this port's fields; of the entry where a field is absent. */
  at(...path: Path): Place {
    return this.resource.at(...this.path, ...path);
  }
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
    ports: readPorts(resource, spec),
    publishNotReadyAddresses: getBoolean(spec, 'publishNotReadyAddresses') ?? false,
  };
}

/** Without those that have no number: the decoder or the validator refuses the Service for them. */
function readPorts(resource: Resource, spec: Tree | undefined): readonly ServicePort[] {
  const ports: ServicePort[] = [];
  getList(spec, 'ports').forEach((entry, index) => {
    const port = getNumber(entry, 'port');
    if (port !== undefined) ports.push(new ServicePort(resource, index, port, entry));
  });
  return ports;
}

function targetOf(written: number | string | undefined, port: number): TargetPort {
  if (written === undefined || written === 0 || written === '') return { kind: 'default', number: port };
  return typeof written === 'number' ? { kind: 'number', number: written } : { kind: 'name', name: written };
}

/** Types whose ports are opened on every node. */
export function allocatesNodePorts({ type }: Pick<Service, 'type'>): boolean {
  return type === 'NodePort' || type === 'LoadBalancer';
}

/** The node port on which kube-proxy answers the health checks of a load balancer; undefined where it may be none. */
export function healthCheckPort({ type, resource }: Pick<Service, 'type' | 'resource'>): number | undefined {
  if (type !== 'LoadBalancer' || getString(resource.tree, 'spec', 'externalTrafficPolicy') !== 'Local')
    return undefined;
  return getNumber(resource.tree, 'spec', 'healthCheckNodePort') || undefined;
}

/** The namespace of the Service of which an ExternalName is another name; undefined for any other Service. */
export function namespaceOfAlias({ type, resource }: Pick<Service, 'type' | 'resource'>): string | undefined {
  if (type !== 'ExternalName') return undefined;
  return ALIAS.exec(getString(resource.tree, 'spec', 'externalName') ?? '')?.[1];
}

const ALIAS = /^[a-z0-9.-]{1,250}\.([a-z0-9-]{1,63})\.svc(?:\.|$)/;
