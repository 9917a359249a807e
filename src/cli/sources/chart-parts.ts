import path from 'node:path';
import { chartName, type Chart } from '../../charts/chart.js';
import { asksForValues } from '../../charts/parts/asked.js';
import type { LentPart } from '../../charts/parts/lent.js';
import { isBeside, listedParts, type ChartPart } from '../../charts/parts/listed.js';
import { readValues } from '../../charts/values/values.js';
import { chartsBeside, isFile, linkOut, readChartFiles, readText, withCopy } from '../../host/disk/chart-folder.js';
import type { Located } from '../../host/disk/copies.js';
import type { Bounds } from '../../host/files/bounds.js';
import { joinPath } from '../../text/paths.js';

/** The folders of the parts, and of their parts, that a chart lists as folders of the tree (`file://../common`). */
export function localParts(
  files: readonly { readonly path: string; readonly text: string }[],
): (folder: string) => readonly string[] {
  const texts = new Map(files.map((file) => [file.path, file]));
  return (folder) => {
    const known = new Set<string>();
    // The set grows while it is walked.
    const pending = new Set([folder]);
    for (const each of pending) {
      const lists = LISTS.flatMap((name) => texts.get(joinPath(each, name)) ?? []);
      for (const { path: below } of lists.flatMap(listedParts)) {
        if (below === undefined) continue;
        known.add(joinPath(each, below));
        pending.add(joinPath(each, below));
      }
    }
    return [...known];
  };
}

const LISTS = ['Chart.yaml', 'Chart.yml', 'requirements.yaml'];

/** What helm is to find in the `charts/` of a chart. */
interface Plan {
  /** Where it lies, absolute, by the path below the chart's folder. */
  readonly folders: Map<string, string>;
  readonly lent: LentPart[];
  /** Parts that are nowhere. */
  readonly absent: ChartPart[];
}

interface Around {
  /** Values that the chart is rendered with, besides its own. */
  readonly given: readonly string[];
  readonly located: Located;
  readonly bounds: Bounds;
  readonly cwd: string;
}

/**
 * Renders a copy of a chart in which no part is missing: those that lie elsewhere on disk are put into its `charts/`,
 * as `helm dependency build` does, and for those that do not lie on disk charts without templates. Undefined where
 * that says nothing of the chart: it asks for values that only a missing part has.
 */
export async function completed<T>(
  { folder }: Chart,
  { given, located, bounds, cwd }: Around,
  render: (copy: string, lent: readonly LentPart[]) => Promise<T>,
): Promise<{ readonly rendering: T; readonly lacks: readonly string[] } | undefined> {
  const plan: Plan = { folders: new Map(), lent: [], absent: [] };
  const chart = located(path.resolve(cwd, folder));
  const beside = await chartsBeside(chart);
  for (const part of await partsOf(chart)) {
    if (isBeside(part, beside)) continue;
    if (!(await lend(part, { folder, at: '', located, bounds, cwd }, plan))) plan.absent.push(part);
  }
  const { absent, folders, lent } = plan;
  if (absent.length > 0 && (await asksForParts(chart, absent, given))) return undefined;
  const texts = new Map(absent.map(({ name }) => [`charts/${name}/Chart.yaml`, emptyChart(name)]));
  const rendering = await withCopy(chart, { folders, texts }, (copy) => render(copy, lent));
  return { rendering, lacks: absent.map(({ name }) => name) };
}

async function partsOf(chart: string): Promise<readonly ChartPart[]> {
  const lists = await Promise.all(
    LISTS.map(async (name) => ({ path: name, text: await readText(path.join(chart, name)) })),
  );
  return lists.flatMap(listedParts);
}

/** Puts a part into the plan, and its own parts, if it is a chart that may be read. */
async function lend(
  part: ChartPart,
  { folder, at, ...around }: Omit<Around, 'given'> & { readonly folder: string; readonly at: string },
  plan: Plan,
): Promise<boolean> {
  if (part.path === undefined) return false;
  const { located, bounds, cwd } = around;
  const shown = joinPath(folder, part.path);
  const absolute = path.resolve(cwd, shown);
  const from = located(absolute);
  if (!bounds(absolute) || !(await isFile(path.join(from, 'Chart.yaml')))) return false;
  // helm looks for the name that the part gives itself.
  const own = { path: `${shown}/Chart.yaml`, text: await readText(path.join(from, 'Chart.yaml')) };
  if (chartName(own) !== part.name) return false;
  if ((await linkOut(from, (each) => bounds(path.join(absolute, path.relative(from, each))))) !== undefined)
    return false;
  const below = (name: string): string => `${at}charts/${name}`;
  // Charts that are parts of each other have no end.
  const isKnown = plan.folders.has(below(part.name));
  if (!isKnown && (at.split('charts/').length > DEEPEST || plan.folders.size >= MOST)) return false;
  plan.folders.set(below(part.name), from);
  plan.lent.push(...[...new Set([part.name, part.alias])].map((name) => ({ at: below(name), folder: shown })));
  // A second alias of the same part.
  if (isKnown) return true;
  const beside = await chartsBeside(from);
  for (const each of await partsOf(from)) {
    if (!isBeside(each, beside)) await lend(each, { folder: shown, at: `${below(part.name)}/`, ...around }, plan);
  }
  return true;
}

/** Charts in charts, and parts of one chart: more than anybody builds. Each is copied. */
const DEEPEST = 5;
const MOST = 50;

async function asksForParts(chart: string, absent: readonly ChartPart[], given: readonly string[]): Promise<boolean> {
  if (absent.some(({ givesValues }) => givesValues)) return true;
  const templates = await readChartFiles(chart, 'templates');
  const parts = [...(await readChartFiles(chart, 'values'))].map(([file, text]) => ({ path: file, text }));
  const values = readValues(
    parts,
    given.map((text, at) => ({ path: `values-${at}.yaml`, text })),
    (file) => file,
  );
  return asksForValues(templates.values(), absent, values('chart/templates/a.yaml'));
}

/** What helm takes for a chart, and what makes nothing. */
function emptyChart(name: string): string {
  return `apiVersion: v2\nname: ${name}\nversion: 0.0.0\n`;
}
