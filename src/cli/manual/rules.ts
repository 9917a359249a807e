import { styleText } from 'node:util';
import type { Io } from '../../host/process/io.js';
import { hasColor, widthOf } from '../../host/process/terminal.js';
import { wrap } from '../../report/markup/wrap.js';
import { code, codes } from '../../text/words.js';
import { oneOf, type CommandLine } from '../arguments/command-line.js';
import { CLEAN, type ExitCode } from '../program/exit-codes.js';
import { RULES_FORMATS } from '../arguments/formats.js';
import type { Parts } from '../program/parts.js';
import { colorOf } from '../configuration/settings.js';
import { UsageError } from '../program/usage-error.js';

type Rules = Awaited<ReturnType<Parts['api']>>['rules'];

/** `svclint rules [CATEGORY]`: the rules by category, in the order of their names. */
export async function rulesCommand(line: CommandLine, io: Io, parts: Parts): Promise<ExitCode> {
  const { rules: all } = await parts.api();
  const rules = chosen(all, line.operands);
  const format = oneOf(line, 'format', RULES_FORMATS);
  const canvas = { color: hasColor(colorOf(line), io.stdout, io.env), width: widthOf(io.stdout) };
  await io.stdout.write(format === 'json' ? json(rules) : table(rules, canvas));
  return CLEAN;
}

function chosen(rules: Rules, [category, ...more]: readonly string[]): Rules {
  if (category === undefined) return rules;
  const categories = [...new Set(rules.map((rule) => rule.category))].sort();
  if (more.length > 0) throw new UsageError(`${code('svclint rules')} takes one category`);
  if (categories.includes(category)) return rules.filter((rule) => rule.category === category);
  if (rules.some(({ id }) => id === category))
    throw new UsageError(`${code(category)} is a rule; ${code(`svclint explain ${category}`)} explains it`);
  const known = `the categories are ${codes(categories, 'and', Infinity)}`;
  throw new UsageError(`there is no category ${code(category)}; ${known}`);
}

function json(rules: Rules): string {
  return JSON.stringify({ version: 1, rules: sorted(rules) }, null, 2) + '\n';
}

interface Canvas {
  readonly color: boolean;
  readonly width: number;
}

function table(rules: Rules, { color, width }: Canvas): string {
  const idWidth = rules.reduce((most, { id }) => Math.max(most, id.length), 0);
  const indent = idWidth + 'warning'.length + 6;
  // Beside long names a narrow window has no room for a second column.
  const isNarrow = width - indent < 24;
  const categories = [...new Set(rules.map(({ category }) => category))].sort();
  const sections = categories.map((category) => {
    const rows = sorted(rules)
      .filter((rule) => rule.category === category)
      .map(({ id, severity, summary }) => {
        const head = `  ${id.padEnd(isNarrow ? 0 : idWidth)}  ${severity.padEnd(isNarrow ? 0 : 'warning'.length)}`;
        if (isNarrow) return [head, ...wrap(summary, width - 6).map((row) => `      ${row}`), ''].join('\n');
        const [first = '', ...rest] = wrap(summary, width - indent);
        return [`${head}  ${first}`, ...rest.map((row) => ' '.repeat(indent) + row), ''].join('\n');
      });
    return `${color ? styleText('bold', category, { validateStream: false }) : category}\n${rows.join('')}`;
  });
  return sections.join('\n');
}

function sorted(rules: Rules): Rules {
  return [...rules].sort((a, b) => (a.id < b.id ? -1 : 1));
}
