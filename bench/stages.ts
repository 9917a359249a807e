import type { Profile, ProfileNode } from './profile.js';

const COLLECTION = 'garbage collection';

/**
 * The stages in their order, and the frames that tell them: the end of a file's path and the name of a function. A call
 * belongs to the innermost stage on its stack: what a rule asks of the graph is the graph's time.
 */
export const FRAMES: readonly (readonly [stage: string, frame: RegExp])[] = [
  ['discover', /src\/host\/files\/(discover|walk|gitignore)\.ts |node_modules\/(fast-glob|@nodelib|ignore)\//],
  ['read', /src\/host\/files\/(read|decode)\.ts /],
  ['parse', /src\/engine\/input\/sources\.ts readSources$/],
  ['load, units', /src\/units\/units\.ts loadUnits$/],
  ['admission rules', /src\/engine\/load\.ts admit$/],
  ['graph', /src\/graph\/|src\/engine\/load\.ts graphsOf$/],
  ['graph rules', /src\/engine\/lint\.ts judge$/],
  ['settle', /src\/engine\/(lint\.ts lintWith$|settle\.ts |silences\.ts )/],
  ['report', /src\/report\//],
  [COLLECTION, /\(garbage collector\)$/],
];

/** What a module does when it is loaded is start-up, and the program as it is published loads it in another way. */
const LOADING = /^node:internal\/modules\//;

export const STAGES = FRAMES.map(([stage]) => stage);

/** Milliseconds of each stage. Loading modules, and waiting, belong to none. */
export function stageTimes(profile: Profile): ReadonlyMap<string, number> {
  const stages = stagesOf(profile.nodes);
  const times = new Map(STAGES.map((stage) => [stage, 0]));
  let isReading = false; // what is collected before that was left by the loader of modules
  for (const [at, id] of profile.samples.entries()) {
    const stage = stages.get(id);
    if (stage === undefined || (stage === COLLECTION && !isReading)) continue;
    isReading = true;
    times.set(stage, (times.get(stage) ?? 0) + (profile.timeDeltas[at] ?? 0) / 1000);
  }
  return times;
}

/** The stage of each node that has one, by its id. */
function stagesOf(nodes: readonly ProfileNode[]): ReadonlyMap<number, string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const stages = new Map<number, string>();
  const enter = (node: ProfileNode, around: string | undefined): void => {
    if (LOADING.test(node.callFrame.url)) return;
    const stage = stageOf(node) ?? around;
    if (stage !== undefined) stages.set(node.id, stage);
    for (const child of node.children ?? []) {
      const below = byId.get(child);
      if (below !== undefined) enter(below, stage);
    }
  };
  const [root] = nodes;
  if (root !== undefined) enter(root, undefined);
  return stages;
}

function stageOf({ callFrame: { url, functionName } }: ProfileNode): string | undefined {
  const frame = `${url} ${functionName}`;
  return FRAMES.find(([, pattern]) => pattern.test(frame))?.[0];
}
