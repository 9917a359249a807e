import type { NameReference } from '../k8s/dns/name-reference.js';
import type { Match, Requirement } from '../k8s/labels/labels.js';
import type { Monitor } from '../k8s/monitors/monitor.js';
import type { Cluster } from '../k8s/object/cluster.js';
import type { Resource } from '../k8s/object/resource.js';
import type { Listener, ParentRef } from '../k8s/routes/gateway-api.js';
import type { Service, ServicePort } from '../k8s/services/service.js';
import type { PodTemplate, Workload } from '../k8s/workloads/workload.js';
import type { SourceFile } from '../text/source-file.js';
import type { Scraped, Watched, WatchMiss } from './monitors.js';
import type { Client } from './names/clients.js';
import type { NameResolution } from './names/name-resolution.js';
import type { NamespaceGap } from './names/namespace-gaps.js';
import type { PodNameUse } from './names/pod-name-uses.js';
import type { ServiceLookup } from './names/service-lookup.js';
import type { WorkloadLookup } from './names/workload-lookup.js';
import type { Policies } from './policies/policies.js';
import type { Refusal } from './routes/attachments.js';
import type { ParentLookup } from './routes/parents.js';
import type { Resolution } from './selection/find-port.js';
import type { NearMiss } from './selection/near-miss.js';
import type { Selection } from './selection/selection.js';

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
