import type { Diagnostic, InputFile, LintOptions, LintResult } from '../../src/index.js';
import { lint } from '../../src/index.js';
import { framesOf, pretty } from '../../src/report/formats/pretty.js';
import { positionAt } from '../../src/text/source-file.js';
import type { Marker } from './project.js';

/** `service.yaml:12 unmatched-service-selector`: what markers and findings are compared as. */
export type Mark = string;

export function marksOf(markers: readonly Marker[]): readonly Mark[] {
  return markers.map(({ path, line, rule }) => `${path}:${line} ${rule}`).sort();
}

/** The lines at which a run speaks. */
export function marksIn(diagnostics: readonly Diagnostic[]): readonly Mark[] {
  return diagnostics
    .map(
      ({ primary, rule }) =>
        `${primary.span.file.path}:${positionAt(primary.span.file, primary.span.start).line} ${rule}`,
    )
    .sort();
}

/** Lints, and fails loudly where a rule threw. */
export function judge(files: readonly InputFile[], options: LintOptions = {}): LintResult {
  const result = lint(files, options);
  const [crash] = result.crashes;
  if (crash !== undefined) throw new Error(`rule ${crash.rule} threw`, { cause: crash.error });
  return result;
}

const TERMINAL = { color: false, width: 100, version: '0.0.0' };

/** What a terminal of 100 columns without colours shows of these findings. */
export function render(diagnostics: readonly Diagnostic[], result: LintResult): string {
  return pretty({ ...result, diagnostics }, TERMINAL);
}

/** In full what a terminal only names: infos, and the fourth finding of a rule and those after it. */
export function renderRest(diagnostics: readonly Diagnostic[], result: LintResult): string {
  const shown = render(diagnostics, result);
  const frames = framesOf(diagnostics, { ...TERMINAL, quiet: true });
  return frames.filter((frame) => !shown.includes(frame.trimEnd())).join('\n');
}

/** The same files in other orders: none may change what is found. */
export function reorderings<T>(items: readonly T[]): readonly (readonly T[])[] {
  const reversed = [...items].reverse();
  const riffled = [...items.filter((_, index) => index % 2 === 1), ...items.filter((_, index) => index % 2 === 0)];
  return [reversed, riffled];
}

/** The files after the edits of one fix. */
export function repaired(files: readonly InputFile[], fix: NonNullable<Diagnostic['fix']>): readonly InputFile[] {
  return files.map(({ path, text }) => {
    const edits = fix.edits.filter(({ span }) => span.file.path === path).sort((a, b) => b.span.start - a.span.start);
    return {
      path,
      text: edits.reduce((done, { span, text: by }) => done.slice(0, span.start) + by + done.slice(span.end), text),
    };
  });
}
