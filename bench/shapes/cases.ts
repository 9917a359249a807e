/**
 * For each rule a tree of copies of its own cases, each copy with names of its own: whatever a rule asks of one thing,
 * it then asks of many that lie beside each other.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { InputFile } from '../../src/index.js';
import { many } from './manifests.js';
import type { Shape } from './shapes.js';

const RULES = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../fixtures/rules');

/** About how many files the smaller tree has. */
const FILES = 300;

/** A shape for each rule with cases. */
export function shapesOfRules(): readonly Shape[] {
  return readdirSync(RULES)
    .sort()
    .map((rule) => {
      const cases = casesOf(path.join(RULES, rule));
      const files = cases.reduce((sum, each) => sum + each.length, 0);
      return {
        name: `cases of ${rule}`,
        count: Math.max(1, Math.ceil(FILES / files)),
        make: (count) => cases.flatMap((each) => copies(each, count)),
        options: ['--no-helm'],
      };
    });
}

/** The files of each case, with paths below the folder of the rule. */
function casesOf(folder: string): readonly (readonly InputFile[])[] {
  return readdirSync(folder)
    .sort()
    .map((name) =>
      readdirSync(path.join(folder, name), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !['expected.txt', 'rest.txt'].includes(entry.name))
        .map((entry) => path.join(entry.parentPath, entry.name))
        .sort()
        .map((file) => ({ path: path.relative(folder, file), text: readFileSync(file, 'utf8') })),
    );
}

/** Copies of a case: beside each other where files are all that it is, else each in a folder of its own. */
function copies(files: readonly InputFile[], count: number): readonly InputFile[] {
  const names = namesIn(files);
  const pattern =
    names.length === 0 ? undefined : new RegExp(String.raw`(?<![-\w])(?:${names.join('|')})(?![-\w])`, 'g');
  const isFlat = files.every((file) => file.path.split('/').length === 2 && !/kustomization|Chart\./.test(file.path));
  return many(count, (at) =>
    files.map((file) => {
      const [name = '', ...rest] = file.path.split('/');
      const target = isFlat ? `${name}/${at}-${rest.join('/')}` : `${name}-${at}/${rest.join('/')}`;
      const renamed = pattern === undefined ? file.text : file.text.replace(pattern, (found) => `${found}-${at}`);
      return { path: target, text: file.path.endsWith('.yaml') ? renamed : file.text };
    }),
  ).flat();
}

/** What objects are called and labelled with; not their namespaces, in which the copies meet. */
function namesIn(files: readonly InputFile[]): readonly string[] {
  const text = files.map((file) => file.text).join('\n');
  const valuesOf = (pattern: RegExp): readonly string[] => [...text.matchAll(pattern)].map(([, value = '']) => value);
  const names = valuesOf(/^ {2}name: ([a-z][-a-z0-9]*)(?: *#.*)?$/gm);
  const labels = valuesOf(
    /^ +(?:- )?(?:app|tier|component|role|app\.kubernetes\.io\/\w+): ([a-z][-a-z0-9]*)(?: *#.*)?$/gm,
  );
  const namespaces = new Set(valuesOf(/^ +namespace: ([a-z][-a-z0-9]*)(?: *#.*)?$/gm));
  return [...new Set([...names, ...labels])]
    .filter((name) => !namespaces.has(name))
    .sort((a, b) => b.length - a.length);
}
