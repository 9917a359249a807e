/** Kustomize without kustomize: what a kustomization builds, every part with its origin. */
export type { BuildProblem, BuiltObject, KustomizeBuild, OpenPart, SourceTree } from './build.js';
export { evaluateKustomization, missingSources } from './evaluate.js';
export { intoNamespace } from './transform/namespace.js';
