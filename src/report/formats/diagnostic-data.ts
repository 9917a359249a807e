import type { Applicability, Diagnostic, Severity, Subject } from '../../diagnostic/diagnostic.js';
import { positionAt, type Span } from '../../text/source-file.js';

/** A place as programs read it: 1-based lines and columns in UTF-16 units; the end is exclusive. */
export interface PlaceData {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface FixData {
  readonly title: string;
  readonly applicability: Applicability;
  /** The text of each place is replaced by `text`; an empty place inserts. */
  readonly edits: readonly (PlaceData & { readonly text: string })[];
}

/** A finding as plain data, the shape of `schema/report.schema.json`, in a fixed order of keys. */
export interface DiagnosticData extends PlaceData {
  readonly rule: string;
  readonly severity: Severity;
  /** One clause that stands alone. */
  readonly message: string;
  /** The object it is about; null for what belongs to no object. */
  readonly subject: Subject | null;
  /** The other ends of the mismatch, in the order in which they should be read. */
  readonly related: readonly (PlaceData & { readonly message: string })[];
  readonly notes: readonly string[];
  readonly help: string | null;
  readonly fix: FixData | null;
  /** Where the rule is explained. */
  readonly docs: string;
}

export function diagnosticData(diagnostic: Diagnostic): DiagnosticData {
  const { rule, severity, message, primary, related, notes, help, fix, subject, docs } = diagnostic;
  return {
    rule,
    severity,
    message,
    ...placeData(primary.span),
    subject: subject && { kind: subject.kind, namespace: subject.namespace, name: subject.name },
    related: related.map(({ span, text }) => ({ ...placeData(span), message: text })),
    notes,
    help,
    fix: fix && {
      title: fix.title,
      applicability: fix.applicability,
      edits: fix.edits.map(({ span, text }) => ({ ...placeData(span), text })),
    },
    docs,
  };
}

function placeData({ file, start, end }: Span): PlaceData {
  const first = positionAt(file, start);
  const last = positionAt(file, end);
  return { file: file.path, line: first.line, column: first.column, endLine: last.line, endColumn: last.column };
}
