import { groupBy } from '../../data/group.js';
import { fingerprintsOf } from '../../diagnostic/fingerprint.js';
import type { Diagnostic, Fix, Label, LintResult, Severity, Subject } from '../../diagnostic/diagnostic.js';
import { positionAt } from '../../text/source-file.js';
import type { SourceFile, Span } from '../../text/source-file.js';
import { isStream, pathFromRoot, remarksOf } from './reporter.js';
import type { Reporter, ReportOptions, RuleText } from './reporter.js';
import { locationOf } from '../markup/location.js';
import { sarifLink, sarifText, sarifUri } from '../markup/sarif-text.js';
import { safeJson, visible } from '../markup/visible.js';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
const ROOT = '%SRCROOT%';
const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };
/** What code scanning calls the severity of a rule that is not about security. */
const PROBLEMS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'recommendation' };

/**
 * SARIF 2.1.0: both ends of a mismatch, repairs, the page of each rule that speaks, and fingerprints that do not count
 * lines.
 */
export const sarif: Reporter = (result, options) => {
  const ids = [...new Set(result.diagnostics.map(({ rule }) => rule))].sort();
  const rules = new Map(ids.map((id, index) => [id, index]));
  const fingerprints = fingerprintsOf(result.diagnostics);
  return safeJson({
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'svclint', version: options.version, rules: ids.map((id) => ruleData(id, options)) } },
        invocations: [invocationData(result)],
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [ROOT]: { description: { text: 'the root of the repository' } } },
        results: result.diagnostics.map((diagnostic) => ({
          ...resultData(diagnostic, options),
          ruleIndex: rules.get(diagnostic.rule),
          partialFingerprints: { 'svclint/v1': fingerprints.get(diagnostic) },
        })),
      },
    ],
  });
};

/** A run that judged nothing says so, since it has no results either. */
function invocationData({ crashes, summary }: LintResult): unknown {
  const executionSuccessful = crashes.length === 0;
  if (summary.resources > 0) return { executionSuccessful };
  const notification = { level: 'warning', message: { text: 'no Kubernetes object was judged' } };
  return { executionSuccessful, toolExecutionNotifications: [notification] };
}

function ruleData(id: string, { rules = [], pages }: ReportOptions): unknown {
  const rule = rules.find((each) => each.id === id);
  if (rule === undefined) return { id };
  const summary = { text: rule.summary };
  return {
    id,
    shortDescription: summary,
    fullDescription: summary,
    help: helpData(rule),
    ...(pages === undefined ? {} : { helpUri: `${pages}docs/rules/${id}.md` }),
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: { tags: ['kubernetes', rule.category], 'problem.severity': PROBLEMS[rule.severity] },
  };
}

function helpData({ page, summary }: RuleText): unknown {
  const text = (page ?? summary).replace(/<!--(?:(?!<!--)[\s\S])*?-->\s*/g, '').trim();
  return page === null ? { text } : { text, markdown: text };
}

function resultData(diagnostic: Diagnostic, options: ReportOptions): Readonly<Record<string, unknown>> {
  const { rule, severity, primary, related, subject, fix } = diagnostic;
  const message = primary.text === '' ? {} : { message: { text: sarifText(visible(primary.text)) } };
  const location = { ...physicalData(primary.span, options), ...message };
  return {
    ruleId: rule,
    level: LEVELS[severity],
    message: { text: messageOf(diagnostic, options) },
    locations: [subject === null ? location : { ...location, logicalLocations: [subjectData(subject)] }],
    ...(related.length === 0
      ? {}
      : { relatedLocations: related.map((label, index) => relatedData(label, index + 1, options)) }),
    // A repair with values that only a person knows is none that a program may offer.
    ...(fix === null || fix.applicability === 'display-only' || fix.edits.some(({ span }) => isStream(span.file.path))
      ? {}
      : { fixes: [fixData(fix, options)] }),
  };
}

/**
 * The headline as a sentence, since readers with little room show the first one; then a link to each other end, and the
 * rest.
 */
function messageOf(diagnostic: Diagnostic, options: ReportOptions): string {
  const said = (text: string): string => sarifText(visible(text));
  const ends = diagnostic.related.map(({ span, text }, index) => {
    const place = `${visible(pathFromRoot(span.file.path, options))}:${positionAt(span.file, span.start).line}`;
    const link = isStream(span.file.path) ? sarifText(place) : sarifLink(place, index + 1);
    return `${link}${text === '' ? '' : `: ${said(text)}`}`;
  });
  const { span, text } = diagnostic.primary;
  const where = isStream(span.file.path) ? [said(locationOf(span))] : [];
  const label = [...where, ...(text === '' ? [] : [said(text)])].join(': ');
  return [
    `${said(diagnostic.message)}.`,
    ...(label === '' ? [] : [label]),
    ...ends,
    ...remarksOf(diagnostic).map(said),
  ].join('\n');
}

function relatedData({ span, text }: Label, id: number, options: ReportOptions): unknown {
  const message = text === '' ? {} : { message: { text: sarifText(visible(text)) } };
  return { id, ...physicalData(span, options), ...message };
}

/** A stream has no place that a reader could open. */
function physicalData(span: Span, options: ReportOptions): { readonly physicalLocation?: unknown } {
  return isStream(span.file.path) ? {} : { physicalLocation: placeData(span, options) };
}

function subjectData({ kind, namespace, name }: Subject): unknown {
  return {
    name,
    fullyQualifiedName: [...(namespace === null ? [] : [namespace]), kind, name].join('/'),
    kind: 'resource',
  };
}

function fixData({ title, applicability, edits }: Fix, options: ReportOptions): unknown {
  const files = groupBy(edits, ({ span }) => span.file);
  return {
    description: { text: sarifText(visible(title)) },
    artifactChanges: [...files].map(([file, own]) => ({
      artifactLocation: fileData(file, options),
      replacements: own.map((edit) => ({ deletedRegion: regionData(edit.span), insertedContent: { text: edit.text } })),
    })),
    properties: { applicability },
  };
}

function placeData(span: Span, options: ReportOptions): unknown {
  return { artifactLocation: fileData(span.file, options), region: regionData(span) };
}

/** A path below the root says so; an absolute one, and what leads out of the tree, speaks for itself. */
function fileData({ path }: SourceFile, options: ReportOptions): unknown {
  const uri = sarifUri(pathFromRoot(path, options));
  return uri.startsWith('file:') || uri.startsWith('../') ? { uri } : { uri, uriBaseId: ROOT };
}

function regionData(span: Span): unknown {
  const start = positionAt(span.file, span.start);
  const end = positionAt(span.file, span.end);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}
