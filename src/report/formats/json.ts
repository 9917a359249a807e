import type { Diagnostic, Edit, Label } from '../../diagnostic/diagnostic.js';
import { positionAt } from '../../text/source-file.js';
import type { Span } from '../../text/source-file.js';
import type { Reporter } from './reporter.js';
import { safeJson } from '../markup/visible.js';

/** JSON, version 1: the shape of `schema/report.schema.json`, in a fixed order of keys. */
export const json: Reporter = (result, options) => {
  const { files, resources, errors, warnings, infos, suppressed } = result.summary;
  return safeJson({
    version: 1,
    tool: { name: 'svclint', version: options.version },
    summary: { files, resources, errors, warnings, infos, suppressed },
    diagnostics: result.diagnostics.map(diagnosticData),
  });
};

function diagnosticData(diagnostic: Diagnostic): unknown {
  const { rule, severity, message, primary, related, notes, help, fix, subject, docs } = diagnostic;
  return {
    rule,
    severity,
    message,
    ...place(primary.span),
    subject: subject && { kind: subject.kind, namespace: subject.namespace, name: subject.name },
    related: related.map((label: Label) => ({ ...place(label.span), message: label.text })),
    notes,
    help,
    fix: fix && {
      title: fix.title,
      applicability: fix.applicability,
      edits: fix.edits.map((edit: Edit) => ({ ...place(edit.span), text: edit.text })),
    },
    docs,
  };
}

/** 1-based lines and columns in UTF-16 units; the end is exclusive. */
function place(span: Span): Record<string, unknown> {
  const start = positionAt(span.file, span.start);
  const end = positionAt(span.file, span.end);
  return { file: span.file.path, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}
