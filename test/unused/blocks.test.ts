import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { allBlocks, type Block } from '../support/blocks.js';

/** Which test runs, fills or reads the blocks of which pages; drawings have no language. */
const READERS: readonly {
  readonly pages: RegExp;
  readonly info: RegExp;
  readonly test: string;
  readonly names: string;
}[] = [
  { pages: /^docs\/rules\//, info: /^(yaml (bad|ok) |text output$)/, test: 'docs', names: 'pageOf(' },
  { pages: /^docs\/silencing\.md$/, info: /^yaml ok /, test: 'docs', names: 'docs/silencing.md' },
  { pages: /^docs\/ci\//, info: /^(yaml|groovy|sh|dockerfile)$/, test: 'ci/pages', names: 'docs/ci' },
  { pages: /^docs\/hooks\.md$/, info: / file=\S+$/, test: 'hooks', names: 'docs/hooks.md' },
  {
    pages: /^docs\/settings\.md$/,
    info: /^(yaml settings|console)$/,
    test: 'cli/configuration/settings-file',
    names: 'docs/settings.md',
  },
  { pages: /^docs\/adopting\.md$/, info: /^(yaml settings|console)$/, test: 'cli/pages', names: 'docs/adopting.md' },
  {
    pages: /^(README|CONTRIBUTING|docs\/(charts|cli|graph|performance|units))\.md$/,
    info: /^(sh|console)$/,
    test: 'pages',
    names: '(console|sh)',
  },
  { pages: /^docs\/(units|writing-a-rule)\.md$/, info: /^ts$/, test: 'pages', names: 'docs/units.md' },
  { pages: /^docs\/graph\.md$/, info: /^mermaid$/, test: 'report/graphs/graphs', names: 'docs/graph.md' },
  { pages: /^README\.md$/, info: /^(ts|yaml)$/, test: 'pages', names: 'README.md' },
  { pages: /^docs\/charts\.md$/, info: /^yaml$/, test: 'pages', names: 'docs/charts.md' },
];

const written = allBlocks().filter(({ isGenerated, info }) => !isGenerated && info !== '');
const reads = ({ pages, info }: (typeof READERS)[number], block: Block): boolean =>
  pages.test(block.page) && info.test(block.info);

it('every block of a page is made by a generator, or a test reads it', () => {
  const unread = written.filter((block) => !READERS.some((reader) => reads(reader, block)));
  expect(unread.map(({ page, line, info }) => `${page}:${line} ${info}`)).toEqual([]);
});

it.each(READERS)('$test.test.ts reads blocks of $pages', (reader) => {
  expect(written.some((block) => reads(reader, block))).toBe(true);
  expect(readFileSync(`test/${reader.test}.test.ts`, 'utf8')).toContain(reader.names);
});

it('the hooks are asked for by the names of their files', () => {
  const names = written.flatMap(({ page, info }) =>
    page === 'docs/hooks.md' ? (/ file=(\S+)$/.exec(info)?.[1] ?? '') : [],
  );
  const test = readFileSync('test/hooks.test.ts', 'utf8');
  expect(names.filter((name) => !test.includes(`examples.get('${name}')`))).toEqual([]);
});

it('pages of which a test reads one block of a kind have no second one', () => {
  const ones = [
    'docs/settings.md',
    'docs/adopting.md',
    'docs/units.md ts',
    'docs/writing-a-rule.md',
    'README.md ts',
    'README.md yaml',
    'docs/charts.md yaml',
  ];
  const kinds = written
    .map(({ page, info }) => `${page} ${info}`)
    .filter((kind) => ones.some((one) => kind.startsWith(one)));
  expect(kinds.length).toBe(new Set(kinds).size);
});
