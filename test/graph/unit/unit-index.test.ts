import { describe, expect, it } from 'vitest';
import { indexUnit } from '../../../src/graph/unit/unit-index.js';
import { kustomization, object, service, stream, workload } from '../../support/graphs.js';
import { unitOf } from '../../support/units.js';

const svc = (name: string, spec = '{ports: [{port: 80}]}'): string => service(name, spec);
const named = (items: readonly { readonly name?: string | undefined }[]): readonly (string | undefined)[] =>
  items.map(({ name }) => name);

describe('something of a unit stands nowhere to be read (semantics 0.3)', () => {
  const manifests = { 'k/a.yaml': svc('web') };
  it.each<readonly [string, boolean, Readonly<Record<string, string>>]>([
    ['not in plain manifests', false, manifests],
    [
      'not in a kustomization of files on disk',
      false,
      { 'k/kustomization.yaml': kustomization('a.yaml'), ...manifests },
    ],
    [
      'a remote base',
      true,
      { 'k/kustomization.yaml': kustomization('a.yaml', 'https://example.com/base.git'), ...manifests },
    ],
    ['a template beside the manifests', true, { ...manifests, 'k/t.yaml': `${svc('x')}{{ if .Values.y }}\n` }],
  ])('%s: %j', (_, open, files) => {
    expect(indexUnit(unitOf(files)).open).toBe(open);
  });
});

describe('who is applied as one', () => {
  it('a kustomization, not a folder', () => {
    const files = { 'k/kustomization.yaml': kustomization('a.yaml'), 'k/a.yaml': svc('web') };
    expect(indexUnit(unitOf(files)).isOneApply).toBe(true);
    expect(indexUnit(unitOf({ 'k/a.yaml': svc('web') })).isOneApply).toBe(false);
  });
});

describe('look-ups', () => {
  const index = indexUnit(
    unitOf({
      'x/a.yaml': stream(
        svc('web', '{selector: {app: web}, type: NodePort, ports: [{port: 80, nodePort: 30080}, {port: 81}]}'),
        svc('bare'),
        svc('outside', '{type: ExternalName, externalName: example.com}'),
        workload('web'),
        object('networking.istio.io/v1 Gateway', 'g'),
        object('discovery.k8s.io/v1 EndpointSlice', '{name: any, labels: {kubernetes.io/service-name: bare}}'),
        object('discovery.k8s.io/v1 EndpointSlice', 'bare'),
      ),
      'x/b.yaml': workload('api'),
      'y/c.yaml': stream(workload('web', { kind: 'StatefulSet' }), svc('far')),
    }),
  );
  const [web] = index.services;
  if (web === undefined) throw new Error('no Service');

  it.each<readonly [string, readonly { readonly name?: string | undefined }[], readonly string[]]>([
    ['Services without a selector; ExternalName is something else', index.selectorless, ['bare', 'far']],
    ['workloads of a name, whatever their kind', index.workloadsNamed('web'), ['web', 'web']],
    ['Pods of a folder', index.templatesInFolderOf(web.resource).map((it) => it.workload), ['web', 'api']],
    ['objects by group and kind', index.ofKind('networking.istio.io', 'Gateway'), ['g']],
    ['not those of another group', index.ofKind('gateway.networking.k8s.io', 'Gateway'), []],
    ['objects by name', index.objectsNamed('apps', 'Deployment', 'web'), ['web']],
    ['not those of another kind', index.objectsNamed('apps', 'DaemonSet', 'web'), []],
    ['slices by their label, whatever their name (semantics 5.10)', index.slicesOf('bare'), ['any']],
    ['Services by a node port', index.nodePorts.get(30080)?.map((it) => it.service) ?? [], ['web']],
  ])('%s', (_, found, expected) => {
    expect(named(found)).toEqual(expected);
  });
});

describe('what kustomizations make of one text', () => {
  const files = {
    'base/kustomization.yaml': kustomization('a.yaml'),
    'base/a.yaml': svc('web'),
    'dev/kustomization.yaml': `${kustomization('../base')}namePrefix: dev-\n`,
    'prod/kustomization.yaml': `${kustomization('../base')}namePrefix: prod-\n`,
    'other/kustomization.yaml': kustomization('b.yaml'),
    'other/b.yaml': svc('web'),
  };
  const [dev, prod, other] = ['dev', 'prod', 'other'].map((folder) => unitOf(files, folder));

  it('is one object, held by all who build it', () => {
    if (dev === undefined || prod === undefined || other === undefined) throw new Error('three units');
    const holds = prod.objects.map(({ resource }) => [
      indexUnit(dev).holds(resource),
      indexUnit(other).holds(resource),
    ]);
    expect(holds).toEqual([[true, false]]);
  });

  it('is found by the name that its manifest has', () => {
    if (dev === undefined) throw new Error('no unit');
    const index = indexUnit(dev);
    expect(
      [index.servicesOnceNamed('web'), index.servicesNamed('web'), index.servicesNamed('dev-web')].map(named),
    ).toEqual([['dev-web'], [], ['dev-web']]);
  });
});
