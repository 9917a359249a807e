import { describe, expect, it } from 'vitest';
import { productsOf } from '../../../src/k8s/kinds/custom-kinds.js';

describe('what the operator of a custom kind makes (semantics 3.6)', () => {
  it.each([
    ['velero.io', 'Schedule', 'nothing', 'nothing'],
    ['dapr.io', 'Component', 'nothing', 'nothing'],
    ['linkerd.io', 'ServiceProfile', 'nothing', 'nothing'],
    ['consul.hashicorp.com', 'ServiceDefaults', 'nothing', 'nothing'],
    ['argoproj.io', 'Application', 'nothing', 'nothing'],
    ['cert-manager.io', 'Certificate', 'nothing', 'nothing'],
    ['external-secrets.io', 'ExternalSecret', 'nothing', 'nothing'],
    ['monitoring.coreos.com', 'ServiceMonitor', 'nothing', 'nothing'],
    ['monitoring.coreos.com', 'Prometheus', 'any', 'nothing'],
    ['gateway.networking.k8s.io', 'HTTPRoute', 'nothing', 'nothing'],
    ['gateway.networking.k8s.io', 'Gateway', 'name', 'name'],
    ['kafka.strimzi.io', 'Kafka', 'name', 'name'],
    ['kafka.strimzi.io', 'KafkaTopic', 'nothing', 'nothing'],
    ['helm.toolkit.fluxcd.io', 'HelmRelease', 'any', 'any'],
    ['example.com', 'WebApp', 'name', 'name'],
    ['argoproj.io', 'Unheard', 'name', 'name'],
  ])('%s/%s: Pods %s, Services %s', (group, kind, pods, services) => {
    expect(productsOf(group, kind)).toEqual({ pods, services });
  });
});
