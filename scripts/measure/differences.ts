import { sample } from './finding.js';

/** A finding of the JSON report, with the name of the tree where it stands. */
export interface Reported {
  readonly tree: string;
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

interface Change {
  readonly sign: '+' | '-';
  readonly finding: Reported;
}

/**
 * What two builds say of the same trees, as Markdown: by rule, how many findings came and went, and up to `most` of
 * each, spread over the trees. The same findings give the same text.
 */
export function differences(before: readonly Reported[], after: readonly Reported[], most: number): string {
  const changes: readonly Change[] = [
    ...missingFrom(before, after).map((finding): Change => ({ sign: '+', finding })),
    ...missingFrom(after, before).map((finding): Change => ({ sign: '-', finding })),
  ];
  const rules = [...new Set(changes.map(({ finding }) => finding.rule))].sort();
  const head = `${before.length} findings before, ${after.length} after`;
  if (rules.length === 0) return `${head}: the same.\n`;
  const of = (rule: string, sign: Change['sign']): readonly Reported[] =>
    changes.filter((change) => change.sign === sign && change.finding.rule === rule).map(({ finding }) => finding);
  const rows = rules.map((rule) => `| \`${rule}\` | ${of(rule, '+').length} | ${of(rule, '-').length} |`);
  const sections = rules.flatMap((rule) => [
    '',
    `## ${rule}`,
    '',
    ...listed(of(rule, '+'), '+', most),
    ...listed(of(rule, '-'), '-', most),
  ]);
  return [`${head}.`, '', '| rule | came | went |', '| --- | ---: | ---: |', ...rows, ...sections, ''].join('\n');
}

/** The findings of `there` that `here` has not, each as often as it is missing. */
function missingFrom(here: readonly Reported[], there: readonly Reported[]): readonly Reported[] {
  const left = new Map<string, number>();
  for (const finding of here) left.set(identity(finding), (left.get(identity(finding)) ?? 0) + 1);
  return there.filter((finding) => {
    const known = left.get(identity(finding)) ?? 0;
    left.set(identity(finding), known - 1);
    return known <= 0;
  });
}

function identity({ tree, rule, severity, message, file, line, column }: Reported): string {
  return JSON.stringify([tree, file, line, column, rule, severity, message]);
}

function listed(findings: readonly Reported[], sign: Change['sign'], most: number): readonly string[] {
  const trees = [...new Set(findings.map(({ tree }) => tree))].sort();
  const shown = sample(
    trees.map((tree) => findings.filter((finding) => finding.tree === tree)),
    most,
    identity,
  );
  const lines = shown.map(
    ({ tree, file, line, column, severity, message }) =>
      `- ${sign === '+' ? 'came' : 'went'}: ${severity} at ${tree}/${file}:${line}:${column}: ${message}`,
  );
  const rest = findings.length - shown.length;
  return rest === 0 ? lines : [...lines, `- and ${rest} more that ${sign === '+' ? 'came' : 'went'}`];
}
