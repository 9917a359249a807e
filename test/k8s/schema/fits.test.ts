import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkFields } from '../../../src/k8s/schema/check-fields.js';
import { fieldsOf } from '../../../src/k8s/schema/field-types.js';
import { kindTypes } from '../../../src/k8s/schema/fields.js';
import { fitsKind, fitsMetadata } from '../../../src/k8s/schema/fits.js';
import { getString, toData, type Tree } from '../../../src/tree/tree.js';
import { fc } from '../../support/random.js';
import { parse, treeOf } from '../../support/trees.js';

const kinds = Object.keys(kindTypes).map((key) => key.split(' ') as [apiVersion: string, kind: string]);

/** The tree of a value in flow style, which need be no object. */
function valueOf(text: string): Tree {
  const document = treeOf(`kind: Test\nvalue: ${text}\n`);
  const value = document.type === 'map' ? document.entries.get('value')?.value : undefined;
  if (value === undefined) throw new Error(`no value: ${text}`);
  return value;
}

/** Whether the walk says of a tree what the validators say of its data. */
function agrees(apiVersion: string, kind: string, tree: Tree): boolean {
  const errors = checkFields(apiVersion, kind, toData(tree));
  return fitsKind(apiVersion, kind, tree) === (errors && errors.length === 0);
}

const VALUES: readonly unknown[] = ['a', '', 1, 0.5, true, null, [], {}, [null], { a: null }, ['a'], [{}], { a: 1 }];

/** Data of about the shape: some fields of a type, now and then one that it lacks or a value of another shape. */
function dataOf(shape: string, depth = 0): fc.Arbitrary<unknown> {
  const odd = fc.constantFrom(...VALUES);
  const fitting = (): fc.Arbitrary<unknown> => {
    if (depth > 6 || shape === 'any') return odd;
    if (shape.endsWith('[]')) return fc.array(dataOf(shape.slice(0, -2), depth + 1), { maxLength: 2 });
    if (shape.startsWith('{')) return fc.dictionary(fc.constantFrom('a', 'b'), dataOf(shape.slice(1, -1), depth + 1));
    const fields = [...fieldsOf(shape)];
    if (fields.length === 0) return fc.constantFrom(...(SCALARS[shape] ?? []));
    const entry = fc.oneof(
      {
        weight: 30,
        arbitrary: fc
          .constantFrom(...fields)
          .chain(([name, of]) => dataOf(of, depth + 1).map((value) => [name, value])),
      },
      { weight: 1, arbitrary: odd.map((value) => ['noSuch', value]) },
    );
    return fc.array(entry, { maxLength: 3 }).map((entries) => Object.fromEntries(entries as [string, unknown][]));
  };
  return fc.oneof({ weight: 30, arbitrary: fc.constant(0).chain(fitting) }, { weight: 1, arbitrary: odd });
}

const SCALARS: Readonly<Record<string, readonly unknown[]>> = {
  string: ['a', ''],
  integer: [0, 8080, -1],
  boolean: [true, false],
  quantity: ['100m', 1, 0.5],
  'int-or-string': [80, 'http'],
};

describe('the walk over the tree agrees with the validators', () => {
  it('about every object of the fixtures', () => {
    const trees = readdirSync('fixtures', { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.ya?ml$/.test(path))
      .flatMap((path) => parse(readFileSync(`fixtures/${path}`, 'utf8')).documents)
      .flatMap(({ tree }) => tree ?? []);
    const judged = trees.map((tree) => {
      const [apiVersion = '', kind = ''] = [getString(tree, 'apiVersion'), getString(tree, 'kind')];
      expect(agrees(apiVersion, kind, tree), `${apiVersion} ${kind} ${JSON.stringify(toData(tree))}`).toBe(true);
      return fitsKind(apiVersion, kind, tree);
    });
    // Both answers are met often, so that neither side can always say one thing.
    expect(judged.filter((fits) => fits === true).length).toBeGreaterThan(500);
    expect(judged.filter((fits) => fits === false).length).toBeGreaterThan(30);
  });

  it.each(kinds)('about random objects: %s %s', (apiVersion, kind) => {
    const answers = new Set<boolean | undefined>();
    fc.assert(
      fc.property(dataOf(kindTypes[`${apiVersion} ${kind}`] ?? ''), (data) => {
        const tree = valueOf(JSON.stringify(data));
        answers.add(fitsKind(apiVersion, kind, tree));
        return agrees(apiVersion, kind, tree);
      }),
      { numRuns: 200 },
    );
    expect(answers).toEqual(new Set([true, false]));
  });

  it('about metadata, which is the same in every kind', () => {
    fc.assert(
      fc.property(dataOf('ObjectMeta'), (metadata) => {
        const tree = valueOf(JSON.stringify(metadata));
        const errors = checkFields('v1', 'ConfigMap', { metadata: toData(tree) });
        return fitsMetadata(tree) === (errors?.length === 0);
      }),
    );
  });
});

it.each([
  '{spec: {a: .nan}}',
  '{spec: {replicas: .inf}}',
  '{__proto__: {a: 1}}',
  '{spec: {replicas: 1e3}}',
  '{noSuch: null, spec: null}',
  '{metadata: {labels: {a: null}, finalizers: [null]}}',
  'null',
  'text',
  '[]',
])('agrees about %s', (text) => {
  expect(agrees('apps/v1', 'Deployment', valueOf(text))).toBe(true);
});

it('says nothing of kinds without a schema', () => {
  expect(fitsKind('example.com/v1', 'Shop', valueOf('{a: 1}'))).toBeUndefined();
});
