/** Kustomize without kustomize: what a kustomization builds, every part with its origin. */
export type { BuiltObject, Edit, KustomizeBuild, LeftOut, OpenPart, SourceTree } from './build/build.js';
export { evaluateEdited, evaluateKustomization, missingSources } from './evaluate.js';
export { intoNamespace } from './transformers/namespace.js';
export { splitImage } from './transformers/images.js';
