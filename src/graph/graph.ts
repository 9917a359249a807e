import type { Listener, ParentRef } from '../k8s/gateway-api.js';
import type { NameReference } from '../k8s/dns/name-reference.js';
import type { Difference } from '../k8s/difference-words.js';
import type { LabelPair, Match, Requirement } from '../k8s/labels.js';
import type { LabelMiss } from '../k8s/monitor-misses.js';
import type { Monitor } from '../k8s/monitors.js';
import type { ContainerPort } from '../k8s/pod.js';
import type { Resource } from '../k8s/resource.js';
import type { Service, ServicePort } from '../k8s/service.js';
import type { PodTemplate, Workload } from '../k8s/workload.js';
import type { Place } from '../tree/tree.js';
import type { SourceFile } from '../text/source-file.js';
import type { Client } from './clients.js';
import type { Policies } from './policies.js';

export type { Difference } from '../k8s/difference-words.js';

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
  readonly scope:
    | Scope
    | 'nowhere'
    | /** Nothing on disk matches, and the settings say that the Service lives elsewhere. */ 'outside';
  readonly templates: readonly PodTemplate[];
  /** The same templates, those of one identity together: a contradiction counts only if every alternative shows it. */
  readonly workloads: readonly Alternatives[];
  /** True if it depends on a namespace that nothing on disk decides, or on labels that exist only at run time. */
  readonly uncertain: boolean;
}

/** The Pod template that a Service most probably meant. */
export interface NearMiss {
  readonly template: PodTemplate;
  readonly scope: Scope;
  /** Empty where only the namespace differs. */
  readonly differences: readonly Difference[];
  readonly matched: readonly LabelPair[];
  /** Both namespaces are written and differ. */
  readonly otherNamespace: boolean;
  /** One of the signs that mean a slip in practice: same file or name with another value, a small edit. */
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
  | {
      readonly kind: 'found';
      readonly services: readonly Service[];
      /** False where a namespace is left open. */ readonly certain: boolean;
    }
  /** Not on disk, and the settings, or a custom resource that makes it, say that it lives elsewhere: nothing is to be said. */
  | { readonly kind: 'external' }
  | {
      readonly kind: 'missing';
      /** A Service of the wanted namespace with a similar name, or with `-svc` more or less. */
      readonly similar: Service | undefined;
      /** A Service that had the name before a kustomization changed it, in the wanted namespace. */
      readonly renamed: Service | undefined;
      /** A Service of that name in another namespace, or in another unit of the tree. */
      readonly elsewhere: Service | undefined;
      /** A workload of that name beside the referrer: workloads have no DNS name. */
      readonly workload: Workload | undefined;
      /** Nothing on disk suggests that the Service may come from elsewhere (semantics 0.3). */
      readonly closed: boolean;
    };

/** The Service that a DNS-like name asks for. */
export interface WantedService {
  readonly service: string;
  /** As the name writes it; undefined where it means the namespace of the Pods. */
  readonly namespace: string | undefined;
  /** Labels before the Service: a Pod, or a port and its protocol. */
  readonly before: readonly string[];
  /** True for `S.M.svc`, which can be nothing else (semantics 8.5 a). */
  readonly sure: boolean;
}

/** What a name in a text stands for. */
export type NameResolution =
  /** Perhaps a host of the outside world: nothing is to be said. */
  | { readonly kind: 'outside' }
  | {
      readonly kind: 'found';
      readonly wanted: WantedService;
      readonly services: readonly Service[];
      /** False where a namespace is left open. */ readonly certain: boolean;
    }
  /** `S.svc.cluster.local`, with Services of that name. */
  | { readonly kind: 'no-namespace'; readonly service: string; readonly services: readonly Service[] }
  | {
      readonly kind: 'missing';
      readonly wanted: WantedService;
      /** The namespace of the Pods that use the name, if it is decided. */
      readonly home: string | undefined;
      /** False where nothing on disk lives in the namespace that the name writes. */
      readonly namespaceKnown: boolean;
      /** Something of the unit stands nowhere to be read, or operators may make Services. */
      readonly open: boolean;
      readonly likely: LikelyName;
    };

/** What a name that no Service has was probably meant to be; one of these, so that one mistake has one explanation. */
export type LikelyName =
  /** A kustomization gives the Service of that name another one, which texts do not follow. */
  | {
      readonly kind: 'renamed';
      readonly service: Service;
      /** Another unit has a Service of the old name. */ readonly elsewhere: boolean;
    }
  | { readonly kind: 'similar'; readonly service: Service }
  /** The Service is there, in a namespace that is written and is another one. */
  | { readonly kind: 'other-namespace'; readonly service: Service; readonly namespace: string }
  /** A workload of the Pods' namespace, which has no name in DNS. */
  | { readonly kind: 'workload'; readonly workload: Workload }
  /** The Service exists in another unit, where the namespace may be the right one. */
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'nothing' };

