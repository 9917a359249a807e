import { describe, expect, it } from 'vitest';
import { testedPart } from '../../../src/charts/values/tested.js';
import { sourceFile } from '../../../src/text/source-file.js';
import { parseAnyFile } from '../../../src/yaml/parse.js';

const TEXT = 'global:\n  region: regionOne\n  db: main\nhosts: [db.evil.corp]\n';

function partOf(text: string, path = 'shop/ci/test-values.yaml'): string | undefined {
  return testedPart(text, parseAnyFile(sourceFile(path, TEXT)).documents[0]?.tree);
}

describe('a value that only a test gives, as a part of a text', () => {
  it.each<readonly [string, string | undefined]>([
    ['shop-regionOne-web', 'global.region'],
    ['https://db.evil.corp:80', 'hosts.0'],
    ['shop-regionTwo-web', undefined],
    ['shop-main', undefined],
  ])('%s: %s', (text, name) => {
    expect(partOf(text)).toBe(name);
  });

  it('is none of the values that are installed', () => {
    expect(partOf('shop-regionOne-web', 'shop/values.yaml')).toBeUndefined();
  });
});
