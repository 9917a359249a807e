import { computedScalar, mapOf } from '../../tree/edit.js';
import { Entry, ScalarTree, type Place, type Tree } from '../../tree/tree.js';
import { Refusal } from '../build/trace.js';
import type { Pair } from './pairs.js';

/**
 * `data` of a generated object, and `binaryData` of a ConfigMap for what is no UTF-8 (kyaml datamap.go); a Secret
 * encodes everything.
 */
export function dataOf(pairs: readonly Pair[], kind: 'ConfigMap' | 'Secret', place: Place): readonly Entry[] {
  const sorted = [...pairs].sort((a, b) => (a.key < b.key ? -1 : 1));
  const field = (key: string, values: readonly Entry[]): Entry => Entry.at(place, key, mapOf(values, place));
  if (kind === 'Secret')
    return [
      field(
        'data',
        sorted.map((pair) => entryOf(pair, encoded(pair))),
      ),
    ];
  const texts = sorted.filter(({ bytes }) => bytes === undefined).map((pair) => entryOf(pair, textual(pair)));
  const binaries = sorted.filter(({ bytes }) => bytes !== undefined).map((pair) => entryOf(pair, encoded(pair)));
  return [
    ...(texts.length === 0 ? [] : [field('data', texts)]),
    ...(binaries.length === 0 ? [] : [field('binaryData', binaries)]),
  ];
}

const entryOf = ({ key, place }: Pair, value: Tree): Entry => Entry.at(place, key, value);

const encoded = ({ text, bytes, place }: Pair): Tree =>
  computedScalar(base64(bytes ?? new TextEncoder().encode(text)), place);

function textual({ text, source, place }: Pair): Tree {
  if (isStumbling(text)) {
    throw new Refusal('a text of several lines begins with a tab, which kustomize cannot write', place, {
      help: 'begin the text with an empty line or a comment',
    });
  }
  return ScalarTree.at(place, { value: text, source, style: 'plain' });
}

/**
 * kustomize writes a text of several lines as a literal block, and cannot read the block again if its first character
 * is a tab. What has control characters, or spaces at the end of a line, it writes in quotes.
 */
const isStumbling = (text: string): boolean => text.startsWith('\t') && text.includes('\n') && !QUOTED.test(text);

const QUOTED = /[^\t\n -~\u00A0-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD]| (?:[\n\u2028\u2029]|$(?![^]))/;

/** Base64 in lines of 70 characters where it is longer than one. */
function base64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  const encodedText = btoa(binary);
  return encodedText.length < 70
    ? encodedText
    : (encodedText.match(/.{1,70}/g) ?? []).map((line) => `${line}\n`).join('');
}
