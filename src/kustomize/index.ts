/** Kustomize without kustomize: what a kustomization builds, every part with its origin. */
/** Kustomize without kustomize: what a kustomization builds, every part with its origin. */
export type { BuildProblem, BuiltObject, Edit, KustomizeBuild, OpenPart, SourceTree } from './build.js';
export { evaluateEdited, evaluateKustomization, missingSources } from './evaluate.js';
export { intoNamespace } from './transform/namespace.js';
export { splitImage } from './transform/images.js';
