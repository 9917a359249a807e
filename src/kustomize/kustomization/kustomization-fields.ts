import { SPEC_LISTS } from '../configuration/configuration.js';

/**
 * What a field of a kustomization may hold: a map of anything, lists and maps of one kind, or the fields of a Go
 * struct.
 */
export type FieldShape =
  | 'text'
  // A number or a truth value becomes a text.
  | 'scalar'
  | 'whole number'
  | 'truth value'
  | 'anything'
  | { readonly each: FieldShape }
  | { readonly values: FieldShape }
  | { readonly fields: Fields };

export type Fields = Readonly<Record<string, FieldShape>>;

const text = 'text';
const flag = 'truth value';
const texts: FieldShape = { each: text };
const pairs: FieldShape = { values: text };
const listOf = (fields: Fields): FieldShape => ({ each: { fields } });

const GVK: Fields = { group: text, version: text, kind: text };
const ID: Fields = { ...GVK, name: text, namespace: text };
const SELECTOR: Fields = { ...ID, annotationSelector: text, labelSelector: text };
const FIELD_SPEC: Fields = { ...GVK, path: text, create: flag };
const FIELD_OPTIONS: FieldShape = { fields: { delimiter: text, index: 'whole number', encoding: text, create: flag } };
const GENERATOR_OPTIONS: FieldShape = {
  fields: { labels: pairs, annotations: pairs, disableNameSuffixHash: flag, immutable: flag },
};
const IMAGE: Fields = { name: text, newName: text, tagSuffix: text, newTag: text, digest: text };
const PATCH: Fields = { path: text, patch: text, target: { fields: SELECTOR }, options: { values: flag } };
const GENERATOR: Fields = {
  namespace: text,
  name: text,
  behavior: text,
  literals: texts,
  files: texts,
  envs: texts,
  env: text,
  options: GENERATOR_OPTIONS,
};

const REPLACEMENT: Fields = {
  path: text,
  source: { fields: { ...ID, fieldPath: text, options: FIELD_OPTIONS } },
  sourceValue: text,
  targets: listOf({
    select: { fields: SELECTOR },
    reject: listOf(SELECTOR),
    fieldPaths: texts,
    options: FIELD_OPTIONS,
  }),
};

const CHART: Fields = {
  name: text,
  version: text,
  repo: text,
  releaseName: text,
  namespace: text,
  additionalValuesFiles: texts,
  valuesFile: text,
  valuesInline: { values: 'anything' },
  valuesMerge: text,
  includeCRDs: flag,
  skipHooks: flag,
  apiVersions: texts,
  kubeVersion: text,
  nameTemplate: text,
  skipTests: flag,
  debug: flag,
  devel: flag,
};

const OLD_CHART: Fields = {
  chartName: text,
  chartVersion: text,
  chartRepoUrl: text,
  chartHome: text,
  chartRepoName: text,
  helmBin: text,
  helmHome: text,
  values: text,
  valuesLocal: { values: 'anything' },
  valuesMerge: text,
  releaseName: text,
  releaseNamespace: text,
  extraArgs: texts,
};

/** Every field that kustomize 5.7 knows in a kustomization (api/types/kustomization.go and the types that it uses). */
export const KUSTOMIZATION_FIELDS: Fields = {
  apiVersion: text,
  kind: text,
  metadata: { fields: { name: text, namespace: text, labels: pairs, annotations: pairs } },
  openapi: pairs,
  namePrefix: text,
  nameSuffix: text,
  namespace: text,
  commonLabels: pairs,
  labels: listOf({ pairs, includeSelectors: flag, includeTemplates: flag, fields: listOf(FIELD_SPEC) }),
  commonAnnotations: pairs,
  patchesStrategicMerge: texts,
  patchesJson6902: listOf(PATCH),
  patches: listOf(PATCH),
  images: listOf(IMAGE),
  imageTags: listOf(IMAGE),
  replacements: listOf(REPLACEMENT),
  replicas: listOf({ name: text, count: 'whole number' }),
  vars: listOf({
    name: text,
    objref: { fields: { ...ID, apiVersion: text } },
    fieldref: { fields: { fieldPath: text } },
  }),
  sortOptions: { fields: { order: text, legacySortOptions: { fields: { orderFirst: texts, orderLast: texts } } } },
  resources: texts,
  components: texts,
  crds: texts,
  bases: texts,
  configMapGenerator: listOf(GENERATOR),
  secretGenerator: listOf({ ...GENERATOR, type: text }),
  helmGlobals: { fields: { chartHome: text, configHome: text } },
  helmCharts: listOf(CHART),
  helmChartInflationGenerator: listOf(OLD_CHART),
  generatorOptions: GENERATOR_OPTIONS,
  configurations: texts,
  generators: texts,
  transformers: texts,
  validators: texts,
  buildMetadata: texts,
};

const CONFIGURED_SPEC: Fields = { group: 'scalar', version: 'scalar', kind: 'scalar', path: 'scalar', create: flag };
const SPECS: FieldShape = listOf(CONFIGURED_SPEC);

/**
 * Every field of a file that `configurations` lists, which is read as strictly (TransformerConfig in
 * api/internal/plugins/builtinconfig/transformerconfig.go).
 */
export const CONFIGURATION_FIELDS: Fields = {
  ...Object.fromEntries(SPEC_LISTS.map((name) => [name, SPECS])),
  nameReference: listOf({ group: 'scalar', version: 'scalar', kind: 'scalar', fieldSpecs: SPECS }),
};
