/** Circles of imports that are there and to be untied, each with all of its members, sorted; a new one is a mistake. */
export const KNOWN_CIRCLES = [
  ['src/cli', 'src/cli/commands'],
  ['src/cli/command-line.ts', 'src/cli/settings-file.ts'],
  ['src/kustomize', 'src/kustomize/generate', 'src/kustomize/tables', 'src/kustomize/transform'],
  ['src/kustomize/accumulate.ts', 'src/kustomize/transform/variables.ts'],
  ['src/kustomize/configuration.ts', 'src/kustomize/tables/references.ts'],
  ['src/kustomize/kustomization.ts', 'src/kustomize/schema.ts', 'src/kustomize/sources.ts', 'src/kustomize/trace.ts'],
  ['src/kustomize/transform/merge-lists.ts', 'src/kustomize/transform/strategic-merge.ts'],
  ['src/units/read-tree.ts', 'src/units/units.ts'],
  ['src/yaml', 'src/yaml/plain'],
];
