import { existsSync, readFileSync } from 'node:fs';
import { readCases } from '../measure/cases.js';
import { allCitations, isCode, type Citations } from './citations.js';

/** The blocks of docs/semantics.md: who relies on a section, and where the links of the page lead. */
export interface SemanticsBlocks {
  readonly citedBy: (section: string) => string;
  readonly links: (page: string) => string;
}

/** `found` are the mentions in the repository. */
export function semanticsBlocks(found: Citations = allCitations()): SemanticsBlocks {
  const code = found.sections.filter(({ file }) => isCode(file));
  const filesFor = (section: string): readonly string[] =>
    [...new Set(code.filter((each) => each.section === section).map(({ file }) => file))].sort();
  return {
    citedBy(section) {
      const files = filesFor(section);
      return files.length === 0
        ? 'No comment cites this section.'
        : `Relied on by ${files.map((file) => `[${file}]`).join(', ')}.`;
    },
    links(page) {
      const files = [...new Set(code.map(({ file }) => file))].sort();
      return [...evidenceLinks(page), ...files.map((file) => `[${file}]: ../${file}`)].join('\n');
    },
  };
}

/** The records that a page names, each in brackets and without a target of its own. */
export function evidenceIn(page: string): readonly string[] {
  const names = [...page.matchAll(/(?<!\])\[([A-HY]\d\d|[a-z]+(?:-[a-z]+)*)\](?![:(])/g)].map(
    (match) => match[1] ?? '',
  );
  return [...new Set(names)].sort();
}

function evidenceLinks(page: string): readonly string[] {
  const records = casesByLine();
  return evidenceIn(page).map((name) => {
    const record = records.get(name);
    if (record !== undefined)
      return `[${name}]: ../fixtures/conformance/cases.json#L${record.line} "${record.title.replaceAll('"', "'")}: ${record.answer}"`;
    if (existsSync(`fixtures/kustomize/${name}/kustomization.yaml`)) return `[${name}]: ../fixtures/kustomize/${name}`;
    throw new Error(`docs/semantics.md names [${name}], of which there is no record`);
  });
}

interface RecordLine {
  readonly line: number;
  readonly title: string;
  readonly answer: string;
}

const ANSWERS: Readonly<Record<string, string>> = {
  ACCEPT: 'accepted',
  REJECT: 'refused',
  PARTIAL: 'some accepted, some refused',
};

/** Every recorded situation, with the line on which its record begins. */
function casesByLine(): ReadonlyMap<string, RecordLine> {
  const { cases, yaml_traps: traps } = readCases();
  const lines = readFileSync('fixtures/conformance/cases.json', 'utf8').split('\n');
  const lineOf = new Map(
    lines.flatMap(
      (text, index) =>
        /^ *"id": "(\w+)",$/
          .exec(text)
          ?.slice(1, 2)
          .map((id) => [id, index + 1] as const) ?? [],
    ),
  );
  return new Map(
    [...cases, ...traps].map(({ id, title, server }) => {
      const line = lineOf.get(id);
      if (line === undefined) throw new Error(`cases.json: ${id} does not begin a line`);
      return [id, { line, title, answer: ANSWERS[server] ?? server }];
    }),
  );
}
