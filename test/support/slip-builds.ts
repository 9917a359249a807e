import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../../scripts/measure/files.js';
import { evaluateKustomization, type KustomizeBuild, type SourceTree } from '../../src/kustomize/index.js';
import { positionAt, sourceFile } from '../../src/text/source-file.js';
import { toData } from '../../src/tree/tree.js';
import type { InputFile } from '../../src/index.js';
import { digestOf } from './slip-answers.js';
import { slipsIn } from './slips.js';

/** How many lines of a folder a slip happens in. */
const SLIPS = 16;

/** What becomes of the build of a folder after each slip in it, a line for each. */
export function buildsAfterSlips(fixtures: string, name: string): string {
  const folder = join(fixtures, name);
  const files = filesBelow(folder)
    .filter((path) => !path.startsWith('expected.'))
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
  return slipsIn(name, files, SLIPS)
    .map((slip) => `  ${slip.name} | ${outcomeOf(evaluateKustomization('', sourcesOf(slip.files)))}\n`)
    .join('');
}

function outcomeOf(build: KustomizeBuild | undefined): string {
  if (build === undefined) return 'no kustomization';
  const { problems, open, objects } = build;
  if (problems.length === 0) {
    const told = objects.map(({ tree }) => toData(tree));
    return `${objects.length} objects, ${open.length} open, ${digestOf(told)}`;
  }
  return problems
    .map(({ message, place: { span } }) => {
      const { line, column } = positionAt(span.file, span.start);
      return `${span.file.path}:${line}:${column} ${message}`;
    })
    .join(', ');
}

function sourcesOf(files: readonly InputFile[]): SourceTree {
  const known = new Map(files.map(({ path, text }) => [path, sourceFile(path, text)]));
  return {
    isFolder: (path) => [...known.keys()].some((file) => path === '' || file.startsWith(`${path}/`)),
    leftOut: () => undefined,
    isEdited: () => false,
    namesIn: () => '',
    file: (path) => known.get(path),
  };
}
