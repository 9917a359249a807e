import { expect, it } from 'vitest';
import { marksOfDocument } from '../../src/engine/runs/document-marks.js';
import { MARKS, type Mark } from '../../src/k8s/object/marks.js';
import { sourceFile } from '../../src/text/source-file.js';
import { parseFile } from '../../src/yaml/parse.js';

it.each<[string, string, readonly Mark[]]>([
  ['an object', 'apiVersion: v1\nkind: Service\n', []],
  ['no kind', 'apiVersion: v1\nmetadata: {name: web}\n', ['identity']],
  ['no apiVersion', 'kind: Service\nmetadata: {name: web}\n', ['identity']],
  ['a list', '- apiVersion: v1\n', ['syntax', 'identity']],
  ['a text', 'apiVersion:v1\n', ['syntax', 'identity']],
  ['what cannot be read', 'apiVersion: v1\nkind: [\n', ['syntax', 'identity']],
  ['a key that is written twice', 'apiVersion: v1\nkind: Service\nkind: Service\n', ['syntax']],
  ['a key that is a boolean', 'apiVersion: v1\nkind: ConfigMap\ndata: {on: x}\n', ['syntax']],
  ['text behind the end', 'apiVersion: v1\nkind: ConfigMap\n...\nkind: x\n', ['syntax']],
])('%s', (_, text, expected) => {
  const [document] = parseFile(sourceFile('a.yaml', text)).documents;
  expect(document).toBeDefined();
  const marks = document === undefined ? 0 : marksOfDocument(document);
  expect(Object.keys(MARKS).filter((mark) => (marks & MARKS[mark as Mark]) !== 0)).toEqual(expected);
});
