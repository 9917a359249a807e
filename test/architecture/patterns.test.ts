import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
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
});
