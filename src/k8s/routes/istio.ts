import { getList, getString, type Path } from '../../tree/tree.js';
import type { ParentRef } from './gateway-api.js';
import { readLabels, type Labels } from '../labels/labels.js';
import { LABEL_PATTERN, ZONE } from '../syntax/names.js';
import { isPlaceholder } from '../syntax/placeholders.js';
import type { Resource } from '../object/resource.js';

export const ISTIO_GROUP = 'networking.istio.io';

/**
 * What Istio makes of a host (semantics 7.3): a name without a dot is a Service of the rule's own namespace, a name
 * with one is complete. `short` looks like the cluster's short form `service.namespace`, which Istio does not know.
 */
export type IstioHost =
  | { readonly kind: 'service'; readonly name: string; readonly namespace: string | undefined }
  | { readonly kind: 'short'; readonly name: string; readonly namespace: string }
  | { readonly kind: 'other' };

const LABEL = new RegExp(`^${LABEL_PATTERN}$`);
const FULL = new RegExp(`^(${LABEL_PATTERN})\\.(${LABEL_PATTERN})\\.svc\\.${ZONE.replace('.', '\\.')}$`);
const SHORT = new RegExp(`^(${LABEL_PATTERN})\\.(${LABEL_PATTERN})(?:\\.svc)?$`);

export function readIstioHost(host: string): IstioHost {
  if (LABEL.test(host)) return { kind: 'service', name: host, namespace: undefined };
  const [, name, namespace] = FULL.exec(host) ?? [];
  if (name !== undefined) return { kind: 'service', name, namespace };
  const [, near, where] = SHORT.exec(host) ?? [];
  return near === undefined || where === undefined
    ? { kind: 'other' }
    : { kind: 'short', name: near, namespace: where };
}

/** A place of a VirtualService that names a host to send requests to. */
export interface Destination {
  readonly path: Path;
  readonly role: 'destination' | 'mirror';
  readonly host: string;
  readonly subset: string | undefined;
}

/** Every destination of a VirtualService: routes of all three protocols, and mirrors. */
export function destinationsOf(virtualService: Resource): readonly Destination[] {
  const read = (path: Path, role: Destination['role']): readonly Destination[] => {
    const tree = virtualService.get(...path);
    const host = getString(tree, 'host') ?? '';
    return host === '' ? [] : [{ path, role, host, subset: getString(tree, 'subset') || undefined }];
  };
  return ['http', 'tls', 'tcp'].flatMap((protocol) =>
    getList(virtualService.tree, 'spec', protocol).flatMap((rule, index) => {
      const at = ['spec', protocol, index];
      return [
        ...getList(rule, 'route').flatMap((_, route) => read([...at, 'route', route, 'destination'], 'destination')),
        ...read([...at, 'mirror'], 'mirror'),
        ...getList(rule, 'mirrors').flatMap((_, mirror) => read([...at, 'mirrors', mirror, 'destination'], 'mirror')),
      ];
    }),
  );
}

/** The paths of every host that names a Service of the mesh: destinations, and the host of a DestinationRule. */
export function hostPathsOf(resource: Resource): readonly Path[] {
  if (resource.group !== ISTIO_GROUP) return [];
  if (resource.kind === 'DestinationRule') return [['spec', 'host']];
  return resource.kind === 'VirtualService' ? destinationsOf(resource).map(({ path }) => [...path, 'host']) : [];
}

/** True where requests come in through a gateway of the mesh only, not from its sidecars too. */
export function isBehindGateway(virtualService: Resource): boolean {
  const gateways = getList(virtualService.tree, 'spec', 'gateways');
  return gateways.length > 0 && !gateways.some((gateway) => gateway.type === 'scalar' && gateway.value === 'mesh');
}

/** True where the sidecars of the mesh read it: they do where no gateway is named, or `mesh` among others. */
export function isForSidecars(virtualService: Resource): boolean {
  return getList(virtualService.tree, 'spec', 'hosts').length > 0 && !isBehindGateway(virtualService);
}

/**
 * The Gateways of Istio that a VirtualService names, `name` or `namespace/name`; `mesh` stands for the sidecars, and a
 * dotted name is an old form.
 */
export function gatewaysOf(resource: Resource): readonly ParentRef[] {
  if (resource.group !== ISTIO_GROUP || resource.kind !== 'VirtualService') return [];
  return getList(resource.tree, 'spec', 'gateways').flatMap((_, index): readonly ParentRef[] => {
    const path = ['spec', 'gateways', index];
    const written = getString(resource.tree, ...path) ?? '';
    const [, namespace, name] = /^(?:([^/]+)\/)?([a-z0-9][-a-z0-9]*)$/.exec(written) ?? [];
    if (name === undefined || written === 'mesh' || isPlaceholder(written)) return [];
    return [
      {
        path,
        group: ISTIO_GROUP,
        kind: 'Gateway',
        name,
        namespace: namespace === '.' ? undefined : namespace,
        sectionName: undefined,
        port: undefined,
      },
    ];
  });
}

/** The hosts that a ServiceEntry declares, as they are written. */
export function entryHostsOf(entry: Resource): readonly string[] {
  return getList(entry.tree, 'spec', 'hosts').flatMap((item) => getString(item) ?? []);
}

/** A subset of a DestinationRule: its name, and the labels of the Pods that it means. */
export interface Subset {
  readonly name: string;
  readonly labels: Labels;
  readonly path: Path;
}

export function subsetsOf(destinationRule: Resource): readonly Subset[] {
  return getList(destinationRule.tree, 'spec', 'subsets').flatMap((item, index) => {
    const path = ['spec', 'subsets', index];
    const name = getString(item, 'name') ?? '';
    return name === '' ? [] : [{ name, path, labels: readLabels(destinationRule.tree, [...path, 'labels']) }];
  });
}

/** What Istio does not read requests from: bytes, or TLS that it does not open (istio/istio pkg/config/protocol). */
const OPAQUE: ReadonlySet<string> = new Set(['tcp', 'tls', 'https', 'mongo', 'mysql', 'redis', 'udp']);

/**
 * The protocol by which Istio takes the port of a Service at `path` for an opaque stream: `appProtocol`, else the first
 * word of its name; undefined where that says nothing, or HTTP (semantics 7.3).
 */
export function opaqueProtocol(service: Resource, path: Path): string | undefined {
  const port = service.get(...path);
  const protocol = getString(port, 'appProtocol') ?? (getString(port, 'name') ?? '').split('-')[0] ?? '';
  return OPAQUE.has(protocol.toLowerCase()) ? protocol : undefined;
}

/** The word by which Istio takes a Service port for HTTP: its `appProtocol`, else the first word of its name. */
export function httpWord(service: Resource, path: Path): string | undefined {
  const port = service.get(...path);
  const protocol = getString(port, 'appProtocol') ?? (getString(port, 'name') ?? '').split('-')[0] ?? '';
  return /^(?:http|http2|grpc)$/i.test(protocol) ? protocol : undefined;
}
