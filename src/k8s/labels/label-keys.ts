/** The labels that carry the name of the Job of a Pod, in the old spelling and the new (semantics 3.2). */
export const JOB_NAME_LABELS = ['job-name', 'batch.kubernetes.io/job-name'] as const;

/** The labels that carry the uid of the Job of a Pod. */
export const JOB_UID_LABELS = ['controller-uid', 'batch.kubernetes.io/controller-uid'] as const;

/** The label that carries the number of a Pod of an Indexed Job. */
export const JOB_INDEX_LABEL = 'batch.kubernetes.io/job-completion-index';

/** The label by which a Deployment tells its ReplicaSets apart. */
export const TEMPLATE_HASH_LABEL = 'pod-template-hash';

/** The label by which StatefulSets and DaemonSets tell their revisions apart. */
export const REVISION_HASH_LABEL = 'controller-revision-hash';

/** The older label of the revisions of a DaemonSet. */
export const TEMPLATE_GENERATION_LABEL = 'pod-template-generation';

/** The label that carries the name of a StatefulSet's Pod. */
export const POD_NAME_LABEL = 'statefulset.kubernetes.io/pod-name';

/** The label that carries the number of a StatefulSet's Pod. */
export const POD_INDEX_LABEL = 'apps.kubernetes.io/pod-index';

/** Labels that a controller gives to the Pods of one revision; the next rollout has another value (semantics 3.2). */
const REVISION_LABELS = new Set<string>([
  TEMPLATE_HASH_LABEL,
  REVISION_HASH_LABEL,
  TEMPLATE_GENERATION_LABEL,
  ...JOB_UID_LABELS,
]);

export function isRevisionLabel(key: string): boolean {
  return REVISION_LABELS.has(key);
}

/**
 * The label by which the API server gives every Namespace its own name, whatever the manifest says (semantics 7.10).
 */
export const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name';

/**
 * Keys by which Pods tell their part of the moment (leader, replica, unsealed, blue): set while they run, by themselves
 * or by a person (semantics 14.7).
 */
export function isRunTimeLabel(key: string): boolean {
  return /(^|[-_./])(role|leader|master|primary|active|standby|initialized|sealed|color|colour|slot)$/i.test(key);
}
