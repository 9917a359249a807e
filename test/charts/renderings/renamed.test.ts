import { expect, it } from 'vitest';
import { renamedTo } from '../../../src/charts/renderings/renamed.js';
import { sourceFile } from '../../../src/text/source-file.js';

const HERE = 'kind: Service\nname: web-api # of web\nhost: "web-api.shop"\nlist: [web, api]\n';
const THERE = 'kind: Service\nname: other-api # of other\nhost: "other-api.shop"\nlist: [other]\n';

const file = sourceFile('a.yaml', HERE);
const there = (text: string, from: number, other = THERE): string | undefined => {
  const start = HERE.indexOf(text, from);
  return renamedTo('other', () => other).textOf({ file, start, end: start + text.length });
};

it.each([
  ['Service', 0, 'Service'],
  ['web-api', 0, 'other-api'],
  ['web', 30, 'other'],
  ['web-api.shop', 30, 'other-api.shop'],
  ['web-api # of web', 0, 'other-api # of other'],
  // A part of a word, and a line on which more than words differs.
  ['web', 0, undefined],
  ['api', 0, undefined],
  ['web', 60, undefined],
])('lays %j behind %i beside %j', (text, from, expected) => {
  expect(there(text, from)).toBe(expected);
});

it('knows nothing of an output with other lines', () => {
  expect(there('web-api', 0, `${THERE}more: 1\n`)).toBeUndefined();
});

it('asks for the other output once, when a word is asked for', () => {
  let asked = 0;
  const renamed = renamedTo('other', () => {
    asked++;
    return THERE;
  });
  expect([asked, renamed.release]).toEqual([0, 'other']);
  const line = HERE.indexOf('web-api');
  for (const end of [7, 'web-api # of web'.length]) renamed.textOf({ file, start: line, end: line + end });
  expect(asked).toBe(1);
});
