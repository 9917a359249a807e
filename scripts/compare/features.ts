import { optionsOf } from '../../src/cli/arguments/options.js';
import type { Tool } from './contract-checks.js';

/**
 * How the cells of the others are known: by running the measured version, or read in its source and help at that
 * release.
 */
export type Evidence = 'run' | 'read';

/** One property of the products; a cell for each of them. */
export interface Feature extends Readonly<Record<Tool, string>> {
  readonly what: string;
  readonly svclint: string;
  /** What shows that svclint has it: a file of this repository, and a text in it that would go with the feature. */
  readonly shown: { readonly file: string; readonly text: string };
  readonly known: Evidence;
}

const formats =
  optionsOf('lint')
    .find(({ name }) => name === 'format')
    ?.values?.join(', ') ?? '';

/** A row stands here only if every cell was checked. What svclint does not have says so. */
export const FEATURES: readonly Feature[] = [
  {
    what: 'Where a finding stands',
    svclint: 'file, line and column of the value, start and end',
    shown: { file: 'schema/report.schema.json', text: '"endColumn"' },
    'kube-linter': 'file and object',
    'kube-score': 'file, object and its first line',
    kubeconform: 'file, object and path of the field',
    known: 'read',
  },
  {
    what: 'The other end of a mismatch, as a place of its own',
    svclint: 'yes, in its own file',
    shown: { file: 'schema/report.schema.json', text: '"related"' },
    'kube-linter': 'no',
    'kube-score': 'no',
    kubeconform: 'compares no objects',
    known: 'read',
  },
  {
    what: 'Shows the lines of the manifest',
    svclint: 'yes',
    shown: { file: 'test/report/pretty.test.ts', text: 'draws the first as rustc would' },
    'kube-linter': 'no',
    'kube-score': 'no',
    kubeconform: 'no',
    known: 'run',
  },
  {
    what: 'Names a similar label, port or field',
    svclint: 'yes',
    shown: { file: 'fixtures/rules/unknown-target-port-name/misspelled/expected.txt', text: 'similar name' },
    'kube-linter': 'no',
    'kube-score': 'no',
    kubeconform: 'no',
    known: 'run',
  },
  {
    what: 'How to repair it',
    svclint: 'an edit, marked safe or unsafe, or a sentence about this case',
    shown: { file: 'fixtures/rules/unknown-target-port-name/misspelled/expected.txt', text: '= fix (unsafe)' },
    'kube-linter': 'a sentence about the check',
    'kube-score': 'a sentence about the check',
    kubeconform: 'no',
    known: 'run',
  },
  {
    what: 'Severities',
    svclint: 'error, warning, info; a rule can be given another',
    shown: { file: 'docs/cli.md', text: '--rule ID=SEVERITY' },
    'kube-linter': 'none',
    'kube-score': 'critical, warning',
    kubeconform: 'none',
    known: 'read',
  },
  {
    what: 'Output formats',
    svclint: formats,
    shown: { file: 'docs/cli.md', text: '--format' },
    'kube-linter': 'plain, json, sarif',
    'kube-score': 'human, ci, json, sarif, junit',
    kubeconform: 'text, pretty, json, junit, tap',
    known: 'read',
  },
  {
    what: 'Reads a folder',
    svclint: 'yes',
    shown: { file: 'test/host/files/discover.test.ts', text: 'takes manifests and kustomizations, and nothing else' },
    'kube-linter': 'yes',
    'kube-score': 'no: files only',
    kubeconform: 'yes',
    known: 'run',
  },
  {
    what: 'A Service and its workload in two folders',
    svclint: 'linked, unless the folders look like environments',
    shown: { file: 'test/units/units.test.ts', text: 'are environment' },
    'kube-linter': 'not linked: each folder stands alone',
    'kube-score': 'linked, if both files are passed',
    kubeconform: 'compares no objects',
    known: 'run',
  },
  {
    what: 'Standard input',
    svclint: 'yes',
    shown: { file: 'test/cli/lint.test.ts', text: 'is read for -, once, and named <stdin>' },
    'kube-linter': 'yes',
    'kube-score': 'yes',
    kubeconform: 'yes',
    known: 'run',
  },
  {
    what: 'Works without a network',
    svclint: 'yes',
    shown: { file: 'eslint.config.js', text: 'lint() stays pure' },
    'kube-linter': 'yes, but for its check `schema-validation`',
    'kube-score': 'yes',
    kubeconform: 'with schemas of your own',
    known: 'read',
  },
  {
    what: 'Kustomize',
    svclint: 'built, findings point at the base, patch or kustomization',
    shown: { file: 'test/kustomize/conformance.test.ts', text: 'kubectl' },
    'kube-linter': 'built',
    'kube-score': 'through a pipe',
    kubeconform: 'through a pipe',
    known: 'read',
  },
  {
    what: 'Helm charts',
    svclint: 'rendered with the helm of the user, findings point into the templates',
    shown: { file: 'test/charts/helm.test.ts', text: 'points into the templates' },
    'kube-linter': 'rendered',
    'kube-score': 'through a pipe',
    kubeconform: 'through a pipe',
    known: 'read',
  },
  {
    what: 'Silencing inside a manifest',
    svclint: 'comment or annotation, with a reason',
    shown: { file: 'docs/silencing.md', text: 'svclint.dev/allow' },
    'kube-linter': 'annotation',
    'kube-score': 'annotation',
    kubeconform: 'no: by kind or file, for a run',
    known: 'read',
  },
  {
    what: 'Checks of your own',
    svclint: 'no',
    shown: { file: 'CONTRIBUTING.md', text: 'A new rule needs three things' },
    'kube-linter': 'templates with parameters, CEL',
    'kube-score': 'as a Go library',
    kubeconform: 'schemas',
    known: 'read',
  },
  {
    what: 'Checks beyond the Service contract (security, resources, images)',
    svclint: 'no',
    shown: { file: 'CONTRIBUTING.md', text: 'Mistakes, never taste' },
    'kube-linter': 'yes',
    'kube-score': 'yes',
    kubeconform: 'the schema of every field',
    known: 'read',
  },
];
