import type { Settings } from '../../settings/settings.js';
import type { Path, Place } from '../../tree/tree.js';

/** The settings of a run: what the file says, where it lies, and where each setting stands. */
export interface FileSettings {
  readonly settings: Settings;
  /** As findings would show it; null where there is no file. */
  readonly shown: string | null;
  /** The absolute folder that its paths and patterns are relative to. */
  readonly folder: string;
  /** The folder that the paths of files are relative to. */
  readonly cwd: string;
  /** Absolute paths of the files that are svclint's own, and no manifests. */
  readonly own: readonly string[];
  /** `svclint.yaml:3`, the line of a setting. */
  where(...path: Path): string;
  /** A place in an item of a list; undefined where a file states the item that this one extends. */
  itemAt(list: keyof Settings, item: number, ...within: Path): Place | undefined;
}
