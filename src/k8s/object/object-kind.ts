/**
 * The objects of a kind as `group/Kind`, the core group being empty: `policy/PodDisruptionBudget`, `/Service`; those of
 * one API version alone as `networking.k8s.io/v1/Ingress`.
 */
export type ObjectKind = `${string}/${string}`;
