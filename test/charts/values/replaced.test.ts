import { describe, expect, it } from 'vitest';
import { valuesNamedAt } from '../../../src/charts/templates/scope.js';
import { environmentsAmong, replacedIn } from '../../../src/charts/values/replaced.js';
import { sourceFile } from '../../../src/text/source-file.js';
import type { MapTree } from '../../../src/tree/tree.js';
import { parseAnyFile } from '../../../src/yaml/parse.js';

const file = (path: string, text = ''): { readonly path: string; readonly text: string } => ({ path, text });

describe('files with the values of one environment', () => {
  it.each<readonly [string, boolean]>([
    ['shop/values.dev.yaml', true],
    ['shop/values-prod.yml', true],
    ['shop/values_stage.yaml', true],
    ['shop/values.yaml', false],
    ['shop/values-example.yaml', false],
    ['shop/values.schema.json', false],
    ['shop/templates/values-dev.yaml', false],
    ['other/values-dev.yaml', false],
  ])('%s: %s', (path, isOne) => {
    expect(environmentsAmong([file(path)], new Set(['shop'])).has('shop')).toBe(isOne);
  });
});

describe('a value that each environment has otherwise', () => {
  const own = parseAnyFile(sourceFile('values.yaml', 'env: {a: b}\nports: [{name: http}]\nservice: {port: 80}\n'))
    .documents[0]?.tree as MapTree;
  const isReplaced = (path: string, ...environments: readonly string[]): boolean => {
    const [value] = valuesNamedAt(`{{ ${path} }}`, 0, own);
    if (value === undefined) throw new Error(`no value ${path}`);
    return replacedIn(environments.map((text, at) => file(`values.${at}.yaml`, text)))(value) !== undefined;
  };

  it.each<readonly [string, string, readonly string[], boolean]>([
    ['a list for a map', '.Values.env', ['env: []', 'env: [{name: A}]'], true],
    ['a map is merged with a map', '.Values.env', ['env: {c: d}', 'env: {a: e}'], false],
    ['a list for a list', '.Values.ports', ['ports: []', 'ports: [{name: web}]'], true],
    ['another number', '.Values.service.port', ['service: {port: 81}', 'service: {port: 82}'], true],
    ['the same number', '.Values.service.port', ['service: {port: 81}', 'service: {port: 80}'], false],
    ['one environment says nothing', '.Values.service.port', ['service: {port: 81}', 'replicas: 2'], false],
    ['only one environment', '.Values.service.port', ['service: {port: 81}'], false],
    ['none', '.Values.service.port', [], false],
  ])('%s', (_, path, environments, expected) => {
    expect(isReplaced(path, ...environments)).toBe(expected);
  });
});
