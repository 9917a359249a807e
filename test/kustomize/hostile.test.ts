import { describe, expect, it } from 'vitest';
import { evaluateKustomization } from '../../src/kustomize/index.js';
import { build, refusals, sourcesOf, type Files } from './build.js';

const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\n';

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);
const openParts = (files: Files, folder: string): readonly string[] =>
  build(files, folder).open.map(({ what }) => what);

describe('a hostile kustomization', () => {
  it('cannot keep a pattern busy', () => {
    const files = {
      'app/kustomization.yaml':
        'resources: [r.yaml]\npatches:\n- target: {name: "(a+)+"}\n  patch: "[{\\"op\\": \\"add\\", \\"path\\": \\"/x\\", \\"value\\": 1}]"\nimages: [{name: "(a|a)+", newTag: x}]\n',
      'app/r.yaml': `apiVersion: v1\nkind: Pod\nmetadata: {name: ${'a'.repeat(60)}-}\nspec: {containers: [{name: c, image: ${'a'.repeat(60)}-}]}\n`,
    };
    expect(refusals(files)).toEqual([]);
  });

  it('cannot open more parentheses than it closes', () => {
    const selector = '('.repeat(200_000);
    const files = {
      'app/kustomization.yaml': `resources: [r.yaml]\npatches:\n- target: {labelSelector: "a in (b)${selector}"}\n  patch: "[]"\n`,
      'app/r.yaml': SERVICE,
    };
    expect(refusals(files)).toEqual([]);
  });

  it('notes one refusal once, however often its base is listed', () => {
    const layer = (at: number): readonly [string, string] => [
      `l${at}/kustomization.yaml`,
      `resources: [../l${at + 1}, ../l${at + 1}]\n`,
    ];
    const files = {
      ...Object.fromEntries(numbers(60).map(layer)),
      'l60/kustomization.yaml': 'resources: [a.yaml]\n',
      'l60/a.yaml': SERVICE,
    };
    expect(build(files, 'l0').problems).toHaveLength(1);
  });

  it('cannot double its objects for ever', () => {
    const layer = (at: number): readonly (readonly [string, string])[] =>
      ['a', 'b'].map((one) => [
        `l${at}${one}/kustomization.yaml`,
        `resources: [../l${at + 1}a, ../l${at + 1}b]\nnamePrefix: ${one}-\n`,
      ]);
    const ends = ['a', 'b'].flatMap((one) => [
      [`l40${one}/kustomization.yaml`, 'resources: [a.yaml]\n'],
      [`l40${one}/a.yaml`, SERVICE.replace('web', `web-${one}`)],
    ]);
    const files = Object.fromEntries([...numbers(40).flatMap(layer), ...ends]);
    expect(openParts(files, 'l28a')).toEqual([]);
    expect(openParts(files, 'l25a')).toContain('a base that makes more than 5000 objects');
    expect(build(files, 'l25a').objects).toEqual([]);
  });

  it.each(['', 'namePrefix: p-\n'])(
    'looks at each of its layers a few times, in however many ways it is reached: %j',
    (more) => {
      const layer = (at: number): readonly (readonly [string, string])[] =>
        ['a', 'b'].map((one) => [
          `l${at}${one}/kustomization.yaml`,
          `resources: [../l${at + 1}a, ../l${at + 1}b]\n${more}`,
        ]);
      const end = ['a', 'b'].flatMap((one) => [
        [`l30${one}/kustomization.yaml`, 'resources: [a.yaml]\n'],
        [`l30${one}/a.yaml`, SERVICE.replace('web', one)],
      ]);
      const sources = sourcesOf(Object.fromEntries([...numbers(30).flatMap(layer), ...end]));
      let looks = 0;
      const counted = { ...sources, file: (path: string) => (looks++, sources.file(path)) };
      expect(evaluateKustomization('l0a', counted)?.problems).not.toEqual([]);
      // 61 folders, each named by two; three names of a kustomization and the folder itself are looked for.
      expect(looks).toBeLessThanOrEqual(61 * 2 * 4);
    },
  );

  it('cannot run its components for ever', () => {
    const layer = (at: number): readonly [string, string] => [
      `c${at}/kustomization.yaml`,
      `kind: Component\ncomponents: [../c${at + 1}, ../c${at + 1}]\n`,
    ];
    const files = {
      'app/kustomization.yaml': 'resources: [a.yaml]\ncomponents: [../c0]\n',
      'app/a.yaml': SERVICE,
      ...Object.fromEntries(numbers(40).map(layer)),
      'c40/kustomization.yaml': 'kind: Component\n',
    };
    expect(openParts(files, 'app')).toEqual(['more than 1000 components']);
  });

  it('cannot lie so deep that the stack ends', () => {
    const files = {
      ...Object.fromEntries(numbers(3000).map((at) => [`l${at}/kustomization.yaml`, `resources: [../l${at + 1}]\n`])),
      'l3000/kustomization.yaml': '',
    };
    expect(openParts(files, 'l0')).toEqual(['a base more than 100 layers down']);
  });
});
