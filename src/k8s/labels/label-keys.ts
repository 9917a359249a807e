/** Labels that a controller gives to the Pods of one revision; the next rollout has another value (semantics 3.2). */
const REVISION_LABELS = new Set([
  'pod-template-hash',
  'controller-revision-hash',
  'pod-template-generation',
  'controller-uid',
  'batch.kubernetes.io/controller-uid',
]);

export function isRevisionLabel(key: string): boolean {
  return REVISION_LABELS.has(key);
}

/** The label by which the API server gives every Namespace its own name, whatever the manifest says (semantics 7.10). */
export const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name';

/** The label that carries the name of a StatefulSet's Pod. */
export const POD_NAME_LABEL = 'statefulset.kubernetes.io/pod-name';

/** Keys by which Pods tell their part of the moment (leader, replica, unsealed, blue): set while they run, by themselves or by a person (semantics 14.7). */
export function isRunTimeLabel(key: string): boolean {
  return /(^|[-_./])(role|leader|master|primary|active|standby|initialized|sealed|color|colour|slot)$/i.test(key);
}
