import { joinPath } from '../../text/paths.js';

/** Where a part of a chart lies in truth, that was put into its `charts/` for the time of a rendering. */
export interface LentPart {
  /** Below the chart's folder: `charts/common`. */
  readonly at: string;
  /** As findings show it. */
  readonly folder: string;
}

/** The path of a file below a chart, as findings show it: that of a lent part is where the part lies. */
export function pathBelow(folder: string, file: string, lent: readonly LentPart[]): string {
  const part = lent.findLast(({ at }) => file.startsWith(`${at}/`));
  if (part !== undefined) return joinPath(part.folder, file.slice(part.at.length + 1));
  return folder === '' ? file : `${folder}/${file}`;
}
