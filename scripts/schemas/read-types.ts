import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { newerFields } from './newer-fields.js';
import { packageOf, typeWithin, type Fields, type Shape, type TypeName, type Types } from './types.js';

/** One declaration file of `kubernetes-types`: its interfaces and aliases, and where imported names come from. */
interface Declarations {
  readonly interfaces: ReadonlyMap<string, ts.InterfaceDeclaration>;
  readonly aliases: ReadonlyMap<string, ts.TypeNode>;
  readonly imports: ReadonlyMap<string, string>;
}

const home = dirname(createRequire(import.meta.url).resolve('kubernetes-types/package.json'));

/** Declared as an alias of string or as an empty interface, but decoded in another way. */
const special: Readonly<Record<string, Shape>> = {
  'api/resource.Quantity': { kind: 'quantity' },
  'meta/v1.FieldsV1': { kind: 'any' },
  'runtime.RawExtension': { kind: 'any' },
};

/** Every type that the roots reach, with its fields; throws on a declaration it cannot read. */
export function readTypes(roots: Iterable<TypeName>): Types {
  const files = new Map<string, Declarations>();
  const types: Types = new Map();
  const ahead = [...roots];
  for (let name = ahead.pop(); name !== undefined; name = ahead.pop()) {
    if (types.has(name)) continue;
    const fields = fieldsOf(name, files);
    types.set(name, fields);
    for (const shape of fields.values()) {
      const within = typeWithin(shape);
      if (within !== undefined) ahead.push(within);
    }
  }
  const unread = newerFields.find((newer) => !types.has(newer.type));
  if (unread !== undefined) throw new Error(`nothing reaches ${unread.type}: remove it from newer-fields.ts`);
  return new Map([...types].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function fieldsOf(name: TypeName, files: Map<string, Declarations>): Fields {
  const from = packageOf(name);
  const declared = declarationsOf(from, files).interfaces.get(name.slice(from.length + 1));
  const added = newerFields.filter((newer) => newer.type === name);
  if (declared === undefined && added.length === 0) throw new Error(`no type ${name} in kubernetes-types`);
  const fields: Fields = new Map();
  for (const member of declared?.members ?? []) {
    if (!ts.isPropertySignature(member) || member.type === undefined) throw new Error(`unreadable member in ${name}`);
    const field = member.name.getText().replace(/^["']|["']$/g, '');
    fields.set(field, leaveStatusOpen(field, shapeOf(member.type, from, files)));
  }
  for (const newer of added) {
    for (const [field, text] of Object.entries(newer.fields)) {
      if (fields.has(field)) throw new Error(`${name}.${field} is no longer new: remove it from newer-fields.ts`);
      fields.set(field, parseShape(text, from));
    }
  }
  return new Map([...fields].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A `status` is what controllers write, not people: left open, which spares a quarter of the types. */
function leaveStatusOpen(field: string, shape: Shape): Shape {
  return field === 'status' && shape.kind === 'type' ? { kind: 'map', of: { kind: 'any' } } : shape;
}

function declarationsOf(from: string, files: Map<string, Declarations>): Declarations {
  const known = files.get(from);
  if (known !== undefined) return known;
  const path = join(home, `${from}.d.ts`);
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const interfaces = new Map<string, ts.InterfaceDeclaration>();
  const aliases = new Map<string, ts.TypeNode>();
  const imports = new Map<string, string>();
  for (const statement of source.statements) {
    if (ts.isInterfaceDeclaration(statement)) interfaces.set(statement.name.text, statement);
    else if (ts.isTypeAliasDeclaration(statement)) aliases.set(statement.name.text, statement.type);
    else if (ts.isImportDeclaration(statement)) readImport(statement, from, imports);
  }
  const declarations = { interfaces, aliases, imports };
  files.set(from, declarations);
  return declarations;
}

function readImport(statement: ts.ImportDeclaration, from: string, imports: Map<string, string>): void {
  const bindings = statement.importClause?.namedBindings;
  if (bindings === undefined || !ts.isNamedImports(bindings) || !ts.isStringLiteral(statement.moduleSpecifier)) return;
  const target = join(dirname(from), statement.moduleSpecifier.text).replaceAll('\\', '/');
  for (const element of bindings.elements) imports.set(element.name.text, target);
}

function shapeOf(node: ts.TypeNode, from: string, files: Map<string, Declarations>): Shape {
  if (ts.isTypeReferenceNode(node)) return shapeOfReference(node, from, files);
  if (ts.isArrayTypeNode(node)) return { kind: 'list', of: shapeOf(node.elementType, from, files) };
  if (ts.isTypeLiteralNode(node)) {
    const index = node.members[0];
    if (node.members.length !== 1 || index === undefined || !ts.isIndexSignatureDeclaration(index)) {
      throw new Error(`unreadable type ${node.getText()}`);
    }
    return { kind: 'map', of: shapeOf(index.type, from, files) };
  }
  if (ts.isUnionTypeNode(node)) return shapeOfUnion(node, from, files);
  if (ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal)) return { kind: 'string' };
  if (node.kind === ts.SyntaxKind.StringKeyword) return { kind: 'string' };
  if (node.kind === ts.SyntaxKind.BooleanKeyword) return { kind: 'boolean' };
  // No field of these kinds is a Go float: k8s.io/api has none outside apiextensions.
  if (node.kind === ts.SyntaxKind.NumberKeyword) return { kind: 'integer' };
  if (node.kind === ts.SyntaxKind.AnyKeyword || node.kind === ts.SyntaxKind.UnknownKeyword) return { kind: 'any' };
  throw new Error(`unreadable type ${node.getText()}`);
}

/** `number | string` is IntOrString; a union of literals is a string whose values validation judges, not decoding. */
function shapeOfUnion(node: ts.UnionTypeNode, from: string, files: Map<string, Declarations>): Shape {
  const kinds = new Set(node.types.map((type) => shapeOf(type, from, files).kind));
  if (kinds.size === 2 && kinds.has('integer') && kinds.has('string')) return { kind: 'int-or-string' };
  if (kinds.size === 1 && kinds.has('string')) return { kind: 'string' };
  throw new Error(`unreadable union ${node.getText()}`);
}

function shapeOfReference(node: ts.TypeReferenceNode, from: string, files: Map<string, Declarations>): Shape {
  const name = node.typeName.getText();
  const argument = node.typeArguments?.[0];
  if (name === 'Array' && argument !== undefined) return { kind: 'list', of: shapeOf(argument, from, files) };
  const home = declarationsOf(from, files).imports.get(name) ?? from;
  const full: TypeName = `${home}.${name}`;
  const known = special[full];
  if (known !== undefined) return known;
  const alias = declarationsOf(home, files).aliases.get(name);
  return alias === undefined ? { kind: 'type', name: full } : shapeOf(alias, home, files);
}

function parseShape(text: string, from: string): Shape {
  if (text.endsWith('[]')) return { kind: 'list', of: parseShape(text.slice(0, -2), from) };
  if (text.startsWith('{')) return { kind: 'map', of: parseShape(text.slice(1, -1), from) };
  if (text === 'string' || text === 'integer' || text === 'boolean' || text === 'quantity') return { kind: text };
  return { kind: 'type', name: `${from}.${text}` };
}
