import type { Requirement } from '../labels/labels.js';

type Row = readonly [label: string, values: RegExp, source: string];

/** Labels of Services that operators make, and that people give to Services of their own beside those. */
const ROWS: readonly Row[] = [
  ['app', /^rook-ceph-(?:exporter|mgr|rgw)$/, 'rook/rook pkg/operator/ceph/cluster/mgr/spec.go (MakeMetricsService)'],
  ['operated-prometheus', /./, 'prometheus-operator pkg/prometheus/server/statefulset.go (makeStatefulSetService)'],
  ['operated-alertmanager', /./, 'prometheus-operator pkg/alertmanager/statefulset.go (makeStatefulSetService)'],
  ['strimzi.io/cluster', /./, 'strimzi-kafka-operator ModelUtils (labels of all that belongs to a cluster)'],
  ['cnpg.io/cluster', /./, 'cloudnative-pg pkg/specs/services.go'],
];

/** True for a selector by a label that an operator gives to Services which nobody writes (semantics 3.8). */
export function asksForMadeServices(selector: readonly Requirement[]): boolean {
  return selector.some(({ key, values }) => {
    const row = ROWS.find(([label]) => label === key);
    return row !== undefined && values.some((value) => row[1].test(value));
  });
}
