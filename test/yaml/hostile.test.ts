import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lint } from '../../src/index.js';
import { get } from '../../src/tree/tree.js';
import type { ParsedFile } from '../../src/yaml/document.js';
import { parse } from '../support/trees.js';

const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  selector: {app: web}\n  ports: [{port: 80}]\n';

/** Texts that are made, because nobody wants them in a repository. */
const made: readonly (readonly [string, string])[] = [
  [
    'an alias bomb',
    `kind: Bomb\na0: &a0 [x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]\n`).join('')}`,
  ],
  [
    'a merge bomb',
    `kind: Bomb\nm0: &m0 {a: 1}\n${Array.from({ length: 30 }, (_, i) => `m${i + 1}: &m${i + 1} {<<: [*m${i}, *m${i}], k${i}: 1}\n`).join('')}`,
  ],
  ['deep flow lists', `kind: Deep\na: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`],
  ['deep maps', `kind: Deep\n${Array.from({ length: 3_000 }, (_, i) => `${' '.repeat(i)}a:\n`).join('')}`],
  ['an unclosed list', `kind: Open\na: ${'['.repeat(5_000)}\n`],
  ['a scalar of a million characters', `kind: Wide\na: "${'x'.repeat(1_000_000)}"\n`],
  ['ten thousand documents', `${'---\nkind: Many\n'.repeat(10_000)}`],
  ['ten thousand keys', `kind: Wide\n${Array.from({ length: 10_000 }, (_, i) => `k${i}: ${i}\n`).join('')}`],
  ['control characters', 'kind: "\\u0000\\u001b[31m"\nname: \u0007\u001b[2J\n'],
  ['broken UTF-16', 'kind: \uD800\nname: \uDFFF\n'],
  ['tabs as indentation', 'kind: Tabs\nspec:\n\tapp: web\n'],
  ['NEL and line separators', 'kind: "a\u0085b\u2028c"\nname: a\u0085b\n'],
  ['lone carriage returns', 'kind: a\rname: b\r'],
  ['a directive and nothing', '%YAML 1.1\n'],
  ['a tag of its own', 'kind: !<tag:example.com,2000:x> {a: !local [1]}\n'],
  ['only separators', '---\n---\n...\n---\n'],
];

/** A file name says what its text is; a good Service stands after it. */
const kept = readdirSync('fixtures/yaml').map((name) => [name, readFileSync(`fixtures/yaml/${name}`, 'utf8')] as const);

const read = new Map<string, ParsedFile>();

/** Some of them take long, so each is read once. */
function parsed(text: string): ParsedFile {
  const file = read.get(text) ?? parse(text);
  read.set(text, file);
  return file;
}

describe.each([...made, ...kept])('%s', (_, text) => {
  it('is data, never an exception', () => {
    expect(() => parsed(text)).not.toThrow();
    expect(lint([{ path: 'hostile.yaml', text }]).crashes).toEqual([]);
  });

  it('hides no document after it, where the text ends before', () => {
    const { documents } = parse(`${text}\n---\n${SERVICE}`);
    const last = documents.at(-1);
    // An opened template is skipped as a whole, and said to be.
    if (parsed(text).template === undefined) expect(last?.tree?.type).toBe('map');
  });
});

describe('problems stand in the text', () => {
  it.each([...made, ...kept])('%s', (_, text) => {
    for (const { problems } of parsed(text).documents) {
      for (const { message, span } of problems) {
        expect(message).not.toBe('');
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeLessThanOrEqual(text.length);
        expect(span.start).toBeLessThan(span.end);
      }
    }
  });
});

it('a quoted scalar of fifteen million escapes is read, one by one', () => {
  const [document] = parse(`kind: Wide\na: "${'\\n'.repeat(15_000_000)}"\n`).documents;
  const value = get(document?.tree, 'a');
  expect(value?.type === 'scalar' && String(value.value).length).toBe(15_000_000);
});
