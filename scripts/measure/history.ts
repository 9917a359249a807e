import { join } from 'node:path';
import { lint, type Diagnostic } from '../../src/index.js';
import { foldersIn, readJson, readTree } from './files.js';

type Verdict = 'REAL' | 'DECL' | 'FALSE' | 'UNSURE';

interface Meta {
  readonly repo: string;
  readonly commit: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly changed: readonly string[];
  readonly findings_gone: readonly {
    readonly cls: string;
    readonly kind: string;
    readonly name: string;
    readonly file: string;
    readonly pod?: string;
  }[];
  readonly verdict: Verdict;
  readonly what: string;
}

/** One commit: the rules seen at the objects concerned before the fix, and those of them still seen after it. */
export interface Judged {
  readonly name: string;
  readonly repo: string;
  readonly commit: string;
  readonly verdict: Verdict;
  readonly what: string;
  readonly objects: readonly string[];
  /** What the rules were looked for at: the object, or the changed files where the object had no finding. */
  readonly where: 'object' | 'files' | '-';
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Undefined for verdicts that are shown only. */
  readonly ok: boolean | undefined;
}

/**
 * Lints every entry of a history folder (`before/`, `after/`, `meta.json`) and holds it against the verdict by hand.
 */
export function readHistory(folder: string): readonly Judged[] {
  return foldersIn(folder).map((name) => judge(folder, name));
}

function judge(folder: string, name: string): Judged {
  const meta = readJson<Meta>(join(folder, name, 'meta.json'));
  const before = findings(join(folder, name, 'before'), meta.date);
  const after = findings(join(folder, name, 'after'), meta.date);
  const wanted = new Set(meta.findings_gone.flatMap(({ cls }) => RULES_OF_DEFECT[cls] ?? []));
  const objects = [...new Set(meta.findings_gone.map((gone) => `${gone.kind}/${gone.name}`))];
  const isWanted = (diagnostic: Diagnostic): boolean => meta.verdict !== 'REAL' || wanted.has(diagnostic.rule);
  const atObject = seen(before, (diagnostic) => isWanted(diagnostic) && objects.includes(subjectOf(diagnostic)));
  const atFiles = seen(
    before,
    (diagnostic) => isWanted(diagnostic) && meta.changed.includes(diagnostic.primary.span.file.path),
  );
  const keys = atObject.size > 0 ? atObject : atFiles;
  const left = seen(after, (diagnostic) => keys.has(keyOf(diagnostic)));
  const gone = [...keys].some((key) => !left.has(key));
  const whereElse = atFiles.size > 0 ? 'files' : '-';
  const errors = seen(
    before,
    (diagnostic) => diagnostic.severity === 'error' && objects.includes(subjectOf(diagnostic)),
  );
  return {
    name,
    repo: meta.repo,
    commit: meta.commit,
    verdict: meta.verdict,
    what: meta.what,
    objects,
    where: atObject.size > 0 ? 'object' : whereElse,
    before: rulesOf(keys),
    after: rulesOf(left),
    ok: isAsJudged(meta.verdict, gone, errors.size === 0),
  };
}

/** A mistake has to be gone with its fix, and what is none must raise no error. */
function isAsJudged(verdict: Verdict, gone: boolean, silent: boolean): boolean | undefined {
  if (verdict === 'REAL') return gone;
  return verdict === 'FALSE' ? silent : undefined;
}

/**
 * The rules that explain each class of defect: another finding at the same object is no proof that this one was seen.
 */
const RULES_OF_DEFECT: Readonly<Record<string, readonly string[]>> = {
  'A-nopods': ['unmatched-service-selector'],
  'B-named-absent': ['unknown-target-port-name', 'target-port-protocol-mismatch'],
  'C-numeric-otherports': ['undeclared-target-port', 'swapped-ports', 'defaulted-target-port'],
  'C-numeric-protocol': ['target-port-protocol-mismatch'],
  'E-ingress-nosvc': ['dangling-service-reference'],
  'G-sts-nosvc': ['dangling-service-name'],
  'H-workload-selector': ['selector-template-mismatch', 'missing-workload-selector'],
  'P-unnamed-multi': ['unnamed-service-port'],
  'P-dup-name': ['duplicate-service-port'],
};

/** Release dates of Kubernetes 1.x, from 1.9 on. */
// prettier-ignore
const RELEASED = [
  '2017-12', '2018-03', '2018-06', '2018-09', '2018-12', '2019-03', '2019-06', '2019-09', '2019-12', '2020-03',
  '2020-08', '2020-12', '2021-04', '2021-08', '2021-12', '2022-05', '2022-08', '2022-12', '2023-04', '2023-08',
  '2023-12', '2024-04', '2024-08', '2024-12',
];

/**
 * The oldest release that was still supported then: what was right on the clusters of its time is judged by their
 * rules.
 */
function oldestSupportedAt(date: string): string {
  const newest = 9 + RELEASED.filter((released) => released <= date.slice(0, 7)).length - 1;
  return `1.${Math.max(8, newest - 2)}`;
}

function findings(root: string, date: string): readonly Diagnostic[] {
  return lint(readTree(root), { kubernetesVersion: oldestSupportedAt(date) }).diagnostics.filter(
    (diagnostic) => diagnostic.severity !== 'info',
  );
}

function seen(diagnostics: readonly Diagnostic[], where: (diagnostic: Diagnostic) => boolean): ReadonlySet<string> {
  return new Set(diagnostics.filter(where).map(keyOf));
}

/** A rule at an object of a file: a tree may hold several variants of one object, and only some of them get fixed. */
function keyOf(diagnostic: Diagnostic): string {
  return `${diagnostic.rule} ${subjectOf(diagnostic)} ${diagnostic.primary.span.file.path}`;
}

function subjectOf(diagnostic: Diagnostic): string {
  return `${diagnostic.subject?.kind ?? ''}/${diagnostic.subject?.name ?? ''}`;
}

function rulesOf(keys: ReadonlySet<string>): readonly string[] {
  return [...new Set([...keys].map((key) => key.slice(0, key.indexOf(' '))))].sort();
}
