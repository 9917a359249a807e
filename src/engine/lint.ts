import type { Diagnostic, LintResult, Severity } from '../diagnostic/diagnostic.js';
import { newSince } from '../diagnostic/known.js';
import { originOf } from '../k8s/object/resource.js';
import type { Rule } from '../rule/rule.js';
import { crashDiagnostic, failureDiagnostic } from './runs/crashes.js';
import { onceForAll, type Heard } from './findings/heard.js';
import { admit, graphsOf, type Admitted } from './load.js';
import type { InputFile, LintOptions } from './input/options.js';
import { sharedTexts } from './findings/fix.js';
import { tableOf } from './runs/rule-table.js';
import { runOnObject, runOnSilencings, type Crash, type Run } from './runs/run-rules.js';
import { settle } from './findings/settle.js';
import { unmatchedIn } from './findings/unmatched.js';
import { part } from './findings/silences.js';

/**
 * Lints a set of files as one tree: reads no file, no clock and no environment; the same input gives the same result.
 */
export function lintWith(rules: readonly Rule[], inputs: readonly InputFile[], options: LintOptions = {}): LintResult {
  return lintAdmitted(admit(inputs, options, rules), rules, inputs, options);
}

/** The same for a tree that is read already, for whoever asks more of it. */
export function lintAdmitted(
  admitted: Admitted,
  rules: readonly Rule[],
  inputs: readonly InputFile[],
  options: LintOptions,
): LintResult {
  const judged = judge(admitted, rules);
  const raised = [...admitted.runs.flatMap((run) => run.raised), ...judged.raised];
  const { severities, unapplied } = admitted;
  const { loud, silenced, verdict } = part(raised, admitted.silences, {
    rules,
    isOff: ({ id, span }) => severities.of(id, span.file.path, null) === 'off',
  });
  const about = runOnSilencings(
    tableOf(rules.filter((rule) => rule.stage === 'silencing')),
    admitted.silences.all(admitted.objects.map(({ resource }) => resource)),
    verdict,
  );
  const crashes = [...admitted.runs.flatMap((run) => run.crashes), ...judged.crashes, ...about.crashes];
  const isReported = options.onlyReport === undefined ? () => true : concerns(new Set(options.onlyReport));
  const isShared = sharedTexts(admitted.files);
  const settled = settle([...loud, ...about.raised], { severities, isShared, unapplied });
  const fresh = options.earlier === undefined ? settled : newSince(options.earlier, settled);
  const known = settled.filter(isReported).length - fresh.filter(isReported).length;
  const diagnostics = [
    ...fresh.filter(isReported),
    ...crashes.map((crash) => crashDiagnostic(crash, inputs)),
    ...admitted.failed.map((build) => failureDiagnostic(build, admitted.files)),
  ];
  const number = (severity: Severity): number =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  return {
    diagnostics,
    summary: {
      files: inputs.filter(({ supporting }) => supporting !== true).length,
      resources: new Set(admitted.objects.map(({ resource }) => originOf(resource))).size,
      errors: number('error'),
      warnings: number('warning'),
      infos: number('info'),
      suppressed: known + settle(silenced, { severities, isShared, unapplied }).filter(isReported).length,
    },
    ...(options.earlier === undefined ? {} : { known }),
    unmatched: unmatchedIn(inputs, options, {
      resources: admitted.objects.map(({ resource }) => resource),
      unmetExternal: admitted.external.unmet(),
    }),
    crashes: [
      ...crashes.map(({ rule, error }) => ({ rule: rule.id, error })),
      ...admitted.failed.map(({ error }) => ({ rule: null, error })),
    ],
  };
}

/** Runs the graph rules unit by unit. */
function judge(admitted: Admitted, rules: readonly Rule[]): Run {
  const graphRules = tableOf(rules.filter((rule) => rule.stage === 'graph'));
  const heard: Heard[] = [];
  const crashes: Crash[] = [];
  for (const { unit, graph } of graphsOf({ ...admitted, refused: admitted.unusable })) {
    for (const object of unit.objects) {
      const run = runOnObject(graphRules, object, graph);
      for (const crash of run.crashes) crashes.push(crash);
      for (const raised of run.raised) heard.push({ raised, unit, resource: object.resource });
    }
  }
  // An annotation may stand on the object of one kustomization and not on that of another.
  const isSilenced = ({ raised }: Heard): boolean => admitted.silences.allowance(raised) !== undefined;
  const apart = [heard.filter((each) => !isSilenced(each)), heard.filter(isSilenced)];
  return { raised: apart.flatMap((each) => onceForAll(each, admitted.units)), crashes };
}

/**
 * True where any place of the diagnostic lies in one of the files; what svclint itself did wrong concerns everybody.
 */
function concerns(files: ReadonlySet<string>): (diagnostic: Diagnostic) => boolean {
  return ({ primary, related }) => [primary, ...related].some(({ span }) => files.has(span.file.path));
}
