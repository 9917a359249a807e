import type { Call, Diagnostic, Label, Subject } from '../../diagnostic/diagnostic.js';
import { firstAnswer } from '../../data/group.js';
import { compareTexts } from '../../text/compare.js';
import { positionAt, textOf, wholeCharacters, writtenSpan, type SourceFile } from '../../text/source-file.js';
import { code } from '../../text/words.js';
import { describe, type Resource } from '../../k8s/object/resource.js';
import type { Place } from '../../tree/tree.js';
import type { Finding, PlacedLabel, Rule } from '../../rule/rule.js';
import type { UnappliedTexts } from '../../units/usage/unapplied.js';
import type { Severities } from './severities.js';
import { fixOf, type IsShared } from './fix.js';

/** A finding with the rule that made it and the object it is about. */
export interface Raised {
  readonly rule: Rule;
  readonly finding: Finding;
  readonly subject: Subject | null;
  /** Undefined for what was said of a file, a document or a silencing. */
  readonly resource: Resource | undefined;
  /** The call that a rule about addresses was asked about. */
  readonly call?: Call | undefined;
}

/** What decides how findings are told, beside themselves. */
interface Settling {
  readonly severities: Severities;
  readonly isShared: IsShared;
  readonly unapplied: UnappliedTexts;
}

/**
 * Turns findings into diagnostics: severities applied, places made plain, doubles dropped, in the order of the text.
 */
export function settle(raised: readonly Raised[], context: Settling): readonly Diagnostic[] {
  const seen = new Set<string>();
  return firstHand(raised, (each) => toDiagnostic(each, context))
    .sort(byPlace)
    .filter((diagnostic) => {
      const id = identityOf(diagnostic);
      return seen.has(id) ? false : seen.add(id);
    });
}

/** The diagnostics of all findings but those that yield to another one. */
function firstHand(raised: readonly Raised[], toDiagnostic: (each: Raised) => Diagnostic | undefined): Diagnostic[] {
  const told: Diagnostic[] = [];
  const yielding: Diagnostic[] = [];
  for (const each of raised) {
    const diagnostic = toDiagnostic(each);
    if (diagnostic !== undefined) (each.finding.yields === true ? yielding : told).push(diagnostic);
  }
  if (yielding.length === 0) return told;
  const keyOf = ({ severity, primary: { span } }: Diagnostic): string =>
    `${severity}\0${span.file.path}\0${span.start}`;
  const spoken = new Set(told.map(keyOf));
  return [...told, ...yielding.filter((diagnostic) => !spoken.has(keyOf(diagnostic)))];
}

function toDiagnostic(
  { rule, finding, subject, resource, call }: Raised,
  { severities, isShared, unapplied }: Settling,
): Diagnostic | undefined {
  const severity = severities.of(rule.id, writtenSpan(finding.at.place.span).file.path, subject);
  if (severity === 'off') return undefined;
  const own = finding.severity ?? rule.severity;
  const doubt =
    leftToInstaller(finding) ?? (own === 'info' ? undefined : (notApplied(finding, unapplied) ?? isMeant(finding)));
  return {
    rule: rule.id,
    severity: severity ?? (doubt === undefined ? own : 'info'),
    message: finding.message,
    primary: { span: wholeCharacters(writtenSpan(finding.at.place.span)), text: finding.at.text },
    related: relatedLabels(finding, resource),
    notes: [...(doubt === undefined ? (finding.notes ?? []) : [doubt]), ...templateNote(finding.at.place.span.file)],
    help: finding.help ?? null,
    fix: finding.fix === undefined ? null : fixOf(finding.fix, isShared),
    subject,
    call,
    docs: `docs/rules/${rule.id}.md`,
  };
}

/**
 * In a rendered chart, of a value that takes part in what is said: that no file of values gives it, that each of the
 * chart's environments gives another, or that only a test gives it. Undefined where the values are those that are
 * installed.
 */
function leftToInstaller({ at, related = [], lacks }: Finding): string | undefined {
  const spans = [at, ...related].map(({ place: { span } }) => span);
  const firstName = (of: 'unsetIn' | 'testedIn'): string | undefined =>
    spans.map((span) => span.file[of]?.(span)).find((name) => name !== undefined);
  const unset = firstName('unsetIn') ?? (lacks === undefined ? undefined : at.place.span.file.unsetBefore?.(lacks));
  if (unset !== undefined)
    return `no file of values gives ${code(unset)}: whoever installs the chart does, and then this may be right`;
  const replaced = firstAnswer(spans, (span) => span.file.replacedIn?.(span));
  if (replaced !== undefined) return `${replaced.by} gives another ${code(replaced.name)}, and then this may be right`;
  const tested = firstName('testedIn');
  return tested && `only a test of the chart gives ${code(tested)} this value: whoever installs it gives another`;
}

