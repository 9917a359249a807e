import type { InputFile, LintOptions } from '../../src/index.js';

/** A project that a page shows: manifests that must give exactly one finding (`bad`) or none (`ok`). */
export interface Example {
  readonly tag: 'bad' | 'ok';
  /** 1-based line of its first block in the page. */
  readonly line: number;
  readonly files: readonly InputFile[];
  /** What svclint is run with: `options={"namespace":"shop"}` behind the file name of a block. */
  readonly options: LintOptions;
  /** Offsets of the text inside the `text output` block that follows a bad example; undefined if there is none. */
  readonly output: { readonly start: number; readonly end: number } | undefined;
}

interface Block {
  readonly info: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly section: number;
}

/**
 * The examples of a Markdown page. Blocks `yaml bad file=a.yaml` in a row make one project, which the next
 * `text output` block closes; so do `yaml ok` blocks up to the next heading or a file that comes again. Where every
 * file of an `ok` example stands in the bad one before it, the example shows only what changed.
 */
export function examplesIn(markdown: string): readonly Example[] {
  const examples: Example[] = [];
  let open: { tag: 'bad' | 'ok'; line: number; section: number; files: InputFile[]; options: LintOptions } | undefined;
  const close = (output?: Block): void => {
    if (open !== undefined)
      examples.push({
        ...overlaid(open, examples),
        output: output === undefined ? undefined : { start: output.start, end: output.end },
      });
    open = undefined;
  };
  for (const block of blocksOf(markdown)) {
    if (block.info === 'text output') {
      close(block);
      continue;
    }
    const info = /^yaml (bad|ok)(?: file=(\S+))?(?: options=(\S+))?$/.exec(block.info);
    if (info === null) continue;
    const tag = info[1] === 'bad' ? 'bad' : 'ok';
    const path = info[2] ?? 'manifest.yaml';
    if (
      open !== undefined &&
      (open.tag !== tag || open.section !== block.section || open.files.some((file) => file.path === path))
    )
      close();
    open ??= { tag, line: block.line, section: block.section, files: [], options: {} };
    if (info[3] !== undefined) open.options = JSON.parse(info[3]) as LintOptions;
    open.files.push({ path, text: markdown.slice(block.start, block.end) });
  }
  close();
  return examples;
}

function overlaid(example: Omit<Example, 'output'>, earlier: readonly Example[]): Omit<Example, 'output'> {
  const { tag, line, files, options } = example;
  const bad = earlier.filter((each) => each.tag === 'bad').at(-1);
  const isChange =
    tag === 'ok' && bad !== undefined && files.every(({ path }) => bad.files.some((file) => file.path === path));
  const all = isChange ? bad.files.map((file) => files.find(({ path }) => path === file.path) ?? file) : files;
  return { tag, line, files: all, options };
}

/** The fenced blocks of a page, with the offsets of their text. */
function blocksOf(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  let open: { info: string; start: number; line: number } | undefined;
  let section = 0;
  let offset = 0;
  for (const [index, line] of markdown.split('\n').entries()) {
    if (open === undefined && /^#{1,6} /.test(line)) section++;
    if (/^```/.test(line)) {
      if (open === undefined) open = { info: line.slice(3).trim(), start: offset + line.length + 1, line: index + 1 };
      else {
        blocks.push({ ...open, end: offset, section });
        open = undefined;
      }
    }
    offset += line.length + 1;
  }
  return blocks;
}
