import type { Requirement } from '../../k8s/labels/labels.js';
import type { Cluster } from '../../k8s/object/cluster.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { NetworkPolicy } from '../../k8s/policies/network-policy.js';
import type { Service } from '../../k8s/services/service.js';
import type { PodTemplate, Workload } from '../../k8s/workloads/workload.js';
import type { UnreadObjects } from '../../units/files/unread-objects.js';
import type { Voices } from './voices.js';

/** The objects of one group and kind. */
export type OfKind = (group: string, kind: string) => readonly Resource[];

/** What a unit's graph has to know of the rest of the tree. */
export interface Surroundings {
  readonly cluster: Cluster;
  /** Objects that the API server refuses. */
  readonly refused: ReadonlySet<Resource>;
  /**
   * Pod templates of the whole tree whose labels a Service's selector matches, and whose manifest names that namespace
   * or none, of all namespaces where it is null; whatever their labels for an empty selector.
   */
  readonly elsewhere: (selecting: Pick<Service, 'selector'>, namespace: string | null) => readonly PodTemplate[];
  /** Services of that name in the whole tree. */
  readonly servicesElsewhere: (name: string) => readonly Service[];
  /**
   * Services of the whole tree whose own labels meet a LabelSelector, and whose manifest names that namespace or none;
   * null means any.
   */
  readonly servicesLabelled: (selector: readonly Requirement[], namespace: string | null) => readonly Resource[];
  /** Workloads of that name in the whole tree. */
  readonly workloadsElsewhere: (name: string) => readonly Workload[];
  /** The NetworkPolicies of the whole tree. */
  readonly policies: readonly NetworkPolicy[];
  /** The objects of one group, kind and name in the whole tree. */
  readonly named: (group: string, kind: string, name: string) => readonly Resource[];
  /** The objects of one group and kind in the whole tree. */
  readonly ofKind: OfKind;
  /** What is read of all objects of the tree, once for all units: `read` is a function of a module, and no closure. */
  readonly ofTree: <T>(read: (ofKind: OfKind) => T) => T;
  /**
   * What divides the requests of a Service of that name, in the whole tree; a namespace that it does not write is its
   * own.
   */
  readonly splitsOf: (name: string) => readonly { readonly from: Resource; readonly namespace: string | undefined }[];
  /** Services that the settings say to live outside of the tree; a namespace that nobody knows may be the right one. */
  readonly isExternal: (name: string, namespace: string | null) => boolean;
  /** A script or a page of the tree makes a Service of that name, as `kubectl expose` does. */
  readonly isMadeByCommand: (name: string) => boolean;
  /** A document of the tree that nobody can read speaks of that kind and name. */
  readonly isUnread: UnreadObjects['speakOf'];
  /** One that makes Pods has all these labels. */
  readonly isUnreadLabel: UnreadObjects['mayLabelPods'];
  /** A chart of that name, or with a release of it, is not rendered. */
  readonly isOfUnreadChart: UnreadObjects['isOfChart'];
  /** The name of a custom resource of the whole tree, in that namespace, whose operator may make such a Service. */
  readonly makerElsewhere: (service: string, namespace: string) => string | undefined;
  readonly voices: Voices;
}
