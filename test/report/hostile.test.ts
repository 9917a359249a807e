import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostic/diagnostic.js';
import { line } from '../../src/report/formats/line.js';
import { json } from '../../src/report/formats/json.js';
import { pretty } from '../../src/report/formats/pretty.js';
import { sourceFile } from '../../src/text/source-file.js';
import { displayWidth } from '../../src/text/width.js';
import { endpointsReporters, reporters } from '../../src/report/reporters.js';
import { diagnostic, result } from './examples.js';
import { HOSTILE, hostileFinding } from './hostile.js';
import { commandsIn } from './runner.js';

const piece = fc.oneof(
  fc.constantFrom('\n', '\r\n', '\r', '\t', ' ', '  name: web', '- ', '---\n', 'x'.repeat(300)),
  fc.constantFrom('::error::x', '##[add-mask]x', '##vso[a.b]c', '](1)', '```', '<b>', ']]>'),
  fc.constantFrom('\uFEFF', '\u001B[31m', '\u202E', '中文字', '👨‍👩‍👧', 'e\u0301', '\u0000', '\u200D', '\uD83C'),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.lorem({ maxCount: 20 }),
  fc.constant('no Pod template in namespace `shop` carries `app: webb`'),
);

const findings: fc.Arbitrary<readonly Diagnostic[]> = fc.tuple(text, text).chain(([first, second]) => {
  const files = [sourceFile('a.yaml', first), sourceFile('b.yaml', second)] as const;
  const span = fc.tuple(fc.nat(1), fc.nat(), fc.nat()).map(([which, a, b]) => {
    const file = files[which === 0 ? 0 : 1];
    const ends = [a % (file.text.length + 1), b % (file.text.length + 1)] as const;
    return { file, start: Math.min(...ends), end: Math.max(...ends) };
  });
  const label = fc.record({ span, text: words });
  const edits = fc.tuple(fc.record({ span, text }));
  const fix = fc.record({ title: words, applicability: fc.constant('unsafe' as const), edits });
  const one = fc.record({
    severity: fc.constantFrom('error' as const, 'warning' as const, 'info' as const),
    message: words,
    primary: label,
    related: fc.array(label, { maxLength: 4 }),
    notes: fc.array(words, { maxLength: 2 }),
    help: fc.option(words),
    fix: fc.option(fix),
    docs: fc.constant('d'),
  });
  return fc.array(one.map(diagnostic), { minLength: 1, maxLength: 6 });
});

const RAW =
  // eslint-disable-next-line no-control-regex -- control characters are what must not be there
  /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u061C\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]|\p{Cs}/u;
// eslint-disable-next-line no-control-regex -- so is the one sequence that may be
const SGR = /\u001B\[\d+m/g;

it('draws any finding within the window and without a raw control character', () => {
  fc.assert(
    fc.property(findings, fc.constantFrom(40, 60, 80, 120), fc.boolean(), (found, width, color) => {
      const drawn = pretty(result(found), { color, width, version: '1' });
      const bare = color ? drawn.replace(SGR, '') : drawn;
      expect(bare).not.toMatch(RAW);
      for (const row of bare.split('\n')) expect(displayWidth(row)).toBeLessThanOrEqual(width);
    }),
    { numRuns: 300 },
  );
}, 60_000);

it('draws any finding where the width is unknown', () => {
  fc.assert(
    fc.property(findings, (found) => {
      const options = { color: false, width: Infinity, version: '1' };
      expect(pretty(result(found), options)).not.toMatch(RAW);
      expect(line(result(found), options)).not.toMatch(RAW);
      expect(line(result(found), options).split('\n')).toHaveLength(found.length + 1);
    }),
    { numRuns: 100 },
  );
}, 60_000);

it('keeps every text in JSON, safely spelled', () => {
  fc.assert(
    fc.property(findings, (found) => {
      const printed = json(result(found), { color: false, width: 80, version: '1' });
      expect(printed).not.toMatch(RAW);
      const data = JSON.parse(printed) as { readonly diagnostics: readonly Pick<Diagnostic, 'message' | 'notes'>[] };
      expect(data.diagnostics.map((each) => each.message)).toEqual(found.map((each) => each.message));
      expect(data.diagnostics.map((each) => each.notes)).toEqual(found.map((each) => each.notes));
    }),
    { numRuns: 100 },
  );
}, 60_000);

it('underlines exactly the text of the place', () => {
  const part = fc.constantFrom('a', ' ', '\t', '中', '🎉', 'e\u0301', '\u0007', ':');
  const run = fc.array(part, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''));
  const word = run.map((inside) => `<${inside}>`);
  fc.assert(
    fc.property(run, word, run, (before, marked, after) => {
      const file = sourceFile('a', `.${before}${marked}${after}\n`);
      const primary = { span: { file, start: before.length + 1, end: before.length + 1 + marked.length }, text: '' };
      const drawn = pretty(result([diagnostic({ primary })]), { color: false, width: Infinity, version: '1' });
      const [, , , source = '', underline = ''] = drawn.split('\n');
      const from = displayWidth(underline.slice(0, underline.indexOf('^')));
      const shown = marked.replaceAll('\t', '    ').replaceAll('\u0007', '\\u0007');
      const head = source.slice(0, source.indexOf('<'));
      expect([displayWidth(head), underline.trimEnd().length - underline.indexOf('^')]).toEqual([
        from,
        displayWidth(shown),
      ]);
      expect(source).toContain(shown);
    }),
    { numRuns: 200 },
  );
}, 60_000);

