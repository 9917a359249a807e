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
    ['metadata:\n  name: {app-name}\n', '{app-name}'],
    ['ports:\n- port: {port number}\n', '{port number}'],
    ['name: {app-name}-route\n', '{app-name}'],
    ['add:\n  - NET_BIND_SERVICE\nb: [\n', undefined],
    ['a: {b: ${X}}\n', '${X}'],
    ['a: [${X}, b]\n', '${X}'],
    ['a: ${X}\nb: [\n', undefined],
    ['name: "{0}-ledger{1}"\n', '{0}'],
    ['  - image: registry/{0}\n', '{0}'],
    ['text: "{0} is gone"\n', undefined],
    ['name: "x" # {0}\n', undefined],
    ['name: {app-name}\nb: [\n', '{app-name}'],
    ['labels: {app-name}\nb: [\n', '{app-name}'],
    ['labels: {app-name}\n', undefined],
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

/** What cannot be read, behind any line: only then is it asked whether a mark breaks the text. */
const BROKEN = 'z: [\n';

describe('the edges of a mark that breaks YAML', () => {
  it.each([
    // Of several characters, and of none between its ends.
    ['a: {{x}}', '{{x}}'],
    ['a: {{}}', '{{}}'],
    ['a: {{ x', '{{'],
    ['a: {%%}', '{%%}'],
    ['a: {% if x', undefined],
    ['a: <%%>', '<%%>'],
    ['<?= $x', '<?= $x'],
    ['<?phpx 1', undefined],
    ['<?xml 1', undefined],
    ['%{}', '%{}'],
    ['a: [%%]', '[%%]'],
    // At the start of its line, however far that is indented.
    ['\t<#list xs>', '<#list xs>'],
    ['  </@x', '</@x'],
    ['<@x.y z>', '<@x.y z>'],
    ['a <#list xs>', undefined],
    ['  [/#list]', '[/#list]'],
    ['[#list', '[#list'],
    ['a [#list xs]', undefined],
    ['  %  if x:', '%  if x:'],
    ['%endfor', '%endfor'],
    ['% iffy', undefined],
    ['a % if x', undefined],
    ['  $else$', '$else$'],
    ['$endfor$', '$endfor$'],
    ['$iffy$', undefined],
    ['$if(x)', undefined],
    ['a $if(x)$', undefined],
    ['  {foreach $xs as $x}', '{foreach $xs as $x}'],
    ['{else}', '{else}'],
    ['{iffy}/x', '{iffy}'],
    ['a {if $x}', undefined],
    // As a value, or at the start of its line.
    ['a:\t%HOST%', '%HOST%'],
    ['a:  %HOST%', '%HOST%'],
    ['-  @REPO@', '@REPO@'],
    ['  @@REPO.name-x@@: b', '@@REPO.name-x@@'],
    ['\t%H%: b', '%H%'],
    ['a: x%HOST%', undefined],
    ['a: x @REPO@', undefined],
    ['a: %.HOST%', undefined],
    ['a: %HOST', undefined],
    ['a: @-REPO@', undefined],
    ['a: %(n)d', '%(n)d'],
    ['a: %(name)', undefined],
    ['a: %(name)x', undefined],
    ['a: x%(name)s', undefined],
    ['a: {ab}x', '{ab}'],
    ['a: {ab} x', undefined],
    ['a: {ab}, x', undefined],
    ['a: {ab}} x', undefined],
    ['a: {a-b}x', '{a-b}'],
    ['a: {-a}x', undefined],
    ['a: {a.name}', '{a.name}'],
    ['a:\t{ab[some-key]} ', '{ab[some-key]}'],
    ['- {ab[k]}', '{ab[k]}'],
    ['a: x{ab[k]}', undefined],
    ['a: {ab[k]} x', undefined],
    ['a: {ab[k l]}', undefined],
    // As a line of its own.
    ['  - <peers>', '- <peers>'],
    ['\t<peers>\t', '<peers>'],
    ['<p>', '<p>'],
    ['<1>', undefined],
    ['<a b="c">', undefined],
    ['<peers> x', undefined],
    ['x <peers>', undefined],
    ['- ${X}', '- ${X}'],
    ['${}', undefined],
    ['$MORE ', '$MORE'],
    ['$M-ORE', undefined],
    ['- $(MORE)', '- $(MORE)'],
    ['$(M-ORE)', undefined],
    ['__MO__', '__MO__'],
    ['__M-O__', undefined],
    ['{mo.re}', '{mo.re}'],
    ['{.more}', undefined],
    ['[[ more ]]', '[[ more ]]'],
    ['[[]]', undefined],
    ['((more))', '((more))'],
    ['(())', undefined],
    ['MORE-LABELS-2', 'MORE-LABELS-2'],
    ['MORE', undefined],
    ['1MORE_X', undefined],
    ['more_labels', undefined],
    ['MORE_LABELS x', undefined],
    ['x MORE_LABELS', undefined],
  ])('in %j is %j', (line, expected) => {
    expect(markIn(`${line}\n${BROKEN}`)).toBe(expected);
  });

  it.each([
    '# {{ x }}',
    "a: '{{ x }}'",
    "a: ['it''s {{ x }}']",
    'a: "\\"{{ x }}"',
    '- - |2-\n      {{ x }}',
    'a: !t >\n  {{ x }}',
  ])('finds none in %j, where it is quoted, a comment or a block', (text) => {
    expect(markIn(`${text}\n${BROKEN}`)).toBeUndefined();
  });

  it.each(['a#{{ x }}', "it's {{ x }}", 'a: |b {{ x }}', 'a: |\n  b\nc: {{ x }}', '- - |\n    b\n  c: {{ x }}'])(
    'finds one in %j, which only looks like it',
    (text) => {
      expect(markIn(`${text}\n${BROKEN}`)).toBe('{{ x }}');
    },
  );

  it('finds none in quotes that cut braces apart on their line alone', () => {
    expect(markIn(`a: "<% x" y "%>"\n${BROKEN}`)).toBe('<% x" y "%>');
    expect(markIn(`a: "{% x" y "%}"\n${BROKEN}`)).toBe('{% x" y "%}');
  });

  it('takes a template by its name for one at the place of the fault', () => {
    expect(parse(`kind: A\n${BROKEN}`, 'a.tpl.yaml').template).toBeDefined();
    expect(parse(`kind: A\n${BROKEN}`, 'a.yaml').template).toBeUndefined();
    expect(parse('kind: A\n', 'a.tpl.yaml').template).toBeUndefined();
  });
});

