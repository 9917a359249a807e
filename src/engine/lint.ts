import type { Diagnostic, LintResult, Severity } from '../diagnostic/diagnostic.js';
import type { Resource } from '../k8s/resource.js';
import type { Rule } from '../rule/rule.js';
import { sourceFile } from '../text/source-file.js';
import { admit, graphsOf, type Admitted } from './load.js';
import type { InputFile, LintOptions } from './options.js';
import { runOnObject, type Crash, type Run } from './run-rules.js';
import { settle, type Raised } from './settle.js';

/** Lints a set of files as one tree: reads no file, no clock and no environment; the same input gives the same result. */
export function lintWith(rules: readonly Rule[], inputs: readonly InputFile[], options: LintOptions = {}): LintResult {
  const admitted = admit(inputs, options, rules);
  const judged = judge(admitted, rules);
  const raised = [...admitted.runs.flatMap((run) => run.raised), ...judged.raised];
  const crashes = [...admitted.runs.flatMap((run) => run.crashes), ...judged.crashes];
  const settled = settle(raised, options.rules ?? {});
  const diagnostics = [...settled, ...crashes.map((crash) => crashDiagnostic(crash, inputs))];
  const number = (severity: Severity): number => diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  return {
    diagnostics,
    summary: {
      files: inputs.length,
      resources: admitted.objects.length,
      errors: number('error'),
      warnings: number('warning'),
      infos: number('info'),
      suppressed: 0,
    },
    crashes: crashes.map(({ rule, error }) => ({ rule: rule.id, error })),
  };
}

/** Runs the graph rules unit by unit. What stands in several units is a mistake only if it is one in each of them. */
function judge(admitted: Admitted, rules: readonly Rule[]): Run {
  const graphRules = rules.filter((rule) => rule.stage === 'graph');
  const unitsOf = new Map<Resource, number>();
  for (const { objects } of admitted.units) {
    for (const { resource } of objects) unitsOf.set(resource, (unitsOf.get(resource) ?? 0) + 1);
  }
  const once: Raised[] = [];
  const votes = new Map<string, { readonly needed: number; readonly raised: Raised[] }>();
  const crashes: Crash[] = [];
  for (const { unit, graph } of graphsOf(admitted)) {
    for (const object of unit.objects) {
      const run = runOnObject(graphRules, object, graph);
      crashes.push(...run.crashes);
      const needed = unitsOf.get(object.resource) ?? 1;
      if (needed === 1) once.push(...run.raised);
      else for (const raised of run.raised) vote(votes, raised, needed);
    }
  }
  const unanimous = [...votes.values()].filter(({ needed, raised }) => raised.length >= needed).map(({ raised }) => mildest(raised));
  return { raised: [...once, ...unanimous], crashes };
}

function vote(votes: Map<string, { readonly needed: number; readonly raised: Raised[] }>, raised: Raised, needed: number): void {
  const { span } = raised.finding.at.place;
  const id = `${raised.rule.id}\0${span.file.path}\0${span.start}\0${span.end}`;
  const ballot = votes.get(id) ?? { needed, raised: [] };
  ballot.raised.push(raised);
  votes.set(id, ballot);
}

const RANK: Readonly<Record<Severity, number>> = { error: 2, warning: 1, info: 0 };

function mildest(raised: readonly Raised[]): Raised {
  const rank = ({ rule, finding }: Raised): number => RANK[finding.severity ?? rule.severity];
  return raised.reduce((best, next) => (rank(next) < rank(best) ? next : best));
}

/** A rule that throws is a bug of svclint, never a reason to hide what the other rules found. */
function crashDiagnostic({ rule, error, subject, resource }: Crash, inputs: readonly InputFile[]): Diagnostic {
  const file = resource?.file ?? sourceFile(inputs[0]?.path ?? '', '');
  const span = resource?.at().span ?? { file, start: 0, end: 0 };
  return {
    rule: 'internal-error',
    severity: 'error',
    message: `rule \`${rule.id}\` failed on this object`,
    primary: { span, text: error instanceof Error ? error.message : String(error) },
    related: [],
    notes: ['this is a bug of svclint; the other rules have run'],
    help: `report it, or go on with \`--rule ${rule.id}=off\``,
    fix: null,
    subject,
    docs: 'docs/rules.md',
  };
}
