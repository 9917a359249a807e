/** The folders whose mutants are counted together: the categories of rules, and the rooms of `src` that hold facts. */
export const AREAS = [
  ...['dns', 'exposure', 'policy', 'ports', 'reachability', 'readiness', 'selection', 'silencing', 'validity'].map(
    (category) => `rules/${category}`,
  ),
  'src/graph',
  'src/k8s',
  'src/kustomize',
  'src/tree',
  'src/yaml',
] as const;

/** What is generated has no mutants, and no tests of its own. */
export const GENERATED = ['rules/index.ts', 'src/k8s/schema/fields.ts'];

/** The area of a file, its path from the root of the project; undefined outside of all. */
export function areaOf(file: string): string | undefined {
  return AREAS.find((area) => file.startsWith(`${area}/`));
}
