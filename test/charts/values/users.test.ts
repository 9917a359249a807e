import { describe, expect, it } from 'vitest';
import { usersAmong } from '../../../src/charts/values/users.js';
import { replacedIn } from '../../../src/charts/values/replaced.js';
import { valuesNamedAt } from '../../../src/charts/templates/scope.js';
import { sourceFile } from '../../../src/text/source-file.js';
import type { MapTree } from '../../../src/tree/tree.js';
import { parseAnyFile } from '../../../src/yaml/parse.js';

const file = (path: string, text = ''): { readonly path: string; readonly text: string } => ({ path, text });

const listing = (repository: string, more = ''): ReturnType<typeof file> =>
  file('charts/shop/Chart.yaml', `name: shop\ndependencies: [{name: block, repository: "${repository}"${more}}]\n`);

describe('charts that take another one of the tree for a part', () => {
  it.each<readonly [string, string | undefined]>([
    ['file://../block', 'charts/block'],
    ['file://../../lib/block/', 'lib/block'],
    ['file:///srv/block', undefined],
    ['https://charts.example/file://../block', undefined],
  ])('%s', (repository, folder) => {
    expect([...usersAmong([listing(repository)]).keys()]).toEqual(folder === undefined ? [] : [folder]);
  });

  it.each<readonly [string, string, string, boolean]>([
    ['another value under its name', '', 'block: {port: web}\n', true],
    ['the same value', '', 'block: {port: http}\n', false],
    ['another value under its alias', ', alias: first', 'first: {port: web}\n', true],
    ['a value under the name beside an alias', ', alias: first', 'block: {port: web}\n', false],
    ['no value', '', 'replicas: 2\n', false],
  ])('%s', (_, more, values, expected) => {
    const users = usersAmong([listing('file://../block', more), file('charts/shop/values.yaml', values)]);
    const own = parseAnyFile(sourceFile('values.yaml', 'port: http\n')).documents[0]?.tree as MapTree;
    const [value] = valuesNamedAt('{{ .Values.port }}', 0, own);
    if (value === undefined) throw new Error('no value');
    const by = replacedIn([], users.get('charts/block'))(value);
    expect(by).toBe(expected ? 'chart `shop`, of which this one is a part,' : undefined);
  });
});
