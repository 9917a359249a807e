import path from 'node:path';
import { isFile, linkOut, readChartFiles, readText, withCopy } from '../../host/disk/chart-folder.js';
import { helmTemplate, LIMITS_AGAIN, type ChartRequest } from '../../host/process/helm.js';
import type { Bounds } from '../../host/files/bounds.js';
import { DISK, type Disk } from '../../host/disk/disk.js';
import { withCopies, type Located } from '../../host/disk/copies.js';
import { withFolders } from '../../host/disk/with-folders.js';
import { shownPath } from '../../host/files/paths.js';
import type { Io } from '../../host/process/io.js';
import { mayNeedValues, readComplaint } from '../../charts/complaints/complaint.js';
import { pathBelow, type LentPart } from '../../charts/parts/lent.js';
import { mark, type Marking } from '../../charts/templates/marks.js';
import { chartsAmong, type Chart } from '../../charts/chart.js';
import { DEFAULT_KUBERNETES_VERSION } from '../../engine/input/options.js';
import { servedVersions } from '../../k8s/kinds/api-versions.js';
import { minorOf } from '../../k8s/object/cluster.js';
import { code } from '../../text/words.js';
import { UsageError } from '../program/usage-error.js';
import { completed, localParts } from './chart-parts.js';
import type { State } from './revision.js';
import type { ChartRelease, ChartRendering, InputFile, RenderedChart } from '../../index.js';

/** How the charts of a tree are rendered. */
export interface ChartSettings {
  /** True where charts are left out. */
  readonly isOff: boolean;
  readonly namespace: string | undefined;
  readonly kubernetesVersion: string | undefined;
  /** Values files for every chart, absolute. */
  readonly valuesFiles: readonly string[];
  /** What the settings file says of single charts. */
  readonly stated: readonly StatedChart[];
}

/** One rendering of a chart, as the settings file asks for it. */
export interface StatedChart {
  /** As findings show it. */
  readonly folder: string;
  readonly valuesFiles: readonly string[];
  readonly namespace: string | undefined;
}

/** What charts are rendered for: the settings, and what objects of the tree say where the settings are silent. */
export interface Renderings {
  readonly settings: ChartSettings;
  readonly releases: readonly ChartRelease[];
  readonly bounds: Bounds;
  /** The state of the files that helm is to see, where it is not that of the disk. */
  readonly state?: State | undefined;
  /** What was rendered already, by all that it was rendered from; it grows. */
  readonly rendered?: Map<string, ChartRendering> | undefined;
}

/** What one chart after the other is rendered with. */
interface Rendering {
  readonly settings: ChartSettings;
  readonly located: Located;
  readonly rendered: Map<string, ChartRendering>;
  readonly bounds: Bounds;
  readonly io: Io;
}

/** Renders every chart among the files with the user's helm, one after the other, as often as it is installed. */
export async function renderCharts(
  files: readonly InputFile[],
  { settings, releases, bounds, state, rendered = new Map() }: Renderings,
  io: Io,
  onChart: (chart: Chart) => void,
): Promise<readonly ChartRendering[]> {
  const charts = chartsAmong(files);
  if (settings.isOff) return charts.map((chart) => ({ ...chart, namespace: '', output: '', templates: [] }));
  const jobs = charts.map((chart) => ({ chart, asked: renderingsOf(chart, { settings, releases }, io.cwd) }));
  const values = (asked: readonly Asked[]): readonly string[] => [
    ...asked.flatMap(({ valuesFiles = [] }) => valuesFiles),
    ...settings.valuesFiles,
  ];
  const partsOf = localParts(files);
  const read = jobs.flatMap(({ chart: { folder }, asked }) => [
    ...[folder, ...partsOf(folder)].map((each) => path.resolve(io.cwd, each)),
    ...values(asked),
  ]);
  return withCopies(...otherThanOnDisk(read, state), async (located) => {
    const renderings: ChartRendering[] = [];
    for (const { chart, asked } of jobs) {
      const link = await linkOut(path.resolve(io.cwd, chart.folder), bounds);
      if (link !== undefined) {
        const problem = `${code(link)} is a link that leaves the tree, and helm would follow it`;
        renderings.push({ ...chart, problem, templates: [] });
        continue;
      }
      onChart(chart);
      if (state?.isPast !== true) await checkValues(values(asked), located, io);
      for (const each of asked)
        renderings.push(...(await renderAsked(chart, each, { settings, located, rendered, bounds, io })));
    }
    return renderings;
  });
}

