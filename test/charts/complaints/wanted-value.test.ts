import { describe, expect, it } from 'vitest';
import { wantedValue } from '../../../src/charts/complaints/wanted-value.js';

/** The value that helm misses at the text behind `^` of a template. */
function wanted(marked: string, message = 'no', path = 'templates/a.yaml'): string | undefined {
  const [before = '', ...rest] = marked.split('^');
  const lines = before.split('\n');
  return wantedValue(before + rest.join('^'), {
    about: 'values',
    path,
    line: lines.length,
    column: (lines.at(-1)?.length ?? 0) + 1,
    message,
  });
}

describe('wantedValue', () => {
  it.each([
    ['a: 1\nb: {{ ^required "no" .Values.service.port }}\n', 'service.port'],
    ['b: {{ .Values.service.port | ^required "no" | quote }}', 'service.port'],
    ['b: {{ ^required "no" $.Values.a }}', 'a'],
    ['{{ .Values.x }}{{ ^fail "no" }}', undefined],
    ['b: {{ ^required "no" (.Values.a | default .Values.b) }}', undefined],
    ['b: {{ ^required (printf "%s" .Values.a) .Values.a }}', 'a'],
    ['b: {{ ^required "no" .port }}', undefined],
  ])('reads %j', (template, value) => {
    expect(wanted(template)).toBe(value);
  });

  it('takes the part that is nil', () => {
    expect(wanted('b: {{ ^.Values.a.b }}', '<.Values.a.b>: nil pointer evaluating interface {}.b')).toBe('a');
    expect(wanted('b: {{ ^.Values.a.b.c }}', '<.Values.a.b.c>: nil pointer evaluating interface {}.c')).toBe('a.b');
  });

  it('says it as the chart around would', () => {
    expect(wanted('{{ ^required "no" .Values.a }}', 'no', 'charts/cache/templates/a.yaml')).toBe('cache.a');
    expect(wanted('{{ ^required "no" .Values.a }}', 'no', 'charts/cache/charts/deep/templates/a.yaml')).toBe(
      'cache.deep.a',
    );
    expect(wanted('{{ ^required "no" .Values.global.a }}', 'no', 'charts/cache/templates/a.yaml')).toBe('global.a');
  });
});
