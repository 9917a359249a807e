import { describe, expect, it } from 'vitest';
import { wordsOf } from '../support/words.js';

const said = (text: string, strict = true): readonly string[] =>
  wordsOf('misplaced-field', text, strict ? {} : { fieldValidation: 'warn' })[0]?.split('\n') ?? [];

const service = (rest: string): string => `apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n${rest}`;

describe('a field on the wrong level', () => {
  it.each<readonly [string, readonly string[]]>([
    [
      service('spec:\n  selector:\n    app: web\n    ports: [{port: 80}]\n'),
      [
        'error: Service `web` has `ports` indented too deep, under `spec.selector`',
        'belongs to `spec`',
        'among these the API server takes texts only',
        'move `ports` out, to the same column as `selector`',
      ],
    ],
    [
      service('  spec:\n    ports: [{port: 80}]\n'),
      [
        'error: Service `web` has `spec` indented too deep, under `metadata`',
        'belongs to the top of the object',
        'the API server refuses an unknown field',
        'move `spec` out, to the same column as `metadata`',
      ],
    ],
    [
      service('selector: {app: web}\nspec:\n  ports: [{port: 80}]\n'),
      [
        'error: Service `web` has `selector` at its top instead of in `spec`',
        'belongs to `spec`',
        'the API server refuses an unknown field',
        'put it into `spec`, with the indentation of that level',
      ],
    ],
    [
      service('selector: {app: web}\nports: [{port: 80}]\nspec: {}\n'),
      [
        'error: Service `web` has `selector` and `ports` at its top instead of in `spec`',
        'belongs to `spec`',
        'the API server refuses an unknown field',
        'put them into `spec`, with the indentation of that level',
      ],
    ],
    [
      service('spec:\n  selector:\n  app: web\n  ports: [{port: 80}]\n'),
      [
        'error: Service `web` has `app` beside `selector` instead of under it',
        'in the same column as `selector`',
        'empty, since nothing is indented below it',
        'the API server refuses an unknown field',
        'indent `app` deeper than `selector`',
        'indent what stands beside it',
      ],
    ],
    [
      'apiVersion: v1\nkind: Service\nmetadata: {name: web, spec: {ports: [{port: 80}]}}\n',
      [
        'error: Service `web` has `spec` under `metadata`, one level too deep',
        'the top of the object has such a field',
        'the API server refuses an unknown field',
      ],
    ],
    [
      'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: a, image: b, restartPolicy: Never, hostNetwork: true}]}\n',
      [
        'error: Pod `web` has `hostNetwork` in `spec.containers[0]`, one level too deep',
        '`spec` has such a field',
        'the API server refuses an unknown field',
      ],
    ],
  ])('%j', (text, expected) => {
    expect(said(text)).toEqual(expected);
  });

  it('is dropped by a server that is not strict', () => {
    const [head, , note] = said(service('selector: {app: web}\nspec:\n  ports: [{port: 80}]\n'), false);
    expect([head, note]).toEqual([
      'warning: Service `web` has `selector` at its top instead of in `spec`',
      'the API server drops an unknown field silently',
    ]);
  });

  it('is named with three others at most', () => {
    const pod = (count: number): string =>
      `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n${['containers: []', 'volumes: []', 'hostNetwork: true', 'nodeName: a', 'restartPolicy: Never'].slice(0, count).join('\n')}\nspec: {}\n`;
    const words = (count: number): string | undefined => /has (.*) at its top/.exec(said(pod(count))[0] ?? '')?.[1];
    expect([1, 2, 3, 4, 5].map(words)).toEqual([
      '`containers`',
      '`containers` and `volumes`',
      '`containers`, `volumes`, and `hostNetwork`',
      '`containers` and 3 more fields',
      '`containers` and 4 more fields',
    ]);
  });

  it('of several lines is not moved by a repair', () => {
    expect(said(service('spec:\n  selector:\n  app: |\n    web\n  ports: []\n')).at(-1)).toBe(
      'indent `app` deeper than `selector`',
    );
    expect(said(service('spec:\n  selector:\n  app: "web\n    x"\n  ports: []\n')).at(-1)).toBe(
      'indent `app` deeper than `selector`',
    );
  });
});
