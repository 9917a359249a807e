import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { joinPath } from '../../src/text/paths.js';

/** What is started, or imported by those who use svclint: their exports are for others. */
const ENTRIES = new Set([
  'src/index.ts',
  'src/library.ts',
  'src/cli/load-built-commands.ts', // scripts/build/bundle.ts puts it in the place of load-commands.ts
  'src/cli/load-built-pages.ts', // the same, for report/pages/pages.ts
  'scripts/mutation/runner.ts', // Stryker loads this and the next three by their paths
  'scripts/mutation/sample.ts',
  'scripts/mutation/sources.ts',
  'scripts/mutation/survivors.ts',
  'test/support/count-reporter.ts',
  'test/support/build-program.ts',
]);

interface Module {
  readonly path: string;
  readonly isTest: boolean;
  readonly exports: readonly Export[];
  readonly imports: readonly Import[];
}

interface Export {
  readonly name: string;
  readonly isType: boolean;
  /** The types that its own type is written with, of the same file. */
  readonly types: ReadonlySet<string>;
}

/** `name` is `*` where the whole module is taken, in a text that names the members it takes. */
interface Import {
  readonly from: string;
  readonly name: string;
}

const paths = ['src', 'rules', 'scripts', 'bench', 'test'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`),
);
const modules = paths.map(readModule);
const importers = new Map<string, Module[]>();
for (const module of modules) {
  for (const { from, name } of module.imports) {
    const key = `${from} ${name}`;
    importers.set(key, [...(importers.get(key) ?? []), module]);
  }
}

it('finds what is exported and imported', () => {
  expect(modules.flatMap((module) => module.exports).length).toBeGreaterThan(1000);
  expect(importers.has('src/text/paths.ts joinPath')).toBe(true);
});

it('every export is imported by another file, or names a type that such an export is written with', () => {
  expect(modules.flatMap((module) => unusedOf(module, () => true))).toEqual([]);
});

it('what only tests import stays private, unless it is the subject of the tests of its own file', () => {
  const sources = modules.filter(({ path }) => path.startsWith('src/') || path.startsWith('rules/'));
  const counts = (module: Module, importer: Module): boolean => !importer.isTest || isTestOf(importer, module);
  expect(sources.flatMap((module) => unusedOf(module, (importer) => counts(module, importer)))).toEqual([]);
});

/** `path: name` of each export of the module that no importer uses. */
function unusedOf(module: Module, counts: (importer: Module) => boolean): readonly string[] {
  if (ENTRIES.has(module.path)) return [];
  const isImported = ({ name }: Export): boolean =>
    [name, '*'].some((wanted) => (importers.get(`${module.path} ${wanted}`) ?? []).some(counts));
  // Whoever writes down what an export takes or gives needs the names of its types.
  const used = new Set(module.exports.filter(isImported));
  for (const { types } of used) for (const one of module.exports) if (one.isType && types.has(one.name)) used.add(one);
  return module.exports.filter((one) => !used.has(one)).map(({ name }) => `${module.path}: ${name}`);
}

/** The tests of src/text/paths.ts stand in a file `paths.test.ts`, or of a whole folder in `text.test.ts`. */
function isTestOf({ path }: Module, module: Module): boolean {
  const subject = basename(path, '.test.ts');
  return subject === basename(module.path, '.ts') || subject === basename(dirname(module.path));
}

function readModule(path: string): Module {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  return {
    path,
    isTest: path.startsWith('test/'),
    exports: source.statements.flatMap((statement) => exportsOf(statement)),
    imports: importsOf(source, path),
  };
}

function exportsOf(statement: ts.Statement): readonly Export[] {
  if (ts.isExportDeclaration(statement)) {
    const clause = statement.exportClause;
    if (clause === undefined || !ts.isNamedExports(clause)) return [];
    return clause.elements.map(({ name }) => ({ name: name.text, isType: false, types: new Set() }));
  }
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  const has = (kind: ts.SyntaxKind): boolean => modifiers.some((modifier) => modifier.kind === kind);
  if (!has(ts.SyntaxKind.ExportKeyword)) return [];
  const isType =
    ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement) || ts.isClassDeclaration(statement);
  const types = typesIn(statement);
  if (has(ts.SyntaxKind.DefaultKeyword)) return [{ name: 'default', isType, types }];
  return namesOf(statement).map((name) => ({ name, isType, types }));
}

function namesOf(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) =>
      ts.isIdentifier(name) ? [name.text] : name.elements.map((element) => element.getText()),
    );
  const { name } = statement as ts.DeclarationStatement;
  return name === undefined ? [] : [name.text];
}

/** The names of types in a declaration, except for those in the bodies of functions. */
function typesIn(node: ts.Node): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (at: ts.Node): void => {
    if (ts.isBlock(at)) return;
    if (ts.isTypeReferenceNode(at) || ts.isExpressionWithTypeArguments(at)) {
      const name = ts.isTypeReferenceNode(at) ? at.typeName : at.expression;
      found.add(name.getText());
    }
    ts.forEachChild(at, visit);
  };
  visit(node);
  return found;
}

function importsOf(source: ts.SourceFile, path: string): readonly Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, ...names: readonly string[]): void => {
    if (specifier === undefined || !ts.isStringLiteral(specifier) || !specifier.text.startsWith('.')) return;
    const target = joinPath(dirname(path), specifier.text);
    // Generated JavaScript has its types in a file beside it.
    const from = [target.replace(/\.js$/, '.ts'), target.replace(/\.js$/, '.d.ts')];
    for (const file of from) for (const name of names) found.push({ from: file, name });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, ...importedNames(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, ...reexportedNames(node.exportClause));
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, '*');
    else if (ts.isCallExpression(node) && isLoading(node)) add(node.arguments[0], '*');
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** `import(…)`, and the functions of vitest that replace a module. */
function isLoading({ expression }: ts.CallExpression): boolean {
  return expression.kind === ts.SyntaxKind.ImportKeyword || expression.getText().startsWith('vi.');
}

function importedNames(clause: ts.ImportClause | undefined): readonly string[] {
  const bindings = clause?.namedBindings;
  const own = clause?.name === undefined ? [] : ['default'];
  if (bindings === undefined) return own;
  if (ts.isNamespaceImport(bindings)) return [...own, '*'];
  return [...own, ...bindings.elements.map(({ propertyName, name }) => (propertyName ?? name).text)];
}

function reexportedNames(clause: ts.NamedExportBindings | undefined): readonly string[] {
  if (clause === undefined || ts.isNamespaceExport(clause)) return ['*'];
  return clause.elements.map(({ propertyName, name }) => (propertyName ?? name).text);
}