describe('the edges of a mark that YAML takes for something else', () => {
  it.each([
    ['a: 1 #@ x', '#@ x'],
    ['#@overlay/x', '#@overlay/x'],
    ['#@ ', undefined],
    ['#@OVERLAY/x', undefined],
    ['#@/x', undefined],
    ['- #{a}', '#{a}'],
    ['a:  #{a.b}#', '#{a.b}#'],
    ['a:\t#{a}', '#{a}'],
    ['a: x #{a}', undefined],
    ['a: #{}', undefined],
    ['a: #{a{b}}', undefined],
    ['  #{each x in y}', '#{each x in y}'],
    ['#{unless x}', '#{unless x}'],
    ['#{/each}', '#{/each}'],
    ['#{iffy}', undefined],
    ['a: x #{if y}', undefined],
    ['  - X-1|-key: a-|', '|-key:'],
    ['\tX|-a.b-c: a', '|-a.b-c:'],
    ['x|-key: a', undefined],
    ['a X|-key: a', undefined],
    ['X|-: a', undefined],
    ['X|-a b: c', undefined],
    ['name: # add a name here', '# add a name here'],
    ['  - containerPort:  # Insert the port here!', '# Insert the port here'],
    ['image: # TODO', '# TODO'],
    ['name: #fill this in', '#fill this in'],
    ['name: web # add a name here', undefined],
    ['annotations: # add annotations here', undefined],
    ['name: # the name is here', undefined],
    ['name: # added here', undefined],
    ['a:  #H#', '#H#'],
    ['a: #H_2#', '#H_2#'],
    ['a: #h#', undefined],
    ['a: #2#', undefined],
    ['a: #H-2#', undefined],
    ['a: b #H#', undefined],
    ['  #elseif ($x)', '#elseif ($x)'],
    ['#foreach($x in $xs)', '#foreach($x in $xs)'],
    ['#set( !$x = 1)', '#set( !$x = 1)'],
    ['#if(($x))', '#if(($x))'],
    ['#if(x)', undefined],
    ['#iff($x)', undefined],
    ['a: 1 #if($x)', undefined],
    ['#ifndef  X_1 ', '#ifndef  X_1'],
    ['#ifdef', undefined],
    ['#ifdef X Y', undefined],
    [' #ifdef X', undefined],
    ['#ifdef X-Y', undefined],
    ['- name:  {app.name!r}', '{app.name!r}'],
    ['  namespace:\t{ns[key]} # x', '{ns[key]}'],
    ['image: {_i}', '{_i}'],
    ['host: {h}', '{h}'],
    ['replicas: {n} ', '{n}'],
    ['targetPort: {p}', '{p}'],
    ['containerport: {p}', '{p}'],
    ['names: {p}', undefined],
    ['x name: {p}', undefined],
    ['name: {1p}', undefined],
    ['name: {p} x', undefined],
    ['name: {p!x}', undefined],
    ['name: {p q}', '{p q}'],
    ['  - <TO DO: x>', '<TO DO: x>'],
    ['\t<FIX-ME: a, b> ', '<FIX-ME: a, b>'],
    ['<TODO:x>', '<TODO:x>'],
    ['<Todo: x>', undefined],
    ['<T: x>', undefined],
    ['a <TODO: x>', undefined],
    ['a: <TODO: x>', undefined],
    ['- name:  [X 1_-]', '[X 1_-]'],
    ['  host:\t[[x]] # y', '[[x]]'],
    ['namespace: [X]', '[X]'],
    ['image: [X] ', '[X]'],
    ['name: [1X]', undefined],
    ['name: [x]', undefined],
    ['name: [X] x', undefined],
    ['names: [X]', undefined],
    ['x name: [X]', undefined],
    ['name: [[]]', undefined],
  ])('in %j is %j', (line, expected) => {
    expect(markIn(`${line}\n`)).toBe(expected);
  });

  it('is none in a text that is no manifest, but for what is always code', () => {
    expect(parse('name: {p}\n').template).toBeUndefined();
    expect(parse('a: #H#\n').template).toBeUndefined();
    expect(parse('#@ x\n').template).toBeDefined();
  });
});
