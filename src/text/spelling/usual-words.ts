/** Words that names of ports, namespaces and labels are made of: who writes one of them has made no slip. */
const USUAL = new Set(
  (
    'admin alertmanager amqp api app apps application auth backend build cache cart catalog client cluster console ' +
    'controller core dashboard data database db debug default demo deploy dev dns envoy exporter frontend gateway ' +
    'grafana graphql grpc health healthz http https ingress istio jaeger kafka kube kubernetes leader login logging ' +
    'main manager master member memberlist metrics mongo mongodb monitoring mqtt mysql name node operator peer peers ' +
    'port postgres postgresql primary probe prod production prom prometheus proxy query queue rabbitmq ray redis ' +
    'registry replica role rpc search secure sentinel server service shop ssh ssl staging stats status storage store ' +
    'system tcp telemetry test tls tracing traefik transport true udp user users vault version web webhook websocket ' +
    'worker zipkin zookeeper'
  ).split(' '),
);

export function isUsualWord(word: string): boolean {
  return USUAL.has(word);
}
