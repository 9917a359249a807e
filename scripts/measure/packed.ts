import { compareTexts } from '../../src/text/compare.js';

/** A file of the package that npm publishes; bytes. */
export interface PackedFile {
  readonly path: string;
  readonly size: number;
}

/** The package that a revision makes. */
export interface Packed {
  readonly name: string;
  readonly files: readonly PackedFile[];
}

/** Which files came, went and changed their size between two packages, as Markdown. */
export function packedDifference(before: Packed, after: Packed): string {
  const [old, now] = [before, after].map(({ files }) => new Map(files.map(({ path, size }) => [path, size])));
  const paths = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].sort(compareTexts);
  const rows = paths.flatMap((path) => {
    const [was, is] = [old?.get(path), now?.get(path)];
    return was === is ? [] : [`| ${changeOf(was, is)} | \`${path}\` | ${was ?? ''} | ${is ?? ''} |`];
  });
  const total = ({ files }: Packed): string =>
    `${files.length} files, ${files.reduce((sum, { size }) => sum + size, 0)} bytes`;
  const head = `### Packed files: ${before.name} and ${after.name}\n\n${before.name}: ${total(before)}. ${after.name}: ${total(after)}.`;
  if (rows.length === 0) return `${head}\n\nThe same files of the same sizes.`;
  return `${head}\n\n| change | file | bytes before | bytes after |\n|---|---|---:|---:|\n${rows.join('\n')}`;
}

function changeOf(was: number | undefined, is: number | undefined): string {
  if (was === undefined) return 'came';
  return is === undefined ? 'went' : 'changed';
}
