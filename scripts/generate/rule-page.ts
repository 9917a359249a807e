import { existsSync, readFileSync } from 'node:fs';
import { rules } from '../../rules/index.js';
import { groupBy } from '../../src/data/group.js';
import { lint } from '../../src/index.js';
import { pretty } from '../../src/report/formats/pretty.js';
import { isBuiltInGroup } from '../../src/k8s/object/groups.js';
import type { ListedRule, SubjectKind, Subjects } from '../../src/rule/rule.js';
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

/** What a page says of its rule in the first place, from the meta of the rule. */
export function headOf({ summary, severity, category, fixable, since, kinds }: ListedRule): string {
  const lines = [
    `${summary}.`,
    '',
    `- Severity: ${severity}, unless the evidence says otherwise`,
    `- Category: ${category}`,
    `- Fix: ${FIXES[String(fixable)] ?? String(fixable)}`,
    `- Looks at: ${looksAt(kinds)}`,
    `- Since: ${since}`,
    '',
  ];
  return lines.join('\n');
}

const DNS_NAMES = 'DNS names in variables, arguments, ConfigMaps, Secrets and annotations';

const PARTS: Readonly<Record<keyof Subjects, string>> = {
  File: 'every file',
  Document: 'every YAML document',
  Manifest: 'every YAML document that is applied',
  Chart: 'Helm charts that nobody has rendered',
  Kustomization: 'kustomizations',
  Object: 'every object',
  Service: 'Service',
  Workload: 'whatever makes Pods, custom kinds too',
  NetworkPolicy: 'NetworkPolicy',
  Monitor: 'ServiceMonitor, PodMonitor',
  Reference: 'fields that name a Service, in any kind',
  NameReference: DNS_NAMES,
  FoundName: DNS_NAMES,
  MadeName: DNS_NAMES,
  MissingName: DNS_NAMES,
  MisshapenName: DNS_NAMES,
  LoopbackName: DNS_NAMES,
  Silencing: 'comments and annotations that silence rules',
};

/** What a rule is called with, in the words of its users; custom kinds with their group, since others may have that name too. */
function looksAt(kinds: readonly SubjectKind[]): string {
  const byGroup = groupBy(kinds, (kind) => (kind in PARTS ? '' : customGroupOf(kind)));
  return [...byGroup]
    .map(([group, own]) => [...new Set(own.map(wordsFor))].join(', ') + (group === '' ? '' : ` (${group})`))
    .join('; ');
}

function wordsFor(kind: SubjectKind): string {
  return kind in PARTS ? PARTS[kind as keyof Subjects] : kind.slice(kind.lastIndexOf('/') + 1);
}

/** Empty for a built-in kind. */
function customGroupOf(kind: string): string {
  const group = kind.slice(0, kind.indexOf('/'));
  return isBuiltInGroup(group) ? '' : group;
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
