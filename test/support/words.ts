import { lint, type LintOptions } from '../../src/index.js';

/**
 * All that a rule says of these texts, each finding with its severity, its labels, notes and help: of an info
 * `expected.txt` shows the headline alone.
 */
export function wordsOf(rule: string, texts: readonly string[] | string, options: LintOptions = {}): readonly string[] {
  const files = [texts].flat().map((text, at) => ({ path: `file-${at}.yaml`, text }));
  return lint(files, options)
    .diagnostics.filter((one) => one.rule === rule)
    .map(({ severity, message, primary, related, notes, help, fix }) =>
      [`${severity}: ${message}`, primary.text, ...related.map(({ text }) => text), ...notes, help, fix?.title]
        .filter((text) => typeof text === 'string')
        .join('\n'),
    );
}
