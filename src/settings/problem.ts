import type { Diagnostic } from '../diagnostic/diagnostic.js';
import type { Span } from '../text/source-file.js';

/** A mistake in a settings file or a baseline, in the form of a finding, so that it is shown with its place. */
export function problem(message: string, span: Span, label: string, help: string | null = null): Diagnostic {
  return {
    rule: 'wrong-setting',
    severity: 'error',
    message,
    primary: { span, text: label },
    related: [],
    notes: [],
    help,
    fix: null,
    subject: null,
    docs: '',
  };
}
