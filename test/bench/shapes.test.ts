import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { findingsOfOneFile } from '../../bench/shapes/findings.js';
import { layersOfTwoBases, manyFilesInOneKustomization } from '../../bench/shapes/kustomizations.js';
import { oneLabelInManyNamespaces } from '../../bench/shapes/objects.js';
import { policiesByPods } from '../../bench/shapes/policies.js';
import { rulesToOneService } from '../../bench/shapes/routes.js';
import { SHAPES } from '../../bench/shapes/shapes.js';
import { lint, type InputFile } from '../../src/index.js';

/** Shapes of texts that are no YAML, on purpose. */
const UNREADABLE = ['lines with tabs', 'one key repeated', 'a template of helm', 'marks of templates that never close'];

describe.each(SHAPES)('$name', ({ name, make }) => {
  it('is the same tree twice', () => {
    expect(make(5)).toEqual(make(5));
  });

  it('grows with its count, and no faster', () => {
    const [small, large] = [bytesOf(make(40)), bytesOf(make(160))];
    expect(large).toBeGreaterThan(small);
    expect(large).toBeLessThan(5 * small);
  });

  it('is read, and crashes nothing', () => {
    const { diagnostics, crashes } = lint(make(6));
    expect(crashes).toEqual([]);
    const isRead = diagnostics.every(({ rule }) => !['unparsable-document', 'duplicate-key'].includes(rule));
    expect(isRead || UNREADABLE.includes(name)).toBe(true);
  });
});

it('names each shape once', () => {
  const names = SHAPES.map(({ name }) => name);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

it.each([
  ['namespaces', oneLabelInManyNamespaces(3), { Service: 3, Deployment: 3 }],
  ['files of a kustomization', manyFilesInOneKustomization(3), { Kustomization: 1, Service: 3 }],
  ['layers', layersOfTwoBases(3), { Kustomization: 6, Service: 2 }],
  ['policies', policiesByPods(3), { Deployment: 3, NetworkPolicy: 3, Service: 3 }],
  ['rules of an Ingress', rulesToOneService(3), { Deployment: 1, Ingress: 1, Service: 1 }],
])('makes as many objects as it says: %s', (_, files, expected) => {
  expect(kindsOf(files)).toEqual(expected);
});

it('makes one finding for each of those counted', () => {
  const found = lint(findingsOfOneFile(7)).diagnostics.filter(({ rule }) => rule === 'unknown-field');
  expect(found).toHaveLength(7);
});

function bytesOf(files: readonly InputFile[]): number {
  return files.reduce((sum, { text }) => sum + text.length, 0);
}

function kindsOf(files: readonly InputFile[]): Readonly<Record<string, number>> {
  const kinds = files.flatMap(({ text }) =>
    [...parseAllDocuments(text)].map((document) => (document.toJS() as { readonly kind: string }).kind),
  );
  return Object.fromEntries([...new Set(kinds)].map((kind) => [kind, kinds.filter((each) => each === kind).length]));
}
