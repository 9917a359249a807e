import type { KustomizeBuild } from '../../src/kustomize/index.js';
import { sourceFile } from '../../src/text/source-file.js';
import { toData, type Tree } from '../../src/tree/tree.js';
import { parseFile } from '../../src/yaml/parse.js';
import type { RealBuild } from '../tools/kustomize.js';
import { differencesOf, nameOf, type ObjectDifference } from './same-objects.js';

/** How the two builds of one folder compare. */
export type BuildOutcome =
  | { readonly verdict: 'equal'; readonly objects: number; readonly sameOrder: boolean }
  | { readonly verdict: 'refused by both'; readonly refusal: string; readonly problems: readonly string[] }
  | { readonly verdict: 'unproven refusal'; readonly refusal: string; readonly problems: readonly string[] }
  | { readonly verdict: 'cannot evaluate'; readonly why: string }
  | { readonly verdict: 'different'; readonly why: string; readonly differences: readonly ObjectDifference[] };

/** What kubectl printed, as plain objects. */
function readBuild(yaml: string): readonly unknown[] {
  return parseFile(sourceFile('build.yaml', yaml))
    .documents.map((document) => {
      const [problem] = document.problems;
      if (problem !== undefined) throw new Error(`kubectl printed what cannot be read: ${problem.message}`);
      return document.tree;
    })
    .flatMap((tree) => (tree === undefined ? [] : [plain(tree)]));
}

/** What `buildMetadata` adds: kustomize's own account of how it built. */
const ACCOUNTS = ['alpha.config.kubernetes.io/transformations', 'config.kubernetes.io/origin'];

/** As JSON has it, where `-0` is 0, without kustomize's account of the build, which svclint has no use for. */
function plain(tree: Tree): unknown {
  const { metadata, ...rest } = JSON.parse(JSON.stringify(toData(tree))) as {
    readonly metadata?: { readonly annotations?: object };
  };
  const annotations = Object.entries(metadata?.annotations ?? {});
  const kept = annotations.filter(([key]) => !ACCOUNTS.includes(key));
  if (kept.length === annotations.length) return { ...rest, metadata };
  return { ...rest, metadata: { ...metadata, annotations: kept.length === 0 ? undefined : Object.fromEntries(kept) } };
}

/** kubectl gives up at the first thing that it would have to download, and says nothing of what lies behind it. */
const UNREACHED = /proxyconnect|no 'git' program on path/;

/** Holds the native evaluation against the real one, over whole objects. */
export function compareBuilds(real: RealBuild, native: KustomizeBuild): BuildOutcome {
  const problems = native.problems.map(({ message }) => message);
  const [open] = native.open;
  if ('refusal' in real) {
    if (
      real.unrestricted !== undefined &&
      problems.length > 0 &&
      native.problems.every(({ reach }) => reach === 'options')
    ) {
      const outcome = compareBuilds(real.unrestricted, { ...native, problems: [] });
      return outcome.verdict === 'equal' ? { verdict: 'refused by both', refusal: real.refusal, problems } : outcome;
    }
    if (problems.length > 0)
      return {
        verdict: open !== undefined && UNREACHED.test(real.refusal) ? 'unproven refusal' : 'refused by both',
        refusal: real.refusal,
        problems,
      };
    if (open !== undefined) return { verdict: 'cannot evaluate', why: open.what };
    return { verdict: 'different', why: `only kubectl refuses: ${real.refusal}`, differences: [] };
  }
  if (open !== undefined) return { verdict: 'cannot evaluate', why: open.what };
  if (problems.length > 0)
    return { verdict: 'different', why: `only svclint refuses: ${problems.join('; ')}`, differences: [] };
  const expected = readBuild(real.yaml);
  const got = native.objects.map(({ tree }) => plain(tree));
  const differences = differencesOf(expected, got);
  if (differences.length > 0) return { verdict: 'different', why: 'other objects', differences };
  return {
    verdict: 'equal',
    objects: got.length,
    sameOrder: expected.map(nameOf).join('\n') === got.map(nameOf).join('\n'),
  };
}
