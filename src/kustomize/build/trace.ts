import type { Place } from '../../tree/tree.js';
import { addAnswers, heardBy, startAnswers, type Answers } from './answers.js';
import { builtInSchema, type SchemaInUse } from '../schema/schema-in-use.js';
import type { BuildProblem, OpenPart, SourceTree } from './build.js';

/** What an evaluation notes on its way, root by root. */
export interface Trace {
  /** What is asked of them is noted in `answers`. */
  readonly sources: SourceTree;
  readonly answers: Answers;
  /** The same sources as they were given, to keep bases by. */
  readonly given: SourceTree;
  /** One for all layers. */
  readonly inUse: SchemaInUse;
  readonly open: OpenPart[];
  readonly problems: BuildProblem[];
  readonly files: Set<string>;
  /** Paths that were looked for and are not among the sources. */
  readonly missing: Set<string>;
  /** The components evaluated so far, one folder for each time. */
  readonly components: string[];
}

/** The trace of a root, or of a root within the build that `inUse` belongs to. */
export function startTrace(given: SourceTree, inUse = builtInSchema()): Trace {
  const answers = startAnswers();
  return {
    given,
    sources: heardBy(answers, given),
    answers,
    inUse,
    open: [],
    problems: [],
    files: new Set(),
    missing: new Set(),
    components: [],
  };
}

/** What an evaluation has noted. */
export type Noted = Omit<Trace, 'given' | 'sources' | 'inUse'>;

/** Takes over what the evaluation of a nested root has noted. */
export function addTrace(trace: Trace, nested: Noted): void {
  addNew(trace.open, nested.open);
  addNew(trace.problems, nested.problems);
  for (const path of nested.files) trace.files.add(path);
  for (const path of nested.missing) trace.missing.add(path);
  addAnswers(trace.answers, nested.answers);
}

/** A base that is listed twice has noted the same twice; that must not double with every layer. */
function addNew<T>(to: T[], items: readonly T[]): void {
  const known = new Set(to);
  for (const item of items) if (!known.has(item)) to.push(item);
}

/** What is known of a refusal besides its words. */
interface Circumstances {
  readonly help?: string;
  /** Set where an object is missed that an open part may well bring. */
  readonly isAbsence?: boolean;
  /** How far the build is known all the same. */
  readonly reach?: BuildProblem['reach'];
}

/** Thrown where kustomize gives up, and turned into data by `attempt`. */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly place?: Place,
    readonly circumstances: Circumstances = {},
  ) {
    super(message);
  }
}

/** An object is missed: kustomize refuses that, but it would also see what the open parts bring. */
export function absence(message: string, place?: Place, reach?: BuildProblem['reach']): Refusal {
  return new Refusal(message, place, { isAbsence: true, reach });
}

/** The result of a step, or `otherwise` where kustomize refuses it; `place` is where the step was asked for. */
export function attempt<T>(trace: Trace, place: Place, otherwise: T, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { help, isAbsence, reach } = error.circumstances;
    if (isAbsence === true && trace.open.length > 0) return otherwise;
    trace.problems.push({ place: error.place ?? place, message: error.message, help, reach });
    return otherwise;
  }
}
