import type { LabelPair } from '../k8s/labels.js';
import type { ContainerPort } from '../k8s/pod.js';
import type { Resource } from '../k8s/resource.js';
import type { Service, ServicePort } from '../k8s/service.js';
import type { PodTemplate, Workload } from '../k8s/workload.js';
import type { SourceFile } from '../text/source-file.js';

/** The cluster that manifests are judged for. */
export interface Cluster {
  /** The minor version of Kubernetes 1.x. */
  readonly minor: number;
  readonly namespace: string | undefined;
  readonly fieldValidation: 'strict' | 'warn' | 'ignore';
  readonly serverSide: boolean;
}

/** How far one had to look: `file` and `folder` of the subject, then the whole `unit`. Nearer is stronger evidence. */
export type Scope = 'file' | 'folder' | 'unit';

/** Versions of one object in several files (alternatives), of which one will be applied; usually a single one. */
export type Alternatives = readonly PodTemplate[];

/** The Pod templates that a Service selects in the nearest scope that has any. */
export interface Selection {
  readonly scope: Scope | 'nowhere';
  readonly templates: readonly PodTemplate[];
  /** The same templates, those of one identity together: a contradiction counts only if every alternative shows it. */
  readonly workloads: readonly Alternatives[];
  /** True if it depends on a namespace that nothing on disk decides, or on labels that exist only at run time. */
  readonly uncertain: boolean;
}

/** One pair of a Service selector that a Pod template does not satisfy. */
export type Difference =
  /** The template has the key with another value. */
  | { readonly kind: 'value'; readonly wanted: LabelPair; readonly found: LabelPair; readonly how: 'case' | 'similar' | 'other' }
  /** The template has the value under another key that looks alike. */
  | { readonly kind: 'key'; readonly wanted: LabelPair; readonly found: LabelPair }
  /** The template lacks the key; `onController` is the label of the workload's own metadata that would match. */
  | { readonly kind: 'absent'; readonly wanted: LabelPair; readonly onController: LabelPair | undefined };

/** The Pod template that a Service most probably meant. */
export interface NearMiss {
  readonly template: PodTemplate;
  readonly scope: Scope;
  /** Empty where only the namespace differs. */
  readonly differences: readonly Difference[];
  readonly matched: readonly LabelPair[];
  /** Both namespaces are written and differ. */
  readonly otherNamespace: boolean;
  /** One of the signs that mean a slip in practice (corpus: same file or name with another value, a small edit). */
  readonly telling: boolean;
}

/** What FindPort makes of one Service port for the Pods of one template (semantics 5.3). */
export interface Resolution {
  readonly port: ServicePort;
  readonly template: PodTemplate;
  /** The number that the endpoint gets; undefined where the port is silently left out. */
  readonly number: number | undefined;
  /** The declared container port behind it; a number needs none. */
  readonly declared: ContainerPort | undefined;
  /** Why a name was not found. */
  readonly miss: PortMiss | undefined;
}

export type PortMiss =
  /** The name exists, with another protocol. */
  | { readonly kind: 'protocol'; readonly found: ContainerPort }
  /** The name stands on a plain init container only, which has ended before the Pod serves. */
  | { readonly kind: 'init-container'; readonly found: ContainerPort }
  /** The name stands on a native sidecar, where Kubernetes before 1.33 does not look. */
  | { readonly kind: 'old-sidecar'; readonly found: ContainerPort }
  | { readonly kind: 'absent' };

/** What stands behind a Service's name, seen from one object. */
export type ServiceLookup =
  /** Versions of it in several files count as one: what all of them contradict is certain. */
  | { readonly kind: 'found'; readonly services: readonly Service[]; /** False where a namespace is left open. */ readonly certain: boolean }
  | {
      readonly kind: 'missing';
      /** A Service of the wanted namespace with a similar name. */
      readonly similar: Service | undefined;
      /** A Service of that name in another namespace, or in another unit of the tree. */
      readonly elsewhere: Service | undefined;
      /** A workload of that name beside the referrer: workloads have no DNS name. */
      readonly workload: Workload | undefined;
      /** Nothing on disk suggests that the Service may come from elsewhere (semantics 0.3). */
      readonly closed: boolean;
    };

/** What a unit's graph has to know of the rest of the tree. */
export interface Surroundings {
  readonly cluster: Cluster;
  /** Objects that the API server refuses. */
  readonly refused: ReadonlySet<Resource>;
  /** Pod templates of the whole tree whose labels a Service's selector matches, whatever their namespace. */
  readonly elsewhere: (service: Service) => readonly PodTemplate[];
  /** Services of that name in the whole tree. */
  readonly servicesElsewhere: (name: string) => readonly Service[];
}

/** Everything a rule may ask about one unit. Frozen; built once. */
export interface Graph {
  readonly cluster: Cluster;
  readonly resources: readonly Resource[];
  /** The objects of one group and kind. */
  ofKind(group: string, kind: string): readonly Resource[];
  readonly services: readonly Service[];
  /** Services whose endpoints are written by hand: no selector, and no ExternalName. */
  readonly selectorless: readonly Service[];
  servicesIn(file: SourceFile): readonly Service[];
  readonly workloads: readonly Workload[];
  /** True where the API server refuses the object whatever else is on disk. */
  isRefused(resource: Resource): boolean;
  /** The Pod templates behind a Service; none for ExternalName and for a Service without selector. */
  selection(service: Service): Selection;
  /** Every Pod template of the unit that the Service will or may select, however far away. */
  matching(service: Service): readonly PodTemplate[];
  /** The Services whose selection holds this template. */
  servicesOf(template: PodTemplate): readonly Service[];
  /** What a Service that selects nothing most probably meant. */
  nearMiss(service: Service): NearMiss | undefined;
  /** FindPort for one Service port and one Pod template. */
  resolve(port: ServicePort, template: PodTemplate): Resolution;
  /**
   * True if the unit can be taken for all there is in the Service's namespace (semantics 0.3): its own file makes Pods
   * that no Service reaches, nothing in the unit is unknown, a template, or a base, and nothing elsewhere in the tree would match.
   */
  isClosedFor(service: Service): boolean;
  /** A Pod template outside the unit that the Service would select. */
  matchElsewhere(service: Service): PodTemplate | undefined;
  /** The effective namespace: the one written, else the target, else the only one that the unit names; null if undecided. */
  namespaceOf(resource: Resource): string | null;
  /** Whether two objects will share a namespace; `unknown` where exactly one of them leaves it open (semantics 9.2). */
  sameNamespace(a: Resource, b: Resource): 'yes' | 'no' | 'unknown';
  /** Objects of a group and kind with that name which share (or may share) the namespace of `near`. */
  find(group: string, kind: string, name: string, near: Resource): readonly Resource[];
  /** The Service of that name in `namespace` (the referrer's own where undefined), seen from `from`. */
  lookup(reference: { readonly name: string; readonly namespace: string | undefined; readonly from: Resource }): ServiceLookup;
  /** Endpoints of that name, and EndpointSlices labelled with it, in the Service's namespace (semantics 5.10). */
  handWrittenEndpoints(service: Service): readonly Resource[];
  /** The Services of the unit, by each nodePort they ask for. */
  nodePortOwners(nodePort: number): readonly { readonly service: Service; readonly port: ServicePort }[];
}
