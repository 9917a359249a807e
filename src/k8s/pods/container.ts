import { getBoolean, getList, getNumber, getString, type Path, type Place, type Tree } from '../../tree/tree.js';
import { get } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';

export interface ContainerPort {
  readonly index: number;
  readonly name: string | undefined;
  readonly number: number;
  /** `TCP` where none is written. */
  readonly protocol: string;
  readonly hostPort: number | undefined;
  readonly container: Container;
  at(...path: Path): Place;
}

/** `sidecar`: an init container with `restartPolicy: Always`, which keeps running (semantics 5.3). */
export type ContainerRole = 'regular' | 'sidecar' | 'init';

export interface Container {
  readonly name: string;
  readonly role: ContainerRole;
  readonly index: number;
  readonly path: Path;
  readonly ports: readonly ContainerPort[];
  get(...path: Path): Tree | undefined;
  at(...path: Path): Place;
  keyAt(...path: Path): Place;
}

/** `spec.containers`, then `spec.initContainers`, of the Pod spec at `path`. */
export function readContainers(resource: Resource, path: Path): readonly Container[] {
  return [
    ...getList(resource.get(...path), 'containers').map((_, index) =>
      readContainer(resource, [...path, 'containers', index], index, 'regular'),
    ),
    ...getList(resource.get(...path), 'initContainers').map((tree, index) => {
      const role = getString(tree, 'restartPolicy') === 'Always' ? 'sidecar' : 'init';
      return readContainer(resource, [...path, 'initContainers', index], index, role);
    }),
  ];
}

function readContainer(resource: Resource, path: Path, index: number, role: ContainerRole): Container {
  const tree = resource.get(...path);
  const container: Container = {
    name: getString(tree, 'name') ?? '',
    role,
    index,
    path,
    get ports() {
      return ports;
    },
    get: (...field) => get(tree, ...field),
    at: (...field) => resource.at(...path, ...field),
    keyAt: (...field) => resource.keyAt(...path, ...field),
  };
  const ports = getList(tree, 'ports').flatMap((port, portIndex): ContainerPort[] => {
    const number = getNumber(port, 'containerPort');
    if (number === undefined) return [];
    return [
      {
        index: portIndex,
        name: getString(port, 'name') || undefined,
        number,
        protocol: (getString(port, 'protocol') || 'TCP').toUpperCase(),
        hostPort: getNumber(port, 'hostPort') || undefined,
        container,
        at: (...field) => container.at('ports', portIndex, ...field),
      },
    ];
  });
  return container;
}

export type ProbeKind = 'readinessProbe' | 'livenessProbe' | 'startupProbe';
export const PROBES: readonly ProbeKind[] = ['readinessProbe', 'livenessProbe', 'startupProbe'];

/** A port that a probe or a lifecycle hook calls: a number, or a name looked up in its own container (semantics 6.5). */
export interface CheckedPort {
  readonly check: ProbeKind | 'postStart' | 'preStop';
  readonly port: number | string;
  /** Path below the container: `readinessProbe.httpGet.port`. */
  readonly path: Path;
}

/** Every `httpGet` and `tcpSocket` port of a container's probes and hooks. */
export function checkedPorts(container: Container): readonly CheckedPort[] {
  const probes = PROBES.flatMap((probe) =>
    ['httpGet', 'tcpSocket'].map((handler) => ({ check: probe, path: [probe, handler, 'port'] })),
  );
  const hooks = (['postStart', 'preStop'] as const).flatMap((hook) =>
    ['httpGet', 'tcpSocket'].map((handler) => ({ check: hook, path: ['lifecycle', hook, handler, 'port'] })),
  );
  return [...probes, ...hooks].flatMap(({ check, path }) => {
    const port = getNumber(container.get(), ...path) ?? getString(container.get(), ...path);
    return port === undefined ? [] : [{ check, path, port }];
  });
}

/** The first port of the same container with that name; its protocol does not matter to the kubelet (semantics 6.5). */
export function portNamed(container: Container, name: string): ContainerPort | undefined {
  return container.ports.find((port) => port.name === name);
}

export function usesHostNetwork(spec: Tree | undefined): boolean {
  return getBoolean(spec, 'hostNetwork') === true;
}
