import { expect, it } from 'vitest';
import { positionAt } from '../../src/text/source-file.js';
import { parse } from '../support/trees.js';

const head = (kind: string, name: string): string => `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n`;

it.each<readonly [string, string, readonly string[]]>([
  ['two documents', `${head('A', 'a')}---\n${head('B', 'b')}`, []],
  ['two objects without a separator', `${head('A', 'a')}${head('B', 'b')}`, ['A a before line 5']],
  ['three objects', `${head('A', 'a')}${head('B', 'b')}${head('C', 'c')}`, ['A a before line 5', 'B b before line 9']],
  ['a head that stands twice loses nothing', `apiVersion: v1\nkind: A\n${head('A', 'a')}`, []],
  ['keys twice within one object', `${head('A', 'a')}  name: b\n`, []],
  ['an item of a list', `kind: List\nitems:\n- kind: A\n  metadata: {}\n  kind: B\n  metadata: {}\n`, []],
])('%s', (_, text, expected) => {
  const lost = parse(text).documents.flatMap((document) => document.lost);
  expect(
    lost.map(
      ({ kind, name, next }) => `${kind} ${name ?? ''} before line ${positionAt(next.span.file, next.span.start).line}`,
    ),
  ).toEqual(expected);
});
