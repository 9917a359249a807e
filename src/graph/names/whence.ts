import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Makers } from '../closure/makers.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { UnitIndex } from '../unit/unit-index.js';
import type { FindBehindLoopback } from './loopback.js';
import type { ServiceLookup } from '../references/service-lookup.js';
import type { FindSameWords } from '../near-names/same-words.js';
import type { MadeNames } from '../near-names/made-names.js';
import type { FindSlip } from '../near-names/similar-service.js';
import type { FindForeignContainer } from './within-pods.js';

/** What is known where a name is read. */
export interface Whence {
  /** The Pods that read it. */
  readonly pods: readonly PodTemplate[];
  readonly home: string | undefined;
  /** A Service of that namespace, or of the Pods' own. */
  readonly find: (service: string, namespace: string | undefined) => ServiceLookup;
  readonly isKnown: (namespace: string) => boolean;
  /** True where something of the tree lives in the namespace. */
  readonly isLivedIn: (namespace: string) => boolean;
  readonly slips: () => FindSlip;
  readonly sameWords: FindSameWords;
  /** The namespace that somebody may choose for a chart. */
  readonly guess: string | undefined;
  /** The name that somebody may choose for its release. */
  readonly release: string | undefined;
  /** What commands of the tree call it. */
  readonly releases: () => readonly string[];
  readonly index: UnitIndex;
  readonly makers: Makers;
  readonly namespaces: Namespaces;
  readonly made: MadeNames;
  readonly foreignContainer: FindForeignContainer;
  readonly behindLoopback: FindBehindLoopback;
}
