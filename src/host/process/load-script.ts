import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Script } from 'node:vm';

/**
 * Runs `<name>.cjs` of a folder: one function, of `require`, the folder and a module to put what it exports into.
 * Beside it may lie what V8 had compiled of it when svclint was built, one file for each release of V8: compiling is a
 * third of a short run. V8 itself refuses what was made by another release or with other flags, and compiles anew.
 */
export function loadScript(folder: string, name: string): unknown {
  const filename = path.join(folder, `${name}.cjs`);
  const cachedData = compiledOf(path.join(folder, codeCacheName(name)));
  const script = new Script(readFileSync(filename, 'latin1'), { filename, cachedData });
  return exportsOf(script, folder);
}

/** What a script exports, as `loadScript` runs it. */
export function exportsOf(script: Script, folder: string): unknown {
  const module = { exports: {} };
  const run = script.runInThisContext() as (
    require: (id: string) => unknown,
    folder: string,
    to: typeof module,
  ) => void;
  run((id) => process.getBuiltinModule(id), folder, module);
  return module.exports;
}

/** The file with what this very V8 has compiled of a script. */
export function codeCacheName(name: string): string {
  return `${name}-${process.versions.v8}-${process.arch}.cache`;
}

/** None where svclint was built with another Node. */
function compiledOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
