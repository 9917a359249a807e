import type { SourceFile } from '../text/source-file.js';
import { accumulateRoot } from './accumulate.js';
import type { BuildProblem, BuiltObject, Edit, KustomizeBuild, SourceTree } from './build.js';
import { kustomizationFiles, readKustomization, type Kustomization } from './kustomization.js';
import { inOutputOrder } from './order.js';
import { startTrace, type Trace } from './trace.js';
import { settle } from './transform/settle.js';

/**
 * What `kubectl kustomize` makes of a folder, in the version that ships with kubectl 1.35 (kustomize 5.7), without running it.
 * Undefined where the folder has no kustomization. What cannot be evaluated or is refused stands in the result; nothing is thrown.
 */
export function evaluateKustomization(folder: string, sources: SourceTree): KustomizeBuild | undefined {
  const [file, second] = kustomizationFiles(folder, sources);
  if (file === undefined) return undefined;
  const { objects, trace } = evaluated(folder, file, startTrace(sources));
  const span = { file: second ?? file, start: 0, end: Math.min(1, (second ?? file).text.length) };
  const twice =
    second === undefined
      ? []
      : [{ place: { span }, message: `the folder has a second kustomization, \`${file.path}\`` }];
  return {
    folder,
    kustomization: file,
    objects,
    open: trace.open,
    problems: distinct([...twice, ...trace.problems]),
    files: trace.files,
    missing: trace.missing,
  };
}

/** The same for a program that edits the kustomization of the folder first; undefined where it has none and none is written. */
export function evaluateEdited(
  folder: string,
  { change, written, isUnrestricted }: Edit,
  sources: SourceTree,
): KustomizeBuild | undefined {
  const [file, second] = kustomizationFiles(folder, sources);
  const origin = file ?? written?.file;
  if (origin === undefined || second !== undefined) return evaluateKustomization(folder, sources);
  const trace = startTrace(sources);
  const found =
    file === undefined
      ? written && { folder, file: written.file, tree: written.tree, isComponent: false }
      : readKustomization(folder, file, trace);
  const objects = found === undefined ? [] : objectsIn({ ...found, tree: change(found.tree) }, trace);
  const problems = distinct(trace.problems).filter(({ reach }) => !isUnrestricted || reach !== 'options');
  return {
    folder,
    kustomization: origin,
    objects,
    open: trace.open,
    problems,
    files: trace.files,
    missing: trace.missing,
  };
}

/** Every layer above a refusal may meet it again. */
function distinct(problems: readonly BuildProblem[]): readonly BuildProblem[] {
  const keyOf = ({ place: { span }, message }: BuildProblem): string =>
    [span.file.path, span.start, message].join('\0');
  return [...new Map([...problems].reverse().map((problem) => [keyOf(problem), problem])).values()].reverse();
}

/** One root, evaluated, with what was noted on the way. */
interface Evaluation {
  readonly objects: readonly BuiltObject[];
  readonly trace: Trace;
}

/** Whoever asks what is missing asks for the build next, of the same sources. */
const evaluations = new WeakMap<SourceTree, Map<string, Evaluation>>();

function evaluated(folder: string, file: SourceFile, trace: Trace): Evaluation {
  const known = evaluations.get(trace.sources) ?? new Map<string, Evaluation>();
  evaluations.set(trace.sources, known);
  const evaluation = known.get(folder) ?? { objects: objectsOf(folder, file, trace), trace };
  known.set(folder, evaluation);
  return evaluation;
}

function objectsOf(folder: string, file: SourceFile, trace: Trace): readonly BuiltObject[] {
  const kustomization = readKustomization(folder, file, trace);
  return kustomization === undefined ? [] : objectsIn(kustomization, trace);
}

function objectsIn(kustomization: Kustomization, trace: Trace): readonly BuiltObject[] {
  const drafts = settle(accumulateRoot(kustomization, trace), kustomization, trace);
  return inOutputOrder(drafts, kustomization).map(({ tree, file: origin, document }) => ({
    tree,
    file: origin,
    document,
  }));
}

/** Paths that the kustomizations of the given folders name and that are no file or folder among the sources. */
export function missingSources(folders: readonly string[], sources: SourceTree): ReadonlySet<string> {
  const missing = new Set<string>();
  for (const folder of folders) {
    const [file] = kustomizationFiles(folder, sources);
    if (file === undefined) continue;
    let trace = startTrace(sources);
    try {
      ({ trace } = evaluated(folder, file, trace));
    } catch {
      // A bug; whoever builds the folder meets it again and says so. What was missed until then is known.
    }
    for (const path of trace.missing) missing.add(path);
  }
  return missing;
}
