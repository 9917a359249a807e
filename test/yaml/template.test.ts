import { describe, expect, it } from 'vitest';
import { textOf } from '../../src/text/source-file.js';
import { parse } from '../support/trees.js';

function markIn(text: string): string | undefined {
  const { template } = parse(`kind: A\n${text}`);
  return template && textOf(template);
}

describe('the mark of a template', () => {
  it.each([
    ['a: {{ .x }}{{ .y }}\n', '{{ .x }}'],
    ['a: [\nb: {{ .x\n', '{{'],
    ['a: [<% x %> y %>\n', '<% x %> y %>'],
    ['a: [<%>\nb: <%= x %>\nc: {{ y }}\n', '<%= x %>'],
    ['a: [{{ x }}\nb: <%= x %>\n', '{{ x }}'],
    ['a: #@ data.values.x  \n', '#@ data.values.x'],
    ['{% if x %}{% endif %}\n', '{% if x %}'],
    ['- {% x\n  - b: @REPO@/web\n', undefined],
    ['a: @REPO@/web\n', '@REPO@'],
    ['a: %HOST%\n', '%HOST%'],
    ['a:   {user}/web\n', '{user}'],
    ['a: %HOST% {% x %}\n', '%HOST%'],
    ['{% x %}: %HOST%\n', '{% x %}'],
    ['a: [{user}\n', undefined],
    ['a: "{{ x }}"\n', undefined],
  ])('in %j is %j', (text, expected) => {
    expect(markIn(text)).toBe(expected);
  });
});
