import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineOrigins } from '../../../src/charts/renderings/line-origins.js';
import { mark, unmark } from '../../../src/charts/templates/marks.js';

const linesOf = (text: string, marking: 'all' | 'templates' = 'all'): readonly (number | undefined)[] =>
  mark(text, 7, marking)
    .split('\n')
    .map((line) => unmark(line).origin?.line);

describe('mark', () => {
  it('names every line that has text of its own', () => {
    expect(linesOf('a:\n  b: {{ .c }}\n{{- if .d }}\n\n  e: 1 {{- end }}\n')).toEqual([
      1,
      2,
      undefined,
      undefined,
      5,
      undefined,
    ]);
  });

  it('leaves separators and the inside of actions alone, and names the line on which an action begins', () => {
    expect(linesOf('---\na: {{ dict\n "b" 1 }}\nc: 2')).toEqual([undefined, undefined, 2, 4]);
  });

  it('leaves definitions alone when told to', () => {
    const template = '{{ define "a" }}\nb: 1\n{{ end }}\nc: 2';
    expect(linesOf(template)).toEqual([undefined, 2, undefined, 4]);
    expect(linesOf(template, 'templates')).toEqual([undefined, undefined, undefined, 4]);
  });

  it.each([
    ['what actions make alone', '{{- toYaml .a | nindent 2 }}\nb: 1', [1, 2]],
    ['text in a branch, inside of it', '{{ if .a }}b: 1{{ end }}', ['{{ if .a }}b: 1 #M{{ end }}']],
    [
      'text around a branch, behind it',
      'b: {{ if .a }}1{{ else }}2{{ end }}',
      ['b: {{ if .a }}1{{ else }}2{{ end }} #M'],
    ],
    [
      'an action in a branch, inside of it',
      '{{- with .a }}{{ toYaml . }}{{ end }}',
      ['{{- with .a }}{{ toYaml . }} #M{{ end }}'],
    ],
    ['nothing before a trimmed line break, which the mark would keep', 'a: {{ .b -}}\n{{ .c }}', [undefined, 2]],
    [
      'entries of a definition, not words that may be compared',
      '{{ define "a" }}\nb: 1\ntrue\n{{ .c }}\n{{ .d | nindent 2 }}\n- e\n{{ end }}',
      [undefined, 2, undefined, undefined, 5, 6, undefined],
    ],
  ] as const)('names %s', (_, template, expected) => {
    const marked = mark(template, 7, 'all');
    if (typeof expected[0] === 'string')
      expect([marked.replace(/ #\uE000[^\uE001]*\uE001/gu, ' #M')]).toEqual(expected);
    else expect(linesOf(template)).toEqual(expected);
  });

  it('is undone by unmark, line ends and all', () => {
    const text = fc
      .array(fc.constantFrom('a: 1', '  - b', '{{ .c }}', '', '\r', ' ', '# d', '"e"', '---'))
      .map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, (template) => {
        const marked = mark(template, 3, 'all');
        expect(
          marked
            .split('\n')
            .map((line) => unmark(line).text)
            .join('\n'),
        ).toBe(template);
      }),
    );
  });

  it('does not take an action that left nothing for the maker of the line before it', () => {
    const [text, empty, inner] = [
      mark('a: 1', 0, 'all').slice('a: 1'.length),
      mark('{{ .a }}', 1, 'all').slice('{{ .a }}'.length),
      mark('{{ .b }}', 2, 'all').slice('{{ .b }}'.length),
    ];
    expect(unmark(`a: 1${text}${empty}`)).toMatchObject({ text: 'a: 1', origin: { file: 0, line: 1 } });
    expect(unmark(`a: 1${inner}${empty}`)).toMatchObject({ text: 'a: 1', origin: { file: 2, line: 1 } });
  });

  it('takes the last mark of a line, and drops one that was cut', () => {
    const own = mark('x: y', 0, 'all').slice('x: y'.length);
    const brought = mark('z', 1, 'all').slice(1);
    expect(unmark(`name: z${brought}${own}`)).toMatchObject({
      text: 'name: z',
      origin: { file: 0, line: 1 },
      first: { file: 1, line: 1 },
    });
    expect(unmark(`name: z${brought.slice(0, -2)}`)).toEqual({ text: 'name: z', origin: undefined, first: undefined });
  });
});

describe('lineOrigins', () => {
  const template = 'a: 1\nb:\n  {{- toYaml .b | nindent 2 }}\nc: {{ .c }}\nd:\n  {{ .d }}\n  {{ .e }}\nf: 6';
  const render = (text: string): string =>
    text
      .replace('\n  {{- toYaml .b | nindent 2 }}', '\n  x: 1\n  y: 2')
      .replace('{{ .c }}', 'sea')
      .replace('{{ .d }}', 'p: 1')
      .replace('{{ .e }}', 'q: 1');
  const origins = (text: string, marked: string): readonly (number | undefined)[] =>
    lineOrigins(text, marked, [template]).map((origin) => origin?.line);

  it('gives lines that an action made to that action', () => {
    expect(origins(render(template), render(mark(template, 0, 'all')))).toEqual([1, 2, 3, 3, 4, 5, 6, 7, 8]);
  });

  it('bears a line that comes out otherwise each time', () => {
    const marked = render(mark(template, 0, 'all')).replace('sea', 'f00');
    expect(origins(render(template), marked)).toEqual([1, 2, 3, 3, 4, 5, 6, 7, 8]);
  });

  it('finds the documents of a template in another order', () => {
    const marked = mark('---\na: 1\n---\nb: 2\n', 0, 'all');
    expect(origins('---\nb: 2\n---\na: 1\n', marked)).toEqual([undefined, 4, undefined, 2, undefined]);
  });

  it('does not give a line to the line behind it, which came out by itself', () => {
    const helper = 'a: 1\n{{ printf "%s" .b }}\nc: {{ .c }}\nd: {{ toYaml .d | nindent 2 }}';
    const marked = mark(`{{ define "x" }}${helper}{{ end }}`, 0, 'all').replace(/^\{\{[^}]*\}\}|\{\{ end \}\}/g, '');
    const out = marked
      .replace('{{ printf "%s" .b }}', 'b: 2')
      .replace('{{ .c }}', '3')
      .replace('{{ toYaml .d | nindent 2 }}', '\n  e: 4\n  f: 5');
    expect(lineOrigins('a: 1\nb: 2\nc: 3\nd:\n  e: 4\n  f: 5', out, [helper]).map((origin) => origin?.line)).toEqual([
      1,
      undefined,
      3,
      4,
      4,
      4,
    ]);
  });

  it('says nothing of a line that no action can have made', () => {
    const word = 'a: 1\n{{ define "b" }}\nwords\n{{ end }}\nc: 2';
    expect(
      lineOrigins(
        'a: 1\nwords\nc: 2',
        mark(word, 0, 'all')
          .replace(/\{\{[^}]*\}\}\n/g, '')
          .replace('\n{{ end }}', ''),
        [word],
      ).map((origin) => origin?.line),
    ).toEqual([1, undefined, 5]);
  });

  it('bears blank lines, and documents that helm prints as one text because they are no YAML under marks', () => {
    const marked = mark('a: 1\n\n---\nb: 2\n', 0, 'all');
    expect(origins('---\n# Source: x\nb: 2\n---\n# Source: x\na: 1\n', `---\n# Source: x\n${marked}`)).toEqual([
      undefined,
      undefined,
      4,
      undefined,
      undefined,
      1,
      undefined,
    ]);
  });

  it('says nothing of a document that came out otherwise', () => {
    expect(origins('a: 1\nb: 2\nc: 3', mark('a: 1\nz: 5\ny: 6', 0, 'all'))).toEqual([undefined, undefined, undefined]);
    expect(origins('a: 1\nb: 2', mark('a: 1', 0, 'all'))).toEqual([undefined, undefined]);
    expect(origins('a: 1', '')).toEqual([undefined]);
  });
});
