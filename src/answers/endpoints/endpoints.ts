/**
 * A port as an EndpointSlice carries it: the Service port's name (`""` when unnamed), the Pod's number, the protocol.
 */
export interface EndpointPort {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
}

/** Whose addresses stand in a group: a workload, a Pod, or hand-written `Endpoints` / `EndpointSlice`. */
export interface EndpointOwner {
  readonly kind: string;
  readonly name: string;
  /** `probe`: ready when probes say so; `always`: as soon as it runs; `never`: a probe that can never succeed. */
  readonly readiness: 'probe' | 'always' | 'never';
}

/** One set of resolved ports with the Pods that have it. No ports: addresses that no traffic reaches. */
export interface EndpointGroup {
  readonly ports: readonly EndpointPort[];
  readonly pods: readonly EndpointOwner[];
}

export type EndpointSource = 'selector' | 'endpoints' | 'endpointslice' | 'external-name' | 'none' | 'rejected';

/** A port of the Service: its name (`""` when unnamed), and the number or name of the Pods' port that it asks for. */
export interface OfferedPort {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly target: number | string;
}

/** Why a Service has no endpoints, or none with ports or ready Pods, in one clause, and the text that shows it. */
export interface Lack {
  readonly text: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The rule whose finding says so; null where none does. */
  readonly rule: string | null;
}

/** What the control plane would make of one Service. */
export interface ServiceEndpoints {
  /**
   * The folder of the unit that it is applied with, as `svclint units` calls it: tells apart what several
   * kustomizations make of one base.
   */
  readonly unit: string;
  /** Null where nothing on disk decides it. */
  readonly namespace: string | null;
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly type: string;
  readonly headless: boolean;
  readonly ports: readonly OfferedPort[];
  readonly source: EndpointSource;
  /** Empty for a Service that selects nothing. */
  readonly groups: readonly EndpointGroup[];
  /** Null for a Service that has an endpoint with a port whose Pods become ready. */
  readonly lack: Lack | null;
}
