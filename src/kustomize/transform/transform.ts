import { getList, placeOf } from '../../tree/tree.js';
import type { Configuration } from '../configuration.js';
import type { Drafts } from '../drafts.js';
import type { Kustomization } from '../kustomization.js';
import type { Trace } from '../trace.js';
import { imageSteps } from './images.js';
import { json6902Steps } from './patches-json.js';
import { annotationSteps, labelSteps } from './labels.js';
import { nameSteps } from './names.js';
import { namespaceSteps } from './namespace.js';
import { mergePatchSteps, patchSteps } from './patches.js';
import { replacementSteps } from './replacements.js';
import { replicaSteps } from './replicas.js';
import { runSteps } from './step.js';

/** Runs the transformers of one kustomization, in kustomize's order (semantics 9.5; kusttarget_configplugin.go). */
export function transform(
  drafts: Drafts,
  kustomization: Kustomization,
  configuration: Configuration,
  trace: Trace,
): void {
  const steps = [
    ...mergePatchSteps(kustomization, trace),
    ...patchSteps(kustomization, trace),
    ...namespaceSteps(kustomization, configuration),
    ...nameSteps(kustomization, 'namePrefix', configuration),
    ...nameSteps(kustomization, 'nameSuffix', configuration),
    ...labelSteps(kustomization, configuration),
    ...annotationSteps(kustomization, configuration),
    ...json6902Steps(kustomization, trace),
    ...replicaSteps(kustomization, configuration),
    ...imageSteps(kustomization, configuration),
    ...replacementSteps(kustomization, trace),
  ];
  runSteps(drafts, steps, trace);
}

/** Charts are rendered by another program. */
export function noteCharts({ tree }: Kustomization, trace: Trace): void {
  for (const field of ['helmCharts', 'helmChartInflationGenerator']) {
    for (const item of getList(tree, field))
      trace.open.push({ place: placeOf(item, []), what: 'a Helm chart', changes: false });
  }
}
