import { describe, expect, it } from 'vitest';
import { expand } from '../../../src/k8s/hosts/expansion.js';
import { textOf } from '../../../src/text/source-file.js';
import { get, type ScalarTree } from '../../../src/tree/tree.js';
import { treeOf } from '../../support/trees.js';

const tree = treeOf('{kind: X, apiVersion: v1, HOST: db, PORT: "5432", EMPTY: ""}');
const find = (name: string): ScalarTree | undefined => {
  const value = get(tree, name);
  return value?.type === 'scalar' ? value : undefined;
};

function scalar(text: string): ScalarTree {
  const found = get(treeOf(`kind: X\napiVersion: v1\nvalue: ${text}`), 'value');
  if (found?.type !== 'scalar') throw new Error('no scalar');
  return found;
}

describe('expand', () => {
  it.each([
    ['http://$(HOST):$(PORT)/x', 'http://db:5432/x'],
    ['$(HOST)', 'db'],
    ['a$(EMPTY)b', 'ab'],
    ['$(OTHER).$(HOST)', '$(OTHER).db'],
    ['$$(HOST) $(HOST)', '$$(HOST) db'],
    ['$$$(HOST)', '$$db'],
    ['${HOST} $HOST', undefined],
    ['$(OTHER)', undefined],
    ['plain', undefined],
  ])('makes of %s', (text, expected) => {
    expect(expand(scalar(text), text, find)?.text).toBe(expected);
  });

  it.each([
    ['http://$(HOST):5433/x', 'db', 'db'],
    ['http://$(HOST):5433/x', '5433', '5433'],
    ['http://a:1,$(HOST):$(PORT)', '5432', '5432'],
    ['http://$(HOST):5433/x', 'db:5433', 'http://$(HOST):5433/x'],
  ])('in %s finds %s', (text, word, expected) => {
    const expansion = expand(scalar(text), text, find);
    const at = expansion?.text.indexOf(word) ?? -1;
    expect(expansion && textOf(expansion.part(at, at + word.length).span)).toBe(expected);
  });
});
