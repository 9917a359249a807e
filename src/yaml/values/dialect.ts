import type { ScalarValue } from '../../tree/tree.js';
import { resolvePlain, resolvePlainCore } from './scalar.js';

/** What two parsers make of one text where they differ (semantics 10). */
export interface Dialect {
  readonly plain: (text: string) => ScalarValue;
  /** True where `<<` overrides a key that stands before it. */
  readonly lateMergeWins: boolean;
  /**
   * True where a folded block gains an empty line before lines that are indented deeper: yaml.v3 writes it that way.
   */
  readonly widensFolds: boolean;
  /** True where a document that cannot be a manifest is not worth parsing. */
  readonly manifestsOnly: boolean;
}

/** `kubectl apply -f`, and every file that Go programs read with sigs.k8s.io/yaml. */
export const KUBECTL: Dialect = { plain: resolvePlain, lateMergeWins: true, widensFolds: false, manifestsOnly: true };

/** What kustomize reads itself: the kustomization, configurations, JSON patches; none of it has to be a manifest. */
export const SETTINGS: Dialect = { ...KUBECTL, manifestsOnly: false };

/** Resources and strategic merge patches as kustomize reads them. */
export const KUSTOMIZE: Dialect = {
  plain: resolvePlainCore,
  lateMergeWins: false,
  widensFolds: true,
  manifestsOnly: false,
};
