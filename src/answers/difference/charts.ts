import type { ChartRendering } from '../../engine/input/options.js';
import { code } from '../../text/words.js';
import type { ContractChange } from './difference.js';
import { homesIn, type TreeState } from './homes.js';
import type { Housed } from './pairs.js';

/** Leaves out what charts make that helm cannot render in the other state: whether it is there too, nobody knows. */
export function comparable<T extends Housed>(things: readonly T[], other: TreeState): readonly T[] {
  const folders = unrenderedIn(other).map(({ folder }) => (folder === '' ? '' : `${folder}/`));
  const made = folders.flatMap((folder) => [`${folder}templates/`, `${folder}charts/`]);
  return made.length === 0 ? things : things.filter(({ home }) => !made.some((each) => home.file.startsWith(each)));
}

/** The charts of which one state tells nothing, with the place of their name in the other. */
export function chartChanges(before: TreeState, after: TreeState): readonly ContractChange[] {
  const change = (chart: ChartRendering, text: string): ContractChange => {
    const place = { file: chart.folder === '' ? 'Chart.yaml' : `${chart.folder}/Chart.yaml`, line: 1 };
    return { topic: 'chart', effect: 'changes', text, before: place, after: place };
  };
  return [
    ...lostIn(after, before).map((chart) =>
      change(chart, `chart ${code(chart.name)} can no longer be rendered: what it made is not compared`),
    ),
    ...lostIn(before, after).map((chart) =>
      change(chart, `chart ${code(chart.name)} could not be rendered before: what it makes is not compared`),
    ),
  ];
}

/** Charts that are rendered in the other state alone. */
function lostIn(state: TreeState, other: TreeState): readonly ChartRendering[] {
  const dark = new Set(unrenderedIn(other).map(({ folder }) => folder));
  const known = new Set((other.options?.charts ?? []).map((chart) => homesIn(other).below(chart.folder)));
  return unrenderedIn(state).filter(({ folder }) => known.has(folder) && !dark.has(folder));
}

/** With folders from that of the state on. */
function unrenderedIn(state: TreeState): readonly ChartRendering[] {
  const { below } = homesIn(state);
  const failed = (state.options?.charts ?? []).filter((chart) => 'problem' in chart);
  return failed.map((chart) => ({ ...chart, folder: below(chart.folder) }));
}
