import { describe, expect, it } from 'vitest';
import { graphOf, object, stream, workload, workloadsOf } from '../../support/graphs.js';

const scaler = (kind: string, name: string, spec: string, namespace?: string): string =>
  object(kind, namespace === undefined ? name : `{name: ${name}, namespace: ${namespace}}`, `spec: ${spec}`);
const horizontal = (target: string, namespace?: string): string =>
  scaler('autoscaling/v2 HorizontalPodAutoscaler', 'h', `{maxReplicas: 3, scaleTargetRef: ${target}}`, namespace);
const web = '{apiVersion: apps/v1, kind: Deployment, name: web}';
const other = object('v1 ConfigMap', '{name: c, namespace: two}');

describe('the autoscalers that decide how many Pods a workload has (semantics 7.8)', () => {
  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['one of its kind and name', [horizontal(web, 'one')], ['h']],
    ['not one of another kind', [horizontal('{apiVersion: apps/v1, kind: StatefulSet, name: web}', 'one')], []],
    [
      'not one of another group',
      [horizontal('{apiVersion: apps.kruise.io/v1alpha1, kind: Deployment, name: web}', 'one')],
      [],
    ],
    ['not one of another name', [horizontal('{apiVersion: apps/v1, kind: Deployment, name: api}', 'one')], []],
    ['not one of another namespace', [horizontal(web, 'two')], []],
    ['one that leaves its namespace open', [horizontal(web), other], ['h']],
    [
      'one of KEDA, which means a Deployment where it says nothing',
      [scaler('keda.sh/v1alpha1 ScaledObject', 'k', '{scaleTargetRef: {name: web}, triggers: []}', 'one')],
      ['k'],
    ],
    [
      'not one that decides how big they are',
      [scaler('autoscaling.k8s.io/v1 VerticalPodAutoscaler', 'v', `{targetRef: ${web}}`, 'one')],
      [],
    ],
    [
      'not one without a target',
      [scaler('autoscaling/v2 HorizontalPodAutoscaler', 'h', '{maxReplicas: 3}', 'one')],
      [],
    ],
  ])('%s', (_, documents, expected) => {
    const graph = graphOf({ 'a.yaml': stream(workload('web', { namespace: 'one' }), ...documents) });
    const [first] = workloadsOf(graph);
    if (first === undefined) throw new Error('no workload');
    expect(graph.names.scalersOf(first).map(({ name }) => name)).toEqual(expected);
  });
});
