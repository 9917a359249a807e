import type { SourceFile } from '../../text/source-file.js';
import { get, getList, placeOf, getString, type Place, type ScalarTree, type Tree } from '../../tree/tree.js';
import { dataFileOf } from '../kustomization/sources.js';
import { Refusal, type Trace } from '../build/trace.js';

/** One entry of a generated ConfigMap or Secret, with the text that it comes from. */
export interface Pair {
  readonly key: string;
  readonly text: string;
  /** Set for what is no UTF-8: a ConfigMap has it in `binaryData`. */
  readonly bytes?: Uint8Array | undefined;
  readonly place: Place;
  /** The text of the value as it is written, quotes included; empty where that is more than the value. */
  readonly source: string;
}

/** The pairs of a generator. */
export interface Pairs {
  readonly pairs: readonly Pair[];
  /** True where a file could not be read: there are more pairs, and nobody knows which. */
  readonly isUnread: boolean;
}

/** The pairs of `envs`, `literals` and `files`, in this order (api/kv). */
export function pairsOf(item: Tree, folder: string, trace: Trace): Pairs {
  const env = get(item, 'env');
  const envs = [...getList(item, 'envs'), ...(env === undefined ? [] : [env])];
  const read = [
    ...envs.flatMap((at) => fromEnvFile(at, folder, trace)),
    ...getList(item, 'literals').map(fromLiteral),
    ...getList(item, 'files').flatMap((at) => fromFile(at, folder, trace)),
  ];
  const pairs = read.filter((pair) => pair !== UNREAD);
  return { pairs, isUnread: pairs.length < read.length };
}

/** Stands for the pairs of a file that could not be read. */
const UNREAD = 'unread';

function fromEnvFile(at: Tree, folder: string, trace: Trace): readonly (Pair | typeof UNREAD)[] {
  const name = getString(at);
  const file = name === undefined ? undefined : dataFileOf(name, at, folder, trace);
  if (file?.bytes !== undefined) throw new Refusal(`\`${file.path}\` is no UTF-8 text`, placeOf(at));
  return file === undefined ? [UNREAD] : [...linesOf(file)].flatMap(({ start, text }) => fromLine(file, start, text));
}

function* linesOf(file: SourceFile): Iterable<{ readonly start: number; readonly text: string }> {
  for (const [index, start] of file.lineStarts.entries()) {
    const text = file.text
      .slice(start, file.lineStarts[index + 1])
      .replace(/\n$/, '')
      .replace(/\r$/, '');
    yield index === 0 && text.startsWith('\uFEFF') ? { start: start + 1, text: text.slice(1) } : { start, text };
  }
}

/** What Go trims from the start of a line, a byte order mark not being one of them. */
const SPACES = /^[\t\v\f\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+/;

/** `key=value`; a line with no `=` has an empty value, one that is empty or begins with `#` says nothing. */
function fromLine(file: SourceFile, start: number, line: string): readonly Pair[] {
  const text = line.replace(SPACES, '');
  if (text === '' || text.startsWith('#')) return [];
  const offset = start + line.length - text.length;
  const equals = text.indexOf('=');
  const value = equals === -1 ? '' : text.slice(equals + 1);
  const from = equals === -1 ? 0 : equals + 1;
  return [
    {
      key: equals === -1 ? text : text.slice(0, equals),
      text: value,
      source: value,
      place: { span: { file, start: offset + from, end: offset + text.length } },
    },
  ];
}

/** `key=value`, the value without the quotes around it. */
function fromLiteral(at: Tree): Pair {
  const text = getString(at);
  const equals = text?.indexOf('=') ?? -1;
  if (at.type !== 'scalar' || text === undefined || equals < 1)
    throw new Refusal('a literal must look like `key=value`', at.place);
  const written = text.slice(equals + 1);
  const value = /^(["'])[^]*\1$/.test(written) ? written.slice(1, -1) : written;
  return { key: text.slice(0, equals), text: value, ...placeOfValue(at, equals + 1, written) };
}

/** Where the value stands in the scalar, if every character of it stands there as it is. */
function placeOfValue(scalar: ScalarTree, from: number, written: string): Pick<Pair, 'place' | 'source'> {
  const { span } = scalar.place;
  const quote = scalar.style === 'quoted' ? 1 : 0;
  const plain =
    scalar.style !== 'block' &&
    scalar.place.anchor === undefined &&
    scalar.source.length === String(scalar.value).length + 2 * quote;
  if (!plain || written === '') return { place: scalar.place, source: '' };
  return {
    place: { span: { file: span.file, start: span.start + quote + from, end: span.end - quote } },
    source: written,
  };
}

/** A whole file under its own name, or under another one: `name=path`. */
function fromFile(at: Tree, folder: string, trace: Trace): readonly (Pair | typeof UNREAD)[] {
  const text = getString(at) ?? '';
  const parts = text.split('=');
  if (parts.length > 2 || parts.some((part) => part === ''))
    throw new Refusal('a file must look like `path` or `name=path`', at.type === 'scalar' ? at.place : undefined);
  const path = parts.at(-1) ?? '';
  const file = dataFileOf(path, at, folder, trace);
  if (file === undefined) return [UNREAD];
  const key = parts.length === 2 ? (parts[0] ?? '') : (path.split('/').at(-1) ?? path);
  return [
    {
      key,
      text: file.text,
      bytes: file.bytes,
      source: file.text,
      place: { span: { file, start: 0, end: file.text.length } },
    },
  ];
}
