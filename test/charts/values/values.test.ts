import { describe, expect, it } from 'vitest';
import { readValues } from '../../../src/charts/values/values.js';
import { get, toData, type Tree } from '../../../src/tree/tree.js';

const PARTS = [
  { path: 'shop/Chart.yaml', text: 'name: shop\ndependencies:\n  - {name: cache, alias: fast}\n  - name: mail\n' },
  {
    path: 'shop/values.yaml',
    text: 'port: 80\nhost: a\nlist: [1, 2]\nglobal: {zone: x}\nfast: {size: 2}\nmail:\n  relay: {port: 25}\n',
  },
  { path: 'shop/charts/cache/values.yaml', text: 'size: 1\nport: 6379\nglobal: {zone: y, own: z}\n' },
  { path: 'shop/charts/mail/values.yaml', text: 'from: b\n' },
  { path: 'shop/charts/mail/charts/relay/values.yaml', text: 'port: 24\nmode: fast\n' },
];
const GIVEN = [
  { path: 'one.yaml', text: 'port: 81\nlist: [3]\nfast: {size: 3}\n' },
  { path: 'two.yaml', text: 'host: null\nport: 82\nglobal: {zone: w}\n' },
];

const data = (source: string, given: readonly { path: string; text: string }[] = []): unknown => {
  const values = readValues(PARTS, given, inShop)(source);
  return values === undefined ? undefined : toData(values);
};

const inShop = (file: string): string => `shop/${file}`;

describe('readValues', () => {
  it('merges the files given over the own values, the last one over all', () => {
    expect(data('shop/templates/a.yaml')).toMatchObject({ port: 80, host: 'a', list: [1, 2] });
    expect(data('shop/templates/a.yaml', GIVEN)).toMatchObject({
      port: 82,
      list: [3],
      global: { zone: 'w' },
      mail: { relay: { port: 25 } },
    });
    expect(data('shop/templates/a.yaml', GIVEN)).not.toHaveProperty('host');
  });

  it('gives a sub-chart what the chart around says of it, by its alias, and what is global', () => {
    expect(data('shop/charts/fast/templates/a.yaml')).toEqual({ size: 2, port: 6379, global: { zone: 'x', own: 'z' } });
    expect(data('shop/charts/fast/templates/a.yaml', GIVEN)).toEqual({
      size: 3,
      port: 6379,
      global: { zone: 'w', own: 'z' },
    });
    expect(data('shop/charts/mail/charts/relay/templates/a.yaml')).toEqual({
      port: 25,
      mode: 'fast',
      global: { zone: 'x' },
    });
  });

  it('knows the file of each value', () => {
    const file = (source: string, ...path: readonly string[]): string | undefined =>
      placeOf(get(readValues(PARTS, GIVEN, inShop)(source), ...path));
    expect(file('shop/templates/a.yaml', 'port')).toBe('two.yaml');
    expect(file('shop/charts/fast/templates/a.yaml', 'port')).toBe('shop/charts/cache/values.yaml');
    expect(file('shop/charts/fast/templates/a.yaml', 'size')).toBe('one.yaml');
    expect(file('shop/charts/mail/charts/relay/templates/a.yaml', 'port')).toBe('shop/values.yaml');
  });

  it('bears values that are no map, and a chart without any', () => {
    expect(
      readValues([{ path: 'values.yaml', text: '- a\n' }], [], (file) => file)('a/templates/b.yaml'),
    ).toBeUndefined();
    expect(
      readValues([{ path: 'values.yaml', text: 'a: [\n' }], [], (file) => file)('a/templates/b.yaml'),
    ).toBeUndefined();
    expect(readValues([], [], (file) => file)('a/charts/b/templates/c.yaml')).toBeUndefined();
  });
});

function placeOf(tree: Tree | undefined): string | undefined {
  return tree?.place.span.file.path;
}
