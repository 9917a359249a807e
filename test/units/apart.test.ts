import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lint, type InputFile } from '../../src/index.js';
import { foldersIn, readProject } from '../support/project.js';

const RULES = 'fixtures/rules';
/** Judges what is written, not what is there: applied apart, a comment silences nothing, and a port is read by nobody. */
const OTHER = new Set(['unused-silencing', 'external-name-misuse']);
/** What a custom resource makes, and what waits for its namespace, is looked for beside it only. */
const BESIDE = new Set([
  'dangling-service-reference/ok-made-by-operator',
  'dangling-scale-target/ok-flux-helm-release',
  'unmatched-service-selector/ok-namespace-still-open',
]);

interface Case {
  readonly name: string;
  readonly before: ReadonlySet<string>;
  readonly after: () => readonly string[];
}

/** Every correct case of plain manifests, as it is and with each of its documents in a unit of its own. */
const cases = foldersIn(RULES).flatMap((rule) =>
  foldersIn(join(RULES, rule)).flatMap((name): readonly Case[] => {
    if (!name.startsWith('ok-') || BESIDE.has(`${rule}/${name}`)) return [];
    const { files, options } = readProject(join(RULES, rule, name));
    if (options.units !== undefined || !files.every(isPlain)) return [];
    const parts = files
      .flatMap(({ text }, file) =>
        text.split(/^---.*\n/m).map((part, at) => ({ path: `unit-${file}-${at}/object.yaml`, text: part })),
      )
      .filter(({ text }) => text.trim() !== '');
    if (parts.length < 2) return [];
    const units = parts.map(({ path }) => ({ path: path.split('/')[0] ?? '' }));
    const found = (texts: readonly InputFile[], more: object): readonly string[] =>
      lint(texts, { ...options, ...more }).diagnostics.map((diagnostic) => diagnostic.rule);
    return [{ name: `${rule}/${name}`, before: new Set(found(files, {})), after: () => found(parts, { units }) }];
  }),
);

function isPlain({ path, text }: InputFile): boolean {
  return path.endsWith('.yaml') && !/kustomization|Chart/i.test(path) && !/\{\{|argoproj\.io|^<<|^\.\.\.$/m.test(text);
}

it('has enough to say', () => expect(cases.length).toBeGreaterThan(250));

// Semantics 9.4 (5): before anything is called absent, one has to look in the other units.
it.each(cases)('$name: nothing is missed that another unit has', ({ before, after }) => {
  expect(after().filter((rule) => !before.has(rule) && !OTHER.has(rule))).toEqual([]);
});
