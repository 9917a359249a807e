import { describe, expect, it } from 'vitest';
import { fileRoles, type FileRoles } from '../../src/units/files/file-roles.js';
import type { SourceFile } from '../../src/text/source-file.js';
import { setAside } from '../../src/units/files/set-aside.js';
import type { ParsedFile } from '../../src/yaml/document.js';
import { parse } from '../support/trees.js';

/** Of these files, and of others that the tree knows. */
function roles(files: readonly ParsedFile[], others: readonly ParsedFile[] = []): FileRoles {
  const file = (path: string): SourceFile | undefined =>
    [...files, ...others].find((parsed) => parsed.file.path === path)?.file;
  return fileRoles(files, setAside(files, { file }));
}

describe('a file beside overlays of ytt', () => {
  const overlay = parse(
    '#@ load("@ytt:overlay", "overlay")\n#@overlay/match by=overlay.all\n---\nspec: {}\n',
    'a/over.yaml',
  );
  const template = parse('#@ load("@ytt:data", "data")\n---\nkind: A\n', 'b/values.yaml');
  const found = roles([overlay, template]);

  it('is a part, to which they may add what it lacks', () => {
    expect(['a/config.yaml', 'b/config.yaml', 'a/sub/config.yaml'].map(found.isPart)).toEqual([true, false, false]);
  });
});

describe('files that mix settings with an object', () => {
  const test = (name: string, settings = 'releaseName: a\nglobal: { on: true }\n'): ReturnType<typeof parse> =>
    parse(`${settings}apiVersion: v1\nkind: Service\nmetadata: { name: a }\n`, name);
  const isAside = (...files: ReturnType<typeof parse>[]): boolean => roles(files).isPatch('tests/a.yaml');

  it('are no manifests where three files of a folder are so, and most of them', () => {
    const three = [test('tests/a.yaml'), test('tests/b.yaml'), test('tests/c.yaml')];
    expect(isAside(...three)).toBe(true);
    expect(isAside(...three, test('tests/d.yaml', ''), test('tests/e.yaml', ''))).toBe(true);
    expect(isAside(...three, test('tests/d.yaml', ''), test('tests/e.yaml', ''), test('tests/f.yaml', ''))).toBe(false);
  });

  it('are slips where there are fewer, or elsewhere', () => {
    expect(isAside(test('tests/a.yaml'), test('tests/b.yaml'), test('other/c.yaml'))).toBe(false);
  });

  it.each([
    ['one key', 'releaseName: a\n'],
    ['fields one level too high', 'selector: { app: a }\nports: [{ port: 80 }]\n'],
    ['misspelled fields', 'spce: {}\nmetdata: {}\n'],
  ])('are slips with %s', (_, settings) => {
    expect(isAside(...['a', 'b', 'c'].map((name) => test(`tests/${name}.yaml`, settings)))).toBe(false);
  });
});

describe('what helm once printed', () => {
  const chart = parse('apiVersion: v2\nname: tern\nversion: 0.1.0\n', 'charts/tern/Chart.yaml');
  const printed = (path: string, name = 'tern'): ReturnType<typeof parse> =>
    parse(`---\n# Source: ${name}/templates/web.yaml\napiVersion: v1\nkind: Service\nmetadata: { name: tern }\n`, path);

  it.each([
    ['inside of its chart', 'charts/tern/output.yaml', 'tern', true],
    ['deeper in its chart', 'charts/tern/out/all.yaml', 'tern', true],
    ['beside Chart.yaml, of what the chart was called before', 'charts/tern/output.yaml', 'gull', true],
    ['of another chart', 'charts/tern/out/all.yaml', 'gull', false],
    ['beside the charts, where somebody may apply it', 'deploy/tern.yaml', 'tern', false],
  ])('is no manifest %s', (_, path, name, expected) => {
    expect(roles([printed(path, name)], [chart]).isPatch(path)).toBe(expected);
  });
});

describe('a workload without selector, labels and image', () => {
  const patch = (more = ''): ReturnType<typeof parse> =>
    parse(
      `kind: Deployment\nmetadata: { name: tern }\nspec:\n  template:\n    spec:\n      containers: [{ name: a${more} }]\n`,
      'dev/debug.yaml',
    );
  const many = (count: number, more = ''): ReturnType<typeof parse> =>
    parse(
      `# What each may take.\n${Array.from({ length: count }, (_, at) => `---\nkind: DaemonSet\nmetadata: { name: tern-${at} }\nspec: { template: { spec: { containers: [{ name: a }] } } }\n`).join('')}${more}`,
      'dev/debug.yaml',
    );
  const whole = parse('kind: Deployment\nmetadata: { name: tern }\nspec: { selector: {} }\n', 'base/tern.yaml');

  it.each([
    ['is a patch where another file has the whole one', [patch(), whole], true],
    ['is a slip where it stands alone', [patch()], false],
    ['is a slip with an image', [patch(', image: tern'), whole], false],
    ['is a patch among three, whoever makes the whole', [many(3)], true],
    ['is a patch among three beside a quota', [many(3, '---\nkind: ResourceQuota\n')], true],
    ['is a slip among two', [many(2)], false],
    ['is a slip beside a Service', [many(3, '---\nkind: Service\n')], false],
  ])('%s', (_, files, expected) => {
    expect(roles(files).isPatch('dev/debug.yaml')).toBe(expected);
  });
});
