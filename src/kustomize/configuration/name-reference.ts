import type { Gvk } from '../objects/draft.js';
import type { FieldSpec } from '../fields/field-spec.js';

/** A kind of object, and the fields in which others name it. */
export interface NameReference extends Gvk {
  readonly referrers: readonly FieldSpec[];
}
