import type { Resource } from '../../k8s/object/resource.js';
import type { Place } from '../../tree/tree.js';
import type { ContractPart, EdgeKind, EdgePort, EdgeStatus } from './contract.js';

/** What is known of a part beside its id, its place and its findings. */
type Facts<P> = P extends ContractPart ? Omit<P, 'id' | 'at' | 'findings'> : never;

/** A part of the contract on its way: with the object that it is read from. */
export interface DraftPart {
  readonly facts: Facts<ContractPart>;
  /** Undefined for what is not among the files. */
  readonly resource: Resource | undefined;
  readonly namespace: string | null;
}

/** An edge on its way, with the texts that a finding about it may point at. */
export interface DraftEdge {
  readonly from: DraftPart;
  readonly to: DraftPart;
  readonly kind: EdgeKind;
  readonly ports: readonly EdgePort[];
  readonly at: Place;
  readonly evidence: readonly Place[];
  /** What it is where nobody finds fault with it. */
  readonly status: EdgeStatus;
}

/** The parts and edges of one unit. */
export interface Draft {
  readonly unit: string;
  readonly parts: readonly DraftPart[];
  readonly edges: readonly DraftEdge[];
}
