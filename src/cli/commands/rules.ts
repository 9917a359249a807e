import { styleText } from 'node:util';
import type { Io } from '../../host/process/io.js';
import { hasColor } from '../../host/process/terminal.js';
import { code } from '../../text/words.js';
import { oneOf, type CommandLine } from '../arguments/command-line.js';
import { CLEAN, type ExitCode } from '../program/exit-codes.js';
import { RULES_FORMATS } from '../arguments/options.js';
import type { Parts } from '../program/parts.js';
import { colorOf } from '../configuration/settings.js';
import { UsageError } from '../program/usage-error.js';

type Rules = Awaited<ReturnType<Parts['api']>>['rules'];

/** `svclint rules`: all rules by category, in the order of their names. */
export async function rulesCommand(line: CommandLine, io: Io, parts: Parts): Promise<ExitCode> {
  const [operand] = line.operands;
  if (operand !== undefined) {
    const instead = `${code('svclint explain RULE')} explains one rule`;
    throw new UsageError(`${code('svclint rules')} takes no path or rule, as ${code(operand)}; ${instead}`);
  }
  const { rules } = await parts.api();
  const format = oneOf(line, 'format', RULES_FORMATS);
  await io.stdout.write(format === 'json' ? json(rules) : table(rules, hasColor(colorOf(line), io.stdout, io.env)));
  return CLEAN;
}

function json(rules: Rules): string {
  return JSON.stringify({ version: 1, rules: sorted(rules) }, null, 2) + '\n';
}

function table(rules: Rules, color: boolean): string {
  const idWidth = Math.max(0, ...rules.map(({ id }) => id.length));
  const categories = [...new Set(rules.map(({ category }) => category))].sort();
  const sections = categories.map((category) => {
    const rows = sorted(rules)
      .filter((rule) => rule.category === category)
      .map(
        ({ id, severity, summary }) => `  ${id.padEnd(idWidth)}  ${severity.padEnd('warning'.length)}  ${summary}\n`,
      );
    return `${color ? styleText('bold', category, { validateStream: false }) : category}\n${rows.join('')}`;
  });
  return sections.join('\n');
}

function sorted(rules: Rules): Rules {
  return [...rules].sort((a, b) => (a.id < b.id ? -1 : 1));
}