/** Those of the folders and files that a state has otherwise than the disk, for which helm needs copies. */
function otherThanOnDisk(read: readonly string[], state: State | undefined): readonly [Disk, readonly string[]] {
  if (state === undefined) return [DISK, []];
  const touched = new Set([...state.others.keys()].flatMap(withFolders));
  return [state.disk, [...new Set(read)].filter((each) => touched.has(each))];
}

/** A name that helm takes for a release, made of that of a chart. */
function releaseName(chart: string): string {
  return (
    chart
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 53)
      .replace(/^-|-$/g, '') || 'chart'
  );
}

/** A slip in the name of a file must not pass for a chart that cannot be rendered. */
async function checkValues(files: readonly string[], located: Located, io: Io): Promise<void> {
  for (const file of files) {
    if (!(await isFile(located(file))))
      throw new UsageError(`there is no file of values ${code(shownPath(file, file, io.cwd))}`);
  }
}

/**
 * A chart that refuses its own values is rendered with each of those that it is tested with, the `ci/*-values.yaml` of
 * chart-testing; if none of them will do either, with none.
 */
async function renderAsked(chart: Chart, asked: Asked, how: Rendering): Promise<readonly ChartRendering[]> {
  const { settings, located, io } = how;
  const rendering = await renderOnce(chart, asked, how);
  const isPlain = Object.keys(asked).length === 0 && settings.valuesFiles.length === 0;
  if (!isPlain || !('problem' in rendering) || rendering.problem === null || !mayNeedValues(rendering.problem))
    return [rendering];
  const folder = path.resolve(io.cwd, chart.folder);
  const files = [...(await readChartFiles(located(folder), 'tests')).keys()];
  const tested: ChartRendering[] = [];
  for (const file of files) tested.push(await renderOnce(chart, { valuesFiles: [path.join(folder, file)] }, how));
  const rendered = tested.filter((each) => 'output' in each);
  return rendered.length === 0 ? [rendering] : rendered;
}

/** One rendering that is asked for; without anything, the chart with its own values. */
type Asked = Partial<
  Omit<StatedChart, 'folder'> & Pick<ChartRelease, 'release' | 'values' | 'parameters' | 'deployer' | 'isIncomplete'>
>;

/** The settings go before what is found on disk. */
function renderingsOf(
  { folder }: Chart,
  { settings, releases }: Pick<Renderings, 'settings' | 'releases'>,
  cwd: string,
): readonly Asked[] {
  const stated = settings.stated.filter((each) => each.folder === folder);
  if (stated.length > 0) return stated;
  const found = releases.filter((each) => each.folder === folder);
  return found.length === 0
    ? [{}]
    : found.map((each) => ({ ...each, valuesFiles: each.valuesFiles.map((file) => path.resolve(cwd, file)) }));
}

/** What two states of a tree have alike is rendered for one of them. */
async function renderOnce(chart: Chart, asked: Asked, how: Rendering): Promise<ChartRendering> {
  const { settings, located, rendered, io } = how;
  const read = [path.resolve(io.cwd, chart.folder), ...(asked.valuesFiles ?? []), ...settings.valuesFiles];
  const key = JSON.stringify([chart, asked, read.map(located)]);
  const known = rendered.get(key);
  if (known !== undefined) return known;
  const rendering = await renderWhole(chart, asked, how);
  rendered.set(key, rendering);
  return rendering;
}

/** Where helm misses parts of a chart: with those that lie elsewhere on disk, and with nothing for the others. */
async function renderWhole(chart: Chart, asked: Asked, how: Rendering): Promise<ChartRendering> {
  const { settings, located, bounds, io } = how;
  const folder = located(path.resolve(io.cwd, chart.folder));
  const first = await renderChart(chart, asked, { ...how, folder, lent: [] });
  const problem = 'problem' in first ? first.problem : null;
  if (problem === null || readComplaint(problem).about !== 'dependencies') return first;
  const given = await Promise.all(
    [...(asked.valuesFiles ?? []), ...settings.valuesFiles].map(async (file) => readText(located(file))),
  );
  const whole = await completed(
    chart,
    { given: asked.values === undefined ? given : [...given, asked.values], located, bounds, cwd: io.cwd },
    (copy, lent) => renderChart(chart, asked, { ...how, folder: copy, lent }),
  );
  if (whole === undefined) return first;
  const { rendering, lacks } = whole;
  if (lacks.length === 0) return rendering;
  // What fails, or says nothing, without its parts says no more than that they are not there.
  return 'output' in rendering && rendering.output.trim() !== '' ? { ...rendering, lacks } : first;
}

/** Where a chart is rendered: its folder, or a copy with parts that lie elsewhere. */
interface Placed extends Rendering {
  readonly folder: string;
  readonly lent: readonly LentPart[];
}

