import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, it } from 'vitest';

const paths = ['src', 'rules'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map((file) => `${folder}/${file}`),
);
const sources = new Map(
  paths.map((path) => [path, ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true)]),
);

interface Answer {
  readonly name: string;
  /** The file that declares it, and gives it. */
  readonly file: string;
}

/** The members of the interfaces that `Graph` is made of, and of those that they extend. */
function answersOfGraph(): readonly Answer[] {
  const interfaces = new Map<string, readonly [string, ts.InterfaceDeclaration]>();
  for (const [path, source] of sources) {
    if (!path.startsWith('src/graph/')) continue;
    for (const statement of source.statements)
      if (ts.isInterfaceDeclaration(statement)) interfaces.set(statement.name.text, [path, statement]);
  }
  const found: Answer[] = [];
  const wanted = namesIn(interfaces.get('Graph')?.[1]);
  for (const name of wanted) {
    const [file, declared] = interfaces.get(name) ?? [];
    if (file === undefined || declared === undefined) continue;
    for (const { name: member } of declared.members)
      if (member !== undefined) found.push({ name: member.getText(), file });
    for (const base of declared.heritageClauses ?? []) for (const each of namesIn(base)) wanted.add(each);
  }
  return found;
}

function namesIn(node: ts.Node | undefined): Set<string> {
  const names = new Set<string>();
  const visit = (at: ts.Node): void => {
    if (ts.isTypeReferenceNode(at)) names.add(at.typeName.getText());
    if (ts.isExpressionWithTypeArguments(at)) names.add(at.expression.getText());
    ts.forEachChild(at, visit);
  };
  if (node !== undefined) visit(node);
  return names;
}

/** The names that a file takes out of something: `x.name`, and `{ name }` where it takes x apart. */
function takenIn(source: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (at: ts.Node): void => {
    if (ts.isPropertyAccessExpression(at)) names.add(at.name.text);
    if (ts.isBindingElement(at)) names.add((at.propertyName ?? at.name).getText());
    ts.forEachChild(at, visit);
  };
  visit(source);
  return names;
}

it('every answer of the graph is asked for by a rule, or by another part', () => {
  const taken = [...sources].map(([path, source]) => ({ path, names: takenIn(source) }));
  const answers = answersOfGraph();
  expect(answers.length).toBeGreaterThan(60);
  const idle = answers.filter(({ name, file }) => !taken.some(({ path, names }) => path !== file && names.has(name)));
  expect(idle.map(({ name, file }) => `${file}: ${name}`)).toEqual([]);
});
