import path from 'node:path';
import { helmTemplate, readTemplates, withCopy, type ChartRequest } from '../host/helm.js';
import type { Io } from '../host/io.js';
import { mark, type Marking } from '../charts/marks.js';
import { chartsAmong, type Chart } from '../charts/chart.js';
import type { ChartRendering, InputFile } from '../index.js';

/** How the charts of a tree are rendered. */
export interface ChartSettings {
  /** True where charts are left out. */
  readonly isOff: boolean;
  readonly namespace: string | undefined;
  readonly kubernetesVersion: string | undefined;
  /** Values files for every chart, relative to the current folder. */
  readonly valuesFiles: readonly string[];
}

/** Renders every chart among the files with the user's helm, one after the other. */
export async function renderCharts(files: readonly InputFile[], settings: ChartSettings, io: Io, onChart: (chart: Chart) => void): Promise<readonly ChartRendering[]> {
  const renderings: ChartRendering[] = [];
  for (const chart of chartsAmong(files)) {
    if (settings.isOff) {
      renderings.push({ ...chart, namespace: '', output: '', templates: [] });
      continue;
    }
    onChart(chart);
    renderings.push(await renderChart(chart, settings, io));
  }
  return renderings;
}

async function renderChart(chart: Chart, { namespace, kubernetesVersion, valuesFiles }: ChartSettings, io: Io): Promise<ChartRendering> {
  const folder = path.resolve(io.cwd, chart.folder);
  const request: ChartRequest = {
    folder,
    release: chart.name,
    namespace,
    kubernetesVersion,
    valuesFiles: valuesFiles.map((file) => path.resolve(io.cwd, file)),
  };
  const outcome = await helmTemplate(request, io.env);
  const { folder: shown, name } = chart;
  if ('absent' in outcome) return { folder: shown, name, problem: null };
  if ('complaint' in outcome) return { folder: shown, name, problem: outcome.complaint };
  const templates = await readTemplates(folder);
  const marked = (await renderMarked(request, templates, 'all', io)) ?? (await renderMarked(request, templates, 'templates', io));
  return {
    folder: shown,
    name,
    namespace: namespace ?? 'default',
    output: outcome.output,
    ...(marked === undefined ? {} : { marked }),
    templates: [...templates].map(([file, text]) => ({ path: shown === '' ? file : `${shown}/${file}`, text })),
  };
}

/** The chart rendered from marked templates; undefined where the marks break what a template does with its text. */
async function renderMarked(request: ChartRequest, templates: ReadonlyMap<string, string>, marking: Marking, io: Io): Promise<string | undefined> {
  const marked = new Map([...templates].map(([file, text], at) => [file, mark(text, at, marking)]));
  const outcome = await withCopy(request.folder, marked, (copy) => helmTemplate({ ...request, folder: copy }, io.env));
  return 'output' in outcome ? outcome.output : undefined;
}
