import type { Rule } from '../../rule/rule.js';
import { compareTexts } from '../../text/compare.js';
import { connectedIn } from '../connections/connect.js';
import { keyOfObject } from '../connections/places.js';
import type { ServiceEndpoints } from '../endpoints/endpoints.js';
import { predictedIn } from '../endpoints/predict.js';
import { gather } from '../evidence/evidence.js';
import { chartChanges, comparable } from './charts.js';
import type { ContractChange, Difference, Effect, Topic } from './difference.js';
import { exposureChanges, exposuresOf, type Exposure } from './exposures.js';
import { homesIn, type TreeState } from './homes.js';
import { lastInFile, type Housed } from './pairs.js';
import { placedGroups, reachChanges, type PlacedGroup } from './reach.js';
import { serviceChanges } from './services.js';
import { workloadChanges, workloadsIn, type WorkloadState } from './workloads.js';

/** What a change does to the contract, in the same order whatever the order of the files. */
export function differWith(rules: readonly Rule[], before: TreeState, after: TreeState): Difference {
  const [was, now] = [contractOf(rules, before, after), contractOf(rules, after, before)];
  const workloads = workloadChanges(was.workloads, now.workloads);
  const changes = [
    ...serviceChanges(was.services, now.services, workloads.nowOf),
    ...exposureChanges(was.exposures, now.exposures),
    ...reachChanges(was.connections, now.connections, workloads.nowOf),
    ...workloads.changes,
    ...chartChanges(before, after),
  ];
  // What several units build of one text is said once.
  const unique = new Map(changes.map((change) => [JSON.stringify(change), change]));
  const unread = [...new Set([...was.unread, ...now.unread])].sort(compareTexts);
  return { changes: [...unique.values()].sort(byWeight), unread };
}

/** What others rely on in one state of a tree. */
interface Contract {
  readonly services: readonly (ServiceEndpoints & Housed)[];
  readonly exposures: readonly (Exposure & Housed)[];
  readonly connections: readonly (PlacedGroup & Housed)[];
  readonly workloads: readonly (WorkloadState & Housed)[];
  readonly unread: readonly string[];
}

/** Rules that speak of texts of which nobody knows what they make. */
const UNREAD = ['skipped-template', 'unrendered-chart'];

/** What one state offers, but for the charts of which the other state tells nothing. */
function contractOf(rules: readonly Rule[], state: TreeState, other: TreeState): Contract {
  const evidence = gather(rules, state.files, state.options);
  const { worlds } = evidence;
  const { housed } = homesIn(state);
  const services = predictedIn(evidence).map((service) => housed(service, service.unit));
  const exposures = worlds.flatMap(({ unit, graph }) =>
    exposuresOf(unit, graph).map((exposure) => housed(exposure, unit.folder)),
  );
  const workloads = worlds.flatMap((world) =>
    workloadsIn(world).map((workload) => housed(workload, world.unit.folder)),
  );
  const connections = connectedIn(worlds).flatMap((unit) =>
    placedGroups(unit).map((group) => housed(group, unit.unit)),
  );
  return {
    services: lastInFile(comparable(services, other), ({ namespace, name }) => JSON.stringify([namespace, name])),
    exposures: lastInFile(comparable(exposures, other), ({ address, to }) => JSON.stringify([address, to])),
    connections: comparable(connections, other),
    workloads: lastInFile(comparable(workloads, other), keyOfObject),
    unread: UNREAD.flatMap((rule) => evidence.findings.of(rule)).map(({ primary }) => primary.span.file.path),
  };
}

const EFFECTS: readonly Effect[] = ['breaks', 'changes', 'opens'];
const TOPICS: readonly Topic[] = ['service', 'exposure', 'connection', 'chart', 'workload'];

function byWeight(a: ContractChange, b: ContractChange): number {
  return (
    EFFECTS.indexOf(a.effect) - EFFECTS.indexOf(b.effect) ||
    TOPICS.indexOf(a.topic) - TOPICS.indexOf(b.topic) ||
    compareTexts(a.text, b.text)
  );
}
