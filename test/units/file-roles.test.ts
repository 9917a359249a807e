import { describe, expect, it } from 'vitest';
import { fileRoles } from '../../src/units/files/file-roles.js';
import { parse } from '../support/trees.js';

describe('a file beside overlays of ytt', () => {
  const overlay = parse(
    '#@ load("@ytt:overlay", "overlay")\n#@overlay/match by=overlay.all\n---\nspec: {}\n',
    'a/over.yaml',
  );
  const template = parse('#@ load("@ytt:data", "data")\n---\nkind: A\n', 'b/values.yaml');
  const roles = fileRoles([overlay, template]);

  it('is a part, to which they may add what it lacks', () => {
    expect(['a/config.yaml', 'b/config.yaml', 'a/sub/config.yaml'].map(roles.isPart)).toEqual([true, false, false]);
  });
});

describe('files that mix settings with an object', () => {
  const test = (name: string, settings = 'releaseName: a\nglobal: { on: true }\n'): ReturnType<typeof parse> =>
    parse(`${settings}apiVersion: v1\nkind: Service\nmetadata: { name: a }\n`, name);
  const roles = (...files: ReturnType<typeof parse>[]): boolean => fileRoles(files).isPatch('tests/a.yaml');

  it('are no manifests where three files of a folder are so, and most of them', () => {
    const three = [test('tests/a.yaml'), test('tests/b.yaml'), test('tests/c.yaml')];
    expect(roles(...three)).toBe(true);
    expect(roles(...three, test('tests/d.yaml', ''), test('tests/e.yaml', ''))).toBe(true);
    expect(roles(...three, test('tests/d.yaml', ''), test('tests/e.yaml', ''), test('tests/f.yaml', ''))).toBe(false);
  });

  it('are slips where there are fewer, or elsewhere', () => {
    expect(roles(test('tests/a.yaml'), test('tests/b.yaml'), test('other/c.yaml'))).toBe(false);
  });

  it.each([
    ['one key', 'releaseName: a\n'],
    ['fields one level too high', 'selector: { app: a }\nports: [{ port: 80 }]\n'],
    ['misspelled fields', 'spce: {}\nmetdata: {}\n'],
  ])('are slips with %s', (_, settings) => {
    expect(roles(...['a', 'b', 'c'].map((name) => test(`tests/${name}.yaml`, settings)))).toBe(false);
  });
});

describe('what helm once printed', () => {
  const chart = parse('apiVersion: v2\nname: tern\nversion: 0.1.0\n', 'charts/tern/Chart.yaml');
  const printed = (path: string, name = 'tern'): ReturnType<typeof parse> =>
    parse(`---\n# Source: ${name}/templates/web.yaml\napiVersion: v1\nkind: Service\nmetadata: { name: tern }\n`, path);

  it.each([
    ['inside of its chart', 'charts/tern/output.yaml', 'tern', true],
    ['deeper in its chart', 'charts/tern/out/all.yaml', 'tern', true],
    ['of another chart', 'charts/tern/output.yaml', 'gull', false],
    ['beside the charts, where somebody may apply it', 'deploy/tern.yaml', 'tern', false],
  ])('is no manifest %s', (_, path, name, expected) => {
    expect(fileRoles([chart, printed(path, name)]).isPatch(path)).toBe(expected);
  });
});