/** What stands behind the kind and name of a workload, seen from an object that refers to it. */
export type WorkloadLookup =
  | { readonly kind: 'found' }
  | {
      readonly kind: 'missing';
      /** A workload of that name in the namespace, of another kind. */
      readonly otherKind: Workload | undefined;
      /** A workload of the kind with a similar name, in the namespace. */
      readonly similar: Workload | undefined;
      /** The workload in a namespace that certainly is another one. */
      readonly otherNamespace: Workload | undefined;
      /** A workload of that name in another unit of the tree. */
      readonly elsewhere: Workload | undefined;
      /** Nothing on disk suggests that the workload may come from elsewhere (semantics 0.3). */
      readonly closed: boolean;
    };

/** A text on disk with the name of one Pod of a StatefulSet (semantics 8.3). */
export interface PodNameUse {
  /** `db-0.db`, as far as it was read. */
  readonly text: string;
  readonly place: Place;
  readonly resource: Resource;
}

/** What the labels of a monitor select, by whether it looks into that namespace. */
export interface Watched<T> {
  readonly inside: readonly T[];
  /** A namespace is left open. */
  readonly maybe: readonly T[];
  readonly outside: readonly T[];
}

/** A Service that a monitor misses by labels which the Service has elsewhere, or similar ones. */
export interface WatchMiss {
  readonly service: Service;
  readonly misses: readonly LabelMiss[];
  /** The Service stands beside the monitor, or has its name, in a namespace that the monitor surely looks into. */
  readonly close: boolean;
}

/** What a monitor scrapes; `templates` is empty where some of the Pods stand nowhere on disk. */
export interface Scraped {
  readonly services: readonly Service[];
  readonly templates: readonly PodTemplate[];
  /** False where a namespace is left open, or where all of them stand far from the monitor: others may be meant. */
  readonly certain: boolean;
}

/** What a listener says no to. */
export type Refusal = 'kind' | 'namespace' | 'host';

/** What stands behind a route's parentRef: a Gateway, or a ListenerSet. */
export type ParentLookup =
  /** Versions of it in several files count as one. */
  | {
      readonly kind: 'found';
      readonly owners: readonly Resource[];
      /** False where a namespace is left open. */ readonly certain: boolean;
    }
  | {
      readonly kind: 'missing';
      /** One of the wanted namespace whose name is one edit away. */
      readonly similar: Resource | undefined;
      /** One of that name in another namespace; `near` where it stands in the route's own folder. */
      readonly elsewhere: Resource | undefined;
      readonly near: boolean;
    };

/** What a unit's graph has to know of the rest of the tree. */
export interface Surroundings {
  readonly cluster: Cluster;
  /** Objects that the API server refuses. */
  readonly refused: ReadonlySet<Resource>;
  /** Pod templates of the whole tree whose labels a Service's selector matches, whatever their namespace; all for an empty selector. */
  readonly elsewhere: (selecting: Pick<Service, 'selector'>) => readonly PodTemplate[];
  /** Services of that name in the whole tree. */
  readonly servicesElsewhere: (name: string) => readonly Service[];
  /** Workloads of that name in the whole tree. */
  readonly workloadsElsewhere: (name: string) => readonly Workload[];
  /** The objects of one group and kind in the whole tree. */
  readonly ofKind: (group: string, kind: string) => readonly Resource[];
  /** Services that the settings say to live outside of the tree; a namespace that nobody knows may be the right one. */
  readonly isExternal: (name: string, namespace: string | null) => boolean;
  /** True if the unit is all there is. */
  readonly isWhole: boolean;
}

