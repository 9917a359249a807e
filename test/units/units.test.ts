import { describe, expect, it } from 'vitest';
import { loadObjects } from '../../src/units/objects.js';
import { buildUnits } from '../../src/units/units.js';
import { parse } from '../support/trees.js';

const map = (name: string, namespace = ''): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}${namespace === '' ? '' : `, namespace: ${namespace}`}}\n`;

type Texts = Readonly<Record<string, string>>;
const load = (files: Texts): ReturnType<typeof loadObjects> => loadObjects(Object.entries(files).map(([path, text]) => parse(text, path)), { serverSide: false });

/** Each unit as `folder: names`. */
const unitsOf = (files: Texts): readonly string[] =>
  buildUnits(load(files))
    .map(({ folder, objects }) => `${folder}: ${objects.map(({ resource }) => resource.name).sort().join(' ')}`)
    .sort();

describe('plain folders', () => {
  it('merge', () => {
    expect(unitsOf({ 'a.yaml': map('a'), 'x/b.yaml': map('b'), 'x/y/c.yaml': map('c'), 'z/d.yaml': map('d') })).toEqual([': a b c d']);
  });

  it.each([['dev', 'prod'], ['staging', 'production'], ['test-eu', 'prod-eu'], ['QA', 'Live']])('%s and %s are environments, which share what stands above', (one, other) => {
    expect(unitsOf({ 'base.yaml': map('base'), [`${one}/a.yaml`]: map('a'), [`${other}/b.yaml`]: map('b') })).toEqual(
      [`${one}: a base`, `${other}: b base`].sort(),
    );
  });

  it('one folder that is called like an environment is a folder', () => {
    expect(unitsOf({ 'test/a.yaml': map('a'), 'web/b.yaml': map('b') })).toEqual([': a b']);
  });

  it('below overlays/ stand apart, whatever they are called', () => {
    expect(unitsOf({ 'overlays/x/a.yaml': map('a'), 'overlays/y/b.yaml': map('b') })).toHaveLength(2);
  });

  it('that define one object twice stand apart', () => {
    expect(unitsOf({ 'x/a.yaml': map('a'), 'y/a.yaml': map('a') })).toEqual(['x: a', 'y: a']);
  });

  it('one name in two namespaces is no double', () => {
    expect(unitsOf({ 'x/a.yaml': map('a', 'one'), 'y/a.yaml': map('a', 'two') })).toEqual([': a a']);
  });
});

describe('loadObjects', () => {
  const names = (files: Texts): readonly (string | undefined)[] => load(files).objects.map(({ resource }) => resource.name);

  it('expands lists, whose items may leave out their kind', () => {
    expect(names({ 'a.yaml': `apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n- {apiVersion: v1, kind: Secret, metadata: {name: b}}\n` })).toEqual(['a', 'b']);
    const typed = load({ 'a.yaml': 'apiVersion: v1\nkind: ServiceList\nitems:\n- metadata: {name: a}\n  spec: {ports: [{port: 80}]}\n' }).objects;
    expect(typed.map(({ resource, service }) => [resource.kind, service?.ports[0]?.port])).toEqual([['Service', 80]]);
  });

  it('leaves out patches, templates, and what is no object', () => {
    expect(
      names({
        'k/kustomization.yaml': 'resources: [a.yaml]\npatches: [{path: p.yaml}]\n',
        'k/a.yaml': map('a'),
        'k/p.yaml': map('p'),
        'chart/Chart.yaml': 'apiVersion: v2\nname: chart\n',
        'chart/templates/t.yaml': map('t'),
        'values.yaml': 'kind: of values\nreplicas: 3\n',
        'template.yaml': 'kind: {{ .Kind }}\n---\nkind: [\n',
      }),
    ).toEqual(['a']);
  });

  it('knows the parts of a kustomization', () => {
    const { objects } = load({ 'k/kustomization.yaml': 'resources: [a.yaml, ../b]\n', 'k/a.yaml': map('a'), 'b/b.yaml': map('b'), 'c/c.yaml': map('c') });
    expect(objects.map(({ resource }) => [resource.name, resource.partial])).toEqual([['a', true], ['b', true], ['c', false]]);
  });
});