async function renderChart(
  chart: Chart,
  asked: Asked,
  { settings, located, io, folder, lent }: Placed,
): Promise<ChartRendering> {
  // Said always: helm would take the namespace of the user's kubeconfig, and the version that it was built for.
  const {
    namespace = settings.namespace ?? 'default',
    release = releaseName(chart.name),
    values,
    parameters,
    deployer,
    isIncomplete,
  } = asked;
  const own = asked.valuesFiles ?? [];
  const valuesFiles = [...own, ...settings.valuesFiles];
  const kubernetesVersion = settings.kubernetesVersion ?? DEFAULT_KUBERNETES_VERSION;
  const request: ChartRequest = {
    folder,
    release,
    namespace,
    kubernetesVersion,
    apiVersions: servedVersions(minorOf(kubernetesVersion) ?? 0),
    valuesFiles: valuesFiles.map(located),
    values: values === undefined ? undefined : { text: values, behind: own.length },
    parameters,
  };
  const outcome = await helmTemplate(request, io.env);
  const { folder: shown, name } = chart;
  if ('absent' in outcome) return { folder: shown, name, problem: null };
  const texts = await readChartFiles(folder, 'templates');
  const templates = [...texts].map(([file, text]) => ({ path: pathBelow(shown, file, lent), text }));
  if ('complaint' in outcome) return { folder: shown, name, problem: outcome.complaint, templates, lent };
  // At once: each starts a program of its own.
  const [marked, renamed] = await Promise.all([
    renderMarked(request, texts, 'all', io).then((all) => all ?? renderMarked(request, texts, 'templates', io)),
    asked.release === undefined ? renderRenamed(request, [name, ...partsIn(texts)], io) : undefined,
  ]);
  return {
    folder: shown,
    name,
    release,
    namespace,
    isReleaseGuessed: asked.release === undefined,
    isNamespaceGuessed: asked.namespace === undefined && settings.namespace === undefined,
    values: valuesFiles.map((file) => shownPath(file, file, io.cwd)),
    deployer,
    isIncomplete,
    output: outcome.output,
    ...(marked === undefined ? {} : { marked }),
    ...(renamed === undefined ? {} : { renamed }),
    templates,
    lent,
    written:
      values === undefined && parameters === undefined
        ? await writtenValues(shown, valuesFiles, { folder, lent, located, io })
        : undefined,
  };
}

/** The files in which the values stand that helm was told, as findings show them. */
async function writtenValues(
  shown: string,
  valuesFiles: readonly string[],
  { folder, lent, located, io }: Pick<Placed, 'folder' | 'lent' | 'located' | 'io'>,
): Promise<RenderedChart['written']> {
  const parts = [...(await readChartFiles(folder, 'values'))].map(([file, text]) => ({
    path: pathBelow(shown, file, lent),
    text,
  }));
  const given = await Promise.all(
    valuesFiles.map(async (file) => ({ path: shownPath(file, file, io.cwd), text: await readText(located(file)) })),
  );
  return { parts, given };
}

/** The chart rendered from marked templates; undefined where the marks break what a template does with its text. */
async function renderMarked(
  request: ChartRequest,
  templates: ReadonlyMap<string, string>,
  marking: Marking,
  io: Io,
): Promise<string | undefined> {
  const marked = new Map([...templates].map(([file, text], at) => [file, mark(text, at, marking)]));
  const outcome = await withCopy(request.folder, { texts: marked }, (copy) =>
    helmTemplate({ ...request, folder: copy }, io.env, { debug: true, limits: LIMITS_AGAIN }),
  );
  return 'output' in outcome ? outcome.output : undefined;
}

/** None of them is the usual name of a chart. */
const OTHER_NAMES = ['other', 'second', 'my-release'];

/** The chart as a release that shares its name with none of its parts; undefined where helm refuses it. */
async function renderRenamed(
  request: ChartRequest,
  parts: readonly string[],
  io: Io,
): Promise<RenderedChart['renamed']> {
  const release = OTHER_NAMES.find((name) => !parts.some((part) => name.includes(part) || part.includes(name)));
  if (release === undefined) return undefined;
  const outcome = await helmTemplate({ ...request, release }, io.env, { limits: LIMITS_AGAIN });
  return 'output' in outcome ? { release, output: outcome.output } : undefined;
}

/** The folders of sub-charts, which are called like them. */
function partsIn(texts: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([...texts.keys()].flatMap((file) => /^charts\/([^/]+)\//.exec(file)?.[1] ?? []))];
}
