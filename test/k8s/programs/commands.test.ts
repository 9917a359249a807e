import { describe, expect, it } from 'vitest';
import { commandsOf, textsOf } from '../../../src/k8s/programs/commands.js';
import { textOf } from '../../../src/text/source-file.js';
import { containerOf, onlyTemplateOf } from '../../support/pods.js';

const commands = (fields: string): readonly string[] =>
  commandsOf(containerOf(`{name: main, ${fields}}`)).map((words) => words.map(({ text }) => text).join(' '));

describe('the commands of a container', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['is one of no words, where the image says it', 'image: web', ['']],
    ['goes on in its arguments', 'command: [app], args: [--port, "3000"]', ['app --port 3000']],
    ['is its arguments, where the image has the command', 'args: [--port=3000]', ['--port=3000']],
    ['has no word that is no text', 'command: [app, 3000, null, {a: b}]', ['app']],
    ['is what a shell runs', 'command: [sh, -c, "exec app --port 3000"]', ['sh -c', 'exec app --port 3000']],
    ['is cut at `;`', 'command: ["a 1; b 2"]', ['', 'a 1', 'b 2']],
    ['is cut at `&&`', 'command: ["a 1 && b 2"]', ['', 'a 1', 'b 2']],
    ['is cut at `||` and `|`', 'command: ["a 1 || b 2 | c 3"]', ['', 'a 1', 'b 2', 'c 3']],
    ['is cut at `&`', 'command: ["a 1 & b 2"]', ['', 'a 1', 'b 2']],
    ['is not cut where output goes elsewhere', 'command: ["a 2>&1"]', ['', 'a 2>&1']],
    ['is cut at lines', 'command: ["a 1\\nb 2"]', ['', 'a 1', 'b 2']],
    ['goes on behind a backslash', 'command: ["a 1 \\\\\\n  b 2"]', ['', 'a 1 b 2']],
    ['has no comments', 'command: ["a 1\\n  # b 2\\nc #3"]', ['', 'a 1', 'c #3']],
    ['has no quotes around words', `command: ["a \\"1\\" '2' 3'4"]`, ['', `a 1 2 3'4`]],
    ['is no script with a blank at its end', 'command: ["app ", --port]', ['app  --port']],
  ])('%s', (_, fields, expected) => {
    expect(commands(fields)).toEqual(expected);
  });

  it('points at the texts in which its words stand', () => {
    const [direct, scripted] = commandsOf(containerOf('{name: main, command: [app, "run it"]}'));
    expect(direct?.map(({ place, scalar }) => [textOf(place.span), scalar])).toEqual([['app', 'app']]);
    expect(scripted?.map(({ place, scalar }) => [textOf(place.span), scalar])).toEqual([
      ['"run it"', 'run it'],
      ['"run it"', 'run it'],
    ]);
  });
});

it('points at no word of a block, whose lines are not those of its text', () => {
  const pod = onlyTemplateOf('apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - args:\n    - |\n      run it\n');
  const [, words] = pod.containers.map(commandsOf).flat();
  expect(words?.map(({ text, scalar }) => [text, scalar])).toEqual([
    ['run', undefined],
    ['it', undefined],
  ]);
});

describe('what a container is told', () => {
  it.each<readonly [string, string, { readonly image: string; readonly command: string; readonly text: string }]>([
    ['nothing', 'env: []', { image: '', command: '', text: '' }],
    [
      'its command, its arguments and its variables',
      'image: "web:1", command: [app, -x], args: [-y], env: [{name: A, value: b}]',
      { image: 'web:1', command: 'app\n-x', text: 'app\n-x\n-y\nA\nb' },
    ],
    ['no other text', 'workingDir: /srv, args: [-y]', { image: '', command: '', text: '-y' }],
  ])('%s', (_, fields, expected) => {
    expect(textsOf(containerOf(`{name: main, ${fields}}`))).toEqual(expected);
  });
});
