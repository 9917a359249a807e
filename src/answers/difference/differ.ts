import { admit, graphsOf } from '../../engine/load.js';
import type { InputFile, LintOptions } from '../../engine/input/options.js';
import type { Rule } from '../../rule/rule.js';
import { compareTexts } from '../../text/compare.js';
import { connectWith } from '../connections/connect.js';
import { predictWith } from '../endpoints/predict.js';
import type { ContractChange, Difference, Effect, Topic } from './difference.js';
import { exposureChanges, exposuresOf, type Exposure } from './exposures.js';
import { reachChanges } from './reach.js';
import { serviceChanges } from './services.js';

/** One state of a tree, and what is known of it. */
export interface TreeState {
  readonly files: readonly InputFile[];
  readonly options?: LintOptions | undefined;
}

/** What a change does to the contract, in the same order whatever the order of the files. */
export function differWith(rules: readonly Rule[], before: TreeState, after: TreeState): Difference {
  const endpoints = ({ files, options }: TreeState) => predictWith(rules, files, options);
  const connections = ({ files, options }: TreeState) => connectWith(rules, files, options);
  const exposures = ({ files, options = {} }: TreeState): readonly Exposure[] =>
    [...graphsOf(admit(files, options, rules))].flatMap(({ unit, graph }) => exposuresOf(unit, graph));
  const changes = [
    ...serviceChanges(endpoints(before), endpoints(after)),
    ...exposureChanges(exposures(before), exposures(after)),
    ...reachChanges(connections(before), connections(after)),
  ];
  // What several units build of one text is said once.
  const unique = new Map(changes.map((change) => [JSON.stringify(change), change]));
  return { changes: [...unique.values()].sort(byWeight) };
}

const EFFECTS: readonly Effect[] = ['breaks', 'changes', 'opens'];
const TOPICS: readonly Topic[] = ['service', 'exposure', 'connection', 'workload'];

function byWeight(a: ContractChange, b: ContractChange): number {
  return (
    EFFECTS.indexOf(a.effect) - EFFECTS.indexOf(b.effect) ||
    TOPICS.indexOf(a.topic) - TOPICS.indexOf(b.topic) ||
    compareTexts(a.text, b.text)
  );
}
