import { describe, expect, it } from 'vitest';
import { type Made, makersOf } from '../../../src/graph/closure/makers.js';
import { namespacesOf } from '../../../src/graph/unit/namespaces.js';
import { object } from '../../support/graphs.js';
import { resourceOf } from '../../support/resources.js';

const makersAmong = (...texts: readonly string[]) => {
  const operated = texts.map((text) => resourceOf(text));
  return makersOf(operated, namespacesOf(undefined));
};

const pairsOf = (...pairs: readonly string[]) =>
  pairs.map((pair) => {
    const [key = '', value = ''] = pair.split('=');
    return { key, value };
  });

describe('whether an operator makes what is missing (semantics 3.6, 14.1)', () => {
  const makers = makersAmong(object('postgres.example.com/v1 Cluster', '{name: db, namespace: one}'));

  it.each<readonly [string, string, string | null, Made]>([
    ['app=db', 's', 'one', 'named'],
    ['app=db', 's', null, 'named'],
    ['app=db', 's', 'two', 'no'],
    ['app=database', 's', 'one', 'no'],
    ['app=db-primary', 's', 'one', 'begun'],
    ['app=x', 'db', 'one', 'begun'],
    ['app=x', 'db-rw', 'one', 'begun'],
    ['app=x', 'my-db', 'one', 'no'],
    ['postgres.example.com/cluster=x', 's', 'one', 'named'],
    ['example.com/x=y', 's', 'one', 'named'],
    ['example.com/x=y', 's', 'two', 'no'],
    ['example.com=y', 's', 'one', 'no'],
    ['app.kubernetes.io/name=x', 's', 'one', 'no'],
  ])('the Pods with %s of Service %s in %s: %s', (pair, name, namespace, expected) => {
    expect(makers.pods({ name, pairs: pairsOf(pair) }, namespace)).toBe(expected);
  });

  it.each<readonly [string, string | null, Made]>([
    ['db', 'one', 'named'],
    ['db', 'two', 'no'],
    ['db-rw', 'one', 'begun'],
    ['db-rw-old', null, 'begun'],
    ['dbs', 'one', 'no'],
    ['my-db', 'one', 'no'],
  ])('Service %s in %s: %s', (name, namespace, expected) => {
    expect(makers.service(name, namespace)).toBe(expected);
  });

  it('not by a domain that everybody uses', () => {
    const scheduling = makersAmong(object('x.k8s.io/v1 App', 'b'));
    expect(scheduling.pods({ name: 's', pairs: pairsOf('node.k8s.io/name=x') }, null)).toBe('no');
  });

  it('perhaps by a release, in the namespace to which it goes', () => {
    const release = makersAmong(
      object('helm.toolkit.fluxcd.io/v2 HelmRelease', '{name: r, namespace: flux}', 'spec: {targetNamespace: shop}'),
    );
    expect(release.service('anything', 'shop')).toBe('perhaps');
    expect(release.service('anything', 'flux')).toBe('no');
    expect(release.pods({ name: 's', pairs: pairsOf('app=x') }, 'shop')).toBe('perhaps');
  });
});
