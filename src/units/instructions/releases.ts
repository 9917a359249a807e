import { nameOf } from '../../text/paths.js';
import type { SourceFile } from '../../text/source-file.js';
import { isMeant, isPath, saidPath, type SaidPath } from './said-path.js';
import { statementsOf, type Statement } from './statements.js';

/** A release that a command or a helmfile makes of a chart. */
export interface SaidRelease {
  readonly name: string;
  /** The last step of what names the chart: `repo/shop`, `./charts/shop`. */
  readonly chart: string;
  readonly path: SaidPath;
}

/** Whether the chart is that of a folder, by its path or by its name. */
export function isOfChart({ chart, path }: SaidRelease, folder: string, name: string): boolean {
  return chart === name || isMeant(path, folder);
}

/** `helm install shop ./chart`, `helm upgrade --install shop repo/shop`, an entry of `releases` in a helmfile. */
export function releasesIn({ path, text }: SourceFile): readonly SaidRelease[] {
  const said = (name: string, chart: string): readonly SaidRelease[] =>
    /^[a-z0-9][a-z0-9.-]*$/.test(name) && isPath(chart)
      ? [{ name, chart: nameOf(chart), path: saidPath(chart, path) }]
      : [];
  const commands = statementsOf(text).flatMap((words) => {
    const [name, chart] = operands(words);
    return name === undefined || chart === undefined ? [] : said(name, chart);
  });
  return [...commands, ...[...listed(text)].flatMap(([name, chart]) => said(name, chart))];
}

/** The names and charts in `releases` of a helmfile. */
function* listed(text: string): Iterable<readonly [name: string, chart: string]> {
  let name: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    const [, start, key, value = ''] = /^\s*(- )?(name|chart):\s*["']?([^\s"']+)/.exec(line) ?? [];
    if (start !== undefined || line.trimStart().startsWith('- ')) name = key === 'name' ? value : undefined;
    else if (key === 'chart' && name !== undefined) yield [name, value];
  }
}

const SWITCHES =
  /^--?(?:i|install|atomic|create-namespace|debug|dependency-update|devel|dry-run|force|generate-name|reset-values|reuse-values|skip-crds|skip-tests|wait|wait-for-jobs|cleanup-on-fail)$/;

/** What helm is told besides flags and their values; the name of a release may be the value of one. */
function operands(words: Statement): readonly string[] {
  const helm = words.findIndex((word) => /^(?:.*\/)?helm3?$/.test(word));
  const verb = words.findIndex((word, at) => at > helm && /^(?:install|upgrade|template)$/.test(word));
  if (helm === -1 || verb === -1) return [];
  const found: string[] = [];
  let name: string | undefined;
  for (let at = verb + 1; at < words.length; at++) {
    const word = words[at] ?? '';
    if (/^[|>&]/.test(word)) break;
    if (!word.startsWith('-')) found.push(word);
    else if (/^--name(?:=|$)/.test(word)) name = word.split('=')[1] ?? words[++at];
    else if (!word.includes('=') && !SWITCHES.test(word)) at++;
  }
  return name === undefined ? found : [name, ...found];
}
