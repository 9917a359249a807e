import type { Diagnostic, Severity } from '../../diagnostic/diagnostic.js';
import { positionAt, writtenSpan, type Span } from '../../text/source-file.js';
import type { Place } from '../../tree/tree.js';
import { DOUBTED, type Ending, STOPS, type StopKind } from './stops.js';

/** What a request passes on its way, in this order. */
export type HopKind =
  'resolver' | 'name' | 'listener' | 'route' | 'service' | 'port' | 'pods' | 'readiness' | 'process' | 'policies';

/** A text in a file, by its start; lines and columns from 1. */
export interface Where {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Why a walk ends, and what mends it. */
export interface Stop {
  readonly kind: StopKind;
  /** Whether it breaks the request, or only nobody can tell. */
  readonly ends: Ending;
  /** What such a stop is, whatever the names. */
  readonly title: string;
  /** What it is about here, in one clause. */
  readonly note: string;
  readonly repair: string | null;
  readonly at: Where | null;
  /** The rule whose finding says the same; null where none does. */
  readonly rule: string | null;
}

/** Something to know about a hop that does not end the walk. */
export interface Remark {
  readonly text: string;
  readonly at: Where | null;
  /** Of a finding; null for a plain fact. */
  readonly rule: string | null;
  readonly severity: Severity | null;
}

/** One step of the walk: what was found there, and the stop if there is one. */
export interface Hop {
  readonly kind: HopKind;
  /** What was found, in one clause. */
  readonly says: string;
  readonly at: Where | null;
  readonly remarks: readonly Remark[];
  readonly stop: Stop | null;
  /** The command that shows what only the cluster knows of this hop; null where the files tell all. */
  readonly command: string | null;
}

interface Details {
  readonly remarks?: readonly Remark[];
  readonly stop?: Stop | undefined;
  readonly command?: string | undefined;
}

export function hop(kind: HopKind, says: string, place?: Place, { remarks = [], stop, command }: Details = {}): Hop {
  return { kind, says, at: whereOf(place), remarks, stop: stop ?? null, command: command ?? null };
}

/** A stop that the objects show. */
export function stopAt(kind: StopKind, note: string, place: Place | undefined, repair?: string): Stop {
  return { kind, ...STOPS[kind], note, repair: repair ?? null, at: whereOf(place), rule: null };
}

/** A stop that a rule has found: the same words at the same place, and no surer than the rule is. */
export function stopBy(wanted: StopKind, { message, primary, fix, help, rule, severity }: Diagnostic): Stop {
  const kind = severity === 'error' ? wanted : (DOUBTED[wanted] ?? wanted);
  const repair = fix === null ? help : fix.title;
  return { kind, ...STOPS[kind], note: message, repair, at: whereIs(primary.span), rule };
}

/** What the walk has found by itself, in the words of a rule that says it too. */
export function inWordsOf(finding: Diagnostic, { kind, ends, title, repair }: Stop): Stop {
  const said = stopBy(kind, finding);
  return { ...said, kind, ends, title, repair: repair ?? said.repair };
}

export function remark(text: string, place?: Place): Remark {
  return { text, at: whereOf(place), rule: null, severity: null };
}

/** What a rule says of a hop without ending the walk. */
export function remarkBy({ message, primary, rule, severity }: Diagnostic): Remark {
  return { text: message, at: whereIs(primary.span), rule, severity };
}

function whereOf(place: Place | undefined): Where | null {
  return place === undefined ? null : whereIs(writtenSpan(place.span));
}

/** Nothing is shown of the Pod that stands for a namespace, which is in no file. */
function whereIs(span: Span): Where | null {
  if (span.file.path === STAND_IN) return null;
  const { line, column } = positionAt(span.file, span.start);
  return { file: span.file.path, line, column };
}

/** The path of the text that makes a Pod for a walk from a namespace. */
export const STAND_IN = '<from>';
