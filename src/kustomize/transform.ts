import { getList, placeOf } from '../tree/tree.js';
import type { Configuration } from './configuration/configuration.js';
import type { Drafts } from './objects/drafts.js';
import type { Kustomization } from './kustomization/kustomization.js';
import type { Trace } from './build/trace.js';
import { imageSteps } from './transformers/images.js';
import { json6902Steps } from './patches/patches-json.js';
import { annotationSteps, labelSteps } from './transformers/labels.js';
import { nameSteps } from './transformers/names.js';
import { namespaceSteps } from './transformers/namespace.js';
import { mergePatchSteps, patchSteps } from './patches/patches.js';
import { replacementSteps } from './transformers/replacements.js';
import { replicaSteps } from './transformers/replicas.js';
import { runSteps } from './transformers/step.js';

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
      trace.open.push({ place: placeOf(item, [nameFieldOf(field)]), what: 'a Helm chart', changes: false });
  }
}

function nameFieldOf(field: string): string {
  return field === 'helmCharts' ? 'name' : 'chartName';
}
