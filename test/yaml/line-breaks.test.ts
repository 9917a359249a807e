import { expect, test } from 'vitest';
import { sourceFile } from '../../src/text/source-file.js';
import { toData } from '../../src/tree/tree.js';
import { parseFile } from '../../src/yaml/parse.js';

/** What a text holds, whose lines may end as some editors end them. */
test.each([
  ['kind: x\r\r\nname: web\r\nother: z\n', { kind: 'x', name: 'web', other: 'z' }],
  ['kind: x\rname: web\r', { kind: 'x', name: 'web' }],
  ['kind: "x\ry"\n', { kind: 'x y' }],
  ['kind: |\r\r\n  x\r\r\n  y\r\n', { kind: '\nx\n\ny\n' }],
  ['# a remark\rkind: 1\r\n', { kind: 1 }],
  ['kind:\n|\n  x\n  y\nname: web\n', { kind: 'x\ny\n', name: 'web' }],
  ['kind: x\ndata:\n  conf:\n  >-\n    a\n    b\n  other: z\n', { kind: 'x', data: { conf: 'a b', other: 'z' } }],
  ['kind: x\r\ndata:\r\n  conf:\r\n  |\r\n    a\r\n', { kind: 'x', data: { conf: 'a\n' } }],
  ['kind: x # a remark\r\r\nname: web\r\r\n', { kind: 'x', name: 'web' }],
])('%j', (text, expected) => {
  const [document] = parseFile(sourceFile('a.yaml', text)).documents;
  expect(document?.problems).toEqual([]);
  expect(document?.tree && toData(document.tree)).toEqual(expected);
});

test('places stay where they are in the file', () => {
  const text = 'kind: Pod\r\r\nmetadata:\r\r\n  name: web\r\r\n';
  const tree = parseFile(sourceFile('a.yaml', text)).documents[0]?.tree;
  const place = tree?.type === 'map' ? tree.entries.get('metadata')?.value.place.span : undefined;
  expect(text.slice(place?.start, place?.end)).toContain('name: web');
});
