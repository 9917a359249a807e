import { readFileSync } from 'node:fs';
import { rules } from '../../rules/index.js';
import { TOOLS, UNREADABLE, type Tool } from '../compare/contract-checks.js';
import { FEATURES } from '../compare/features.js';
import { digestOf, type Cell, type Measured, type Outcome } from '../compare/measure.js';
import { idOf, MISTAKES, type Mistake } from '../compare/mistakes.js';
import { readJson } from '../measure/files.js';
import type { GeneratedFile } from '../schemas/generate.js';

/** The recorded answers of the other tools; `npm run compare` writes them. */
export const MEASURED = 'scripts/compare/measured.json';
const PAGE = 'docs/comparison.md';

/** `docs/comparison.md` with its tables between the markers made anew from the recorded answers. Runs no tool. */
export function comparison(): readonly GeneratedFile[] {
  const measured = readJson<Measured>(MEASURED);
  const parts: Readonly<Record<string, () => string>> = {
    versions: () => TOOLS.map((tool) => `${tool} ${measured.versions[tool] ?? '(not measured)'}`).join(', '),
    totals: () => totals(measured),
    checks: () => checkTables(measured),
    features: featureTable,
  };
  const text = readFileSync(PAGE, 'utf8').replace(
    /^<!-- comparison: (\w+) -->\n[\s\S]*?^<!-- end -->$/gm,
    (_, name: string) => {
      const part = parts[name];
      if (part === undefined) throw new Error(`${PAGE}: nothing is called ${name}`);
      return `<!-- comparison: ${name} -->\n${part()}\n<!-- end -->`;
    },
  );
  return [{ path: PAGE, text }];
}

/** What was measured, unless the fixture has changed since. */
function cellsOf({ rows }: Measured, mistake: Mistake): Readonly<Partial<Record<Tool, Cell>>> {
  const row = rows[idOf(mistake)];
  return row?.fixture === digestOf(mistake) ? row.cells : {};
}

/**
 * One table for each family of rules, in the order of the mistakes. A rule that nobody has measured stands there as
 * well.
 */
function checkTables(measured: Measured): string {
  const families = [
    ...new Set(
      [...MISTAKES.map(({ rule }) => rules.find(({ id }) => id === rule)), ...rules].flatMap(
        (rule) => rule?.category ?? [],
      ),
    ),
  ];
  return families
    .map((family) => {
      const own = rules.filter(({ category }) => category === family);
      const measuredRows = MISTAKES.filter(({ rule }) => own.some(({ id }) => id === rule)).map((mistake) =>
        rowOf(mistake, measured),
      );
      const others = own.filter(({ id }) => !MISTAKES.some(({ rule }) => rule === id));
      const unmeasured = others.map(({ id, summary }) => [
        capital(summary),
        linkTo(id),
        ...TOOLS.map(() => 'not measured'),
      ]);
      return `### ${family}\n\n${markdown(['mistake', 'svclint (fixture)', ...TOOLS], [...measuredRows, ...unmeasured])}`;
    })
    .join('\n\n');
}

function rowOf(mistake: Mistake, measured: Measured): readonly string[] {
  const { rule, case: name, what = rules.find(({ id }) => id === rule)?.summary ?? rule } = mistake;
  const cells = cellsOf(measured, mistake);
  return [
    capital(what),
    `${linkTo(rule)} ([${name}](../fixtures/rules/${idOf(mistake)}))`,
    ...TOOLS.map((tool) => cellText(cells[tool])),
  ];
}

function linkTo(rule: string): string {
  return `[\`${rule}\`](rules/${rule}.md)`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function cellText(cell: Cell | undefined): string {
  if (cell === undefined) return 'not measured';
  const said = cell.checks.map((check) => (check === UNREADABLE ? 'cannot read it' : `\`${check}\``)).join(', ');
  const outcome = { silent: '-', finds: `**finds it**: ${said}`, other: `other: ${said}` }[cell.outcome];
  const also = cell.alsoIn.length;
  return also === 0 ? outcome : `${outcome}; also in ${also} right ${also === 1 ? 'one' : 'ones'}`;
}

function totals(measured: Measured): string {
  const rows = TOOLS.map((tool) => {
    const cells = MISTAKES.map((mistake) => ({ rule: mistake.rule, cell: cellsOf(measured, mistake)[tool] }));
    const number = (outcome: Outcome | undefined): string =>
      String(cells.filter(({ cell }) => cell?.outcome === outcome).length);
    // Several rows share the right manifests of one rule: each counts once.
    const also = new Set(cells.flatMap(({ rule, cell }) => (cell?.alsoIn ?? []).map((name) => `${rule}/${name}`)));
    return [tool, number('finds'), number('other'), number('silent'), number(undefined), String(also.size)];
  });
  return markdown(
    ['tool', 'finds it', 'says something else', 'silent', 'not measured', 'right manifests it speaks about as well'],
    rows,
  );
}

function featureTable(): string {
  const rows = FEATURES.map((feature) => [
    feature.what,
    `${feature.svclint} ([shown](../${feature.shown.file}))`,
    ...TOOLS.map((tool) => feature[tool]),
    feature.known,
  ]);
  return markdown(['', 'svclint', ...TOOLS, 'the others are known by'], rows);
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}
