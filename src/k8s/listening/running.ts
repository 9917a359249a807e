import { getString } from '../../tree/tree.js';
import type { Container, ContainerPort } from '../pods/container.js';
import type { PodTemplate } from '../workloads/workload.js';

/** The containers that run beside each other: regular ones and native sidecars. */
export function runningContainers(template: PodTemplate): readonly Container[] {
  return template.runningContainers;
}

/** Every port that a running container declares, in the order in which FindPort looks (semantics 5.3). */
export function runningPorts(template: PodTemplate): readonly ContainerPort[] {
  return template.runningPorts;
}

const ENDING = new Set(['Job', 'CronJob', 'BroadcastJob', 'AdvancedCronJob', 'ScaledJob', 'JobSet']);

/** True where the Pods end by design, so that they serve nothing for long: Jobs, and Pods that are never restarted. */
export function endsByDesign(template: PodTemplate): boolean {
  const { kind, resource } = template.workload;
  return (
    ENDING.has(kind) ||
    (kind === 'Pod' && ['Never', 'OnFailure'].includes(getString(resource.tree, 'spec', 'restartPolicy') ?? ''))
  );
}

/**
 * False where ports may exist that no container on disk has: an unknown custom kind, a virtual machine, a part of a
 * kustomization, a container that an operator injects.
 */
export function portsAreKnown(template: PodTemplate): boolean {
  const { workload, containersKnown, injectsPorts } = template;
  return containersKnown && !injectsPorts && !workload.guessed && !workload.resource.patched;
}

/** The templates on whose declared ports a verdict can stand; none where one of them is not known in full. */
export function judgedTemplates(templates: readonly PodTemplate[]): readonly PodTemplate[] {
  const lasting = templates.filter((template) => !endsByDesign(template));
  const judged = lasting.length > 0 ? lasting : templates;
  return judged.every(portsAreKnown) ? judged : [];
}
