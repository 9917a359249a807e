import type { Severity } from '../../diagnostic/diagnostic.js';
import type { EndpointOwner, EndpointSource, OfferedPort } from '../endpoints/endpoints.js';

/** Where an object is written; null for what is not among the files. */
export interface WrittenAt {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

interface Part {
  /** Unique in one contract, and the same for the same files: `Service/shop/web`. */
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly at: WrittenAt | null;
  /** Indexes into `findings`: what is said of the object itself, and of no edge. */
  readonly findings: readonly number[];
}

/**
 * What brings requests in: an Ingress, a Gateway, a route, a VirtualService, a webhook, or a Service that a load
 * balancer or every node opens (`kind` is then the type of that Service).
 */
export interface EntryPart extends Part {
  readonly role: 'entry';
  /** The hosts that it names; empty where it takes any. */
  readonly hosts: readonly string[];
}

export interface ServicePart extends Part {
  readonly role: 'service';
  readonly type: string;
  readonly headless: boolean;
  readonly ports: readonly OfferedPort[];
  readonly source: EndpointSource;
}

/** What makes Pods, or hand-written endpoints. */
export interface WorkloadPart extends Part {
  readonly role: 'workload';
  readonly readiness: EndpointOwner['readiness'];
  /** Why there is no Pod of it now. */
  readonly absent: 'refused' | 'scaled-to-zero' | 'suspended' | null;
}

/** The end of an edge that is not among the files. */
export interface AbsentPart extends Part {
  readonly role: 'absent';
  readonly at: null;
}

export type ContractPart = EntryPart | ServicePart | WorkloadPart | AbsentPart;

/** A port on an edge. */
export interface EdgePort {
  /** Of the Service port; empty where it has none. */
  readonly name: string;
  /** The number or the name by which the Service's port is asked for; null where none is written. */
  readonly port: number | string | null;
  readonly protocol: string;
  /** The port of the Pods: its number, or the name that no container has; null on edges that lead to no Pods. */
  readonly target: number | string | null;
}

/**
 * `attaches`: a Gateway to its route; `routes`: an entry to a Service; `selects`: a Service to what stands behind it;
 * `calls`: a workload to a Service that a text of its Pods names.
 */
export type EdgeKind = 'attaches' | 'routes' | 'selects' | 'calls';

/**
 * `broken`: an error stands on it; `doubtful`: a warning does; `unknown`: it leads to what is not among the files, and
 * no rule says that this is wrong.
 */
export type EdgeStatus = 'ok' | 'doubtful' | 'broken' | 'unknown';

export interface ContractEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  readonly ports: readonly EdgePort[];
  readonly status: EdgeStatus;
  /** Indexes into `findings`. */
  readonly findings: readonly number[];
  /** The text that makes the edge. */
  readonly at: WrittenAt;
}

/** One namespace of one unit. */
export interface ContractNamespace {
  /** The folder of the unit, as `svclint units` calls it. */
  readonly unit: string;
  /** Null where nothing on disk decides it. */
  readonly namespace: string | null;
  readonly parts: readonly ContractPart[];
}

export interface ContractFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly help: string | null;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Who reaches which Service by which way, which Pods stand behind it, and what breaks on the way. */
export interface Contract {
  readonly namespaces: readonly ContractNamespace[];
  readonly edges: readonly ContractEdge[];
  /** The findings that concern a part or an edge. */
  readonly findings: readonly ContractFinding[];
  /** How many findings concern none. */
  readonly otherFindings: number;
}
