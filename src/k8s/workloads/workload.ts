import {
  get,
  getEntries,
  getList,
  getNumber,
  getString,
  type Entry,
  type Path,
  type Place,
  type Tree,
} from '../../tree/tree.js';
import { addedLabels } from './added-labels.js';
import { expandPattern } from '../object/path-pattern.js';
import { type DeclaredMaker, podMaker } from '../pods/pod-makers.js';
import {
  readLabels,
  readLabelSelector,
  requirementsOf,
  type AddedLabels,
  type Labels,
  type Requirement,
} from '../labels/labels.js';
import { type Container, type ContainerPort, usesHostNetwork } from '../pods/container.js';
import { containersAt } from '../pods/pod-specs.js';
import type { Resource } from '../object/resource.js';

/** What Pods will look like: the labels and containers that a workload, or a Pod itself, gives them. */
export class PodTemplate {
  readonly labels: Labels;
  /** Regular containers first, then init containers, each in document order. */
  readonly containers: readonly Container[];
  /** False where a controller writes the containers (virtual machines) or fills them in: their ports are not known. */
  readonly containersKnown: boolean;
  /** Asks a mesh to inject containers, whose ports stand nowhere on disk (semantics 3.5). */
  readonly injected: boolean;
  /** Names ports for an operator that injects the container which has them (semantics 3.5). */
  readonly injectsPorts: boolean;
  private knownAdded: AddedLabels | undefined;
  private knownRunning: readonly Container[] | undefined;
  private knownPorts: readonly ContainerPort[] | undefined;
  private knownNetwork: boolean | undefined;
  private knownNames: ReadonlySet<string> | undefined;

  constructor(
    readonly workload: Workload,
    /** Path of the template in its resource; empty for a Pod. */
    readonly path: Path,
  ) {
    const { resource } = workload;
    const spec = [...path, 'spec'];
    this.labels = readLabels(resource.tree, [...path, 'metadata', 'labels']);
    this.containers = containersAt(resource, spec);
    this.containersKnown =
      resource.group !== 'kubevirt.io' &&
      (!resource.custom || resource.get(...spec, 'containers') !== undefined) &&
      !this.containers.some(isFilledIn);
    this.injected = asksForInjection(resource, path);
    this.injectsPorts = getEntries(resource.get(...path, 'metadata', 'annotations')).some(givesPorts);
  }

  /** The labels that a controller adds. */
  get added(): AddedLabels {
    return (this.knownAdded ??= addedLabels(this.workload.resource));
  }

  /** The containers that run beside each other: regular ones and native sidecars. */
  get runningContainers(): readonly Container[] {
    return (this.knownRunning ??= this.containers.filter(({ role }) => role !== 'init'));
  }

  /** Every port that a running container declares, in the order in which FindPort looks (semantics 5.3). */
  get runningPorts(): readonly ContainerPort[] {
    return (this.knownPorts ??= this.runningContainers.flatMap(({ ports }) => ports));
  }

  /** The names of those ports. */
  get portNames(): ReadonlySet<string> {
    return (this.knownNames ??= new Set(this.runningPorts.flatMap(({ name }) => name ?? [])));
  }

  /** True for Pods that have the address of their node. */
  get onHostNetwork(): boolean {
    return (this.knownNetwork ??= usesHostNetwork(this.workload.resource.get(...this.path, 'spec')));
  }

  at(...path: Path): Place {
    return this.workload.resource.at(...this.path, ...path);
  }
}

/** An object that makes Pods. */
export interface Workload {
  readonly resource: Resource;
  readonly kind: string;
  readonly name: string;
  readonly templates: readonly PodTemplate[];
  /** Undefined where the kind has none, or where it is absent. */
  readonly selector: readonly Requirement[] | undefined;
  readonly replicas: number;
  /** A kind svclint does not know, recognised by the shape of `spec.template`. */
  readonly guessed: boolean;
}

