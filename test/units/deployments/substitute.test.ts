import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { get, toData, type MapTree, type Tree } from '../../../src/tree/tree.js';
import { finishOf } from '../../../src/units/deployments/substitute.js';
import { sourceFile, textOf } from '../../../src/text/source-file.js';
import { parseAnyFile } from '../../../src/yaml/parse.js';

const KNOWN = '{substitute: {APP: web, PORT: "8080", EMPTY: "", LINES: "a\\nb", ODD: "a: b"}}';

const treeOf = (text: string): Tree | undefined => parseAnyFile(sourceFile('a.yaml', text)).documents[0]?.tree;
const finished = (object: string, postBuild: string): MapTree =>
  finishOf(treeOf(`postBuild: ${postBuild}\n`) as MapTree)(treeOf(object) as MapTree);
const filled = (value: string, postBuild = KNOWN): unknown =>
  (toData(finished(`value: ${value}\n`, postBuild)) as { value: unknown }).value;

describe('postBuild of Flux', () => {
  it.each<readonly [string, unknown]>([
    ['${APP}', 'web'],
    ['"${APP}-${PORT}"', 'web-8080'],
    // Flux fills in the text of YAML that it has written itself: quotes are gone by then.
    ['${PORT}', 8080],
    ['"${PORT}"', 8080],
    ['${ABSENT:=db}', 'db'],
    ['${ABSENT:-5432}', 5432],
    ['${APP:=db}', 'web'],
    ['${EMPTY:=db}', 'db'],
    ['${LINES}', 'ab'],
    // What nobody gives, and what YAML could read in another way, stays.
    ['${ABSENT}', '${ABSENT}'],
    ['${APP}-${ABSENT}', '${APP}-${ABSENT}'],
    ['${ODD}', '${ODD}'],
    ['"#${APP}"', '#${APP}'],
    ['${APP^^}', '${APP^^}'],
    ['$APP', '$APP'],
    ['$(APP)', '$(APP)'],
    ['7', 7],
  ])('%s', (value, expected) => {
    expect(filled(value)).toEqual(expected);
  });

  it.each<readonly [string, string, unknown]>([
    ['${ABSENT:=db}', '{substitute: {APP: web}, substituteFrom: [{kind: ConfigMap, name: a}]}', '${ABSENT:=db}'],
    ['${APP}', '{substitute: {APP: web}, substituteFrom: [{kind: ConfigMap, name: a}]}', 'web'],
    ['${APP:=db}', '{}', '${APP:=db}'],
    ['${APP}', 'text', '${APP}'],
  ])('%s with %s', (value, postBuild, expected) => {
    expect(filled(value, postBuild)).toEqual(expected);
  });

  it.each(['labels', 'annotations'])('is switched off by an object in its %s', (field) => {
    const object = `metadata: {${field}: {kustomize.toolkit.fluxcd.io/substitute: disabled}, name: "\${APP}"}\n`;
    expect(toData(finished(object, KNOWN))).toEqual(toData(treeOf(object) as MapTree));
  });

  it('keeps the place of the text, and knows where its value is written', () => {
    const { place } = get(finished('list: [{name: "x-${APP}"}]\n', KNOWN), 'list', 0, 'name') ?? {};
    expect([place && textOf(place.span), place?.computedBy && textOf(place.computedBy)]).toEqual(['"x-${APP}"', 'web']);
  });

  it('changes nothing without variables', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.stringMatching(/^[a-z]{1,5}$/),
          fc.oneof(fc.stringMatching(/^[a-z${}]{0,6}$/), fc.integer(), fc.boolean()),
        ),
        (data) => {
          const object = treeOf(`${JSON.stringify({ a: data })}\n`) as MapTree;
          expect(finishOf(treeOf('postBuild: {substitute: {}}\n') as MapTree)(object)).toBe(object);
        },
      ),
    );
  });
});
