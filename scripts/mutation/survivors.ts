import path from 'node:path';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import type { MutantResult } from '@stryker-mutator/api/core';
import type { Reporter } from '@stryker-mutator/api/report';
import { say } from '../measure/print.js';

/** The statuses of what was not tried. */
const NOT_TRIED: readonly string[] = ['CompileError', 'RuntimeError', 'Ignored', 'Pending'];

export function isTried({ status }: MutantResult): boolean {
  return !NOT_TRIED.includes(status);
}

export function isDetected({ status }: MutantResult): boolean {
  return status === 'Killed' || status === 'Timeout';
}

/** The mutated file, its path from the root of the project, where the program runs. */
export function fileOf({ fileName }: MutantResult): string {
  return path.relative('.', path.resolve(fileName)).replaceAll(path.sep, '/');
}

/** `src/tree/tree.ts:12:4 survived: ConditionalExpression, "false", 34 tests` */
export function lineOf(mutant: MutantResult): string {
  const { location, mutatorName, replacement = '', status, coveredBy = [] } = mutant;
  const place = `${fileOf(mutant)}:${String(location.start.line)}:${String(location.start.column)}`;
  const tests = mutant.static === true ? 'all tests' : `${String(coveredBy.length)} tests`;
  return `${place} ${status}: ${mutatorName}, ${JSON.stringify(replacement.slice(0, 100))}, ${tests}`;
}

/** Says of each mutant that survives at once, since all of them may take hours. */
class Survivors implements Reporter {
  onMutantTested(mutant: MutantResult): void {
    if (isTried(mutant) && !isDetected(mutant)) say(lineOf(mutant));
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Reporter, 'survivors', Survivors)];
