import type { Path } from '../../tree/tree.js';

/** A field that the API server requires and the manifest does not write. */
export interface MissingField {
  /** Path of the absent field. */
  readonly path: Path;
  readonly field: string;
  /** Who lacks it, where that is not the object itself: "container `web`". */
  readonly part: Path | undefined;
  /** Why it is needed, where that is not plain. */
  readonly because?: string;
}
