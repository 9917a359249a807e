import { stemOf } from '../../text/name-customs.js';

/** Kinds whose controllers make a core Service of the object's own name (semantics 3.4). */
export const SERVICE_MAKERS: readonly (readonly [group: string, kind: string])[] = [
  ['serving.knative.dev', 'Service'],
  ['jobset.x-k8s.io', 'JobSet'],
  ['leaderworkerset.x-k8s.io', 'LeaderWorkerSet'],
];

/** Services that come with a cluster or with a controller, and never with an application's manifests. */
const GIVEN = new Set([
  'kubernetes',
  'default-http-backend',
  'kube-dns',
  'metrics-server',
  'kubernetes-dashboard',
  'istio-ingressgateway',
]);

export function isGivenService(name: string): boolean {
  return GIVEN.has(name);
}

/**
 * How operators call the Services of their objects: Strimzi (`operator/model/KafkaResources`), ECK
 * (`pkg/controller/elasticsearch/services`), the operator of VictoriaMetrics (`internal/controller`), and that of Redis
 * by Spotahome (`operator/redisfailover/service`).
 */
const OF_OPERATOR =
  /-kafka-(?:(?:external-)?bootstrap|brokers)$|-zookeeper-(?:client|nodes)$|-es-(?:http|transport)$|-(?:kb|apm|ent)-http$|^vm(?:agent|alert|insert|select|single|storage)-|^rf[rs]-/;

/** True for a name that says which operator has given it. */
export function isNamedByOperator(name: string): boolean {
  return OF_OPERATOR.test(name);
}

/**
 * Programs that clusters have by themselves, from a chart or a manifest of their own: a Service of such a name is
 * mistaken for no other, and none for it.
 */
const ADD_ON =
  /^(?:kube-state-metrics|(?:prometheus-)?node-exporter|metrics-server|(?:otel|opentelemetry)-collector|grafana|loki|tempo|jaeger|prometheus|alertmanager|vault)$/;

/** By its name, but for customs of naming: `grafana-service`. */
export function isAddOn(name: string): boolean {
  return ADD_ON.test(name) || ADD_ON.test(stemOf(name));
}

/**
 * Services that an operator makes for all its objects of one kind in a namespace (semantics 3.6; prometheus-operator
 * `pkg/prometheus/server`, `pkg/alertmanager`, `pkg/thanos`).
 */
const GOVERNING = new Set(['prometheus-operated', 'alertmanager-operated', 'thanos-ruler-operated']);

export function isMadeByOperator(name: string): boolean {
  return GOVERNING.has(name);
}
