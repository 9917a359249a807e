import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One mention of a section of docs/semantics.md. */
export interface Citation {
  readonly file: string;
  readonly line: number;
  /** `7.10`, or a whole chapter, `10`. */
  readonly section: string;
  /** An item of the section, as in `semantics 8.5 a`. */
  readonly item: string | undefined;
}

/** One mention of a recorded situation, `D26`, in a comment of src or rules. */
export interface CaseCitation {
  readonly file: string;
  readonly line: number;
  readonly id: string;
  /** True where it stands behind a section, which says what it shows. */
  readonly explained: boolean;
}

export interface Citations {
  readonly sections: readonly Citation[];
  readonly cases: readonly CaseCitation[];
}

export const PAGE = 'docs/semantics.md';

const CODE = ['src', 'rules', 'scripts', 'bench', 'action'];
/** What is about citations has examples of them. */
const ABOUT = [PAGE, 'scripts/generate/citations.ts', 'test/semantics.test.ts'];
const TEXTS = [...CODE, 'test', 'docs', 'CONTRIBUTING.md', 'README.md', 'CHANGELOG.md'];

/** Every mention in the files of the repository but the page itself. */
export function allCitations(): Citations {
  const found = TEXTS.flatMap(filesBelow).map((file) => citationsIn(file, readFileSync(file, 'utf8')));
  return { sections: found.flatMap(({ sections }) => sections), cases: found.flatMap(({ cases }) => cases) };
}

/** True for a file that relies on the facts that it cites; tests and other pages only mention them. */
export function isCode(file: string): boolean {
  return CODE.some((folder) => file.startsWith(`${folder}/`));
}

function filesBelow(path: string): readonly string[] {
  if (/\.[a-z]+$/.test(path)) return [path];
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) =>
    join(path, name).replaceAll('\\', '/'),
  );
  return names.filter((name) => /\.(ts|mjs|md)$/.test(name) && !ABOUT.includes(name)).sort();
}

/**
 * What may follow a section: another one, the end of a range, or a recorded case; letters name items of the section.
 */
const NEXT = /(?<by>, +and +|, +|; +| +and +| +to +)(?:(?<section>\d+(?:\.\d+)?)(?!\.?\w)|(?<id>[A-HY]\d\d)\b)/y;
const ITEMS = / +(?<items>[a-z](?:, [a-z])*)(?![\w'])/y;
const CASE = /\b[A-HY]\d\d\b/g;
const COMMENT = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/ .*$/gm;

/**
 * The mentions in one file: `semantics 7.1, 7.4`, `semantics 1.2 to 1.8`, `semantics 8.5 a, b`, `semantics 7.10, D26`.
 */
export function citationsIn(file: string, text: string): Citations {
  const flat = text.replace(/\n[ \t]*(?:\*(?!\/)|\/\/)?[ \t]*/g, (gap) => ' '.repeat(gap.length)); // a citation may run over the end of a line
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  const sections: Citation[] = [];
  const explained = new Set<number>();
  for (const { index, 0: start, 1: first = '' } of flat.matchAll(/\bsemantics +(\d+(?:\.\d+)?)(?!\.?\w)/g)) {
    for (const step of stepsFrom(flat, index + start.length, first)) {
      if (step.kind === 'case') explained.add(step.at);
      else sections.push({ file, line: lineAt(index), section: step.section, item: step.item });
    }
  }
  const comments = /^(src|rules)\//.test(file) ? [...text.matchAll(COMMENT)] : [];
  const cases = comments.flatMap(({ index, 0: comment }) =>
    [...comment.matchAll(CASE)].map(({ index: inside, 0: id }) => ({
      file,
      line: lineAt(index + inside),
      id,
      explained: explained.has(index + inside),
    })),
  );
  return { sections, cases };
}

type Step =
  | { readonly kind: 'section'; readonly section: string; readonly item: string | undefined }
  | { readonly kind: 'case'; readonly at: number };

/** The section at hand, and what is listed behind it from `offset` on. */
function* stepsFrom(text: string, offset: number, first: string): Iterable<Step> {
  let last = first;
  let at = offset;
  const take = (pattern: RegExp): Readonly<Record<string, string | undefined>> | undefined => {
    const sticky = new RegExp(pattern);
    sticky.lastIndex = at;
    const match = sticky.exec(text);
    if (match === null) return undefined;
    at = sticky.lastIndex;
    return match.groups;
  };
  const sections = (named: readonly string[]): readonly Step[] => {
    const items = take(ITEMS)?.items?.split(', ') ?? [undefined];
    return named.flatMap((section) => items.map((item) => ({ kind: 'section', section, item }) as const));
  };
  yield* sections([first]);
  for (let next = take(NEXT); next !== undefined; next = take(NEXT)) {
    if (next.section === undefined) yield { kind: 'case', at: at - (next.id ?? '').length };
    else {
      yield* sections(next.by?.trim() === 'to' ? between(last, next.section) : [next.section]);
      last = next.section;
    }
  }
}

/** The sections behind `from` up to `to`, which are of one chapter. */
function between(from: string, to: string): readonly string[] {
  const [[chapter, first], [other, last]] = [from, to].map((section) => section.split('.')) as [
    [string, string?],
    [string, string?],
  ];
  if (first === undefined || last === undefined || chapter !== other || Number(last) <= Number(first))
    throw new Error(`semantics ${from} to ${to}: no range of one chapter`);
  return Array.from({ length: Number(last) - Number(first) }, (_, index) => `${chapter}.${Number(first) + index + 1}`);
}
