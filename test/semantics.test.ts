import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allCitations, citationsIn, isCode, PAGE } from '../scripts/generate/citations.js';
import { evidenceIn, semanticsBlocks } from '../scripts/generate/semantics.js';
import { readCases } from '../scripts/measure/cases.js';

const page = readFileSync(PAGE, 'utf8');
const written = page.replace(/^<!-- (.+?) -->\n(?:[\s\S]*?\n)?<!-- end -->$/gm, '<!-- $1 -->'); // without what is generated
const { sections, cases } = allCitations();

/** A heading with a number, and the text below it up to the next one. */
interface Section {
  readonly number: string;
  readonly text: string;
}

const numbered: readonly Section[] = written.split(/^(?=## |### )/m).flatMap((text) => {
  const number = /^##+ (\d+(?:\.\d+)?)\.? \S/.exec(text)?.[1];
  return number === undefined ? [] : [{ number, text }];
});
const numbers = new Set(numbered.map(({ number }) => number));

const at = ({ file, line }: { readonly file: string; readonly line: number }): string => `${file}:${line}`;

describe('what comments cite', () => {
  it('is a section of the page', () => {
    expect(sections.length).toBeGreaterThan(200);
    expect(
      sections.filter(({ section }) => !numbers.has(section)).map((each) => `${at(each)} ${each.section}`),
    ).toEqual([]);
  });

  it('is an item of its section where it names one', () => {
    const items = sections.filter(({ item }) => item !== undefined);
    const textOf = (wanted: string): string => numbered.find(({ number }) => number === wanted)?.text ?? '';
    expect(items.length).toBeGreaterThan(0);
    expect(
      items
        .filter(({ section, item }) => !textOf(section).includes(`\n- **${item ?? ''}** `))
        .map((each) => `${at(each)} ${each.section} ${each.item ?? ''}`),
    ).toEqual([]);
  });

  it('is a record that there is, of which a section says what it shows', () => {
    const { cases: records, yaml_traps: traps } = readCases();
    const ids = new Set([...records, ...traps].map(({ id }) => id));
    expect(cases.length).toBeGreaterThan(50);
    expect(
      cases.filter(({ id, explained }) => !ids.has(id) || !explained).map((each) => `${at(each)} ${each.id}`),
    ).toEqual([]);
  });

  it('is a record that the page names as well', () => {
    const named = evidenceIn(written);
    expect(cases.filter(({ id }) => !named.includes(id)).map((each) => `${at(each)} ${each.id}`)).toEqual([]);
  });
});

describe(PAGE, () => {
  it('numbers its sections in order, each once', () => {
    const order = (number: string): number =>
      number.split('.').reduce((sum, part, index) => sum + Number(part) * (index === 0 ? 1000 : 1), 0);
    expect([...numbers]).toHaveLength(numbered.length);
    expect([...numbers]).toEqual([...numbers].sort((a, b) => order(a) - order(b)));
  });

  it('has no section that no code relies on', () => {
    const cited = new Set(sections.filter(({ file }) => isCode(file)).map(({ section }) => section));
    expect([...numbers].filter((number) => number.includes('.') && !cited.has(number))).toEqual([]);
  });

  it('says below each section who relies on it', () => {
    const blockOf = (text: string): string | undefined => /\n<!-- cited by: (.+?) -->\n*$/.exec(text)?.[1];
    expect(
      numbered.filter(
        ({ number, text }) => number.includes('.') && blockOf(text.replace('<!-- links -->', '').trimEnd()) !== number,
      ),
    ).toEqual([]);
  });

  it('gives the evidence of each fact', () => {
    const evidence = '(?:\\[[A-HY]\\d\\d\\]|\\[[a-z]+(?:-[a-z]+)*\\]|observed|source|known|ours)';
    const list = `${evidence}(?:[,;] ${evidence})*`;
    const facts = numbered.flatMap(({ number, text }) => statementsOf(text).map((fact) => ({ number, fact })));
    expect(facts.length).toBeGreaterThan(200);
    const isProved = (fact: string): boolean =>
      new RegExp(fact.startsWith('|') ? `\\| ${list} \\|$` : `\\S \\(${list}\\)$`).test(fact);
    expect(facts.filter(({ fact }) => !isProved(fact)).map(({ number, fact }) => `${number} ${fact}`)).toEqual([]);
  });

  it('leads to files and sections that there are', () => {
    const broken = linksOf(page, dirname(PAGE)).filter(
      ({ path, anchor }) => !existsSync(path) || (anchor !== undefined && !anchorsOf(path).has(anchor)),
    );
    expect(broken).toEqual([]);
  });

  it('defines every link that stands in brackets', () => {
    const defined = new Set([...page.matchAll(/^\[([^\]]+)\]: /gm)].map((match) => match[1]));
    const used = [...page.matchAll(/\[([A-HY]\d\d|(?:[\w.-]+\/)+[\w.-]+\.(?:ts|mjs))\](?![:(])/g)].map(
      (match) => match[1],
    );
    expect(used.length).toBeGreaterThan(300);
    expect(used.filter((name) => !defined.has(name))).toEqual([]);
  });
});

