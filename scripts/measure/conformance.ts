import { lint, predictEndpoints, type Diagnostic, type LintResult } from '../../src/index.js';
import { inputOfCase, inputOfTrap, stubAnnotations, type Case, type Trap } from './cases.js';
import { ANSWERED_OTHERWISE, MERELY_ABSENT } from './later.js';
import { recordedSlices } from './recorded-slices.js';
import { describeSlices, predictedSlices } from './slices.js';

/** Where svclint and the control plane disagree, both sides as one line. */
export interface Difference {
  readonly expected: string;
  readonly got: string;
}

/** Advice that no control plane gives: it accepts a container without readinessProbe without a word (C01). */
export const ADVICE = { 'missing-readiness-probe': 'off' } as const;

/** Undefined where the verdict of svclint is the recorded one. */
export function checkVerdict(item: Case): Difference | undefined {
  const { files, options } = inputOfCase(item);
  const result = lint(files, { ...options, rules: ADVICE });
  const { errors, warnings, infos } = result.summary;
  const isAbsence = item.id in MERELY_ABSENT;
  const holds = isAbsence
    ? infos > 0 && warnings + errors === 0
    : {
        error: errors > 0,
        warning: warnings > 0 && errors === 0,
        'warning-or-error': warnings + errors > 0,
        clean: warnings + errors === 0,
      }[item.expect];
  if (holds && result.crashes.length === 0) return undefined;
  const answer = item.lint.endsWith(':') ? `${item.lint} ${item.messages.join(' ')}` : item.lint;
  return { expected: `${item.expect}: ${answer.replace(/\s+/g, ' ')}`, got: describeResult(result) };
}

/** Undefined where every Service of the case gets the slices that the controllers wrote. */
export function checkEndpoints(item: Case): Difference | undefined {
  const unusual = stubAnnotations(item).filter((name) => name !== 'fk/ready');
  // fk/ready changes a condition of the address only; the other two would change which Pods have one.
  if (unusual.length > 0) return { expected: 'a case that does not rest on the stub kubelet', got: unusual.join(', ') };
  const { files, options } = inputOfCase(item);
  const recorded = recordedSlices(item);
  const predicted = new Map(
    predictEndpoints(files, options).map((service) => [service.name, predictedSlices(service)]),
  );
  const names = [...new Set([...recorded.keys(), ...predicted.keys()])].sort();
  const sides = names.map((name) => ({
    expected: `${name}: ${describeSlices(recorded.get(name) ?? [])}`,
    got:
      predicted.has(name) || !recorded.has(name)
        ? `${name}: ${describeSlices(predicted.get(name) ?? [])}`
        : `${name}: no such Service`,
  }));
  const different = sides.filter((side) => side.expected !== side.got);
  if (different.length === 0) return undefined;
  return {
    expected: different.map((side) => side.expected).join(' | '),
    got: different.map((side) => side.got).join(' | '),
  };
}

/** True where a case has a Service whose endpoints can be compared. */
export function hasService(item: Case): boolean {
  return (
    /^\s*(?:- )?kind: Service(?:List)?\s*$/m.test(item.yaml) || item.created.some((name) => name.startsWith('service/'))
  );
}

/** Undefined where svclint accepts or refuses the text as the server did, or as `ANSWERED_OTHERWISE` says it should. */
export function checkTrap(trap: Trap): Difference | undefined {
  const { files, options } = inputOfTrap(trap);
  const result = lint(files, options);
  const otherwise = ANSWERED_OTHERWISE[trap.id];
  const refuses = otherwise === undefined ? trap.server === 'REJECT' : otherwise.refuses;
  if (result.summary.errors > 0 === refuses && result.crashes.length === 0) return undefined;
  const reason = otherwise === undefined ? (trap.message.split('\n').at(-1) ?? '') : otherwise.reason;
  return { expected: `${refuses ? 'refused' : 'accepted'}: ${reason}`, got: describeResult(result) };
}

function describeResult(result: LintResult): string {
  const crashes = result.crashes.map((crash) => `CRASH in ${crash.rule}: ${String(crash.error)}`);
  const findings = result.diagnostics.filter((diagnostic) => diagnostic.severity !== 'info').map(describeDiagnostic);
  return [...crashes, ...findings].join(' | ') || 'clean';
}

function describeDiagnostic(diagnostic: Diagnostic): string {
  return `${diagnostic.severity}[${diagnostic.rule}] ${diagnostic.message}`;
}