/** Two objects that belong together, of which one names its namespace and the other leaves it to whoever applies it. */
export interface NamespaceGap {
  readonly unnamed: Resource;
  readonly named: Resource;
  readonly namespace: string;
  /** A Service selects Pods, a route calls a Service, an autoscaler scales a workload. */
  readonly tie: 'selects' | 'calls' | 'scales';
  /** Which end of the tie the unnamed one is. */
  readonly unnamedIs: 'from' | 'to';
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
  /** The Pod templates that a LabelSelector will or may select in the namespace of `from`. */
  podsMatching(selector: readonly Requirement[], from: Resource): readonly PodTemplate[];
  /** Pod templates of other units that a LabelSelector in the namespace of `from` would select. */
  podsElsewhere(selector: readonly Requirement[], from: Resource): readonly PodTemplate[];
  /** Objects of a group and kind in other units, which are, or may be, in that namespace; null stands for any. */
  beyond(group: string, kind: string, namespace: string | null): readonly Resource[];
  /** Endpoints and EndpointSlices in other units that may be the Service's. */
  endpointsBeyond(service: Service): readonly Resource[];
  /** True where another unit has what a monitor may select. */
  isWatchedBeyond(monitor: Monitor): boolean;
  /** What a LabelSelector that selects nothing most probably meant; `name` is a workload's name that would speak for it. */
  nearestPods(selector: readonly Requirement[], from: Resource, name: string): NearMiss | undefined;
  /** What the NetworkPolicies of the unit mean for its Pods. */
  readonly policies: Policies;
  /** Who names the Service, so far as that is certain. */
  clientsOf(service: Service): readonly Client[];
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
  /** Where objects that belong together stand apart unless somebody passes their namespace to kubectl; in the order of the unit. */
  namespaceGaps(): readonly NamespaceGap[];
  /** Objects of a group and kind with that name which share (or may share) the namespace of `near`. */
  find(group: string, kind: string, name: string, near: Resource): readonly Resource[];
  /** Objects of a group and kind with that name, whatever their namespace. */
  named(group: string, kind: string, name: string): readonly Resource[];
  /** Whether a monitor looks into the namespace of an object. */
  watches(monitor: Monitor, resource: Resource): Match;
  watchedServices(monitor: Monitor): Watched<Service>;
  watchedPods(monitor: Monitor): Watched<PodTemplate>;
  scraped(monitor: Monitor): Scraped;
  /** The Service that a ServiceMonitor which selects nothing was probably meant for. */
  nearestWatched(monitor: Monitor): WatchMiss | undefined;
  /** The Gateway or ListenerSet that a parentRef of `from` names. */
  lookupParent(parent: ParentRef, from: Resource): ParentLookup;
  /** Why a listener does not take a route; undefined where it does, or may. */
  refusal(route: Resource, listener: Listener): Refusal | undefined;
  /** Objects of a group and kind whose effective namespace is that one. */
  inNamespace(group: string, kind: string, namespace: string): readonly Resource[];
  /** Services whose own labels, not their selector, meet a LabelSelector, whatever their namespace. */
  servicesLabelled(requirements: readonly Requirement[]): readonly Service[];
  /** Services that such a selector may have meant: near the object, named like it, or with a wanted pair in labels or selector. */
  servicesAlike(requirements: readonly Requirement[], near: Resource): readonly Service[];
  /** Pod templates whose labels meet a LabelSelector for sure, or may, whatever their namespace. */
  podsLabelled(requirements: readonly Requirement[]): readonly PodTemplate[];
  /** The Service of that name in `namespace` (the referrer's own where undefined), seen from `from`. */
  lookup(reference: {
    readonly name: string;
    readonly namespace: string | undefined;
    readonly from: Resource;
  }): ServiceLookup;
  /** Workloads in the folder of an object, and in its namespace, whose Pods no Service selects. */
  unreachedBeside(resource: Resource): readonly Workload[];
  /** Istio DestinationRules whose host is this Service. */
  destinationRulesFor(service: Service): readonly Resource[];
  /** True where the settings say that a Service of that name lives outside of the tree. */
  isExternal(name: string, near: Resource): boolean;
  /** The Pod templates whose containers read a ConfigMap or Secret. */
  readersOf(resource: Resource): readonly PodTemplate[];
  /** The DNS-like names in a template's own texts, and in the ConfigMaps and Secrets that its containers read. */
  namesReadBy(template: PodTemplate): readonly NameReference[];
  /** What a DNS-like name stands for in the Pods that read it (semantics 8.2, 8.5). */
  resolveName(reference: NameReference): NameResolution;
  /** The workload of that kind and name in the namespace of `from`. */
  lookupWorkload(reference: {
    readonly group: string;
    readonly kind: string;
    readonly name: string;
    readonly from: Resource;
  }): WorkloadLookup;
  /** A text that names one Pod of a workload behind a Service, as `db-0.db`; the Service undefined where any will do. */
  podNameUse(workload: Workload, service: string | undefined): PodNameUse | undefined;
  /** True if the file of the object is all there is to lint. */
  isAlone(resource: Resource): boolean;
  /** Some object beside it is a template, or waits for its name or namespace: what is absent there may only not be readable. */
  hasTemplatesBeside(resource: Resource): boolean;
  /** Endpoints of that name, and EndpointSlices labelled with it, in the Service's namespace (semantics 5.10). */
  handWrittenEndpoints(service: Service): readonly Resource[];
  /** The Services of the unit, by each nodePort they ask for. */
  nodePortOwners(nodePort: number): readonly { readonly service: Service; readonly port: ServicePort }[];
}