/** Undefined for what makes no Pods. A `PodTemplate` object makes none (semantics 3.1, E11). */
export function readWorkload(resource: Resource, declared: readonly DeclaredMaker[] = []): Workload | undefined {
  const { group, kind } = resource;
  const known = podMaker(group, kind) ?? declared.find((each) => each.makes(group, kind))?.maker;
  const maker = known ?? guessedMaker(resource);
  if (maker === undefined || isPassingHook(resource)) return undefined;
  const templates: PodTemplate[] = [];
  const workload: Workload = {
    resource,
    kind: resource.kind,
    name: resource.name ?? '',
    templates,
    selector: resource.get('spec', 'selector') === undefined ? undefined : readSelector(resource, maker.selector),
    replicas: getNumber(resource.tree, 'spec', 'replicas') ?? 1,
    guessed: known === undefined,
  };
  for (const pattern of maker.templates) {
    for (const path of expandPattern(pattern, (at) => stepsAt(resource, at))) {
      if (resource.get(...path) !== undefined) templates.push(new PodTemplate(workload, path));
    }
  }
  return workload;
}

/**
 * True for a Job or Pod that helm runs as a hook while no Service of the release serves anybody, or to test it: that it
 * carries a Service's labels is how charts are written, no mistake. A hook of another kind stays, as helm takes nothing
 * back that it made as one (semantics 3.7).
 */
function isPassingHook({ kind, tree }: Resource): boolean {
  const hook = getString(tree, 'metadata', 'annotations', 'helm.sh/hook');
  if (hook === undefined || !['Job', 'Pod', 'CronJob'].includes(kind)) return false;
  return !hook.split(',').some((event) => BESIDE_SERVICES.has(event.trim()));
}

/** When the Services of this release, or of the one before, have endpoints (helm, "Chart Hooks"). */
const BESIDE_SERVICES: ReadonlySet<string> = new Set([
  'post-install',
  'pre-upgrade',
  'post-upgrade',
  'pre-rollback',
  'post-rollback',
]);

/** Any custom resource with a Pod template in the usual place is taken to make Pods (semantics 3.4). */
function guessedMaker(resource: Resource): ReturnType<typeof podMaker> {
  if (!resource.custom || resource.get('spec', 'template', 'spec', 'containers')?.type !== 'list') return undefined;
  return { templates: [['spec', 'template']] };
}

function stepsAt(resource: Resource, path: Path): readonly (string | number)[] {
  const items = getList(resource.tree, ...path);
  return items.length > 0
    ? items.map((_, index) => index)
    : [...getEntries(resource.tree, ...path)].map((entry) => entry.key);
}

function readSelector(resource: Resource, form: 'map' | 'labels' | undefined): readonly Requirement[] | undefined {
  if (form === undefined) return undefined;
  if (form === 'labels') return readLabelSelector(resource.tree, ['spec', 'selector']);
  return requirementsOf(readLabels(resource.tree, ['spec', 'selector']));
}

const INJECTION_KEYS = [
  'sidecar.istio.io/inject',
  'linkerd.io/inject',
  'istio-injection',
  'kuma.io/sidecar-injection',
  'consul.hashicorp.com/connect-inject',
];

/** The injector of Istio writes image, ports and probes of a gateway into this container (semantics 3.5). */
function isFilledIn(container: Container): boolean {
  return container.image === 'auto';
}

function asksForInjection(resource: Resource, path: Path): boolean {
  const metadata = resource.get(...path, 'metadata');
  return asksInjection(get(metadata, 'labels')) || asksInjection(get(metadata, 'annotations'));
}

/** `marin3r.3scale.net/ports: "envoy-http:38080"` (3scale-sre/marin3r docs/sidecar). */
function givesPorts({ key, value }: Entry): boolean {
  return /\/(?:[a-z-]{1,40}-)?ports$/.test(key) && /^\s*[a-z][a-z0-9-]{0,14}:\d{1,5}\b/.test(getString(value) ?? '');
}

function asksInjection(map: Tree | undefined): boolean {
  return getEntries(map).some(
    ({ key, value }) => INJECTION_KEYS.includes(key) && /^(true|enabled|ingress)$/.test(getString(value) ?? ''),
  );
}

/** Pods run as `default` where nothing else is written (semantics 7.3). */
export function accountOf({ workload, path }: PodTemplate): string {
  const spec = (field: string): string | undefined => getString(workload.resource.tree, ...path, 'spec', field);
  return spec('serviceAccountName') ?? spec('serviceAccount') ?? 'default';
}
