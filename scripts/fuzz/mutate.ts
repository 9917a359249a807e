import type { InputFile } from '../../src/index.js';
import type { Random } from './random.js';
import { PIECES, VALUES } from './pieces.js';

/** A way to change a text; `other` is the text of another tree. */
type Mutation = (text: string, random: Random, other: string) => string;

/** No input is longer: what is slow with long texts is asked by `npm run bench:shapes`. */
const LONGEST = 16_000;

/** The files after one to five changes. */
export function mutated(
  files: readonly InputFile[],
  random: Random,
  other: readonly InputFile[],
): readonly InputFile[] {
  let now = files;
  for (let changes = 1 + random.below(5); changes > 0; changes--)
    now = random.isOnceIn(8) ? ofTree(now, random, other) : ofText(now, random, other);
  return now.map((file) => (file.text.length > LONGEST ? { ...file, text: file.text.slice(0, LONGEST) } : file));
}

function ofText(files: readonly InputFile[], random: Random, other: readonly InputFile[]): readonly InputFile[] {
  if (files.length === 0) return other;
  const chosen = random.below(files.length);
  const change = random.of(MUTATIONS);
  const alien = random.of(other.length === 0 ? files : other).text;
  return files.map((file, at) => (at === chosen ? { ...file, text: change(file.text, random, alien) } : file));
}

function ofTree(files: readonly InputFile[], random: Random, other: readonly InputFile[]): readonly InputFile[] {
  if (files.length === 0) return other;
  const chosen = random.below(files.length);
  const file = files[chosen] as InputFile;
  const paths = new Set(files.map(({ path }) => path));
  const free = (path: string): boolean => !paths.has(path);
  switch (random.below(4)) {
    case 0:
      return files.filter((_, at) => at !== chosen);
    case 1: {
      const copy = random.of(FOLDERS) + file.path;
      return free(copy) ? [...files, { ...file, path: copy }] : files;
    }
    case 2: {
      const moved = random.of(FOLDERS) + random.of([file.path, ...NAMES]);
      return free(moved) ? files.map((each, at) => (at === chosen ? { ...each, path: moved } : each)) : files;
    }
    default:
      return [...files, ...other.filter(({ path }) => free(path))];
  }
}

const FOLDERS = ['copy/', 'base/', 'overlays/prod/', 'envs/dev/', 'a b/', 'templates/', 'a\u001B[31m/', 'ü/', '-x/'];
const NAMES = [
  'kustomization.yaml',
  'Chart.yaml',
  'values.yaml',
  'x.json',
  '\u202Egnp.yaml',
  'a:b.yaml',
  '::error::.yaml',
  '__proto__.yaml',
];

const MUTATIONS: readonly Mutation[] = [
  cut,
  insert,
  insert,
  replaceValue,
  replaceValue,
  replaceValue,
  replaceByOwn,
  replaceByOwn,
  dropLine,
  dropLine,
  repeatLine,
  swapLines,
  shiftLines,
  shiftLines,
  splice,
  changeLetter,
  endLinesOtherwise,
  cutOff,
  joinDocuments,
  splitDocument,
  repeatPart,
  quote,
];

function cut(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + text.slice(at + 1 + random.below(30));
}

function insert(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + random.of(PIECES) + text.slice(at);
}

function replaceValue(text: string, random: Random): string {
  return replaced(text, random, random.of(VALUES));
}

/** One word of the text in the place of another: names that meet, ports that are mixed up. */
function replaceByOwn(text: string, random: Random): string {
  const words = wordsOf(text);
  return words.length === 0 ? text : replaced(text, random, random.of(words)[0]);
}

function replaced(text: string, random: Random, by: string): string {
  const words = wordsOf(text);
  if (words.length === 0) return text;
  const { 0: word, index } = random.of(words);
  return text.slice(0, index) + by + text.slice(index + word.length);
}

function wordsOf(text: string): readonly RegExpExecArray[] {
  return [...text.matchAll(/[^\s:{}[\],#"'-][^\s{}[\],#"':]*/g)];
}

function dropLine(text: string, random: Random): string {
  const lines = text.split('\n');
  return lines.toSpliced(random.below(lines.length), 1 + random.below(3)).join('\n');
}

function repeatLine(text: string, random: Random): string {
  const lines = text.split('\n');
  const at = random.below(lines.length);
  return lines.toSpliced(random.below(lines.length), 0, ...lines.slice(at, at + 1 + random.below(4))).join('\n');
}

function swapLines(text: string, random: Random): string {
  const lines = text.split('\n');
  const [one, two] = [random.below(lines.length), random.below(lines.length)];
  return lines
    .with(one, lines[two] ?? '')
    .with(two, lines[one] ?? '')
    .join('\n');
}

/** Some lines further in, or further out. */
function shiftLines(text: string, random: Random): string {
  const lines = text.split('\n');
  const from = random.below(lines.length);
  const to = from + 1 + random.below(4);
  const isIn = random.isOnceIn(2);
  const width = 1 + random.below(4);
  const shifted = (line: string): string => (isIn ? ' '.repeat(width) + line : line.replace(/^ {1,2}/, ''));
  return lines.map((line, at) => (at >= from && at < to ? shifted(line) : line)).join('\n');
}

/** Lines of another tree. */
function splice(text: string, random: Random, other: string): string {
  const lines = text.split('\n');
  const aliens = other.split('\n');
  const from = random.below(aliens.length);
  return lines.toSpliced(random.below(lines.length), 0, ...aliens.slice(from, from + 1 + random.below(12))).join('\n');
}

function changeLetter(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const char = random.isOnceIn(2)
    ? String.fromCharCode(32 + random.below(95))
    : String.fromCharCode(random.below(0x10000));
  return text.slice(0, at) + char + text.slice(at + 1);
}

function endLinesOtherwise(text: string, random: Random): string {
  return text.replaceAll('\n', random.of(['\r\n', '\r', ' \n', '\n\n', '\n\t']));
}

function cutOff(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  return random.isOnceIn(2) ? text.slice(0, at) : text.slice(at);
}

function joinDocuments(text: string): string {
  return text.replace(/^---.*\n/m, '');
}

function splitDocument(text: string, random: Random): string {
  const lines = text.split('\n');
  return lines.toSpliced(random.below(lines.length), 0, '---').join('\n');
}

/** A short part many times over: brackets in brackets, one key again and again. */
function repeatPart(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const part = text.slice(at, at + 1 + random.below(12));
  return text.slice(0, at) + part.repeat(2 + random.below(60)) + text.slice(at);
}

function quote(text: string, random: Random): string {
  const words = wordsOf(text);
  if (words.length === 0) return text;
  const { 0: word, index } = random.of(words);
  const mark = random.of(['"', "'"]);
  return text.slice(0, index) + mark + word + mark + text.slice(index + word.length);
}
