import { chartsAmong } from '../../charts/chart.js';
import { releasesOf, type Release, type ValuesFile } from '../../k8s/deployers/releases.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { SourceFile } from '../../text/source-file.js';
import { allFoldersAbove, joinPath } from '../../text/paths.js';
import { code, codes } from '../../text/words.js';
import { filledFrom } from './values-from.js';
import { folderFor } from './deployed.js';

/** A chart on disk as Argo CD or Flux installs it. */
export interface ChartRelease extends Pick<Release, 'namespace' | 'values' | 'parameters' | 'isIncomplete'> {
  /** The folder of its `Chart.yaml`. */
  readonly folder: string;
  /** Who installs it: "Argo CD Application `web`". */
  readonly deployer: string;
  readonly release: string;
  /** Values files on disk, in their order. */
  readonly valuesFiles: readonly string[];
}

/** How the charts among the files are installed, as objects of the tree say; sorted by who does it. */
export function chartReleases(
  resources: Iterable<Resource>,
  files: readonly Pick<SourceFile, 'path' | 'text'>[],
): readonly ChartRelease[] {
  const paths = new Set(files.map(({ path }) => path));
  const folders = allFoldersAbove(files.map(({ path }) => path));
  const charts = new Set(chartsAmong(files).map(({ folder }) => folder));
  const all = [...folders].sort();
  const found = new Map<string, ChartRelease>();
  const known = [...resources];
  const filled = filledFrom(known);
  for (const release of known.flatMap((resource) => releasesOf(resource, all)).flatMap(filled)) {
    const folder = folderFor(release, {
      isFolder: (path) => folders.has(path),
      isKustomization: (path) => charts.has(path),
    });
    if (folder === undefined || !charts.has(folder)) continue;
    const located = locate(release, folder, paths);
    // Several objects on disk may be one in the cluster.
    found.set(JSON.stringify(located), located);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, release]) => release);
}

/** Only a file of the tree is read: what a path leads to elsewhere on the machine is nobody's business. */
function locate(
  { by, path, name, namespace, valuesFiles, values, parameters, isIncomplete }: Release,
  folder: string,
  paths: ReadonlySet<string>,
): ChartRelease {
  const wanted = joinPath('', path);
  const top = wanted === '' ? folder : folder.slice(0, folder.length - wanted.length).replace(/\/$/, '');
  const at = ({ path: file, from }: ValuesFile): string => joinPath(from === 'chart' ? folder : top, file);
  const present = valuesFiles.filter((file) => paths.has(at(file)));
  const isLacking = valuesFiles.some((file) => !file.isOptional && !paths.has(at(file)));
  return {
    folder,
    deployer: by,
    release: name,
    namespace,
    valuesFiles: present.map(at),
    values,
    parameters,
    isIncomplete: isIncomplete || isLacking,
  };
}

/** Why a chart is rendered so, as a clause about its folder. */
export function renderedBecause(release: string, values: readonly string[], deployer: string | undefined): string {
  const rendered = `helm renders it as release ${code(release)}${values.length === 0 ? '' : ` with ${codes(values)}`}`;
  return deployer === undefined ? rendered : `${rendered}, as ${deployer} says`;
}
