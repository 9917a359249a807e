import { describe, expect, it } from 'vitest';
import { asksForValues } from '../../../src/charts/parts/asked.js';
import { pathBelow } from '../../../src/charts/parts/lent.js';
import { isBeside, listedParts, type ChartPart } from '../../../src/charts/parts/listed.js';
import { readValues } from '../../../src/charts/values/values.js';

const part = (name: string, alias = name): ChartPart => ({ name, alias, path: undefined, givesValues: false });

describe('listedParts', () => {
  it('tells folders of the tree from charts of a registry, and those that give values', () => {
    const text = [
      'dependencies:',
      '  - {name: common, repository: file://../common/}',
      '  - {name: web, alias: shop, repository: "file://charts/web", import-values: [data]}',
      '  - {name: redis, repository: https://charts.example.com}',
      '  - {name: far, repository: file:///srv/charts/far}',
      '  - {repository: file://../nameless}',
    ].join('\n');
    expect(listedParts({ path: 'Chart.yaml', text })).toEqual([
      { name: 'common', alias: 'common', path: '../common', givesValues: false },
      { name: 'web', alias: 'shop', path: 'charts/web', givesValues: true },
      { name: 'redis', alias: 'redis', path: undefined, givesValues: false },
      { name: 'far', alias: 'far', path: undefined, givesValues: false },
    ]);
    expect(listedParts({ path: 'Chart.yaml', text: 'name: shop\n' })).toEqual([]);
  });

  it.each(['../../home', 'a/b', '/etc', '..', '.', '-x', 'a\\b', ''])('takes %j for no name of a part', (name) => {
    const text = `dependencies:\n  - {name: ${JSON.stringify(name)}, repository: "file://../a"}\n`;
    expect(listedParts({ path: 'Chart.yaml', text })).toEqual([]);
  });
});

describe('isBeside', () => {
  it.each([
    ['redis', true],
    ['redis-19.0.1.tgz', true],
    ['redis-v2.0.0-rc.1.tgz', true],
    ['redis-cluster-9.0.0.tgz', false],
    ['redis-19.0.1', false],
    ['redis-19.0.1.tgz.prov', false],
    ['myredis', false],
  ])('takes %s for redis: %s', (entry, expected) => {
    expect(isBeside(part('redis'), [entry])).toBe(expected);
  });
});

describe('asksForValues', () => {
  const values = readValues(
    [{ path: 'values.yaml', text: 'cache: {enabled: true, port: 6379, auth: {user: a}}\n' }],
    [],
    (file) => file,
  )('shop/templates/a.yaml');

  it.each([
    ['port: {{ .Values.cache.port }}', false],
    ['{{- if .Values.cache.enabled }}', false],
    ['user: {{ $.Values.cache.auth.user | quote }}', false],
    ['user: {{ index .Values "cache" "auth" "user" }}', false],
    ['password: {{ .Values.cache.auth.password }}', true],
    ['password: {{ index .Values "cache" "auth" "password" }}', true],
    ['{{- with .Values.cache.auth }}', true],
    ['{{ (index .Values "cache").port }}', true],
    ['port: {{ .Values.other.port }}', false],
    ['port: {{ .Values.cacheSize }}', false],
  ])('judges %s: %s', (template, expected) => {
    expect(asksForValues([template], [part('redis', 'cache')], values)).toBe(expected);
  });

  it('knows a part by its alias alone, and nothing where no values are written', () => {
    expect(asksForValues(['{{ .Values.redis.port }}'], [part('redis', 'cache')], values)).toBe(false);
    expect(asksForValues(['{{ .Values.cache.port }}'], [part('cache')], undefined)).toBe(true);
  });
});

describe('pathBelow', () => {
  it('shows the file of a lent part where the part lies, the innermost first', () => {
    const lent = [
      { at: 'charts/web', folder: 'charts/web' },
      { at: 'charts/web/charts/common', folder: 'library' },
    ];
    expect(pathBelow('charts/shop', 'charts/web/templates/a.yaml', lent)).toBe('charts/web/templates/a.yaml');
    expect(pathBelow('charts/shop', 'charts/web/charts/common/templates/_a.tpl', lent)).toBe(
      'library/templates/_a.tpl',
    );
    expect(pathBelow('charts/shop', 'charts/webs/values.yaml', lent)).toBe('charts/shop/charts/webs/values.yaml');
    expect(pathBelow('', 'templates/a.yaml', lent)).toBe('templates/a.yaml');
  });
});
