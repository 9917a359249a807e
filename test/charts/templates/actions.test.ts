import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { definitionsOf, isOutput, piecesOf, wordOf } from '../../../src/charts/templates/actions.js';

const texts = (template: string): readonly string[] =>
  piecesOf(template).map(({ type, start, end }) => `${type === 'text' ? 'T' : 'A'}:${template.slice(start, end)}`);

describe('piecesOf', () => {
  it.each([
    ['a: {{ .x }}', ['T:a: ', 'A:{{ .x }}']],
    ['{{ "}}" }}b', ['A:{{ "}}" }}', 'T:b']],
    ['{{ `}}` }}', ['A:{{ `}}` }}']],
    ["{{ '}' }}}", ["A:{{ '}' }}", 'T:}']],
    ['{{- /* a }} b */ -}}\nc', ['A:{{- /* a }} b */ -}}', 'T:\nc']],
    ['{{ printf "a\\"}}" }}', ['A:{{ printf "a\\"}}" }}']],
    ['{{ dict\n  "a" 1 }}', ['A:{{ dict\n  "a" 1 }}']],
    ['a {{ never closed', ['T:a {{ never closed']],
    ['', []],
  ])('splits %j', (template, pieces) => {
    expect(texts(template)).toEqual(pieces);
  });

  it('leaves no gap and loses nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('{{', '}}', '-', ' ', '"', '`', 'a', '\n', '/*', '*/', "'", ':')),
        (parts) => {
          const template = parts.join('');
          expect(
            piecesOf(template)
              .map(({ start, end }) => template.slice(start, end))
              .join(''),
          ).toBe(template);
        },
      ),
    );
  });
});

describe('wordOf and isOutput', () => {
  it.each([
    ['{{ .Values.port }}', '.Values.port', true],
    ['{{- include "a" . | nindent 4 }}', 'include', true],
    ['{{- if .x -}}', 'if', false],
    ['{{end}}', 'end', false],
    ['{{- /* words */ -}}', '', false],
    ['{{ $x := 1 }}', '$x', false],
    ['{{ $x = 1 }}', '$x', false],
    ['{{ $k, $v := .a }}', '$k,', false],
    ['{{ $x }}', '$x', true],
    ['{{ $.Values.x }}', '$.Values.x', true],
    ['{{ define "a" }}', 'define', false],
    ['{{ template "a" . }}', 'template', true],
    ['{{ (index .a 0).b }}', '(index', true],
  ])('reads %j', (action, word, output) => {
    expect(wordOf(action)).toBe(word);
    expect(isOutput(action)).toBe(output);
  });
});

describe('definitionsOf', () => {
  it('finds the blocks, whatever stands in them', () => {
    const template = 'a{{ define "x" }}b{{ if .c }}d{{ end }}e{{ end }}f{{ define "y" }}{{ end }}';
    expect(definitionsOf(template).map(({ start, end }) => template.slice(start, end))).toEqual([
      '{{ define "x" }}b{{ if .c }}d{{ end }}e{{ end }}',
      '{{ define "y" }}{{ end }}',
    ]);
  });
});
