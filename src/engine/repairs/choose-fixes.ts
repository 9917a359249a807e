import type { Diagnostic, Edit, Fix, Severity } from '../../diagnostic/diagnostic.js';
import { groupBy } from '../../data/group.js';
import { textOf, type Span } from '../../text/source-file.js';
import { takenOf, type Taken } from '../../data/taken.js';

/** A finding whose fix is to be applied. */
export type Repairable = Diagnostic & { readonly fix: Fix };

/** Which fixes may be applied. */
export interface Permission {
  /** Guesses too, not only what keeps the meaning. */
  readonly unsafe: boolean;
  /** False for a file that must stay as it is. */
  readonly isEditable: (path: string) => boolean;
}

/** The findings whose fixes may be applied, safe ones first, then the worst, then by place. */
export function repairable(diagnostics: readonly Diagnostic[], permission: Permission): readonly Repairable[] {
  return diagnostics
    .filter(
      (diagnostic): diagnostic is Repairable => diagnostic.fix !== null && isPermitted(diagnostic.fix, permission),
    )
    .map((diagnostic, at) => ({ diagnostic, at }))
    .sort((a, b) => urgency(a.diagnostic) - urgency(b.diagnostic) || a.at - b.at)
    .map(({ diagnostic }) => diagnostic);
}

function isPermitted({ applicability, edits }: Fix, { unsafe, isEditable }: Permission): boolean {
  if (applicability === 'display-only' || (applicability === 'unsafe' && !unsafe)) return false;
  return edits.every(({ span }) => isEditable(span.file.path)) && edits.some(({ span, text }) => textOf(span) !== text);
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

function urgency({ fix, severity }: Repairable): number {
  return (fix.applicability === 'safe' ? 0 : RANK.info + 1) + RANK[severity];
}

/**
 * The fixes that can be applied together: no two edit the same text, and none edits what another finding rests on,
 * since two ends of one mismatch that are both repaired are a mismatch again. What is left over is judged again
 * afterwards.
 */
export function compatible(candidates: readonly Repairable[]): readonly Repairable[] {
  const edited = takenByFile(candidates.flatMap(editsOf));
  const rested = takenByFile(candidates.flatMap(restsOf));
  return candidates.filter((candidate) => {
    const [edits, rests] = [editsOf(candidate), restsOf(candidate)];
    const clashes =
      edits.some((span) => edited(span)?.touches(span) === true || rested(span)?.overlaps(span) === true) ||
      rests.some((span) => edited(span)?.overlaps(span) === true);
    if (clashes) return false;
    for (const span of edits) edited(span)?.take(span);
    for (const span of rests) rested(span)?.take(span);
    return true;
  });
}

/** What its fix edits. Two insertions at one place touch: which comes first would be left to chance. */
export function editsOf({ fix }: Repairable): readonly Span[] {
  return fix.edits.map(({ span }) => span);
}

/** What it rests on. */
function restsOf({ primary, related }: Repairable): readonly Span[] {
  return [primary, ...related].map(({ span }) => span);
}

function takenByFile(spans: readonly Span[]): (span: Span) => Taken | undefined {
  const taken = new Map([...groupBy(spans, pathOf)].map(([path, own]) => [path, takenOf(own)]));
  return (span) => taken.get(pathOf(span));
}

function pathOf({ file }: Span): string {
  return file.path;
}

/** A text after edits of it, none of which overlap. */
export function edited(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start);
  let done = '';
  let at = 0;
  for (const { span, text: replacement } of ordered) {
    done += text.slice(at, span.start) + replacement;
    at = span.end;
  }
  return done + text.slice(at);
}
