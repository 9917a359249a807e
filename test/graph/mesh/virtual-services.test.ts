import { describe, expect, it } from 'vitest';
import { graphOf, object, ofKind, stream } from '../../support/graphs.js';

const about = (name: string, hosts: string, more = '', namespace = 'shop'): string =>
  object(
    'networking.istio.io/v1 VirtualService',
    `{name: ${name}, namespace: ${namespace}}`,
    `spec: {hosts: ${hosts}${more}}`,
  );

/** Which VirtualService is about a host of which earlier one, as `two: one`. */
function rivals(files: Readonly<Record<string, string>>): readonly string[] {
  const graph = graphOf(files);
  return ofKind(graph, 'networking.istio.io', 'VirtualService').flatMap((each) => {
    const found = graph.routes.rivalVirtualService(each);
    return found === undefined
      ? []
      : [`${each.name}: ${found.other.name}, ${found.path.join('.')}, ${found.otherPath.join('.')}`];
  });
}

const one = about('one', '[web]');

describe('two VirtualServices of the sidecars for one host (semantics 7.3)', () => {
  const rival = ['two: one, spec.hosts.0, spec.hosts.0'];
  it.each<readonly [string, string, readonly string[]]>([
    ['are rivals', about('two', '[web]'), rival],
    ['are rivals by the full name', about('two', '[web.shop.svc.cluster.local]'), rival],
    ['are rivals by a name in another case', about('two', '[Web.Shop.svc.cluster.local]'), rival],
    ['are rivals by one of several hosts', about('two', '[api, web, web]'), ['two: one, spec.hosts.1, spec.hosts.0']],
    ['are none of other hosts', about('two', '[api]'), []],
    ['are none of other namespaces', about('two', '[web]', '', 'other'), []],
    ['are none by the full name of another namespace', about('two', '[web.other.svc.cluster.local]'), []],
    ['are none behind a gateway, which merges them', about('two', '[web]', ', gateways: [edge]'), []],
    ['are none by one name, of which one is applied', about('one', '[web]'), []],
  ])('%s', (_, other, expected) => {
    expect(rivals({ 'a.yaml': stream(one, other) })).toEqual(expected);
  });

  it('are none in files of their own, which may be alternatives', () => {
    expect(rivals({ 'a.yaml': one, 'b.yaml': about('two', '[web]') })).toEqual([]);
  });

  it('are none in a component that somebody completes', () => {
    const component = 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [a.yaml]\n';
    expect(rivals({ 'a.yaml': stream(one, about('two', '[web]')), 'kustomization.yaml': component })).toEqual([]);
  });

  it('are rivals by a name of the outside world', () => {
    const outside = (name: string): string => about(name, '[shop.example.com]');
    expect(rivals({ 'a.yaml': stream(outside('one'), outside('two')) })).toEqual(rival);
  });
});