it.each(['CONTRIBUTING.md', 'docs/architecture.md', 'docs/writing-a-rule.md'])('%s leads to the page', (path) => {
  expect(linksOf(readFileSync(path, 'utf8'), dirname(path)).map(({ path: target }) => target)).toContain(PAGE);
});

describe('citationsIn', () => {
  const read = (text: string): readonly string[] =>
    citationsIn('src/a.ts', text).sections.map(({ section, item }) => `${section}${item ?? ''}`);

  it.each([
    ['/** X (semantics 7.10). */', ['7.10']],
    ['// X (semantics 4.3, 7.1 and 10; validateService)', ['4.3', '7.1', '10']],
    ['/** X (semantics 1.2 to 1.5, 2.1). */', ['1.2', '1.3', '1.4', '1.5', '2.1']],
    ['/** X (semantics 8.5 a, b), a thing. */', ['8.5a', '8.5b']],
    ['/** X (semantics 8.5, port check). */', ['8.5']],
    ['/**\n * X (semantics 7.1,\n * 7.6).\n */', ['7.1', '7.6']],
    ['// X (semantics\n// 7.1).', ['7.1']],
    ['/** Semantics of 7 kinds, in semantics10 and anti-semantics. */', []],
  ])('reads %j', (text, wanted) => {
    expect(read(text)).toEqual(wanted);
  });

  it('refuses a range over chapters', () => {
    expect(() => read('// semantics 7.3 to 8.1')).toThrow('no range of one chapter');
  });

  it('tells the cases that a section explains from bare ones', () => {
    const { cases: found } = citationsIn(
      'rules/a.ts',
      "const D11 = 'A01';\n/** X (semantics 7.10, D26, C03). */\nconst x = 1; // so (G05)\n",
    );
    expect(found).toEqual([
      { file: 'rules/a.ts', line: 2, id: 'D26', explained: true },
      { file: 'rules/a.ts', line: 2, id: 'C03', explained: true },
      { file: 'rules/a.ts', line: 3, id: 'G05', explained: false },
    ]);
  });
});

describe('semanticsBlocks', () => {
  const blocks = semanticsBlocks(citationsIn('src/a.ts', '// semantics 5.3, 7.10'));

  it('lists the files that cite a section', () => {
    expect(blocks.citedBy('5.3')).toBe('Relied on by [src/a.ts].');
    expect(blocks.citedBy('5.4')).toBe('No comment cites this section.');
  });

  it('links records and files', () => {
    expect(blocks.links('([A01]; source)')).toMatch(
      /^\[A01\]: \.\.\/fixtures\/conformance\/cases\.json#L\d+ "numeric targetPort, .*: accepted"\n\[src\/a\.ts\]: \.\.\/src\/a\.ts$/,
    );
    expect(blocks.links('([components])')).toContain('[components]: ../fixtures/kustomize/components\n');
    expect(() => blocks.links('([A99])')).toThrow('[A99]');
  });

  it('leads to the line of the record', () => {
    const line = Number(/#L(\d+)/.exec(blocks.links('([D26])'))?.[1]);
    expect(readFileSync('fixtures/conformance/cases.json', 'utf8').split('\n')[line - 1]).toBe('   "id": "D26",');
  });
});

/** The items of lists and the rows of tables, each in one line, without the heads of tables. */
function statementsOf(text: string): readonly string[] {
  const blocks = text.split(/\n\n+/).flatMap((block) => {
    if (block.startsWith('|')) return block.split('\n').slice(2);
    return block.startsWith('- ') ? block.split(/\n(?=- )/) : [];
  });
  return blocks.map((block) => block.replaceAll(/\s+/g, ' ').trim());
}

interface Link {
  readonly path: string;
  readonly anchor: string | undefined;
}

/** Links into the repository, inline and by reference; a number of a line is no anchor. */
function linksOf(text: string, folder: string): readonly Link[] {
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)|^\[[^\]]+\]: (\S+)/gm)]
    .map((match) => match[1] ?? match[2] ?? '')
    .filter((target) => !/^[a-z]+:/.test(target));
  return targets.map((target) => {
    const [path = '', anchor] = target.split('#');
    return {
      path: path === '' ? PAGE : join(folder, path),
      anchor: anchor === undefined || /^L\d+$/.test(anchor) ? undefined : anchor,
    };
  });
}

/** The anchors that headings of a page have. */
function anchorsOf(path: string): ReadonlySet<string> {
  const headings = [...readFileSync(path, 'utf8').matchAll(/^#+ (.*)$/gm)].map((match) => match[1] ?? '');
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    ),
  );
}
