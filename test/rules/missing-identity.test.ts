import { describe, expect, it } from 'vitest';
import { wordsOf } from '../support/words.js';

const said = (...texts: readonly string[]): readonly string[] =>
  wordsOf('missing-identity', texts).map((words) => words.split('\n')[0] ?? '');

describe('a manifest', () => {
  it.each<readonly [string, readonly string[]]>([
    [
      'kind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}\n',
      ['error: the manifest `web` has no `apiVersion`, so kubectl refuses it'],
    ],
    [
      'kind: Gadget\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}\n',
      ['info: the manifest `web` has no `apiVersion`, so kubectl refuses it'],
    ],
    [
      'apiVersio: v1\nkind: Gadget\nmetadata: {name: web}\nspec: {}\n',
      ['error: the manifest `web` has no `apiVersion`, so kubectl refuses it'],
    ],
    [
      'apiVersion: v1\nmetadata: {name: web}\nspec: {}\n',
      ['error: the manifest `web` has no `kind`, so kubectl refuses it'],
    ],
    [
      'apiVersion: v1\nkind: Service\nspec: {ports: [{port: 80}]}\n',
      ['error: a Service has no `metadata.name`, so kubectl refuses it'],
    ],
    [
      'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {}\n',
      ['error: an Ingress has no `metadata.name`, so kubectl refuses it'],
    ],
    [
      'apiVersion: v1\nkind: Service\nmetadata: {name: ""}\n',
      ['error: a Service has no `metadata.name`, so kubectl refuses it'],
    ],
    [
      'apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: run-}\n',
      ['info: Job `run-` has only a `generateName`, which `kubectl apply` refuses'],
    ],
    [
      'apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: ""}\n',
      ['error: a Job has no `metadata.name`, so kubectl refuses it'],
    ],
    // What other rules say, or nobody.
    ['apiVersion: v1\nkind: Service\nmetadata: web\n', []],
    ['apiVersion: v1\nkind: Service\nmetadata: {name: 1}\n', []],
    ['apiVersion: v1\nkind: Service\nmetadat: {name: web}\n', []],
    ['apiVersion: v1\nkind: Service\nmetadata: {labels: {name: web}, name: web}\n', []],
    ['metadata: {name: web}\nspec: {}\n', []],
    ['apiVersion: v1\nmetadata: {}\nspec: {}\n', []],
    ['kind: Gadget\nname: web\n', []],
    ['[]\n', []],
  ])('%j', (text, expected) => {
    expect(said(text)).toEqual(expected);
  });

  it('of a kind that nobody knows, beside an object', () => {
    const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\n';
    expect(said(`${service}---\nkind: Gadget\nmetadata: {name: web}\nspec: {ports: []}\n`)).toEqual([
      'error: the manifest `web` has no `apiVersion`, so kubectl refuses it',
    ]);
    expect(said(`${service}---\nmetadata: {name: two}\nspec: {ports: []}\n`)).toEqual([
      'error: the document `two` has neither `apiVersion` nor `kind`, so kubectl refuses it',
    ]);
    expect(said(`${service}---\nspec: {ports: []}\n`)).toEqual([
      'error: the document has neither `apiVersion` nor `kind`, so kubectl refuses it',
    ]);
    expect(said(`title: a page\n---\n${service}`)).toEqual([]);
    expect(said(`metadata: {name: two}\nspec: {ports: []}\n---\n${service}`)).toHaveLength(1);
    expect(said(`${service.replace('v1', 'example.com/v1')}---\nspec: {ports: []}\n`)).toEqual([]);
  });
});
