import { rmSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onInterrupt } from '../process/run-program.js';

/**
 * What is read of a chart and its unpacked sub-charts: the texts that helm renders, the files that say with which
 * values, or the values that it is tested with.
 */
const PARTS = {
  templates: /^(charts\/[^/]+\/)*(templates|crds)\/.*\.(ya?ml|json|tpl)$/,
  values: /^(charts\/[^/]+\/)*(Chart|values)\.yaml$/,
  tests: /^ci\/[^/]*values\.yaml$/,
} as const;

/**
 * Texts of a chart by their paths below its folder, with forward slashes. Symbolic links are followed, as helm does.
 */
export async function readChartFiles(folder: string, part: keyof typeof PARTS): Promise<ReadonlyMap<string, string>> {
  const files = (await filesBelow(folder)).filter((file) => PARTS[part].test(file)).sort();
  const texts = await Promise.all(files.map((file) => readText(path.join(folder, file))));
  return new Map(files.map((file, at) => [file, texts[at] ?? '']));
}

/** The first file of a chart that may not be read, which a link leads to; by its path below the chart's folder. */
export async function linkOut(folder: string, bounds: (absolute: string) => boolean): Promise<string | undefined> {
  return (await filesBelow(folder)).find((file) => !bounds(path.join(folder, file)));
}

/** The sub-charts that lie in its `charts/`: names of folders and of packed charts. */
export async function chartsBeside(folder: string): Promise<readonly string[]> {
  return readdir(path.join(folder, 'charts')).catch(() => []);
}

export async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** The text of a file, or none where it cannot be read: helm has the word on that. */
export async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}

/** What a copy of a chart's folder has otherwise; by paths below it, with forward slashes. */
interface Changes {
  /** Files with other texts, or with texts that were not there. */
  readonly texts?: ReadonlyMap<string, string>;
  /** Folders that lie elsewhere, absolute. */
  readonly folders?: ReadonlyMap<string, string>;
}

/**
 * Runs `use` on a changed copy of a folder; the copy is gone afterwards, even if a signal ends svclint. Throws where a
 * change would be written outside of the copy.
 */
export async function withCopy<T>(
  folder: string,
  { texts = new Map<string, string>(), folders = new Map<string, string>() }: Changes,
  use: (copy: string) => Promise<T>,
): Promise<T> {
  const temporary = await mkdtemp(path.join(tmpdir(), 'svclint-'));
  const release = onInterrupt(() => rmSync(temporary, { recursive: true, force: true }));
  try {
    const copy = path.join(temporary, path.basename(folder) || 'chart');
    await copyAll(folder, copy);
    // A folder comes before what lies in it.
    for (const [below, from] of folders) await copyAll(from, inside(copy, below));
    for (const [file, text] of texts) await writeText(inside(copy, file), text);
    return await use(copy);
  } finally {
    release();
    await rm(temporary, { recursive: true, force: true });
  }
}

/** The path of a change; its words may come from the tree that is linted. */
function inside(copy: string, below: string): string {
  const target = path.resolve(copy, below);
  if (!target.startsWith(copy + path.sep)) throw new Error('svclint writes nothing outside of the copy of a chart');
  return target;
}

async function copyAll(folder: string, target: string): Promise<void> {
  for (const file of await filesBelow(folder)) {
    const copy = path.join(target, file);
    await mkdir(path.dirname(copy), { recursive: true });
    await copyFile(path.join(folder, file), copy).catch(() => undefined);
  }
}

/** Written anew, since a copy of a file that may not be written could not be changed. */
async function writeText(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await rm(file, { force: true });
  await writeFile(file, text);
}

/** Folders that are no part of a chart, and may be large. */
const FOREIGN = new Set(['.git', 'node_modules']);

/** The files below a folder, as relative paths with forward slashes; links are followed, but not in a circle. */
async function filesBelow(
  folder: string,
  below = '',
  above: ReadonlySet<string> = new Set(),
): Promise<readonly string[]> {
  const real = await realpath(path.join(folder, below)).catch(() => undefined);
  if (real === undefined || above.has(real)) return [];
  const inside = new Set([...above, real]);
  const entries = await readdir(real, { withFileTypes: true }).catch(() => []);
  const found = await Promise.all(
    entries
      .filter(({ name }) => !FOREIGN.has(name))
      .map(async (entry) => {
        const name = below === '' ? entry.name : `${below}/${entry.name}`;
        const kind = entry.isSymbolicLink() ? await stat(path.join(folder, name)).catch(() => undefined) : entry;
        if (kind?.isDirectory() === true) return filesBelow(folder, name, inside);
        return kind?.isFile() === true ? [name] : [];
      }),
  );
  return found.flat();
}
