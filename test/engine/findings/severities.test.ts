import { describe, expect, it } from 'vitest';
import { lint, type LintOptions } from '../../../src/index.js';
import { readSeverities } from '../../../src/engine/findings/severities.js';

const web = { kind: 'Service', namespace: 'shop', name: 'web' };

describe('readSeverities', () => {
  const at = (
    options: LintOptions,
    path: string,
    subject: typeof web | { kind: string; namespace: null; name: string } | null = web,
  ): unknown => readSeverities(options).of('a-rule', path, subject);
  const info = { 'a-rule': 'info' } as const;

  it.each([
    [['k8s'], 'k8s/a.yaml', true],
    [['k8s'], 'x/k8s/a.yaml', true],
    [['/k8s'], 'x/k8s/a.yaml', false],
    [['k8s/*.yaml'], 'k8s/a.yaml', true],
    [['k8s/*.yaml'], 'k8s/x/a.yaml', false],
    [['k8s/**/*.yaml'], 'k8s/x/a.yaml', true],
    [['*.yaml', '!a.yaml'], 'k8s/a.yaml', false],
    [['**'], '<stdin>', true],
    [['**'], '../a.yaml', false],
    [[], 'a.yaml', false],
  ])('paths %j and the file %s: %s', (paths, path, fits) => {
    expect(at({ overrides: [{ paths, rules: info }] }, path)).toBe(fits ? 'info' : undefined);
  });

  it.each([
    ['Service/web', true],
    ['Service/w*', true],
    ['*/web', true],
    ['Service/shop/web', true],
    ['Service/*/web', true],
    ['Deployment/web', false],
    ['Service/we', false],
    ['Service/other/web', false],
  ])('the resource %s: %s', (pattern, fits) => {
    expect(at({ overrides: [{ resources: [pattern], rules: info }] }, 'a.yaml')).toBe(fits ? 'info' : undefined);
  });

  it('fits no resource where none is known, and an unknown namespace by `*` only', () => {
    const named = { kind: 'Service', namespace: null, name: 'web' };
    expect(at({ overrides: [{ resources: ['*/*'], rules: info }] }, 'a.yaml', null)).toBeUndefined();
    expect(at({ overrides: [{ resources: ['Service/*/web'], rules: info }] }, 'a.yaml', named)).toBe('info');
    expect(at({ overrides: [{ resources: ['Service/shop/web'], rules: info }] }, 'a.yaml', named)).toBeUndefined();
  });

  it('lets the last one count', () => {
    const options: LintOptions = {
      rules: { 'a-rule': 'error' },
      overrides: [{ paths: ['a.yaml'], rules: info }, { rules: { 'b-rule': 'off' } }],
    };
    expect(at(options, 'a.yaml')).toBe('info');
    expect(at(options, 'b.yaml')).toBe('error');
    expect(
      at({ ...options, overrides: [...(options.overrides ?? []), { rules: { 'a-rule': 'off' } }] }, 'a.yaml'),
    ).toBe('off');
  });

  it.each([
    [{ files: '/repo', patterns: '/repo' }, 'k8s/a.yaml', true],
    [{ files: '/repo/k8s', patterns: '/repo' }, 'a.yaml', true],
    [{ files: '/repo/k8s', patterns: '/repo' }, '../other/a.yaml', false],
    [{ files: '/', patterns: '/repo' }, 'repo/k8s/a.yaml', true],
    [{ files: '/elsewhere', patterns: '/repo' }, '/repo/k8s/a.yaml', true],
    [{ files: '/elsewhere', patterns: '/repo' }, 'k8s/a.yaml', false],
    [{ files: 'C:/repo/k8s', patterns: 'C:/repo' }, 'a.yaml', true],
  ])('with the folders %j the pattern /k8s and the file %s: %s', (folders, path, fits) => {
    expect(at({ folders, overrides: [{ paths: ['/k8s'], rules: info }] }, path)).toBe(fits ? 'info' : undefined);
  });
});

describe('overrides', () => {
  const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ncolor: red\n';
  const found = (options: LintOptions): readonly string[] =>
    lint([{ path: 'k8s/a.yaml', text }], options).diagnostics.map(({ rule, severity }) => `${rule} ${severity}`);

  it('change what is reported', () => {
    expect(found({})).toEqual(['unknown-field error']);
    expect(found({ overrides: [{ paths: ['k8s'], rules: { 'unknown-field': 'info' } }] })).toEqual([
      'unknown-field info',
    ]);
    expect(found({ overrides: [{ resources: ['ConfigMap/a'], rules: { 'unknown-field': 'off' } }] })).toEqual([]);
    expect(
      found({
        rules: { 'unknown-field': 'off' },
        overrides: [{ paths: ['k8s'], rules: { 'unknown-field': 'warning' } }],
      }),
    ).toEqual(['unknown-field warning']);
  });
});
