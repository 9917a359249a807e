import type { Diagnostic } from '../diagnostic/diagnostic.js';
import { fingerprintOf } from '../diagnostic/fingerprint.js';
import type { KnownFindings } from '../diagnostic/known.js';
import type { SourceFile, Span } from '../text/source-file.js';
import { getList, getNumber, getString, placeOf, type Tree } from '../tree/tree.js';
import { parseAnyFile } from '../yaml/parse.js';
import { problem } from './problem.js';
import type { BrokenSettings } from './read.js';

/** Findings that are known; the path of their file is relative to the folder of the baseline, with forward slashes. */
export interface BaselineEntry extends KnownFindings {
  readonly rule: string;
  /** `Service/shop/web`, for readers; empty where no object is known. */
  readonly object: string;
}

/** Reads a baseline; JSON is YAML, so that its mistakes have places. */
export function readBaseline(file: SourceFile): { readonly entries: readonly BaselineEntry[] } | BrokenSettings {
  const [document] = parseAnyFile(file).documents;
  const whole: Span = { file, start: 0, end: Math.min(1, file.text.length) };
  if (document?.tree === undefined) {
    const { message, span } = document?.problems[0] ?? { message: 'the baseline is empty', span: whole };
    return { problems: [problem(message, span, 'the baseline cannot be read', HELP)] };
  }
  const { tree } = document;
  if (getNumber(tree, 'version') !== 1)
    return {
      problems: [problem('a baseline has the `version` 1', placeOf(tree, ['version']).span, 'no such version', HELP)],
    };
  const read = getList(tree, 'findings').map(
    (item, index) =>
      entryOf(item) ??
      problem(
        'an entry has `file`, `rule` and `fingerprint`',
        placeOf(tree, ['findings', index]).span,
        'this one has not',
        HELP,
      ),
  );
  const problems = read.filter((each): each is Diagnostic => 'message' in each);
  if (problems.length > 0) return { problems };
  return { entries: read.filter((each): each is BaselineEntry => 'fingerprint' in each) };
}

const HELP = '`svclint --update-baseline` writes a new one when the old one is removed';

function entryOf(item: Tree): BaselineEntry | undefined {
  const [file, rule, fingerprint] = ['file', 'rule', 'fingerprint'].map((key) => getString(item, key));
  if (file === undefined || rule === undefined || fingerprint === undefined) return undefined;
  return { file, rule, object: getString(item, 'object') ?? '', fingerprint, count: getNumber(item, 'count') ?? 1 };
}

/**
 * The entries of a run, each fingerprint of a file once; `fileOf` is the path as the baseline has it. A bug of svclint
 * is never known.
 */
export function entriesOf(
  diagnostics: readonly Diagnostic[],
  fileOf: (diagnostic: Diagnostic) => string,
): readonly BaselineEntry[] {
  const entries = new Map<string, BaselineEntry>();
  for (const diagnostic of diagnostics) {
    const { rule, subject } = diagnostic;
    if (rule === 'internal-error') continue;
    const file = fileOf(diagnostic);
    const fingerprint = fingerprintOf(diagnostic);
    const object =
      subject === null ? '' : [subject.kind, subject.namespace, subject.name].filter((part) => part !== null).join('/');
    const count = (entries.get(`${file}\0${fingerprint}`)?.count ?? 0) + 1;
    entries.set(`${file}\0${fingerprint}`, { file, rule, object, fingerprint, count });
  }
  return [...entries.values()];
}

/** JSON with one entry a line, sorted, so that a repaired finding is one line less in a diff. */
export function baselineText(entries: readonly BaselineEntry[]): string {
  const lines = entries.map(({ file, rule, object, fingerprint, count }) =>
    JSON.stringify({
      file,
      rule,
      ...(object === '' ? {} : { object }),
      fingerprint,
      ...(count === 1 ? {} : { count }),
    }),
  );
  const sorted = lines.sort().map((line) => `    ${line}`);
  return `{\n  "version": 1,\n  "findings": [${sorted.length === 0 ? '' : `\n${sorted.join(',\n')}\n  `}]\n}\n`;
}
