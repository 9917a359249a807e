import type { LabelPair } from '../labels/labels.js';

/** One pair of a selector that a Pod template does not satisfy. */
export type Difference =
  /** The template has the key with another value. */
  | {
      readonly kind: 'value';
      readonly wanted: LabelPair;
      readonly found: LabelPair;
      readonly how: 'case' | 'similar' | 'other';
    }
  /** The template has the pair, and a controller puts a value of its own in its place. */
  | { readonly kind: 'overwritten'; readonly wanted: LabelPair; readonly found: LabelPair }
  /** The template has the value under another key that looks alike. */
  | { readonly kind: 'key'; readonly wanted: LabelPair; readonly found: LabelPair }
  /** The template lacks the key; `onController` is the label of the workload's own metadata that would match. */
  | { readonly kind: 'absent'; readonly wanted: LabelPair; readonly onController: LabelPair | undefined };
