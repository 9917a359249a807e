import { describe, expect, it } from 'vitest';
import { originInLine } from '../../../src/charts/renderings/origin.js';
import { sourceFile, textOf } from '../../../src/text/source-file.js';

/** The text of the template behind `token` of the rendered line, in brackets where it may not be edited there. */
function behind(template: string, rendered: string, token: string): string {
  const from = rendered.indexOf(token);
  const { span, literal } = originInLine(
    sourceFile('t.yaml', `first: line\n${template}\nlast: line`),
    2,
    rendered,
    from,
    from + token.length,
  );
  return literal ? textOf(span) : `[${textOf(span)}]`;
}

describe('originInLine', () => {
  it.each([
    ['text as it is', '  targetPort: metrcs', '  targetPort: metrcs', 'metrcs', 'metrcs'],
    ['other indentation', 'app: web', '        app: web', 'web', 'web'],
    ['the action that made a value', '  port: {{ .Values.port }}', '  port: 8080', '8080', '[{{ .Values.port }}]'],
    ['the key before an action', '  port: {{ .Values.port }}', '  port: 8080', 'port', 'port'],
    ['a piece of what an action made', 'a: {{ .x }}', 'a: one-two', 'two', '[{{ .x }}]'],
    ['text beside an action', 'name: {{ .x }}-metrics', 'name: shop-metrics', 'metrics', 'metrics'],
    ['text and action together', 'name: {{ .x }}-metrics', 'name: shop-metrics', 'shop-metrics', '[{{ .x }}-metrics]'],
    ['quotes around an action', 'a: "{{ .x }}"', 'a: "b"', '"b"', '["{{ .x }}"]'],
    ['an action that trims', 'a: {{- .x }}', 'a:b', 'b', '[{{- .x }}]'],
    ['several lines of one action', '{{- toYaml .x | nindent 4 }}', '    a: b', 'b', '[{{- toYaml .x | nindent 4 }}]'],
    ['what does not fit', 'a: {{ .x }} c', 'z: 1', '1', '[a: {{ .x }} c]'],
  ])('finds %s', (_, template, rendered, token, expected) => {
    expect(behind(template, rendered, token)).toBe(expected);
  });

  it('ends on a line whose actions could be laid over it in countless ways', () => {
    const template = '{{ .a }} '.repeat(8).trim();
    expect(behind(`${template}!`, `xx${' '.repeat(2000)}`, 'xx')).toBe(`[${template}!]`);
  });

  it('gives up on a line with very many actions', () => {
    expect(behind('{{ .a }}'.repeat(40), 'x'.repeat(40), 'xx')).toBe(`[${'{{ .a }}'.repeat(40)}]`);
  });
});
