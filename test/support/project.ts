import { readdirSync, readFileSync, statSync, existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { boundsOf } from '../../src/host/files/bounds.js';
import { withSupporting } from '../../src/cli/sources/supporting.js';
import { isInstructionFile } from '../../src/text/instruction-files.js';
import { missingFiles, type InputFile, type LintOptions } from '../../src/index.js';

/** A rule that must speak at a line of a file. */
export interface Marker {
  readonly path: string;
  readonly line: number;
  readonly rule: string;
}

/** A folder of manifests as a test lints it: without its markers, which stand apart. */
export interface Project {
  readonly files: readonly InputFile[];
  readonly markers: readonly Marker[];
  readonly options: LintOptions;
}

const MANIFEST = /\.(ya?ml|json)$|(^|\/)Kustomization$/;
const MARKER = /[ \t]*#[ \t]*(expect(?:-next)?):[ \t]*([a-z0-9-]+(?:[ \t]*,[ \t]*[a-z0-9-]+)*)[ \t]*$/;

/** Every manifest below `folder` with paths relative to it, in the order of their names, and what only kustomizations name; `options.json` holds LintOptions, `fixed/` repaired texts. */
export function readProject(folder: string): Project {
  const optionsFile = join(folder, 'options.json');
  const options = existsSync(optionsFile) ? (JSON.parse(readFileSync(optionsFile, 'utf8')) as LintOptions) : {};
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => MANIFEST.test(path) && path !== 'options.json' && !path.startsWith('fixed/'))
    .sort();
  const read = (path: string): InputFile => ({ path, text: readFileSync(join(folder, path), 'utf8') });
  const files = paths.map(read);
  const told = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => isInstructionFile(path) && !paths.includes(path) && statSync(join(folder, path)).isFile())
    .map((path) => ({ ...read(path), supporting: true }));
  return {
    options,
    ...withoutMarkers([
      ...withSupporting(files, missingFiles, { cwd: folder, bounds: boundsOf([folder], folder) }).files,
      ...told,
    ]),
  };
}

/**
 * Takes the markers out of the texts: `# expect: a, b` speaks of its own line, `# expect-next: a` of the next one.
 * No line moves, and what stands before a marker keeps its columns.
 */
function withoutMarkers(files: readonly InputFile[]): Pick<Project, 'files' | 'markers'> {
  const markers: Marker[] = [];
  const clean = files.map(({ path, text, ...role }) => {
    const lines = text.split('\n').map((line, index) => {
      const ending = line.endsWith('\r') ? '\r' : '';
      const body = line.slice(0, line.length - ending.length);
      const found = MARKER.exec(body);
      if (found === null) {
        if (/#\s*expect(-next)?\b/.test(body))
          throw new Error(`${path}:${index + 1}: this marker cannot be read: ${body.trim()}`);
        return line;
      }
      const offset = found[1] === 'expect-next' ? 2 : 1;
      for (const rule of (found[2] ?? '').split(',')) markers.push({ path, line: index + offset, rule: rule.trim() });
      return body.slice(0, found.index) + ending;
    });
    return { path, text: lines.join('\n'), ...role };
  });
  return { files: clean, markers };
}

/** The folders directly below `folder`, in the order of their names; none if it does not exist. */
export function foldersIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** The files below `fixed/` of a case, with paths relative to it: what a repair makes of them. */
export function fixedIn(folder: string): readonly string[] {
  const fixed = join(folder, 'fixed');
  if (!existsSync(fixed)) return [];
  return readdirSync(fixed, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(fixed, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}
