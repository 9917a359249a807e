import { profileOf, type Profile, type ProfileNode } from './profile.js';

/** What a function must hold of the whole time to be named. */
const SHARE = 0.15;
/** How many functions of one path are named. */
const NAMED = 5;

/** The functions that hold most of the time of a Node.js program, outermost first, and forks with their shares. */
export function hotFunctions(args: readonly string[], seconds: number): string {
  const profile = profileOf(args, { seconds });
  return profile === undefined ? 'no profile: it did not end' : hotPath(profile);
}

/** `a > b > 60 % c > d | 20 % e`: who calls whom on the hottest path. */
export function hotPath(profile: Profile): string {
  const childrenOf = childrenIn(profile);
  const times = wholeTimes(profile, childrenOf);
  const [root] = profile.nodes;
  const whole = root === undefined ? 0 : (times.get(root.id) ?? 0);
  const share = ({ id }: ProfileNode): number => (times.get(id) ?? 0) / whole;
  const below = (node: ProfileNode): readonly string[] => {
    const hot = childrenOf(node)
      .filter((child) => share(child) >= SHARE)
      .sort((a, b) => share(b) - share(a));
    const paths = hot.map((child) => [child.callFrame.functionName, ...below(child)]);
    if (paths.length < 2) return paths.flat();
    return [hot.map((child, at) => `${Math.round(100 * share(child))} % ${shown(paths[at] ?? [])}`).join(' | ')];
  };
  return root === undefined ? '' : shown(below(root));
}

function childrenIn({ nodes }: Profile): (node: ProfileNode) => readonly ProfileNode[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return ({ children = [] }) => children.flatMap((id) => byId.get(id) ?? []);
}

/** Milliseconds of each node with all that it called. */
function wholeTimes(
  profile: Profile,
  childrenOf: (node: ProfileNode) => readonly ProfileNode[],
): ReadonlyMap<number, number> {
  const own = ownTimes(profile);
  const times = new Map<number, number>();
  // Parents stand before their children.
  for (const node of [...profile.nodes].reverse()) {
    const below = childrenOf(node).reduce((sum, child) => sum + (times.get(child.id) ?? 0), 0);
    times.set(node.id, below + (own.get(node.id) ?? 0));
  }
  return times;
}

/** The innermost functions of a path, without those that have no name. */
function shown(names: readonly string[]): string {
  return names
    .filter((name) => name !== '')
    .slice(-NAMED)
    .join(' > ');
}

/** Milliseconds that each node was running itself. */
function ownTimes({ samples, timeDeltas }: Profile): ReadonlyMap<number, number> {
  const times = new Map<number, number>();
  for (const [at, id] of samples.entries()) times.set(id, (times.get(id) ?? 0) + (timeDeltas[at] ?? 0) / 1000);
  return times;
}
