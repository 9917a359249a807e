import { chartReleases, type ChartRelease } from '../../units/deployments/releases.js';
import { isChartFile } from '../../charts/chart.js';
import { loadUnits } from '../../units/units.js';
import type { InputFile } from './options.js';
import { readSources } from './sources.js';

/** Words of the objects that install charts: without them nothing needs to be parsed. */
const INSTALLERS = /argoproj\.io\/|helm\.toolkit\.fluxcd\.io\//;

/** How Applications and HelmReleases among the files install the charts among them. */
export function releasesAmong(inputs: readonly InputFile[]): readonly ChartRelease[] {
  if (!inputs.some(({ path }) => isChartFile(path)) || !inputs.some(({ text }) => INSTALLERS.test(text))) return [];
  const sources = readSources(inputs, []);
  const { objects } = loadUnits(sources, { serverSide: false });
  const files = inputs.filter(({ supporting }) => supporting !== true);
  return chartReleases(
    objects.map(({ resource }) => resource),
    files,
  );
}
