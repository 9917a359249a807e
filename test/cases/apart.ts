import { expect, it } from 'vitest';
import { lint, type InputFile } from '../../src/index.js';
import type { Case } from '../support/cases.js';

/** Judges what is written, not what is there: applied apart, a comment silences nothing, and a port is read by nobody. */
const OTHER = new Set(['unused-silencing', 'external-name-misuse']);
/**
 * What a custom resource makes, what waits for its namespace, a workload of a name that is called, and an alias are
 * looked for beside them only.
 */
const BESIDE = [
  'dangling-service-reference/ok-made-by-operator',
  'dangling-scale-target/ok-flux-helm-release',
  'unknown-service-name/ok-alias-of-the-one-that-is-asked-for',
  'unknown-service-name/ok-made-by-an-operator',
  'unknown-service-name/ok-underscores',
  'workload-name-as-host/ok-exposed-by-hand',
  'workload-name-as-host/ok-governing-service-elsewhere',
  'unmatched-monitor/ok-chart-of-a-release',
  'unmatched-service-selector/ok-namespace-still-open',
];

/**
 * A correct case of plain manifests stays correct with each of its documents in a unit of its own: before anything is
 * called absent, one has to look in the other units (semantics 9.4, 5). False for a case that cannot be taken apart.
 */
export function mustBearBeingApart({ folder, files, options, judge }: Case): boolean {
  if (BESIDE.some((name) => folder.endsWith(name)) || options.units !== undefined || !files.every(isPlain))
    return false;
  const parts = files
    .flatMap(({ text }, file) =>
      text.split(/^---.*\n/m).map((part, at) => ({ path: `unit-${file}-${at}/object.yaml`, text: part })),
    )
    .filter(({ text }) => text.trim() !== '');
  if (parts.length < 2) return false;
  const units = parts.map(({ path }) => ({ path: path.split('/')[0] ?? '' }));

  it('misses nothing that another unit has', () => {
    const before = new Set(judge().diagnostics.map(({ rule }) => rule));
    const after = lint(parts, { ...options, units }).diagnostics.map(({ rule }) => rule);
    expect(after.filter((rule) => !before.has(rule) && !OTHER.has(rule))).toEqual([]);
  });
  return true;
}

function isPlain({ path, text }: InputFile): boolean {
  return path.endsWith('.yaml') && !/kustomization|Chart/i.test(path) && !/\{\{|argoproj\.io|^<<|^\.\.\.$/m.test(text);
}
