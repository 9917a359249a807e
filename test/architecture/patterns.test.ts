import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, inject, it } from 'vitest';
import { hardTexts, stepsOf } from '../support/regexp-steps.js';

/** A regular expression of the program, and where it is written. */
interface Written {
  readonly where: string;
  readonly pattern: RegExp;
}

const [SHORT, LONG] = [120, 480];

/** So many steps for each character are no trouble, and not worth a second look. */
const FEW = 16;
const ENDLESS = 2_000_000;

/** Four times the text may take so many times the steps; quadratic growth takes sixteen times. */
const MOST = 7;

/** The hardest text that was found for a pattern, where its steps grow faster than the text. */
function hardest(pattern: RegExp): string | undefined {
  for (const make of hardTexts(pattern)) {
    const long = stepsOf(pattern, make(LONG), ENDLESS);
    if (long === Infinity) return make(24);
    if (long > FEW * LONG && long > MOST * stepsOf(pattern, make(SHORT), ENDLESS)) return make(24);
  }
  return undefined;
}

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return sources(file);
    return entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts') ? [file] : [];
  });
}

function patternsIn(file: string): readonly Written[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Written[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      const pattern = new RegExp(node.text.slice(1, end), node.text.slice(end + 1));
      found.push({ where: `${file}:${line} ${node.text}`, pattern });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Cases in which rules make expressions of what a file says. */
const MAKERS = [
  'loopback-listener',
  'port-without-listener',
  'colliding-service-variable',
  'dangling-service-reference',
];

/** Loads the built program, lints the cases, and prints what was made with `new RegExp` meanwhile. */
const RECORDER = `
  import { readdirSync, readFileSync } from 'node:fs';
  import { pathToFileURL } from 'node:url';
  const made = new Map();
  globalThis.RegExp = new Proxy(RegExp, {
    construct(target, args) {
      const pattern = Reflect.construct(target, args);
      made.set(String(pattern), [pattern.source, pattern.flags]);
      return pattern;
    },
  });
  const [, built, ...folders] = process.argv;
  const { lint } = await import(pathToFileURL(built + '/dist/index.js'));
  for (const folder of folders)
    for (const name of readdirSync(folder, { recursive: true }).filter((each) => each.endsWith('.yaml')))
      lint([{ path: 'web.yaml', text: readFileSync(folder + '/' + name, 'utf8') }]);
  console.log(JSON.stringify([...made.values()]));
`;

function madeByProgram(): readonly Written[] {
  const folders = MAKERS.map((rule) => path.resolve('fixtures/rules', rule));
  const args = ['--input-type=module', '-e', RECORDER, inject('builtPackage'), ...folders];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (stdout === '') throw new Error(stderr);
  return (JSON.parse(stdout) as readonly (readonly [string, string])[]).map(([source, flags]) => ({
    where: `new RegExp ${source}`,
    pattern: new RegExp(source, flags),
  }));
}

describe('a regular expression takes steps in proportion to its text', () => {
  it.each([
    [/^a+$/, true],
    [/(a+)+$/, false],
    [/\s+$/, false],
    [/^\s+|\S+/, true],
    [/\{\{.*?\}\}/g, false],
    [/\{\{[^{}]*\}\}/g, true],
    [/key[ \t]*=[ \t]*([^\n;]*?)[ \t]*;/g, false],
    [/^-+|-+$/g, false],
    [/^key=([^\n]*)$/gm, true],
    [/"(?:[^"\\]|\\.)*"/g, false], // of quotes that open and never close, each is tried
    [/a.{0,200}b/g, true], // bounded
    [/\$\{[^}]*\}/g, false],
    [/(?<!\$)\$+\(/g, true],
  ])('%s', (pattern, isLinear) => {
    expect(hardest(pattern) === undefined).toBe(isLinear);
  });

  const all = [...sources('src'), ...sources('rules')].flatMap(patternsIn);

  it('as all of the program do', () => {
    expect(all.length).toBeGreaterThan(800);
    const slow = all.flatMap(({ where, pattern }) => {
      const text = hardest(pattern);
      return text === undefined ? [] : [`${where} on ${JSON.stringify(text)}`];
    });
    expect(slow).toEqual([]);
  });

  it('as those do that it makes', () => {
    // Those of schemas are lists of words.
    const made = madeByProgram().filter(({ where }) => !/^new RegExp \^\(\?:[\w|]+\)\$$/.test(where));
    expect(made.length).toBeGreaterThan(20);
    expect(made.some(({ where }) => /\?<!\[\\w\.\]\)\d+/.test(where))).toBe(true);
    const slow = made.flatMap(({ where, pattern }) => {
      const text = hardest(pattern);
      return text === undefined ? [] : [`${where} on ${JSON.stringify(text)}`];
    });
    expect(slow).toEqual([]);
  });
});
