import { describe, expect, it } from 'vitest';
import { textOf } from '../../src/text/source-file.js';
import { parse } from '../support/trees.js';

function markIn(text: string): string | undefined {
  const { template } = parse(`apiVersion: v1\nkind: A\n${text}`);
  return template && textOf(template);
}

describe('the mark of a template', () => {
  it.each([
    ['a: {{ .x }}{{ .y }}\n', '{{ .x }}'],
    ['a: [\nb: {{ .x\n', '{{'],
    ['a: [<% x %> y %>\n', '<% x %>'],
    ['a: [<%>\nb: <%= x %>\nc: {{ y }}\n', '<%= x %>'],
    ['a: [{{ x }}\nb: <%= x %>\n', '{{ x }}'],
    ['a: #@ data.values.x  \n', '#@ data.values.x'],
    ['{% if x %}{% endif %}\n', '{% if x %}'],
    ['- {% x\n  - b: @REPO@/web\n', '@REPO@'],
    ['a:\n<#if mail.active>\n  b: c\n</#if>\n', '<#if mail.active>'],
    ['a: b\n[#list xs as x]\nc: d\n', '[#list xs as x]'],
    ['%{ if x ~}\na: b\n%{ endif ~}\n', '%{ if x ~}'],
    ['a: [% x %]\nb: c\n', '[% x %]'],
    ['% if x:\na: b\n% endif\n', '% if x:'],
    ['$if(x)$\na: b\n$endif$\n', '$if(x)$'],
    ['a:\n{if $x}\n  b: c\n{/if}\n', '{if $x}'],
    ['a:\n  b: "true"\n  GEN3_WEB-APP_IMAGE\n', 'GEN3_WEB-APP_IMAGE'],
    ['<?php echo 1 ?>\na: b\n', '<?php echo 1 ?>'],
    ['a: %%HOST%%\n', '%%HOST%%'],
    ['a: %(host)s\n', '%(host)s'],
    ['a: @project.version@\n', '@project.version@'],
    ['@KEY@: a\n', '@KEY@'],
    ['a:\n  b: "true"\n  <ISSUER_1>\n', '<ISSUER_1>'],
    ['a:\n  - <TODO: the peers, by label>\n', '<TODO: the peers, by label>'],
    ['a:\n  b: "true"\n  <the peers, by label>\n', '<the peers, by label>'],
    ['a:\n  b: "true"\n  ${MORE}\n', '${MORE}'],
    ['a:\n  b: "true"\n  __MORE__\n', '__MORE__'],
    ['a:\n  b: "true"\n  {more}\n', '{more}'],
    ['a:\n  b: "true"\n  MORE_LABELS\n', 'MORE_LABELS'],
    ['a: #{App.Name}\n', '#{App.Name}'],
    ['#{if x}\na: b\n#{/if}\n', '#{if x}'],
    ['a: #HOST#\n', '#HOST#'],
    ['WEB_IMAGE|-image: web:1-|\n', '|-image:'],
    ['#if( $x )\na: b\n#end\n', '#if( $x )'],
    ['#ifdef X\na: b\n#endif\n', '#ifdef X'],
    ['#@overlay/match missing_ok=True\na: b\n', '#@overlay/match missing_ok=True'],
    ['metadata:\n  name: {self.path.name}\n', '{self.path.name}'],
    ['ports:\n- port: {port}\n', '{port}'],
    ['metadata:\n  name: [APP_NAME]\n', '[APP_NAME]'],
    ['metadata:\n  name: [[ app ]]\n', '[[ app ]]'],
    // What only stands in a text, or is said of something, is no mark.
    ['a: "{{ x }}"\nb: [\n', undefined],
    ['a: |\n  {{ x }}\n\n  y\nb: [\n', undefined],
    ['- a: |\n    {% x %}\n  b: [\n', undefined],
    ['# {{ x }}\nb: [\n', undefined],
    ['a: "{{ index .x "y" }}"\n', '{{ index .x "y" }}'],
    ['name web\n', undefined],
    ['# if $x then\na: b\n', undefined],
    ['selector: {app}\n', undefined],
    ['name: {app: web}\n', undefined],
    ['hosts: [[a]]\n', undefined],
    ['a: # {x}\n', undefined],
    ['<<<<<<< HEAD\na: b\n', undefined],
    ['a: @REPO@/web\n', '@REPO@'],
    ['a: %HOST%\n', '%HOST%'],
    ['a:   {user}/web\n', '{user}'],
    ['a: %HOST% {% x %}\n', '%HOST%'],
    ['{% x %}: %HOST%\n', '{% x %}'],
    ['a: [{user}\n', undefined],
    ['a: "{{ x }}"\n', undefined],
  ])('in %j is %j', (text, expected) => {
    expect(markIn(text)).toBe(expected);
    expect(markIn(text.replaceAll('\n', '\r\n'))).toBe(expected);
  });
});
