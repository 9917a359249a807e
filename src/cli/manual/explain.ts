import type { Io } from '../../host/process/io.js';
import { ruleDocs } from '../../host/files/rule-docs.js';
import { hasColor, widthOf } from '../../host/process/terminal.js';
import type { RuleInfo } from '../../index.js';
import { terminalPage } from '../../report/markup/terminal-page.js';
import { code } from '../../text/words.js';
import type { CommandLine } from '../arguments/command-line.js';
import { CLEAN, type ExitCode } from '../program/exit-codes.js';
import type { Parts } from '../program/parts.js';
import { colorOf, unknownRule } from '../configuration/settings.js';
import { UsageError } from '../program/usage-error.js';

/** Columns of text that are still read with ease. */
const WIDEST = 100;

/** `svclint explain RULE`: the page of the rule, as it stands in docs/rules. */
export async function explainCommand(line: CommandLine, io: Io, parts: Parts): Promise<ExitCode> {
  const [id, ...more] = line.operands;
  if (id === undefined || more.length > 0) {
    throw new UsageError(`${code('svclint explain')} takes one rule; ${code('svclint rules')} lists them`);
  }
  const { rules } = await parts.api();
  const rule = rules.find((each) => each.id === id);
  const known = rules.map((each) => each.id);
  if (rule === undefined) throw unknownRule(id, known);
  const page = (await ruleDocs(id)) ?? shortPage(rule);
  const width = Math.min(widthOf(io.stdout), WIDEST);
  await io.stdout.write(terminalPage(page, { color: hasColor(colorOf(line), io.stdout, io.env), width }));
  return CLEAN;
}

function shortPage({ id, summary, category, severity }: RuleInfo): string {
  return `# ${id}\n\n${summary}\n\nCategory: ${category}. Severity: ${severity}.\n`;
}
