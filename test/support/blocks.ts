import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** A fenced block of a page. */
export interface Block {
  readonly page: string;
  /** 1-based line of its fence. */
  readonly line: number;
  /** What stands behind the fence: the language, and more for whoever reads it. */
  readonly info: string;
  readonly text: string;
  /** It stands between two comments, where `npm run generate` writes it. */
  readonly isGenerated: boolean;
}

/** The blocks of all pages: README.md, CONTRIBUTING.md and docs/. */
export function allBlocks(): readonly Block[] {
  const docs = readdirSync('docs', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
  return ['README.md', 'CONTRIBUTING.md', ...docs.map((name) => `docs/${name}`)]
    .filter((page) => existsSync(page))
    .flatMap(blocksOf);
}

export function blocksOf(page: string): readonly Block[] {
  const markdown = readFileSync(page, 'utf8');
  const generated = Array.from(markdown.matchAll(/^<!-- [^\n]* -->\n[^]*?^<!-- end -->$/gm), ({ index, 0: text }) => ({
    start: index,
    end: index + text.length,
  }));
  return Array.from(
    markdown.matchAll(/^( *)```([^\n]*)\n([^]*?)^\1```$/gm),
    ({ index, 1: indent = '', 2: info = '', 3: text = '' }) => ({
      page,
      line: markdown.slice(0, index).split('\n').length,
      info,
      text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
      isGenerated: generated.some(({ start, end }) => start < index && index < end),
    }),
  );
}
