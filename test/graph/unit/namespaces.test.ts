import { describe, expect, it } from 'vitest';
import { lint } from '../../../src/index.js';
import { graphOf, resourcesOf, service, workload } from '../../support/graphs.js';

const metadata = (name: string, namespace: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}${namespace === '' ? '' : `, namespace: ${namespace}`}}\n---\n`;

/** Whether two objects share a namespace; each text is what stands behind `namespace:`, empty for no such line. */
function same(a: string, b: string, others: readonly string[] = [], target?: string): string {
  const text = [
    metadata('a', a),
    metadata('b', b),
    ...others.map((other, index) => metadata(`other-${index}`, other)),
  ].join('');
  const graph = graphOf({ 'a.yaml': text }, target === undefined ? {} : { namespace: target });
  const [one, other] = ['a', 'b'].map((name) => resourcesOf(graph).find((resource) => resource.name === name));
  if (one === undefined || other === undefined) throw new Error('both are there');
  return graph.namespaces.same(one, other);
}

describe('namespaces that are written or not (semantics 9.1, 9.2)', () => {
  it.each([
    ['', '', [], 'yes'],
    ['', 'null', [], 'yes'],
    ['""', '~', ['shop', 'other'], 'yes'],
    ['shop', 'shop', [], 'yes'],
    ['shop', 'other', [], 'no'],
    // That the others all name one is no evidence.
    ['', 'shop', [], 'unknown'],
    ['""', 'shop', ['shop'], 'unknown'],
    ['', 'shop', ['other'], 'unknown'],
    ['null', 'shop', ['other'], 'unknown'],
  ])('%j and %j beside %j: %s', (a, b, others, expected) => {
    expect(same(a, b, others)).toBe(expected);
    expect(same(b, a, others)).toBe(expected);
  });

  it.each([
    ['', 'shop', ['other'], 'shop', 'yes'],
    ['', 'shop', ['other'], 'else', 'no'],
    ['', 'shop', [], 'else', 'no'],
    ['shop', 'shop', [], 'else', 'yes'],
  ])('%j and %j beside %j, applied with -n %s: %s', (a, b, others, target, expected) => {
    expect(same(a, b, others, target)).toBe(expected);
  });

  it('a namespace on an object of the cluster means nothing', () => {
    const role =
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: r, namespace: elsewhere}\n---\n';
    const graph = graphOf({ 'a.yaml': role + metadata('a', 'shop') + metadata('b', '') });
    expect(resourcesOf(graph).map((resource) => graph.namespaces.of(resource))).toEqual([null, 'shop', null]);
  });

  it('what depends on an unknown answer is not certain', () => {
    const files = {
      'a.yaml': `${service('web', '{selector: {app: web}, ports: [{port: 80, targetPort: htpp}]}')}---\n${workload('web', { namespace: 'shop', containers: '[{name: main, image: "example.com/web:1"}]' })}---\n${metadata('other', 'other')}`,
    };
    const graph = graphOf(files);
    expect(graph.unit.services.map((each) => graph.selection.of(each).uncertain)).toEqual([true]);
    expect(
      lint(Object.entries(files).map(([path, text]) => ({ path, text }))).diagnostics.filter(
        ({ severity }) => severity === 'error',
      ),
    ).toEqual([]);
  });
});
