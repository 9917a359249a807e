import { firstAbove } from '../../data/first-around.js';
import { append, groupBy } from '../../data/group.js';
import type { Diagnostic } from '../../diagnostic/diagnostic.js';
import { writtenSpan, type Span } from '../../text/source-file.js';
import type { Place } from '../../tree/tree.js';
import type { Draft, DraftEdge, DraftPart } from './draft.js';

/** Which findings concern which edge, and which concern a part alone; in the order of the report. */
export interface Blame {
  readonly ofEdge: ReadonlyMap<DraftEdge, readonly Diagnostic[]>;
  readonly ofPart: ReadonlyMap<DraftPart, readonly Diagnostic[]>;
}

/**
 * A finding concerns the edges of which it touches both ends and points at their text; else those of which it touches
 * both ends; else those at whose text it points; else the part that it is about. It touches the part that it is about,
 * and those in whose text one of its places lies.
 */
export function blameOf(drafts: readonly Draft[], diagnostics: readonly Diagnostic[]): Blame {
  const touched = touchedBy(drafts.flatMap(({ parts }) => parts));
  const edges = drafts.flatMap((draft) => draft.edges);
  const byEnds = edgesByEnds(edges);
  const byText = edgesByText(edges);
  const ofEdge = new Map<DraftEdge, Diagnostic[]>();
  const ofPart = new Map<DraftPart, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const { subjects, others } = touched(diagnostic);
    const between = byEnds(new Set([...subjects, ...others]));
    const pointed = new Set(byText(diagnostic));
    const both = between.filter((edge) => pointed.has(edge));
    const concerned = [both, between, [...pointed]].find((found) => found.length > 0) ?? [];
    for (const edge of concerned) append(ofEdge, edge, diagnostic);
    if (concerned.length === 0) for (const part of subjects) append(ofPart, part, diagnostic);
  }
  return { ofEdge, ofPart };
}

/** Where a text begins, which is enough to tell the texts of edges apart. */
export function startOf({ file, start }: Span): string {
  return `${file.path}\0${start}`;
}

export function writtenStart({ span }: Place): string {
  return startOf(writtenSpan(span));
}

interface Touched {
  readonly subjects: readonly DraftPart[];
  readonly others: readonly DraftPart[];
}

function touchedBy(parts: readonly DraftPart[]): (diagnostic: Diagnostic) => Touched {
  const byIdentity = groupBy(
    parts.filter(({ resource }) => resource !== undefined),
    ({ resource, namespace }) => identityOf(resource?.kind ?? '', namespace, resource?.name ?? ''),
  );
  const at = partsByText(parts);
  return ({ subject, primary, related }) => ({
    subjects: subject === null ? [] : (byIdentity.get(identityOf(subject.kind, subject.namespace, subject.name)) ?? []),
    others: [primary, ...related].flatMap(({ span }) => at(span)),
  });
}

function identityOf(kind: string, namespace: string | null, name: string): string {
  return JSON.stringify([kind, namespace, name]);
}

/** The parts in whose text a place lies: objects stand one behind the other in a file. */
function partsByText(parts: readonly DraftPart[]): (span: Span) => readonly DraftPart[] {
  const regions = parts.flatMap((part) =>
    part.resource === undefined ? [] : [{ part, span: writtenSpan(part.resource.span) }],
  );
  const files = new Map(
    [...groupBy(regions, ({ span }) => span.file.path)].map(([path, inFile]) => {
      const byStart = groupBy(inFile, ({ span }) => span.start);
      return [path, { byStart, starts: [...byStart.keys()].sort((a, b) => a - b) }];
    }),
  );
  return ({ file, start }) => {
    const known = files.get(file.path);
    if (known === undefined) return [];
    const last = known.starts[firstAbove(known.starts, start) - 1] ?? -1;
    return (known.byStart.get(last) ?? []).filter(({ span }) => start < span.end).map(({ part }) => part);
  };
}

/** The edges between parts of a few. */
function edgesByEnds(edges: readonly DraftEdge[]): (parts: ReadonlySet<DraftPart>) => readonly DraftEdge[] {
  const leaving = new Map<DraftPart, Map<DraftPart, DraftEdge[]>>();
  for (const edge of edges) {
    const ends = leaving.get(edge.from) ?? new Map<DraftPart, DraftEdge[]>();
    leaving.set(edge.from, ends);
    append(ends, edge.to, edge);
  }
  return (parts) =>
    [...parts].flatMap((from) => {
      const ends = leaving.get(from);
      return ends === undefined ? [] : [...parts].flatMap((to) => ends.get(to) ?? []);
    });
}

/** The edges at whose text a place of a finding begins: the first place that does is the one that is meant. */
function edgesByText(edges: readonly DraftEdge[]): (diagnostic: Diagnostic) => readonly DraftEdge[] {
  const byStart = new Map<string, DraftEdge[]>();
  for (const edge of edges) for (const start of new Set(edge.evidence.map(writtenStart))) append(byStart, start, edge);
  return ({ primary, related }) =>
    [primary, ...related].map(({ span }) => byStart.get(startOf(span)) ?? []).find((found) => found.length > 0) ?? [];
}
