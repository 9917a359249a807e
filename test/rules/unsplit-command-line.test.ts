import { describe, expect, it } from 'vitest';
import { wordsOf } from '../support/words.js';

const words = (fields: string): readonly string[] =>
  wordsOf(
    'unsplit-command-line',
    `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: app, image: registry.example/web, ${fields}}]}\n`,
  ).map((text) =>
    text
      .split('\n')
      .filter((_, at, all) => at === 0 || at === all.length - 1)
      .join(' | '),
  );

describe('a command line in one item', () => {
  it.each([
    [
      'command: ["python app.py"]',
      'error: container `app` starts a program called `python app.py` | write each word as an item of its own: `["python", "app.py"]`',
    ],
    [
      'command: ["a b c d e f"]',
      'error: container `app` starts a program called `a b c d e f` | write each word as an item of its own: `["a", "b", "c", "d", "e", "f"]`',
    ],
    [
      'command: ["a b c d e f g"]',
      'error: container `app` starts a program called `a b c d e f g` | write each word as an item of its own',
    ],
    [
      'command: ["python app.py > log"]',
      'error: container `app` starts a program called `python app.py > log` | run it by a shell: `["sh", "-c", "..."]`',
    ],
    [
      'command: ["cd /app"]',
      'error: container `app` starts a program called `cd /app` | run it by a shell: `["sh", "-c", "..."]`',
    ],
    [
      'command: ["python cd /app"]',
      'error: container `app` starts a program called `python cd /app` | write each word as an item of its own: `["python", "cd", "/app"]`',
    ],
    [
      'command: ["python  app.py --and-a-long-flag=with-its-value"]',
      'error: container `app` starts a program called `python app.py --and-a-long-flag=with-...` | write each word as an item of its own: `["python", "app.py", "--and-a-long-flag=with-its-value"]`',
    ],
  ])('%s', (fields, expected) => {
    expect(words(fields)).toEqual([expected]);
  });

  it('is none that is cut already, or that a shell reads', () => {
    expect(words('command: [python, app.py]')).toEqual([]);
    expect(words('command: [sh, -c, "python app.py > log"]')).toEqual([]);
  });
});
