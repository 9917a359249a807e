import { describe, expect, it } from 'vitest';
import { calledLabels, immutableWords, scalarOfSpec } from '../../src/message/pod-naming.js';
import { textOf } from '../../src/text/source-file.js';
import { graphOf, object, templateOf, workload } from '../support/graphs.js';
import { resourceOf } from '../support/resources.js';

describe('an entry of the spec behind which another can be written', () => {
  it.each<readonly [string, string | undefined]>([
    ['spec: {replicas: 2, paused: true}', 'replicas'],
    ['spec: {selector: {a: b}, replicas: 2}', 'replicas'],
    ['spec: {selector: {a: b}}', undefined],
    ['spec: {replicas: , paused: true}', 'paused'],
    ['spec:\n  text: |\n    lines\n  replicas: 2', 'replicas'],
    ['spec: {}', undefined],
    ['data: {a: b}', undefined],
  ])('%j: %s', (rest, expected) => {
    const found = scalarOfSpec(resourceOf(object('apps/v1 StatefulSet', 'db', rest)));
    expect(found && textOf(found.key.span)).toBe(expected);
  });
});

it('says who calls a single Pod, if somebody does', () => {
  const resource = resourceOf(object('v1 ConfigMap', 'c', 'data: {a: db-0.db}'));
  const place = resource.at('data', 'a');
  expect(calledLabels({ text: 'db-0.db', place, resource })).toEqual([
    { place, text: 'ConfigMap `c` calls `db-0.db`' },
  ]);
  expect(calledLabels(undefined)).toEqual([]);
});

it.each([
  ['StatefulSet', true],
  ['Deployment', false],
])('the Service of a %s cannot be changed in place (semantics 2.4): %j', (kind, expected) => {
  const words = immutableWords(templateOf(graphOf({ 'a.yaml': workload('db', { kind }) }), 'db'));
  expect(words?.includes('`serviceName` cannot be changed in place') ?? false).toBe(expected);
});
