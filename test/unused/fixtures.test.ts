import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildNatively, kustomizationsBelow, sourcesBelow } from '../../scripts/measure/kustomizations.js';
import { examples } from '../report/examples.js';
import { isKustomization } from '../../src/yaml/parse.js';
import { caseIn } from '../support/cases.js';
import { renderRest } from '../support/judge.js';
import { foldersIn } from '../support/project.js';

/** The texts of the tests and of the programs that they call. */
const READERS = ['test', 'scripts/measure'].flatMap((folder) =>
  filesIn(folder)
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(join(folder, path), 'utf8')),
);
const isNamed = (name: string): boolean => READERS.some((text) => text.includes(name));

/** The paths of all files below a folder, relative to it. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

/** The files of a case that are neither among its inputs nor what a test compares with (`compared`). */
function unread(folder: string, inputs: readonly string[], compared: RegExp): readonly string[] {
  return filesIn(folder)
    .filter((path) => !inputs.includes(path) && !compared.test(path))
    .map((path) => `${folder}/${path}`);
}

it('every folder of fixtures is named by a test', () => {
  expect(readdirSync('fixtures').filter((name) => !isNamed(`fixtures/${name}`))).toEqual([]);
});

it('every file of a case of a rule is read, or compared with', () => {
  const left = foldersIn('fixtures/rules').flatMap((id) =>
    foldersIn(`fixtures/rules/${id}`).flatMap((name) => {
      const folder = `fixtures/rules/${id}/${name}`;
      const inputs = caseIn(folder).files.map(({ path }) => path);
      // What stands in fixed/ is compared whole where the case is repaired.
      return unread(
        folder,
        inputs,
        name.startsWith('ok-') ? /^options\.json$/ : /^(options\.json|expected\.txt|rest\.txt|fixed\/.*)$/,
      );
    }),
  );
  expect(left).toEqual([]);
});

it('every file of a project is read, or compared with', () => {
  const left = foldersIn('fixtures/projects').flatMap((name) => {
    const folder = `fixtures/projects/${name}`;
    const inputs = caseIn(folder).files.map(({ path }) => path);
    return unread(folder, inputs, /^(options\.json|expected\.txt|repairs\.patch)$/);
  });
  expect(left).toEqual([]);
});

it('every file of a kustomization is part of its build', () => {
  const left = foldersIn('fixtures/kustomize').flatMap((name) => {
    const folder = `fixtures/kustomize/${name}`;
    const sources = sourcesBelow(folder);
    const inputs = kustomizationsBelow(folder).flatMap((one) => [...buildNatively(one.folder, sources).files]);
    const left = unread(folder, inputs, name.startsWith('refused-') ? /^expected\.txt$/ : /^expected\.yaml$/);
    return left.filter((path) => !isKustomization(path)); // all are asked for, though kustomize bears one in a folder
  });
  expect(left).toEqual([]);
});

it('every file beside a chart is one of its values, or an object', () => {
  const left = foldersIn('fixtures/charts').flatMap((name) => {
    const folder = `fixtures/charts/${name}`;
    const inputs = caseIn(folder).files.map(({ path }) => path);
    return unread(folder, inputs, /^expected\.txt$|\/templates\/[^/]*\.tpl$/);
  });
  expect(left).toEqual([]);
});

it('every schema is named by a test', () => {
  expect(readdirSync('fixtures/schemas').filter((name) => name !== 'README.md' && !isNamed(name))).toEqual([]);
});

it('every snapshot beside the tests has its example', () => {
  const shown = [...Object.keys(examples()).map((name) => `example-${name}.txt`), 'examples-color.txt'];
  const snapshots = filesIn('test').filter((path) => path.includes('__snapshots__/'));
  expect(snapshots.map((path) => path.replace('report/__snapshots__/', '')).sort()).toEqual(shown.sort());
});

it('a case that finds nothing has no snapshot of what it finds', () => {
  const cases = foldersIn('fixtures/rules').flatMap((id) =>
    foldersIn(`fixtures/rules/${id}`).map((name) => `fixtures/rules/${id}/${name}`),
  );
  const snapshots = ['expected.txt', 'rest.txt'];
  const found = cases.flatMap((folder) => snapshots.map((name) => `${folder}/${name}`)).filter(existsSync);
  expect(found.filter((file) => file.includes('/ok-'))).toEqual([]);
});

it('what a terminal shows whole is written once', () => {
  const cases = foldersIn('fixtures/rules').flatMap((id) =>
    foldersIn(`fixtures/rules/${id}`).map((name) => [id, `fixtures/rules/${id}/${name}`] as const),
  );
  const left = cases.filter(([id, folder]) => {
    if (!existsSync(`${folder}/rest.txt`)) return false;
    const result = caseIn(folder).judge();
    return (
      renderRest(
        result.diagnostics.filter(({ rule }) => rule === id),
        result,
      ) === ''
    );
  });
  expect(left).toEqual([]);
});
