import {
  getBoolean,
  getList,
  getNumber,
  getString,
  treeAt,
  isString,
  type Path,
  type Place,
  type ScalarTree,
  type Tree,
} from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';
import { readCheckedPorts, readChecks, type Check, type CheckedPort } from './checks.js';

/** `sidecar`: an init container with `restartPolicy: Always`, which keeps running (semantics 5.3). */
export type ContainerRole = 'regular' | 'sidecar' | 'init';

/** An environment variable whose value is written in place. */
export interface Variable {
  readonly name: string;
  readonly value: string;
  readonly scalar: ScalarTree;
}

export class Container {
  readonly name: string;
  readonly ports: readonly ContainerPort[];
  private knownPorts: readonly CheckedPort[] | undefined = undefined;
  private knownVariables: readonly Variable[] | undefined = undefined;
  private knownChecks: readonly Check[] | undefined = undefined;
  private knownImage: string | undefined = undefined;
  private knownTree: Tree | undefined = undefined;
  private views: Map<(container: Container) => unknown, unknown> | undefined = undefined;

  constructor(
    private readonly resource: Resource,
    readonly path: Path,
    tree: Tree,
    readonly index: number,
    readonly role: ContainerRole,
  ) {
    this.name = getString(tree, 'name') ?? '';
    this.ports = readPorts(this, tree);
  }

  get(...path: Path): Tree | undefined {
    return treeAt(this.tree(), path);
  }

  at(...path: Path): Place {
    return this.resource.at(...this.path, ...path);
  }

  keyAt(...path: Path): Place {
    return this.resource.keyAt(...this.path, ...path);
  }

  /** The image as it is written; empty where there is none. */
  get image(): string {
    return (this.knownImage ??= getString(this.tree(), 'image') ?? '');
  }

  /** The probes and hooks that are written; an explicit null is none. */
  get checks(): readonly Check[] {
    if (this.knownChecks !== undefined) return this.knownChecks;
    const checks = readChecks(this.tree());
    // That there are none is kept in any case; what there is would keep a tree in memory that is to be let go.
    if (checks.length === 0 || this.resource.keepsTree) this.knownChecks = checks;
    return checks;
  }

  /** Every `httpGet` and `tcpSocket` port of its probes and hooks. */
  get checkedPorts(): readonly CheckedPort[] {
    return (this.knownPorts ??= readCheckedPorts(this.checks));
  }

  /** The variables whose values are written in place, in their order; one may be written twice. */
  get variables(): readonly Variable[] {
    return (this.knownVariables ??= readVariables(this.tree()));
  }

  /** What `read` makes of the container: read when somebody first asks, and kept as long as the container itself. */
  view<T>(read: (container: Container) => T): T {
    const views = (this.views ??= new Map());
    const known: unknown = views.get(read);
    if (known !== undefined || views.has(read)) return known as T;
    const found = read(this);
    views.set(read, found);
    return found;
  }

  private tree(): Tree | undefined {
    if (this.knownTree !== undefined) return this.knownTree;
    const tree = treeAt(this.resource.tree, this.path);
    if (this.resource.keepsTree) this.knownTree = tree;
    return tree;
  }
}

export class ContainerPort {
  readonly name: string | undefined;
  /** `TCP` where none is written. */
  readonly protocol: string;
  readonly hostPort: number | undefined;

  constructor(
    readonly container: Container,
    readonly index: number,
    readonly number: number,
    tree: Tree,
  ) {
    this.name = getString(tree, 'name') || undefined;
    this.protocol = (getString(tree, 'protocol') || 'TCP').toUpperCase();
    this.hostPort = getNumber(tree, 'hostPort') || undefined;
  }

  at(...path: Path): Place {
    return this.container.at('ports', this.index, ...path);
  }
}

/** `spec.containers`, then `spec.initContainers`, of the Pod spec at `path`. */
export function readContainers(resource: Resource, path: Path): readonly Container[] {
  const spec = treeAt(resource.tree, path);
  return [
    ...getList(spec, 'containers').map(
      (tree, index) => new Container(resource, [...path, 'containers', index], tree, index, 'regular'),
    ),
    ...getList(spec, 'initContainers').map((tree, index) => {
      const role = getString(tree, 'restartPolicy') === 'Always' ? 'sidecar' : 'init';
      return new Container(resource, [...path, 'initContainers', index], tree, index, role);
    }),
  ];
}

function readPorts(container: Container, tree: Tree): readonly ContainerPort[] {
  const ports: ContainerPort[] = [];
  getList(tree, 'ports').forEach((port, index) => {
    const number = getNumber(port, 'containerPort');
    if (number !== undefined) ports.push(new ContainerPort(container, index, number, port));
  });
  return ports;
}

const NO_VARIABLES: readonly never[] = [];

function readVariables(container: Tree | undefined): readonly Variable[] {
  const variables: Variable[] = [];
  for (const item of getList(container, 'env')) {
    const scalar = item.type === 'map' ? item.entries.get('value')?.value : undefined;
    if (!isString(scalar)) continue;
    const name = getString(item, 'name');
    if (name !== undefined) variables.push({ name, value: scalar.value, scalar });
  }
  return variables.length === 0 ? NO_VARIABLES : variables;
}

/** The first port of the same container with that name; its protocol does not matter to the kubelet (semantics 6.5). */
export function portNamed(container: Container, name: string): ContainerPort | undefined {
  return container.ports.find((port) => port.name === name);
}

export function usesHostNetwork(spec: Tree | undefined): boolean {
  return getBoolean(spec, 'hostNetwork') === true;
}
