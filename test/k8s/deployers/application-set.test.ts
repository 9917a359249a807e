import { expect, it } from 'vitest';
import { expandedTemplates } from '../../../src/k8s/deployers/application-set.js';
import { getString } from '../../../src/tree/tree.js';
import { resourceOf } from '../../support/resources.js';

const FOLDERS = ['apps', 'apps/web', 'apps/web/base', 'apps/api', 'apps/.hidden', 'charts/db'];
const LIST = '{list: {elements: [{cluster: eu, values: {ns: a}}, {cluster: us}]}}';

it.each([
  ['a list', `generators: [${LIST}]`, '{{cluster}}', ['eu', 'us']],
  ['a value inside of an element', `generators: [${LIST}]`, '{{ values.ns }}', ['a', '{{ values.ns }}']],
  ['a list for Go templates', `goTemplate: true, generators: [${LIST}]`, '{{ .cluster }}', ['eu', 'us']],
  [
    'folders of the repository',
    'generators: [{git: {directories: [{path: apps/*}]}}]',
    '{{path}}',
    ['apps/web', 'apps/api'],
  ],
  [
    'folders but for some',
    'generators: [{git: {directories: [{path: apps/*}, {path: apps/api, exclude: true}]}}]',
    '{{path}}',
    ['apps/web'],
  ],
  [
    'the last step of a folder',
    'generators: [{git: {directories: [{path: apps/*}]}}]',
    '{{path.basename}}',
    ['web', 'api'],
  ],
  ['a step of a folder', 'generators: [{git: {directories: [{path: charts/*}]}}]', '{{path[0]}}', ['charts']],
  [
    'a step of a folder in Go',
    'goTemplate: true, generators: [{git: {directories: [{path: charts/*}]}}]',
    '{{index .path.segments 1}}',
    ['db'],
  ],
  ['a generator that is not followed', 'generators: [{clusters: {}}]', '{{name}}', ['{{name}}']],
  [
    'a list beside one that is not',
    `generators: [${LIST}, {clusters: {}}]`,
    '{{cluster}}',
    ['eu', 'us', '{{cluster}}'],
  ],
  [
    'files of the repository, which are not read',
    'generators: [{git: {files: [{path: a.json}]}}]',
    '{{path}}',
    ['{{path}}'],
  ],
  [
    'a patch of the template, which may change all',
    `templatePatch: x, generators: [${LIST}]`,
    '{{cluster}}',
    ['{{cluster}}'],
  ],
  ['no generator', 'generators: []', '{{cluster}}', ['{{cluster}}']],
])('%s', (_, spec, name, expected) => {
  const set = resourceOf(
    `{apiVersion: argoproj.io/v1alpha1, kind: ApplicationSet, metadata: {name: all}, spec: {${spec}, template: {metadata: {name: "${name}"}}}}`,
  );
  const names = expandedTemplates(set, FOLDERS).map((template) => getString(template, 'metadata', 'name'));
  expect(names).toEqual(expected);
});

it('is nothing without a template', () => {
  const set = resourceOf(`{apiVersion: argoproj.io/v1alpha1, kind: ApplicationSet, spec: {generators: [${LIST}]}}`);
  expect(expandedTemplates(set, FOLDERS)).toEqual([]);
});
