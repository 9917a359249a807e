import { chartReleases, type ChartRelease } from '../../units/deployments/releases.js';
import { skaffoldReleases } from '../../units/deployments/skaffold.js';
import { isChartFile } from '../../charts/chart.js';
import { loadUnits } from '../../units/units.js';
import type { InputFile } from './options.js';
import { readSources } from './sources.js';

/** Words of the objects that install charts: without them nothing needs to be parsed. */
const INSTALLERS = /argoproj\.io\/|helm\.toolkit\.fluxcd\.io\/|skaffold\/v/;

/** How Applications, HelmReleases and skaffold install the charts among the files: what a cluster has goes before. */
export function releasesAmong(inputs: readonly InputFile[]): readonly ChartRelease[] {
  if (!inputs.some(({ path }) => isChartFile(path)) || !inputs.some(({ text }) => INSTALLERS.test(text))) return [];
  const sources = readSources(inputs, []);
  const { objects } = loadUnits(sources, { serverSide: false });
  const files = inputs.filter(({ supporting }) => supporting !== true);
  const found = chartReleases(
    objects.map(({ resource }) => resource),
    files,
  );
  const installed = new Set(found.map(({ folder }) => folder));
  return [...found, ...skaffoldReleases(sources.files, files).filter(({ folder }) => !installed.has(folder))];
}
