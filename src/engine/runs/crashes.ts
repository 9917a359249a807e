import type { Diagnostic } from '../../diagnostic/diagnostic.js';
import { sourceFile, writtenSpan, type SourceFile, type Span } from '../../text/source-file.js';
import { code } from '../../text/words.js';
import type { FailedBuild } from '../../units/builds/build.js';
import { isKustomizationFile } from '../../units/builds/roots.js';
import type { ParsedFile } from '../../yaml/document.js';
import type { InputFile } from '../input/options.js';
import type { Crash } from './run-rules.js';

/** A rule that throws is a bug of svclint, never a reason to hide what the other rules found. */
export function crashDiagnostic({ rule, error, subject, resource }: Crash, inputs: readonly InputFile[]): Diagnostic {
  const span =
    resource === undefined ? startOf(sourceFile(inputs[0]?.path ?? '', '')) : writtenSpan(resource.at().span);
  return {
    ...internalError(span, error),
    message: `rule \`${rule.id}\` failed on this object`,
    notes: ['this is a bug of svclint; the other rules have run'],
    help: `report it, or go on with \`--rule ${rule.id}=off\``,
    subject,
  };
}

/** A kustomization on which svclint fails is no reason either: its files are judged as they lie. */
export function failureDiagnostic({ folder, error }: FailedBuild, files: readonly ParsedFile[]): Diagnostic {
  const kustomization = files.find((parsed) => isKustomizationFile(parsed) && parsed.file.folder === folder);
  return {
    ...internalError(startOf(kustomization?.file ?? sourceFile(folder, '')), error),
    message: `the kustomization of ${code(folder === '' ? '.' : folder)} cannot be evaluated`,
    notes: [
      'this is a bug of svclint; what the kustomization lists is judged as it lies, and everything else as always',
    ],
    help: 'report it, or lint what `kubectl kustomize` prints: `kubectl kustomize DIR | svclint -`',
    subject: null,
  };
}

function internalError(span: Span, error: unknown): Omit<Diagnostic, 'message' | 'notes' | 'help' | 'subject'> {
  const text = error instanceof Error ? error.message : String(error);
  return {
    rule: 'internal-error',
    severity: 'error',
    primary: { span, text },
    related: [],
    fix: null,
    docs: 'docs/rules.md',
  };
}

function startOf(file: SourceFile): Span {
  return { file, start: 0, end: 0 };
}
