type Row = readonly [name: string, source: string];

/** Names of the container ports that a mesh adds to Pods when they start. One line each, with its source. */
// prettier-ignore
const ROWS: readonly Row[] = [
  ['http-envoy-prom', 'istio/istio manifests/charts/istio-control/istio-discovery/files/injection-template.yaml'],
  ['linkerd-admin', 'linkerd/linkerd2 charts/partials/templates/_proxy.tpl'],
  ['linkerd-proxy', 'linkerd/linkerd2 charts/partials/templates/_proxy.tpl'],
  ['dapr-metrics', 'dapr/dapr pkg/injector/patcher/sidecar_container.go'],
  ['dapr-http', 'dapr/dapr pkg/injector/patcher/sidecar_container.go'],
  ['dapr-grpc', 'dapr/dapr pkg/injector/patcher/sidecar_container.go'],
];

const NAMES: ReadonlySet<string> = new Set(ROWS.map(([name]) => name));

/** True for a port that no manifest declares: a namespace, or the mesh itself, may say that Pods get a sidecar. */
export function isSidecarPort(name: string): boolean {
  return NAMES.has(name);
}
