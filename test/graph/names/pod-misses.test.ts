import { describe, expect, it } from 'vitest';
import { graphOf, object, service, serviceNamed, stream } from '../../support/graphs.js';

const db = service('db', '{clusterIP: None, selector: {app: db}, ports: [{port: 80}]}');

function set(name: string, spec: string, kind = 'StatefulSet'): string {
  const pods = '{metadata: {labels: {app: db}}, spec: {containers: [{name: main}]}}';
  return object(`apps/v1 ${kind}`, name, `spec: {selector: {matchLabels: {app: db}}, template: ${pods}, ${spec}}`);
}

const scaler = object(
  'autoscaling/v2 HorizontalPodAutoscaler',
  'db',
  'spec: {maxReplicas: 9, scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: db}}',
);

describe('a name of a Pod that no Pod behind the Service has', () => {
  it.each<readonly [string, readonly string[], string, string | undefined]>([
    ['within the replicas', [set('db', 'serviceName: db, replicas: 2')], 'db-1', undefined],
    ['beyond them', [set('db', 'serviceName: db, replicas: 2')], 'db-2', 'db later'],
    ['beyond what an autoscaler decides', [set('db', 'serviceName: db, replicas: 2'), scaler], 'db-2', undefined],
    ['of nobody', [set('db', 'serviceName: db, replicas: 2')], 'api-0', 'db'],
    ['without a number', [set('db', 'serviceName: db, replicas: 2')], 'db', 'db'],
    ['of one that has a number in its name', [set('db-1', 'serviceName: db')], 'db-1-7', undefined],
    ['of the second one', [set('a', 'serviceName: db'), set('b', 'serviceName: db, replicas: 1')], 'b-0', undefined],
    ['beyond the second', [set('a', 'serviceName: db'), set('b', 'serviceName: db, replicas: 1')], 'b-1', 'b later'],
    ['of Pods without names', [set('db', 'replicas: 2', 'Deployment')], 'db-0', 'db'],
    ['where one has names that nobody knows', [set('a', 'replicas: 2', 'Deployment'), set('b', '')], 'a-0', undefined],
    ['without any Pods', [], 'db-0', undefined],
  ])('%s', (_, objects, pod, expected) => {
    const graph = graphOf({ 'a.yaml': stream(db, ...objects) });
    const miss = graph.names.podMiss([serviceNamed(graph, 'db')], pod);
    expect(miss && `${miss.template.workload.name}${miss.later ? ' later' : ''}`).toBe(expected);
  });
});
