import { existsSync, readFileSync } from 'node:fs';
import { rules } from '../../rules/index.js';
import { lint } from '../../src/index.js';
import { pretty } from '../../src/report/formats/pretty.js';
import type { ListedRule } from '../../src/rule/rule.js';
import type { GeneratedFile } from '../schemas/generate.js';
import { examplesIn, type Example } from './examples.js';

const BEGIN = '<!-- generated head: begin -->';
const END = '<!-- generated head: end -->';

const FIXES: Readonly<Record<string, string>> = {
  safe: 'safe: keeps the meaning',
  unsafe: 'unsafe: a guess, to be looked at',
  'display-only': 'an outline, to be filled in',
  false: 'none',
};

/**
 * The pages of all rules, with new heads and outputs. A rule whose page nobody has written yet is left to the tests.
 */
export function rulePages(): readonly GeneratedFile[] {
  return rules.flatMap((rule) => {
    const path = pageOf(rule.id);
    return existsSync(path) ? [{ path, text: withOutputs(withHead(readFileSync(path, 'utf8'), rule), rule.id) }] : [];
  });
}

export function pageOf(id: string): string {
  return `docs/rules/${id}.md`;
}

function withHead(page: string, rule: ListedRule): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin === -1 || end < begin) {
    console.error(`${pageOf(rule.id)} has no place for the generated head: ${BEGIN} … ${END}`);
    process.exitCode = 1;
    return page;
  }
  return page.slice(0, begin) + BEGIN + '\n' + headOf(rule) + page.slice(end);
}

function headOf({ summary, severity, category, fixable, since, kinds }: ListedRule): string {
  const lines = [
    `${summary}.`,
    '',
    `- Severity: ${severity}, unless the evidence says otherwise`,
    `- Category: ${category}`,
    `- Fix: ${FIXES[String(fixable)] ?? String(fixable)}`,
    `- Looks at: ${kinds.join(', ')}`,
    `- Since: ${since}`,
    '',
  ];
  return lines.join('\n');
}

/** Every `text output` block holds what svclint says of the example before it. */
function withOutputs(page: string, id: string): string {
  return examplesIn(page)
    .filter((example) => example.output !== undefined)
    .reverse()
    .reduce(
      (text, example) => text.slice(0, example.output?.start) + outputOf(example, id) + text.slice(example.output?.end),
      page,
    );
}

/** What the rule says of an example, as a terminal of 100 columns shows it. */
export function outputOf({ files, options }: Example, id: string): string {
  const result = lint(files, options);
  const own = result.diagnostics.filter(({ rule }) => rule === id);
  return pretty({ ...result, diagnostics: own }, { color: false, width: 100, version: '' });
}
