import { describe, expect, it } from 'vitest';
import { newLabel } from '../../src/message/new-label.js';
import { textOf } from '../../src/text/source-file.js';
import { onlyTemplateOf } from '../support/pods.js';

/** Where a label is written into the labels of a Pod template. */
function place(labels: string, rest = '', asked: readonly string[] = []): string {
  const template = onlyTemplateOf(
    `{apiVersion: apps/v1, kind: Deployment, metadata: {name: a${rest}, template: {metadata: {labels: ${labels}}, spec: {containers: [{name: a}]}}}}`,
  );
  const change = newLabel(template, { key: 'tier', value: 'front' }, asked);
  expect(change.entry).toEqual(['tier', 'front']);
  if ('under' in change) return `under ${textOf(change.under.span)}`;
  return 'before' in change
    ? `before ${textOf(change.before.span)}`
    : `after ${textOf(change.after.key.span)}: ${textOf(change.after.value.span)}`;
}

const OWN = '{app: web, run: x, tier: front, last: w}';

describe('where a new label of a Pod template stands', () => {
  it.each<readonly [string, string, string, readonly string[], string]>([
    [
      'behind the one before it among the own labels',
      '{app: web, run: x}',
      `, labels: ${OWN}}, spec: {selector: {}`,
      [],
      'after run: x',
    ],
    [
      'behind the nearest one that is there',
      '{app: web, last: w}',
      `, labels: ${OWN}}, spec: {selector: {}`,
      [],
      'after app: web',
    ],
    [
      'before all others, where none comes before it',
      '{last: w, more: z}',
      `, labels: ${OWN}}, spec: {selector: {}`,
      [],
      'before last',
    ],
    [
      'as in the selector, where the own labels lack it',
      '{app: web, run: x}',
      ', labels: {run: x}}, spec: {selector: {matchLabels: {app: web, tier: front, run: x}}',
      [],
      'after app: web',
    ],
    [
      'as in the own labels, whatever the selector says',
      '{app: web, run: x}',
      `, labels: ${OWN}}, spec: {selector: {matchLabels: {app: web, tier: front}}`,
      [],
      'after run: x',
    ],
    [
      'as who asks for it has it, where nobody else does',
      '{app: web, run: x}',
      '}, spec: {selector: {matchLabels: {app: web}}',
      ['run', 'tier', 'app'],
      'after run: x',
    ],
    ['before all others, where nobody says', '{app: web, run: x}', '}, spec: {selector: {}', [], 'before app'],
    ['under the key, where there are no labels', '{}', '}, spec: {selector: {}', [], 'under labels'],
  ])('%s', (_, labels, rest, asked, expected) => {
    expect(place(labels, rest, asked)).toBe(expected);
  });
});
