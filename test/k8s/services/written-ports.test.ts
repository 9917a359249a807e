import { describe, expect, it } from 'vitest';
import { splitPorts, writtenPorts } from '../../../src/k8s/services/written-ports.js';
import { resourceOf } from '../../support/resources.js';

const written = (ports: string) =>
  writtenPorts(resourceOf(`{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [${ports}]}}`));

describe('writtenPorts', () => {
  it('lists every item, with the fields that are not null', () => {
    expect(
      written('{name: http, targetPort: }, {port: "80"}, null').map(({ name, fields }) => [name, [...fields]]),
    ).toEqual([
      ['http', ['name']],
      ['', ['port']],
      ['', []],
    ]);
  });
});

describe('splitPorts', () => {
  it.each([
    ['one port cut in two', '{name: http}, {port: 80}', [1]],
    ['its second half without `port`', '{port: 80}, {targetPort: 8080}', [1]],
    ['two ports', '{port: 80}, {port: 81}', []],
    ['two items with a field in common', '{name: a, port: 80}, {name: b, targetPort: 81}', []],
    ['an item beside an empty one', '{port: 80}, {}', []],
    ['an item alone', '{name: http}', []],
    ['each of two cut ports', '{name: a}, {port: 80}, {name: b, targetPort: 1}, {port: 81}', [1, 2, 3]],
  ])('%s', (_, ports, expected) => {
    expect(splitPorts(written(ports)).map(({ index }) => index)).toEqual(expected);
  });
});
