import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';

/**
 * Writes the declarations of `src/library.ts`, and of no module that it does not reach, below `dist/types`: for modules,
 * and for CommonJS, which TypeScript keeps apart by the names of the files.
 * Throws where a declaration needs a package: the published package has no dependencies.
 */
export async function declarations(root: string): Promise<void> {
  const emitted = emit(root);
  const folder = path.join(root, 'dist', 'types');
  for (const [file, text] of reachable(path.join(folder, 'src', 'library.d.ts'), emitted)) {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
    await writeFile(file.replace(/\.d\.ts$/, '.d.cts'), text.replace(/(from '\.{1,2}\/[^']*)\.js'/g, "$1.cjs'"));
  }
}

function emit(root: string): ReadonlyMap<string, string> {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail };
  const config = ts.getParsedCommandLineOfConfigFile(path.join(root, 'tsconfig.json'), {}, host);
  if (config === undefined) throw new Error('tsconfig.json cannot be read');
  const options = { ...config.options, noEmit: false, declaration: true, emitDeclarationOnly: true };
  const program = ts.createProgram([path.join(root, 'src', 'library.ts')], options);
  const emitted = new Map<string, string>();
  const { diagnostics } = program.emit(undefined, (file, text) => emitted.set(path.normalize(file), text));
  diagnostics.filter(({ category }) => category === ts.DiagnosticCategory.Error).forEach(fail);
  return emitted;
}

function fail({ messageText }: ts.Diagnostic): never {
  throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
}

function reachable(entry: string, emitted: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (file: string): void => {
    const text = emitted.get(file);
    if (text === undefined) throw new Error(`no declarations for ${path.basename(file)}`);
    if (found.has(file)) return;
    found.set(file, text);
    for (const { fileName } of ts.preProcessFile(text).importedFiles) {
      if (!fileName.startsWith('.')) throw new Error(`${path.basename(file)} needs the package ${fileName}`);
      visit(path.resolve(path.dirname(file), fileName.replace(/\.js$/, '.d.ts')));
    }
  };
  visit(entry);
  return found;
}