/** Of a text that nobody applies as it stands, whether it is wrong or only what the wrong one is held against. */
function notApplied({ at, related = [] }: Finding, unapplied: UnappliedTexts): string | undefined {
  for (const { place } of [at, ...related]) {
    const reason = unapplied(writtenSpan(place.span).file.path);
    if (reason !== undefined) return `nobody applies this as it stands: ${reason.why}`;
  }
  return undefined;
}

/** Of a text whose own line has a comment that says it is so on purpose. */
function isMeant({ at }: Finding): string | undefined {
  const { file, start } = writtenSpan(at.place.span);
  // Of a file in one line every finding would look at all of it.
  const before = file.text.slice(Math.max(0, start - REACH), start);
  const [behind = ''] = file.text.slice(start, start + REACH).split('\n', 1);
  const line = before.slice(before.lastIndexOf('\n') + 1) + behind;
  return isOnPurpose(line) ? 'the comment on this line says that it is meant' : undefined;
}

const REACH = 400;

/** Whether a line has a comment behind its value which says that it is so on purpose. */
export function isOnPurpose(line: string): boolean {
  const comment = line.search(/[ \t]#/);
  return comment !== -1 && /\b(?:intentional(?:ly)?|deliberate(?:ly)?|on purpose)\b/i.test(line.slice(comment));
}

/** In what helm printed into a stream: which template made the text. */
function templateNote({ path, isExcerpt }: SourceFile): readonly string[] {
  return isExcerpt ? [`helm made this of ${code(path)}`] : [];
}

/**
 * The rule's own labels, then the anchors behind places that an alias or a merge key brought in, the other part of a
 * value that is made of two texts, such as a prefix, the object that a kustomization gives a label, and the values of a
 * chart.
 */
function relatedLabels(finding: Finding, resource: Resource | undefined): readonly Label[] {
  const related = finding.related ?? [];
  const labels = related.map(({ place, text }) => ({ span: writtenSpan(place.span), text }));
  const anchors = [finding.at, ...related].flatMap(anchorLabel);
  return oncePerSpan([
    ...labels,
    ...anchors,
    ...partLabel(finding.at),
    ...ownerLabel(finding.at, resource),
    ...[finding.at, ...related].flatMap(valueLabel),
  ]);
}

/** Of labels at one text the first. */
function oncePerSpan(labels: readonly Label[]): readonly Label[] {
  if (labels.length < 2) return labels;
  const seen = new Map<SourceFile, Set<string>>();
  return labels.filter(({ span: { file, start, end } }) => {
    const own = seen.get(file) ?? new Set();
    seen.set(file, own);
    return own.size < own.add(`${start}-${end}`).size;
  });
}

function partLabel({ place }: PlacedLabel): readonly Label[] {
  if (place.computedBy === undefined) return [];
  const span = writtenSpan(place.computedBy);
  return span.start === span.end ? [] : [{ span, text: 'the value is made with this' }];
}

function ownerLabel({ place }: PlacedLabel, resource: Resource | undefined): readonly Label[] {
  if (place.setBy === undefined || resource === undefined) return [];
  return [{ span: writtenSpan(resource.at('metadata', 'name').span), text: `${describe(resource)} is built with it` }];
}

function anchorLabel({ place }: PlacedLabel): readonly Label[] {
  return place.anchor === undefined
    ? []
    : [{ span: writtenSpan(place.anchor), text: `\`${firstLine(place)}\` is written here` }];
}

/** In a rendered chart: the value that came out at the place. */
function valueLabel({ place }: PlacedLabel): readonly Label[] {
  const value = place.span.file.inputOf?.(place.span);
  return value === undefined ? [] : [{ span: value.span, text: `value ${code(value.name)} is set here` }];
}

function firstLine(place: Place): string {
  return (
    textOf(place.anchor ?? place.span)
      .split('\n')[0]
      ?.trim() ?? ''
  );
}

/** Of doubles the first stays, which is the worst. */
const SEVERITIES: readonly Diagnostic['severity'][] = ['error', 'warning', 'info'];

function byPlace(a: Diagnostic, b: Diagnostic): number {
  const [left, right] = [a.primary.span, b.primary.span];
  return (
    compareTexts(left.file.path, right.file.path) ||
    left.start - right.start ||
    compareTexts(a.rule, b.rule) ||
    left.end - right.end ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    compareTexts(a.message, b.message)
  );
}

/** Two findings of one rule at one text are one mistake, whatever else they say. */
function identityOf({ rule, primary: { span } }: Diagnostic): string {
  const { line, column } = positionAt(span.file, span.start);
  return `${rule}\0${span.file.path}\0${line}:${column}\0${span.end}`;
}
