import { rules } from '../rules/index.js';
import { lintWith } from '../src/engine/lint.js';
import type { InputFile } from '../src/index.js';
import type { Finding, Rule } from '../src/rule/rule.js';

export interface RuleTime {
  readonly id: string;
  readonly stage: Rule['stage'];
  readonly calls: number;
  readonly findings: number;
  readonly ms: number;
}

/** Lints a tree once and says of each rule how often it was called, what it found, and how long that took. */
export function ruleTimes(files: readonly InputFile[]): readonly RuleTime[] {
  const watched = rules.map(watch);
  lintWith(
    watched.map(({ rule }) => rule),
    files,
  );
  return watched.map(({ rule: { id, stage }, seen }) => ({ id, stage, ...seen }));
}

type Check = (subject: unknown, context: unknown) => Iterable<Finding>;

/** A rule that counts. Findings are made one by one as they are asked for, so they are taken within the time. */
function watch(rule: Rule): { readonly rule: Rule; readonly seen: Omit<RuleTime, 'id' | 'stage'> } {
  const seen = { calls: 0, findings: 0, ms: 0 };
  const check: Check = (subject, context) => {
    const start = performance.now();
    const findings = [...(rule.check as Check)(subject, context)];
    seen.ms += performance.now() - start;
    seen.calls += 1;
    seen.findings += findings.length;
    return findings;
  };
  return { rule: { ...rule, check } as Rule, seen };
}
