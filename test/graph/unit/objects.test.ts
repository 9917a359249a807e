import { describe, expect, it } from 'vitest';
import { graphOf, object, service, stream } from '../../support/graphs.js';

const map = (name: string, namespace?: string): string =>
  object('v1 ConfigMap', namespace === undefined ? name : `{name: ${name}, namespace: ${namespace}}`);
const svc = (name: string, namespace?: string): string => service(name, '{ports: [{port: 80}]}', namespace);

const graph = graphOf({
  'a.yaml': stream(
    map('near', 'one'),
    map('open'),
    map('c', 'one'),
    map('c', 'two'),
    map('c'),
    svc('web', 'one'),
    svc('web', 'two'),
    svc('web'),
    object('v1 Secret', '{name: c, namespace: one}'),
  ),
});
const near = (name: string) => {
  const [found] = graph.unit.named('', 'ConfigMap', name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};
const where = (items: readonly { readonly namespace: string | undefined }[]) => items.map(({ namespace }) => namespace);

describe('objects of a unit (semantics 9.2)', () => {
  it.each<readonly [string, readonly { readonly namespace: string | undefined }[], readonly (string | undefined)[]]>([
    ['of a name, in any namespace', graph.unit.named('', 'ConfigMap', 'c'), ['one', 'two', undefined]],
    [
      'of a name, in one namespace or in one left open',
      graph.unit.find('', 'ConfigMap', 'c', near('near')),
      ['one', undefined],
    ],
    [
      'of a name, for who leaves the namespace open',
      graph.unit.find('', 'ConfigMap', 'c', near('open')),
      ['one', 'two', undefined],
    ],
    ['of another kind', graph.unit.find('', 'Secret', 'c', near('near')), ['one']],
    ['of another group', graph.unit.find('apps', 'ConfigMap', 'c', near('near')), []],
    ['Services', graph.unit.servicesNamed('web', near('near')).map((it) => it.resource), ['one', undefined]],
    ['of a namespace for sure', graph.unit.inNamespace('', 'ConfigMap', 'one'), ['one', 'one']],
    ['of a namespace that nobody names', graph.unit.inNamespace('', 'ConfigMap', 'three'), []],
  ])('%s', (_, found, expected) => {
    expect(where(found)).toEqual(expected);
  });
});

describe('templates beside an object', () => {
  it('are those of its folder', () => {
    const template = `${map('t')}{{ if .Values.x }}\n`;
    const { unit } = graphOf({ 'x/a.yaml': map('near'), 'x/t.yaml': template, 'y/b.yaml': map('far') });
    const beside = ['near', 'far'].flatMap((name) => unit.named('', 'ConfigMap', name).map(unit.hasTemplatesBeside));
    expect(beside).toEqual([true, false]);
  });
});
