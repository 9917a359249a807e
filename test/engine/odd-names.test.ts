import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lint } from '../../src/index.js';
import { caseIn } from '../support/cases.js';

const FOLDER = 'fixtures/rules';

/** Names that the API server refuses: as patterns they would not compile, or would mean something else. */
const ODD = ['a(', '[b', 'c\\', 'd+*', '$&', 'e|f', 'constructor', '__proto__'];

/** What is called by a name in the texts of a case: Services, workloads, ports, ConfigMaps. */
const NAME = /^ *-? *name: ([a-z][a-z0-9-]{2,})[ \t]*(?:#.*)?$/gm;

/** The files with an odd end to all their names, wherever these stand. */
function withOddNames(text: string, end: string): string {
  const names = new Set([...text.matchAll(NAME)].map(([, name = '']) => name));
  if (names.size === 0) return text;
  const words = [...names].sort((a, b) => b.length - a.length).join('|');
  return text.replace(new RegExp(`(?<![\\w-])(?:${words})(?![\\w-])`, 'g'), (name) => `${name}${end}`);
}

describe('a name that nobody refuses, since its rule is off', () => {
  const cases = readdirSync(FOLDER).flatMap((rule) =>
    readdirSync(join(FOLDER, rule))
      .filter((name) => !name.startsWith('ok-'))
      .slice(0, 2)
      .map((name) => join(FOLDER, rule, name)),
  );

  it.each(cases)('%s: no rule fails on it', (folder) => {
    const { files, options } = caseIn(folder);
    const end = ODD[folder.length % ODD.length] ?? '';
    const odd = files.map((file) => ({ ...file, text: withOddNames(file.text, end) }));
    const { crashes } = lint(odd, { ...options, rules: { ...options.rules, 'invalid-name': 'off' } });
    expect(crashes).toEqual([]);
  });
});
