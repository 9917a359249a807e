import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { World } from '../evidence/evidence.js';

/** Who sends the request: Pods of a template, or somebody outside of the cluster. */
export type Caller = PodCaller | { readonly kind: 'outside' };

export interface PodCaller {
  readonly kind: 'pods';
  readonly template: PodTemplate;
  readonly world: World;
  readonly namespace: string | null;
  /** As it is shown: "Deployment `web` in `shop`". */
  readonly words: string;
  /** `deployment/web` for kubectl; undefined for the Pod that stands for a namespace. */
  readonly target: string | undefined;
}
