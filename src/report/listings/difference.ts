import type { ContractChange, Difference, WrittenLine } from '../../answers/difference/difference.js';
import { code, count, list } from '../../text/words.js';
import { columnsOf, type ReportOptions } from '../formats/reporter.js';
import { markdownText } from '../markup/markdown-text.js';
import { palette } from '../markup/palette.js';
import { inert, safeJson, visible } from '../markup/visible.js';
import { wrap } from '../markup/wrap.js';

/** What a format of the command `diff` does: the whole output, ending in a newline. */
export type DifferenceReporter = (difference: Difference, options: ReportOptions) => string;

const HEADS = [
  ['breaks', 'breaks'],
  ['changes', 'changes'],
  ['opens', 'new or open'],
] as const;

const NOTHING = 'the contract is the same\n';

/** For people: what breaks first; under each sentence where it stood and where it stands. */
export const prettyDifference: DifferenceReporter = ({ changes, unread }, options) => {
  const paint = palette(options.color);
  const width = columnsOf(options);
  const rest = unread.length === 0 ? '' : wrap(visible(unreadWords(unread)), width).join('\n');
  if (changes.length === 0) return rest === '' ? NOTHING : inert(`${NOTHING}\n${rest}\n`);
  const heads = { breaks: paint.error, changes: paint.warning, opens: paint.added };
  const blocks = sections(changes).map(({ effect, head, those }) => {
    const lines = those.flatMap((change) => [
      ...wrap(visible(change.text), width - 4).map((line, at) => (at === 0 ? `  ${line}` : `    ${line}`)),
      ...wrap(placesOf(change), width - 6).map((line) => `      ${paint.dim(line)}`),
    ]);
    return [heads[effect](`${head} (${those.length})`), ...lines].map((line) => `${line}\n`).join('');
  });
  return inert([...blocks, ...(rest === '' ? [] : [`${rest}\n`])].join('\n'));
};

/** Said once, however many they are. */
function unreadWords(files: readonly string[]): string {
  const what = count(files.length, 'file that nobody has rendered', 'files that nobody has rendered');
  return `not compared: ${what}, ${list(files.map(code), 'and', 2)}`;
}

/** What has an effect of its own, and workloads apart. */
function sections(changes: readonly ContractChange[]) {
  const parts = HEADS.map(([effect, head]) => ({
    effect,
    head,
    those: changes.filter((change) => change.effect === effect && change.topic !== 'workload'),
  }));
  const workloads = changes.filter(({ topic }) => topic === 'workload');
  return [...parts, { effect: 'changes' as const, head: 'workloads', those: workloads }].filter(
    ({ those }) => those.length > 0,
  );
}

function placesOf({ before, after }: ContractChange): string {
  const [was, now] = [before, after].map((place) => (place === null ? null : placeText(place)));
  if (was === now) return now ?? '';
  return [was === null ? [] : `before ${was}`, now === null ? [] : `now ${now}`].flat().join(', ');
}

const placeText = ({ file, line }: WrittenLine): string => visible(`${file}:${line}`);

/** A reader of a pull request takes no more. */
const MOST = 100;

/** A comment on a pull request. */
export const markdownDifference: DifferenceReporter = ({ changes, unread }) => {
  const rest = unread.length === 0 ? '' : `\n${markdownText(unreadWords(unread))}\n`;
  if (changes.length === 0) return `### Service contract: no change\n${rest}`;
  const breaking = changes.filter(({ effect }) => effect === 'breaks').length;
  const verdict = breaking === 0 ? 'nothing breaks' : count(breaking, 'thing breaks', 'things break');
  const parts = sections(changes).map(({ head, those }) => {
    const lines = those
      .slice(0, MOST)
      .map((change) => `- ${markdownText(change.text)} (${markdownText(placesOf(change))})\n`);
    const left = those.length - MOST;
    return `\n**${head}**\n\n${lines.join('')}${left > 0 ? `- and ${left} more\n` : ''}`;
  });
  return inert(`### Service contract: ${verdict}\n${parts.join('')}${rest}`);
};

/** The difference as JSON, version 1: the shape of `schema/diff.schema.json`. */
export const jsonDifference: DifferenceReporter = ({ changes, unread }) => safeJson({ version: 1, changes, unread });
