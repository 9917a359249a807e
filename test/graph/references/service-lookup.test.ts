import { describe, expect, it } from 'vitest';
import type { LintOptions } from '../../../src/engine/input/options.js';
import type { Graph } from '../../../src/graph/graph.js';
import type { ServiceLookup } from '../../../src/graph/references/service-lookup.js';
import {
  graphIn,
  graphOf,
  kustomization,
  object,
  ofKind,
  resourcesOf,
  service,
  stream,
  workload,
} from '../../support/graphs.js';

const svc = (name: string, namespace?: string): string => service(name, '{ports: [{port: 80}]}', namespace);
/** The object that names a Service; it stands in `a.yaml`. */
const caller = (namespace?: string): string =>
  object('v1 ConfigMap', namespace === undefined ? 'caller' : `{name: caller, namespace: ${namespace}}`);

function lookupIn(graph: Graph, name: string, namespace?: string): ServiceLookup {
  const from = resourcesOf(graph).find((resource) => resource.name === 'caller');
  if (from === undefined) throw new Error('nobody calls');
  return graph.names.service({ name, namespace, from });
}

const lookup = (documents: readonly string[], name: string, namespace?: string, options?: LintOptions): ServiceLookup =>
  lookupIn(graphOf({ 'a.yaml': stream(...documents) }, options), name, namespace);

function missing(found: ServiceLookup): Extract<ServiceLookup, { kind: 'missing' }> {
  if (found.kind !== 'missing') throw new Error(`it is ${found.kind}`);
  return found;
}

describe('a Service by name (semantics 9.2)', () => {
  const two = [svc('web', 'one'), svc('web', 'two')];
  it.each<readonly [string, readonly string[], string | undefined, readonly (string | undefined)[], boolean]>([
    ['in the namespace of who names it', [caller('one'), ...two], undefined, ['one'], true],
    ['in another one that is written', [caller('one'), ...two], 'two', ['two'], true],
    [
      'possibly in one that is left open',
      [caller('one'), svc('web'), svc('other', 'two')],
      undefined,
      [undefined],
      false,
    ],
    ['for sure, before one left open', [caller('one'), svc('web'), ...two], undefined, ['one'], true],
    ['in any, for who leaves it open', [caller(), ...two], undefined, ['one', 'two'], false],
    ['where no namespace is written at all', [caller(), svc('web')], undefined, [undefined], true],
  ])('is found %s', (_, documents, namespace, expected, certain) => {
    const found = lookup(documents, 'web', namespace);
    if (found.kind !== 'found') throw new Error(found.kind);
    expect(found.services.map(({ resource }) => resource.namespace)).toEqual(expected);
    expect(found.certain).toBe(certain);
  });

  it('is the nearest of several versions', () => {
    const graph = graphOf({ 'x/a.yaml': svc('web'), 'x/b.yaml': stream(caller(), svc('web')) });
    const found = lookupIn(graph, 'web');
    expect(found.kind === 'found' && found.services.map(({ resource }) => resource.file.path)).toEqual(['x/b.yaml']);
  });

  it('is not found in another case', () => {
    expect(lookup([caller(), svc('web')], 'Web').kind).toBe('missing');
  });
});

describe('a Service that lives elsewhere', () => {
  it.each<readonly [string, string, ServiceLookup['kind'], readonly string[], LintOptions]>([
    ['by the settings', 'web', 'external', [], { external: ['web'] }],
    ['not by settings for another one', 'web', 'missing', [], { external: ['api'] }],
    ['as Knative makes it (semantics 3.4)', 'web', 'external', [object('serving.knative.dev/v1 Service', 'web')], {}],
    ['not as Knative would make another', 'web', 'missing', [object('serving.knative.dev/v1 Service', 'api')], {}],
    ['headless, as a JobSet makes it', 'web', 'external', [object('jobset.x-k8s.io/v1alpha2 JobSet', 'web')], {}],
    ['as an operator names it after its object', 'db-rw', 'external', [object('example.com/v1 Db', 'db')], {}],
    ['not with a name that only begins alike', 'dbs', 'missing', [object('example.com/v1 Db', 'db')], {}],
    ['not for an object that makes nothing', 'db-rw', 'missing', [object('cert-manager.io/v1 Certificate', 'db')], {}],
  ])('%s', (_, name, kind, more, options) => {
    expect(lookup([caller(), ...more], name, undefined, options).kind).toBe(kind);
  });
});

