import type { SourceFile } from '../text/source-file.js';
import { accumulateRoot } from './accumulate.js';
import { isAnswered, isApart } from './build/answers.js';
import type { BuildProblem, BuiltObject, Edit, KustomizeBuild, SourceTree } from './build/build.js';
import { kustomizationFiles, readKustomization, type Kustomization } from './kustomization/kustomization.js';
import { inOutputOrder } from './references/order.js';
import { startTrace, type Noted, type Trace } from './build/trace.js';
import { settle } from './references/settle.js';

/**
 * What `kubectl kustomize` makes of a folder, in the version that ships with kubectl 1.35 (kustomize 5.7), without
 * running it. Undefined where the folder has no kustomization. What cannot be evaluated or is refused stands in the
 * result; nothing is thrown.
 */
export function evaluateKustomization(folder: string, sources: SourceTree): KustomizeBuild | undefined {
  const [file, second] = kustomizationFiles(folder, sources);
  if (file === undefined) return undefined;
  const { objects, noted } = evaluated(folder, file, startTrace(sources));
  const problems = second === undefined ? noted.problems : [secondFile(file, second), ...noted.problems];
  return buildOf({ folder, kustomization: file, objects, noted, problems });
}

function secondFile(first: SourceFile, second: SourceFile): BuildProblem {
  const start = Math.max(0, second.text.search(/^[^\s#-]/m)); // behind comments and `---`
  const span = { file: second, start, end: Math.min(start + 1, second.text.length) };
  return { place: { span }, message: `the folder has a second kustomization, \`${first.path}\`` };
}

/**
 * The same for a program that edits the kustomization of the folder first; undefined where it has none and none is
 * written.
 */
export function evaluateEdited(
  folder: string,
  { change, written, isUnrestricted }: Edit,
  sources: SourceTree,
): KustomizeBuild | undefined {
  const [file, second] = kustomizationFiles(folder, sources);
  const origin = file ?? written?.file;
  if (origin === undefined || second !== undefined) return evaluateKustomization(folder, sources);
  const noted = startTrace(sources);
  const found =
    file === undefined
      ? written && { folder, file: written.file, tree: written.tree, isComponent: false }
      : readKustomization(folder, file, noted);
  const objects = found === undefined ? [] : objectsIn({ ...found, tree: change(found.tree) }, noted);
  const problems = noted.problems.filter(({ reach }) => !isUnrestricted || reach !== 'options');
  return buildOf({ folder, kustomization: origin, objects, noted, problems });
}

type Parts = Pick<KustomizeBuild, 'folder' | 'kustomization' | 'objects' | 'problems'> & { readonly noted: Noted };

function buildOf({ folder, kustomization, objects, problems, noted: { open, files, missing } }: Parts): KustomizeBuild {
  return { folder, kustomization, objects, open, problems: distinct(problems), files, missing };
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
  readonly noted: Noted;
}

/** Whoever asks what is missing asks for the build next, of the same sources. */
const evaluations = new WeakMap<SourceTree, Map<string, Evaluation>>();

/**
 * The last one by the text of its root: other sources may lack nothing of what it read, and have read more for another
 * root.
 */
const kept = new WeakMap<SourceFile, Evaluation>();

function evaluated(folder: string, file: SourceFile, trace: Trace): Evaluation {
  const known = evaluations.get(trace.given) ?? new Map<string, Evaluation>();
  evaluations.set(trace.given, known);
  const evaluation = known.get(folder) ?? keptFor(file, trace.given) ?? evaluate(folder, file, trace);
  known.set(folder, evaluation);
  return evaluation;
}

function keptFor(file: SourceFile, sources: SourceTree): Evaluation | undefined {
  const evaluation = kept.get(file);
  return evaluation !== undefined && isAnswered(evaluation.noted.answers, sources) ? evaluation : undefined;
}

function evaluate(folder: string, file: SourceFile, trace: Trace): Evaluation {
  const objects = objectsOf(folder, file, trace);
  const { answers, open, problems, files, missing, components } = trace;
  const evaluation = { objects, noted: { answers, open, problems, files, missing, components } };
  if (isApart(answers, folder)) kept.set(file, evaluation);
  return evaluation;
}

function objectsOf(folder: string, file: SourceFile, trace: Trace): readonly BuiltObject[] {
  const kustomization = readKustomization(folder, file, trace);
  return kustomization === undefined ? [] : objectsIn(kustomization, trace);
}

function objectsIn(kustomization: Kustomization, trace: Trace): readonly BuiltObject[] {
  const drafts = settle(accumulateRoot(kustomization, trace), kustomization, trace);
  return inOutputOrder(drafts, kustomization).map(({ tree, file, document }) => ({ tree, file, document }));
}

/** Paths that the kustomizations of the given folders name and that are no file or folder among the sources. */
export function missingSources(folders: readonly string[], sources: SourceTree): ReadonlySet<string> {
  const missing = new Set<string>();
  for (const folder of folders) {
    const [file] = kustomizationFiles(folder, sources);
    if (file === undefined) continue;
    for (const path of missingBelow(folder, file, startTrace(sources))) missing.add(path);
  }
  return missing;
}

function missingBelow(folder: string, file: SourceFile, trace: Trace): ReadonlySet<string> {
  try {
    return evaluated(folder, file, trace).noted.missing;
  } catch {
    // A bug; whoever builds the folder meets it again and says so. What was missed until then is known.
    return trace.missing;
  }
}
