import type { Place } from '../../tree/tree.js';
import { sameGvk } from '../objects/draft.js';
import { addSpecs, type FieldSpec } from '../fields/field-spec.js';
import type { NameReference } from './name-reference.js';
import { COMMON_ANNOTATIONS, COMMON_LABELS, TEMPLATE_LABELS } from './labels.js';
import { IMAGES, NAMES, NAMESPACES, REPLICAS } from './names.js';
import { NAME_REFERENCES } from './references.js';
import { VARIABLES } from './variables.js';

/** Which fields each transformer changes. What a base adds holds for the layers above it too. */
export interface Configuration {
  readonly namePrefix: readonly FieldSpec[];
  readonly nameSuffix: readonly FieldSpec[];
  readonly namespace: readonly FieldSpec[];
  readonly commonLabels: readonly FieldSpec[];
  readonly labels: readonly FieldSpec[];
  readonly templateLabels: readonly FieldSpec[];
  readonly commonAnnotations: readonly FieldSpec[];
  readonly varReference: readonly FieldSpec[];
  readonly images: readonly FieldSpec[];
  readonly replicas: readonly FieldSpec[];
  readonly nameReference: readonly NameReference[];
}

export const DEFAULT_CONFIGURATION: Configuration = {
  namePrefix: NAMES,
  nameSuffix: NAMES,
  namespace: NAMESPACES,
  commonLabels: COMMON_LABELS,
  labels: [],
  templateLabels: TEMPLATE_LABELS,
  commonAnnotations: COMMON_ANNOTATIONS,
  varReference: VARIABLES,
  images: IMAGES,
  replicas: REPLICAS,
  nameReference: NAME_REFERENCES,
};

/** The lists of field specs, by the name that they have in a configuration file. */
export const SPEC_LISTS = [
  'namePrefix',
  'nameSuffix',
  'namespace',
  'commonLabels',
  'labels',
  'templateLabels',
  'commonAnnotations',
  'varReference',
  'images',
  'replicas',
] as const satisfies readonly (keyof Configuration)[];

/** Both configurations as one; `place` is where the second one is asked for. */
export function mergeConfigurations(one: Configuration, other: Partial<Configuration>, place: Place): Configuration {
  const added = SPEC_LISTS.filter((name) => other[name] !== one[name] && (other[name]?.length ?? 0) > 0);
  const lists = added.map((name) => [name, addSpecs(one[name], other[name] ?? [], place)] as const);
  const sameReferences = other.nameReference === one.nameReference || (other.nameReference?.length ?? 0) === 0;
  if (sameReferences) return added.length === 0 ? one : { ...one, ...Object.fromEntries(lists) };
  return {
    ...one,
    ...Object.fromEntries(lists),
    nameReference: mergeReferences(one.nameReference, other.nameReference ?? [], place),
  };
}

function mergeReferences(
  one: readonly NameReference[],
  other: readonly NameReference[],
  place: Place,
): readonly NameReference[] {
  return other.reduce<readonly NameReference[]>((all, added) => {
    if (!all.some((known) => sameGvk(known, added))) return [...all, added];
    return all.map((known) =>
      sameGvk(known, added) ? { ...known, referrers: addSpecs(known.referrers, added.referrers, place) } : known,
    );
  }, one);
}
