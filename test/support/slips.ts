import { createHash } from 'node:crypto';
import { VALUES } from '../../scripts/fuzz/pieces.js';
import { Random } from '../../scripts/fuzz/random.js';
import type { InputFile } from '../../src/index.js';

/** The files of a case after one slip of a person who writes them. */
export interface Slip {
  /** `service.yaml:8 value: app: web -> app: shop` */
  readonly name: string;
  readonly files: readonly InputFile[];
}

/** A line of a manifest, as far as slips know YAML: `- name: web # why`. */
interface Line {
  readonly indent: number;
  /** With the dashes before it, and the colon behind it; empty for the item of a list. */
  readonly key: string;
  readonly value: string;
}

/** What becomes of the lines of a block, the first of which is the line at which the slip happens; null where it changes nothing. */
type Kind = (
  block: readonly string[],
  line: Line,
  random: Random,
  values: readonly string[],
) => readonly string[] | null;

/** What no person writes by hand, and no terminal shows. */
// eslint-disable-next-line no-control-regex -- it is about such characters
const BYTES = /[\0-\x08\x0E-\x1F\x7F-\x9F\uFFFD]/;

const LINE = /^(?<key>\s*(?:- )*(?:[\w./"'$-]+:(?= |$))?) *(?<value>[^#]*?)(?<rest>\s*(?:#.*)?)$/;

function lineOf(text: string): Line | undefined {
  const { key = '', value = '' } = LINE.exec(text)?.groups ?? {};
  if (key.trim() === '' && value === '') return undefined;
  return { indent: text.search(/\S/), key, value };
}

const withValue = (block: readonly string[], { key }: Line, value: string): readonly string[] => [
  `${key}${key.endsWith(':') && value !== '' ? ' ' : ''}${value}`,
  ...block.slice(1),
];

/** No kind moves the lines behind it, but the one that repeats them: what is found elsewhere stays where it was. */
const KINDS: Readonly<Record<string, Kind>> = {
  gone: (block) => block.map(() => ''),
  other: (block, line, random, values) => (line.value === '' ? null : withValue(block, line, random.of(values))),
  near: (block, line, random) => (line.value === '' ? null : withValue(block, line, nearTo(line.value, random))),
  empty: (block, line) =>
    line.value === '' ? [block[0] ?? '', ...block.slice(1).map(() => '')] : withValue(block, line, ''),
  quoted: (block, line) => (/^[\w.-]+$/.test(line.value) ? withValue(block, line, `"${line.value}"`) : null),
  listed: (block, line) => (line.value === '' ? null : withValue(block, line, `[${line.value}]`)),
  odd: (block, line, random) => withValue(block, line, random.of(VALUES)),
  key: ([first = '', ...others], { key }) => (key.endsWith(':') ? [first.replace(/\w:/, ':'), ...others] : null),
  in: (block) => block.map((text) => (text === '' ? text : `  ${text}`)),
  out: (block, { indent }) => (indent < 2 ? null : block.map((text) => text.replace(/^ {2}/, ''))),
  again: (block) => [...block, ...block],
};

/** The same kind more often, as often as people slip in this way. */
const ORDER = Object.keys(KINDS).flatMap((kind) =>
  ['gone', 'other', 'near'].includes(kind) ? [kind, kind, kind] : kind,
);

function nearTo(value: string, random: Random): string {
  if (/^\d+$/.test(value)) return random.isOnceIn(2) ? String(Number(value) + 1) : `${value}0`;
  if (value === 'true' || value === 'false') return value === 'true' ? 'false' : 'true';
  const at = 1 + random.below(Math.max(1, value.length - 1));
  return value.slice(0, at) + value.slice(at + 1);
}

/**
 * So many slips in the files of a case, each alone: the same for the same name of the case and the same files, in lines
 * that are spread over all of them. Also one of a whole file, where there are several.
 */
export function slipsIn(name: string, files: readonly InputFile[], count: number): readonly Slip[] {
  const random = new Random(createHash('sha1').update(name).digest().readUInt32BE(), 0);
  const lines = files
    .filter(({ text }) => !BYTES.test(text))
    .flatMap((file) => file.text.split('\n').map((text, at) => ({ file, text, at })));
  const values = lines.flatMap(({ text }) => lineOf(text)?.value || []);
  if (values.length === 0) return [];
  const slips: Slip[] = [];
  if (files.length > 1) slips.push(ofAFile(files, random));
  const step = lines.length / count;
  for (let turn = 0; turn < count; turn++) {
    const from = Math.floor(turn * step) + random.below(Math.max(1, Math.floor(step)));
    const found = lines.findIndex(({ text }, at) => at >= from && lineOf(text) !== undefined);
    const slip = found < 0 ? undefined : ofALine(files, lines[found] as Spot, random, values);
    if (slip !== undefined && slips.every((other) => other.name !== slip.name)) slips.push(slip);
  }
  return slips;
}

interface Spot {
  readonly file: InputFile;
  readonly text: string;
  readonly at: number;
}

function ofALine(
  files: readonly InputFile[],
  { file, text, at }: Spot,
  random: Random,
  values: readonly string[],
): Slip | undefined {
  const line = lineOf(text);
  if (line === undefined) return undefined;
  const lines = file.text.split('\n');
  const end = lines.findIndex((other, index) => index > at && other.trim() !== '' && other.search(/\S/) <= line.indent);
  const block = lines.slice(at, end < 0 ? lines.length : end);
  for (let tries = 0; tries < 4; tries++) {
    const kind = random.of(ORDER);
    const changed = KINDS[kind]?.(block, line, random, values) ?? block;
    if (changed.join('\n') === block.join('\n')) continue;
    const now = lines.toSpliced(at, block.length, ...changed).join('\n');
    return {
      name: `${file.path}:${at + 1} ${kind}: ${text.trim()} -> ${changed[0]?.trim() ?? ''}`,
      files: files.map((other) => (other === file ? { ...other, text: now } : other)),
    };
  }
  return undefined;
}

function ofAFile(files: readonly InputFile[], random: Random): Slip {
  const file = random.of(files);
  const others = files.filter((other) => other !== file);
  const copy = { ...file, path: `copy/${file.path}` };
  return random.of<Slip>([
    { name: `${file.path} is gone`, files: others },
    { name: `${file.path} is moved to copy/`, files: [...others, copy] },
    { name: `${file.path} is copied to copy/`, files: [...files, copy] },
  ]);
}