const OPTIONS = { color: false, width: Infinity, version: '1', folder: 'deploy' };

it.each([...reporters].filter(([name]) => name !== 'github'))(
  '%s: no finding puts a command into the log of a runner',
  async (_, load) => {
    const report = await load();
    fc.assert(
      fc.property(findings, fc.constantFrom(40, Infinity), (found, width) => {
        const printed = report(result(found), { ...OPTIONS, width });
        expect(commandsIn(printed)).toEqual([]);
        expect(printed).not.toMatch(RAW);
        expect(printed.endsWith('\n')).toBe(true);
      }),
      { numRuns: 50 },
    );
    for (const text of HOSTILE)
      expect(commandsIn(report(result([hostileFinding(text)]), { ...OPTIONS, width: 40 }))).toEqual([]);
  },
  60_000,
);

it('github: every finding is as many commands as it has places, and no more', async () => {
  const report = await reporters.get('github')?.();
  fc.assert(
    fc.property(findings, (found) => {
      const printed = report?.(result(found), OPTIONS) ?? '';
      expect(printed).not.toMatch(RAW);
      const commands = commandsIn(printed);
      expect(commands).toHaveLength(printed.split('\n').length - 1);
      const places = new Set(commands.map(({ properties }) => properties['title']));
      expect([...places].every((title) => title === 'some-rule' || title === 'some-rule (other end)')).toBe(true);
      const own = commands.filter(({ properties }) => properties['title'] === 'some-rule');
      expect(new Set(own.map(({ message }) => message.split('\n')[0])).size).toBeLessThanOrEqual(found.length);
    }),
    { numRuns: 100 },
  );
}, 60_000);

it.each([...endpointsReporters])(
  'endpoints as %s: no name puts a command into the log of a runner',
  async (_, load) => {
    const report = await load();
    for (const text of HOSTILE) {
      const pods = [{ kind: 'Deployment', name: text, readiness: 'always' as const }];
      const groups = [{ ports: [{ name: text, port: 80, protocol: 'TCP' }], pods }];
      const service = {
        unit: text,
        namespace: null,
        name: text,
        file: `${text}.yaml`,
        line: 1,
        type: 'ClusterIP',
        headless: false,
        ports: [{ name: text, port: 80, protocol: 'TCP', target: text }],
        source: 'selector' as const,
        groups,
        lack: { text, file: `${text}.yaml`, line: 1, column: 1, rule: null },
      };
      for (const width of [40, Infinity]) {
        const printed = report([service, { ...service, unit: 'other', groups: [] }], { ...OPTIONS, width });
        expect(commandsIn(printed)).toEqual([]);
        expect(printed).not.toMatch(RAW);
      }
    }
  },
);

it.each(['json', 'sarif', 'gitlab', 'line', 'github', 'junit', 'checkstyle'])(
  'shows in %s what would show nothing',
  async (format) => {
    const report = await reporters.get(format)?.();
    const hidden = 'web\u200Bshop\u2060\u00AD\u{E0001}';
    const span = { file: sourceFile('a.yaml', `name: ${hidden}`), start: 6, end: 6 + hidden.length };
    const found = diagnostic({ message: `the name ${hidden} is refused`, primary: { span, text: hidden } });
    expect(report?.(result([found]), { color: false, width: 80, version: '1' })).not.toMatch(
      /[\u00AD\u200B\u2060]|\u{E0001}/u,
    );
  },
);