describe('what a missing Service may be', () => {
  it.each<readonly [string, string, string, string | undefined]>([
    ['one of a similar name', 'webb', 'web', 'web'],
    ['one that says what it is', 'web', 'web-svc', 'web-svc'],
    ['one that does not say it', 'web-service', 'web', 'web'],
    ['no other one', 'billing', 'web', undefined],
  ])('%s: %s for %s', (_, name, there, expected) => {
    expect(missing(lookup([caller('one'), svc(there, 'one')], name)).similar?.name).toBe(expected);
  });

  it('not a similar one of another namespace', () => {
    expect(missing(lookup([caller('one'), svc('web', 'two')], 'webb')).similar).toBeUndefined();
  });

  it('one of that name in another namespace', () => {
    const found = missing(lookup([caller('one'), svc('web', 'two')], 'web'));
    expect(found.elsewhere?.resource.namespace).toBe('two');
  });

  it('a workload of that name beside it, which has no DNS name (semantics 8.3)', () => {
    expect(missing(lookup([caller(), workload('web')], 'web')).workload?.name).toBe('web');
    const far = graphOf({ 'x/a.yaml': caller(), 'y/b.yaml': workload('web') });
    expect(missing(lookupIn(far, 'web')).workload).toBeUndefined();
  });

  it('one that a kustomization calls otherwise (semantics 9.6)', () => {
    const files = {
      'k/kustomization.yaml': `${kustomization('a.yaml')}namePrefix: dev-\n`,
      'k/a.yaml': stream(svc('web'), object('v1 ConfigMap', 'caller')),
    };
    const graph = graphIn('k', files);
    const [from] = ofKind(graph, '', 'ConfigMap');
    if (from === undefined) throw new Error('nobody calls');
    const found = missing(graph.names.service({ name: 'web', namespace: undefined, from }));
    expect(found.renamed?.name).toBe('dev-web');
  });

  it.each<readonly [string, string | undefined, boolean]>([
    ['one of another unit', undefined, true],
    ['not one of another unit in another namespace', 'two', false],
  ])('%s (semantics 9.4)', (_, namespace, expected) => {
    const graph = graphIn('mine', {
      'mine/kustomization.yaml': kustomization('a.yaml'),
      'mine/a.yaml': caller('one'),
      'theirs/kustomization.yaml': kustomization('b.yaml'),
      'theirs/b.yaml': svc('web', namespace),
    });
    expect(missing(lookupIn(graph, 'web')).elsewhere !== undefined).toBe(expected);
  });
});

describe('a named Service is absent for sure (semantics 0.3)', () => {
  const api = [svc('api'), workload('api')];
  it.each<readonly [string, boolean, readonly string[], string | undefined]>([
    ['where other Services and Pods stand beside', true, [caller(), ...api], undefined],
    ['not without other Services', false, [caller(), workload('api')], undefined],
    ['not without Pods', false, [caller(), svc('api')], undefined],
    [
      'beside an operator that names nothing so',
      true,
      [caller(), ...api, object('example.com/v1 App', 'x')],
      undefined,
    ],
    [
      'not beside an operator that may make anything',
      false,
      [caller(), ...api, object('helm.toolkit.fluxcd.io/v2 HelmRelease', 'x')],
      undefined,
    ],
    ['not where they are of another namespace', false, [caller('one'), svc('api', 'two'), workload('api')], undefined],
    [
      'never in kube-system',
      false,
      [caller(), svc('api', 'kube-system'), workload('api', { namespace: 'kube-system' })],
      'kube-system',
    ],
    [
      'not where one of that name is elsewhere',
      false,
      [caller('one'), svc('api', 'one'), workload('api', { namespace: 'one' }), svc('web', 'two')],
      undefined,
    ],
  ])('%s', (_, closed, documents, namespace) => {
    expect(missing(lookup(documents, 'web', namespace)).closed).toBe(closed);
  });

  it.each([
    ['all of it is on disk', true, kustomization('a.yaml')],
    ['a base is not on disk', false, kustomization('a.yaml', 'https://example.com/base.git')],
  ])('in a unit of which %s: %j', (_, closed, text) => {
    const graph = graphIn('k', { 'k/kustomization.yaml': text, 'k/a.yaml': stream(caller(), ...api) });
    expect(missing(lookupIn(graph, 'web')).closed).toBe(closed);
  });

  it('not beside a template, which nobody can read', () => {
    const graph = graphOf({ 'a.yaml': stream(caller(), ...api), 't.yaml': `${svc('x')}{{ if .Values.y }}\n` });
    expect(missing(lookupIn(graph, 'web')).closed).toBe(false);
  });
});
