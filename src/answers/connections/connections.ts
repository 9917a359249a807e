import type { PortRange } from '../../k8s/policies/port-set.js';

export type { PortRange };

/** Who may talk to whom in one unit, as NetworkPolicies decide. */
export interface UnitConnections {
  /** The folder of the unit, as `svclint units` calls it. */
  readonly unit: string;
  /** Every workload stands in one group; in the order of their first names. */
  readonly groups: readonly PodGroup[];
  /** The Pods that peers of the kind `labelled` mean, for sure or perhaps. */
  readonly labelled: readonly LabelledPods[];
  /** Policies and workloads that the API server refuses: they are left out. */
  readonly refused: readonly PlacedObject[];
}

export interface LabelledPods extends PodLabels {
  readonly pods: readonly NamedObject[];
  readonly perhaps: readonly NamedObject[];
}

/** Workloads of which the policies say the same. */
export interface PodGroup {
  readonly pods: readonly PlacedObject[];
  /** Their Pods have the address of their node, which no policy is for: both sides are open. */
  readonly onHostNetwork: boolean;
  readonly ingress: Side;
  readonly egress: Side;
  /** The Ingresses and routes that lead here on ports which no rule opens to whoever carries them out. */
  readonly shutOut: readonly ShutOut[];
}

export interface ShutOut {
  readonly from: readonly PlacedObject[];
  /** Ports of the Pods. */
  readonly ports: readonly PortRange[];
}

/**
 * What may come in, or go out. A connection needs both: that the one end lets it out, and the other lets it in. What is
 * said of Pods that are named here has asked their side too; `anyone` and `namespaces` are what this side alone allows.
 */
export interface Side {
  /**
   * `none`: no policy isolates these Pods in this direction, and everything may pass. `sure`: only what is listed.
   * `perhaps`: a policy may isolate them, or policies of other kinds decide.
   */
  readonly isolation: 'none' | 'sure' | 'perhaps';
  /** The policies that isolate these Pods in this direction, or may. */
  readonly policies: readonly PlacedObject[];
  /** Policies of other kinds, as Cilium's, which leave every answer open. */
  readonly others: readonly PlacedObject[];
  readonly connections: readonly Connection[];
  /** Pods that a rule of this side names, and that their own side stops on every port. */
  readonly stopped: readonly Stopped[];
}

export interface Connection {
  readonly peer: Peer;
  /** The same in words. */
  readonly who: string;
  /** Ports of the receiving Pods that are open for sure. */
  readonly ports: readonly PortRange[];
  /** Further ports that may be open. */
  readonly perhaps: readonly PortRange[];
  /** The rules of this side that admit it; those of the other side stand there. */
  readonly by: readonly RulePlace[];
}

export type Peer =
  /** Whoever their own policies let, in the cluster and outside of it. */
  | { readonly kind: 'anyone' }
  /** Every Pod of these namespaces, as far as their own policies let them. */
  | {
      readonly kind: 'namespaces';
      readonly namespaces: readonly (string | null)[];
      /** Those whose labels are not all on disk. */
      readonly perhaps: readonly (string | null)[];
      /** The labels that are asked for; null for the namespace of the policy. */
      readonly selector: string | null;
    }
  | { readonly kind: 'pods'; readonly pods: readonly NamedObject[] }
  /** Pods that no manifest makes. */
  | ({ readonly kind: 'absent' } & PodLabels)
  /** Many Pods, as far as their own policies let them: `labelled` of the unit names them. */
  | ({ readonly kind: 'labelled' } & PodLabels)
  | { readonly kind: 'range'; readonly cidr: string; readonly except: readonly string[] }
  /** Whoever carries out an Ingress or a route: the connections that it needs. */
  | { readonly kind: 'ingress-controller'; readonly from: readonly PlacedObject[] };

/** Pods as a policy asks for them. */
export interface PodLabels {
  readonly selector: string;
  /** The namespace of the policy, which counts where no labels of namespaces are asked for. */
  readonly namespace: string | null;
  readonly namespaces: string | null;
}

export interface Stopped {
  readonly pods: readonly NamedObject[];
  /** The ports that this side would open. */
  readonly ports: readonly PortRange[];
  readonly by: readonly RulePlace[];
  /** What isolates those Pods. */
  readonly policies: readonly PlacedObject[];
}

export interface NamedObject {
  readonly kind: string;
  /** Null where nothing on disk decides it. */
  readonly namespace: string | null;
  readonly name: string;
}

export interface PlacedObject extends NamedObject {
  readonly file: string;
  readonly line: number;
}

/** One rule of a policy. */
export interface RulePlace {
  readonly policy: string;
  readonly namespace: string | null;
  readonly direction: 'ingress' | 'egress';
  /** The how-manieth of its direction, from 1. */
  readonly rule: number;
  readonly file: string;
  readonly line: number;
}
