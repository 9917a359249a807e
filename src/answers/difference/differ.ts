import type { InputFile, LintOptions } from '../../engine/input/options.js';
import type { Rule } from '../../rule/rule.js';
import { compareTexts } from '../../text/compare.js';
import { connectedIn } from '../connections/connect.js';
import type { UnitConnections } from '../connections/connections.js';
import type { ServiceEndpoints } from '../endpoints/endpoints.js';
import { predictedIn } from '../endpoints/predict.js';
import { gather, type Evidence } from '../evidence/evidence.js';
import type { ContractChange, Difference, Effect, Topic } from './difference.js';
import { exposureChanges, exposuresOf, type Exposure } from './exposures.js';
import { reachChanges } from './reach.js';
import { serviceChanges } from './services.js';
import { workloadChanges, workloadsIn, type WorkloadState } from './workloads.js';

/** One state of a tree, and what is known of it. */
export interface TreeState {
  readonly files: readonly InputFile[];
  readonly options?: LintOptions | undefined;
}

/** What a change does to the contract, in the same order whatever the order of the files. */
export function differWith(rules: readonly Rule[], before: TreeState, after: TreeState): Difference {
  const contract = ({ files, options }: TreeState): Contract => contractOf(gather(rules, files, options));
  const [was, now] = [contract(before), contract(after)];
  const workloads = workloadChanges(was.workloads, now.workloads);
  const changes = [
    ...serviceChanges(was.services, now.services, workloads.nowOf),
    ...exposureChanges(was.exposures, now.exposures),
    ...reachChanges(was.connections, now.connections, workloads.nowOf),
    ...workloads.changes,
  ];
  // What several units build of one text is said once.
  const unique = new Map(changes.map((change) => [JSON.stringify(change), change]));
  return { changes: [...unique.values()].sort(byWeight) };
}

/** What others rely on in one state of a tree. */
interface Contract {
  readonly services: readonly ServiceEndpoints[];
  readonly exposures: readonly Exposure[];
  readonly connections: readonly UnitConnections[];
  readonly workloads: readonly WorkloadState[];
}

function contractOf(evidence: Evidence): Contract {
  const { worlds } = evidence;
  return {
    services: predictedIn(evidence),
    exposures: worlds.flatMap(({ unit, graph }) => exposuresOf(unit, graph)),
    connections: connectedIn(worlds),
    workloads: worlds.flatMap(workloadsIn),
  };
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
