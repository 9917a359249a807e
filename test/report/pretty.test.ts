import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostic/diagnostic.js';
import { pretty } from '../../src/report/formats/pretty.js';
import { summaryLine } from '../../src/report/formats/reporter.js';
import type { ReportOptions } from '../../src/report/formats/reporter.js';
import { sourceFile } from '../../src/text/source-file.js';
import { diagnostic, edit, examples, label, result } from './examples.js';

const plain: ReportOptions = { color: false, width: Infinity, version: '1.0.0' };
const draw = (one: Diagnostic, width = Infinity): string => pretty(result([one]), { ...plain, width });
const file = (text: string, path = 'web.yaml'): ReturnType<typeof sourceFile> => sourceFile(path, text);
/** Everything below the headline, without the heading of the file. */
const frame = (one: Diagnostic, width = Infinity): string => draw(one, width).split('\n').slice(3, -1).join('\n');

describe('the six messages of the design', () => {
  it.each(Object.entries(examples()))('%s, on one page per width', async (name, example) => {
    const pages = [Infinity, 120, 80, 40].map(
      (width) => `# width ${width}\n\n${draw({ ...example, docs: 'docs/rules' }, width)}`,
    );
    await expect(pages.join('\n')).toMatchFileSnapshot(`__snapshots__/example-${name}.txt`);
  });

  it('draws the first as rustc would', () => {
    expect(draw(examples().a as Diagnostic)).toBe(`error[unmatched-service-selector]: Service \`web\` selects no Pods
  --> shop/service.yaml:8:10
   |
 7 |   selector:
 8 |     app: webb
   |          ^^^^ no Pod template in namespace \`shop\` carries \`app: webb\`
   |
  ::: shop/deployment.yaml:14:14
   |
13 |       labels:
14 |         app: web
   |              --- Deployment \`web\` has a similar value here
   |
   = note: \`tier: frontend\` matches; \`app\` is the only label that differs
   = note: a Service that selects nothing has no endpoints, so its clients get refused or time out
   = fix (unsafe): use the value that Deployment \`web\` has
   |    8 -     app: webb
   |    8 +     app: web
`);
  });

  it('colours without changing a character', async () => {
    const colored = pretty(result(Object.values(examples())), { ...plain, color: true, width: 80 });
    await expect(colored.replaceAll('\u001B', '\\e')).toMatchFileSnapshot('__snapshots__/examples-color.txt');
    // eslint-disable-next-line no-control-regex -- SGR is what is removed
    expect(colored.replace(/\u001B\[\d+m/g, '')).toBe(
      pretty(result(Object.values(examples())), { ...plain, width: 80 }),
    );
  });
});

describe('labels', () => {
  const one = file('- { name: http, port: 80, targetPort: http }\n');

  it('hang on their own lines where several stand in one', () => {
    expect(
      frame(
        diagnostic({
          primary: label(one, 1, '80', 'this port'),
          related: [label(one, 1, 'http', 'this name'), label(one, 1, 'targetPort: http', 'this target')],
        }),
      ),
    ).toBe(`1 | - { name: http, port: 80, targetPort: http }
  |           ----        ^^  ---------------- this target
  |           |           |
  |           |           this port
  |           this name`);
  });

  it('share one place without hiding each other', () => {
    const related = [label(one, 1, '80', 'second'), label(one, 1, 'port: 80', 'outer')];
    expect(frame(diagnostic({ primary: label(one, 1, '80', 'first'), related })))
      .toBe(`1 | - { name: http, port: 80, targetPort: http }
  |                 ------^^ first
  |                 |     |
  |                 |     second
  |                 outer`);
  });

  it('move to the left in a narrow window', () => {
    const primary = label(one, 1, 'targetPort', 'no container port has such a name');
    expect(frame(diagnostic({ primary }), 40)).toBe(`1 | ..., port: 80, targetPort: http }
  |                ^^^^^^^^^^
  |    no container port has such a name`);
  });

  it('are repeated with their surroundings where a line is too long for both', () => {
    const text = `a: [${'"filler", '.repeat(4000)}here, ${'"filler", '.repeat(4000)}there]\n`;
    const long = file(text);
    expect(
      frame(diagnostic({ primary: label(long, 1, 'here', 'one'), related: [label(long, 1, 'there', 'other')] }), 60),
    ).toBe(
      `1 | ...iller", "filler", here, "filler", "filler", "fille...
  |                      ^^^^ one
1 | ...iller", "filler", there]
  |                      ----- other`,
    );
  });

  it('cut a very long line even where the width is unknown', () => {
    const long = file(`a: ${'x'.repeat(100_000)}\n`);
    expect(
      Math.max(
        ...draw(diagnostic({ primary: label(long, 1, 'a', 'key') }))
          .split('\n')
          .map((row) => row.length),
      ),
    ).toBeLessThan(260);
  });

  it('stand under tabs, wide characters and emoji', () => {
    const wide = file('a:\t中文 web\n');
    expect(frame(diagnostic({ primary: label(wide, 1, '文', 'zwei'), related: [label(wide, 1, 'web', 'drei')] })))
      .toBe(`1 | a:    中文 web
  |         ^^ --- drei
  |         |
  |         zwei`);
  });

  it('underline one column of an empty place, and the first line of a long one', () => {
    const two = file('a:\n  b: 1  \n  c: 2\n');
    expect(frame(diagnostic({ primary: label(two, 1, '', 'nothing here') }))).toBe('1 | a:\n  |   ^ nothing here');
    const span = { file: two, start: 5, end: two.text.length };
    expect(frame(diagnostic({ primary: { span, text: 'all of it' } }))).toBe(
      '1 | a:\n2 |   b: 1\n  |   ^^^^ all of it',
    );
  });

  it('show neither the byte order mark nor carriage returns', () => {
    const windows = file('\uFEFFkind: Service\r\nname: web\r\n');
    const drawn = draw(
      diagnostic({ primary: label(windows, 1, 'kind', 'k'), related: [label(windows, 2, 'web', 'w')] }),
    );
    expect(drawn).toContain('--> web.yaml:1:1\n');
    expect(drawn).toContain('1 | kind: Service\n  | ^^^^ k\n2 | name: web\n  |       --- w\n');
  });

  it('show control characters of files, paths and messages instead of sending them', () => {
    const evil = file('a: \u001B[31mred\u202E\n', 'e\u001Bvil\n.yaml');
    const primary = label(evil, 1, 'red', 'l\u0007');
    const drawn = draw(diagnostic({ message: 'x\u001B[2J\ny', primary, notes: ['n\u009B'], help: 'h\r' }));
    expect(drawn).toContain('= note: n\\u009b\n   = help: h\\u000d\n'.replace('   ', '  '));
    expect(drawn).toContain('--> e\\u001bvil\\u000a.yaml:1:9');
    expect(drawn).toContain('1 | a: \\u001b[31mred\\u202e\n  |              ^^^ l\\u0007\n');
    expect(drawn).toContain('x\\u001b[2J\\u000ay');
  });
});

describe('fixes', () => {
  const one = file('a: 1\nb: 2\nc: 3\nd: 4\n', 'one.yaml');
  const two = file('x: 1\n', 'two.yaml');
  const fixOf = (...edits: NonNullable<Diagnostic['fix']>['edits']): string =>
    draw(diagnostic({ primary: label(one, 1, 'a', ''), fix: { title: 'do it', applicability: 'safe', edits } })).split(
      '= fix (safe): do it\n',
    )[1] ?? '';

  it('name the file where they reach beyond that of the diagnostic', () => {
    expect(fixOf(edit(one, 2, '2', '3'), edit(two, 1, '1', '9'))).toBe(
      '  |  --> one.yaml\n  |   2 - b: 2\n  |   2 + b: 3\n  |  --> two.yaml\n  |   1 - x: 1\n  |   1 + x: 9\n',
    );
  });

  it('join edits of one line and say where lines come in when there are several places', () => {
    expect(fixOf(edit(one, 4, '', '\ne: 5'), edit(one, 2, 'b', 'bb'), edit(one, 2, '2', '22'))).toBe(
      '  |   2 - b: 2\n  |   2 + bb: 22\n  |   4   d: 4\n  |     + e: 5\n',
    );
  });

  it('show whole lines that go', () => {
    expect(fixOf({ span: { file: one, start: 5, end: 10 }, text: '' })).toBe('  |   2 - b: 2\n');
  });

  it('do not flood the output', () => {
    expect(fixOf(edit(one, 1, '', '\nnew: 1'.repeat(100)))).toMatch(/(\+ new: 1\n[^\n]*){24}\.\.\. 76 more lines\n$/);
  });
});

describe('the order of findings', () => {
  const one = file('a: 1\n');
  const of = (severity: Diagnostic['severity'], rule: string): Diagnostic =>
    diagnostic({ severity, rule, docs: 'd', primary: label(one, 1, 'a', '') });
  const five = (severity: Diagnostic['severity'], rule: string): readonly Diagnostic[] =>
    Array.from({ length: 5 }, () => of(severity, rule));
  const many = [of('info', 'i'), ...five('warning', 'w'), ...five('error', 'e')];

  it('is errors, then warnings, with the rest of a talkative rule in a list, then infos in a line', () => {
    const heads = pretty(result(many), plain)
      .split('\n')
      .filter((row) => /^[a-z]|^ {2}web/.test(row));
    expect(heads).toEqual([
      ...Array.from({ length: 5 }, () => 'error[e]: Service `web` is odd'),
      ...Array.from({ length: 3 }, () => 'warning[w]: Service `web` is odd'),
      'w: 2 more',
      '  web.yaml:1:1: warning: Service `web` is odd',
      '  web.yaml:1:1: warning: Service `web` is odd',
      'info[i]: Service `web` is odd --> web.yaml:1:1',
    ]);
  });

  it('folds errors too, where one rule has more than ten', () => {
    const errors = (number: number): string =>
      pretty(result(Array.from({ length: number }, () => of('error', 'e'))), plain);
    expect(errors(10).match(/^error\[e\]/gm)).toHaveLength(10);
    expect(errors(11).match(/^error\[e\]/gm)).toHaveLength(3);
    expect(errors(11)).toContain('\ne: 8 more\n  web.yaml:1:1: error: ');
  });

  it('says once per rule where to read more', () => {
    expect(pretty(result(many), plain).match(/= more: .*/g)).toEqual([
      '= more: svclint explain e',
      '= more: svclint explain w',
    ]);
  });

  it('counts infos that say the same of other objects, and shows the near miss of each other one', () => {
    const named = (name: string, severity: Diagnostic['severity'] = 'info'): Diagnostic => ({
      ...of(severity, 'i'),
      message: `Service \`${name}\` selects no Pods`,
      help: 'fine if they live elsewhere',
    });
    const near = { ...named('near'), related: [label(one, 1, 'a', '3 of 4 labels match')] };
    expect(pretty(result([...['a', 'b', 'c', 'd', 'e'].map((name) => named(name)), near]), plain)).toBe(
      `info[i]: Service \`a\` selects no Pods --> web.yaml:1:1
info[i]: Service \`b\` selects no Pods --> web.yaml:1:1
info[i]: Service \`c\` selects no Pods --> web.yaml:1:1
  2 more like these in 1 file, which \`--format line\` lists; fine if they live elsewhere
info[i]: Service \`near\` selects no Pods --> web.yaml:1:1
  ::: web.yaml:1:1: 3 of 4 labels match
`,
    );
    expect(pretty(result(['a', 'b', 'c', 'd'].map((name) => named(name))), plain)).not.toContain('more like these');
  });

  it('begins with a table by rule where it is long', () => {
    const fix = { title: 'do it', applicability: 'unsafe' as const, edits: [edit(one, 1, 'a', 'b')] };
    const long = [
      ...Array.from({ length: 20 }, () => of('warning', 'short')),
      ...Array.from({ length: 11 }, () => ({ ...of('error', 'much-longer'), fix })),
    ];
    const head = (width: number, findings = long): string =>
      pretty(result(findings), { ...plain, width }).split('\n\n')[0] ?? '';
    expect(head(80)).toBe('11 errors    much-longer  11 unsafe repairs\n20 warnings  short');
    expect(head(40)).toBe('11 errors    much-longer\n20 warnings  short');
    expect(head(80, long.slice(1))).toMatch(/^error\[/);
  });

  it('is errors alone when quiet', () => {
    expect(pretty(result(many), { ...plain, quiet: true })).not.toMatch(/warning|info|= more/);
  });

  it('is nothing at all for a clean run', () => {
    expect(pretty(result([]), plain)).toBe('');
  });
});

describe('the summary', () => {
  it('counts what was found and where it looked', () => {
    const found = result([]);
    expect(summaryLine(found, plain)).toBe('no findings in 14 files (31 resources)');
    const summary = { ...found.summary, files: 1, errors: 1, warnings: 12, infos: 2, suppressed: 3 };
    expect(summaryLine({ ...found, summary }, plain)).toBe(
      '1 error, 12 warnings, 2 infos in 1 file (31 resources), 3 suppressed',
    );
  });
});
