/** A Service that an operator makes for its object: `NAME` stands for the object's name, `{a.b}` for a field of it. */
export type MadeRow = readonly [name: string, ports: readonly number[], scheme?: 'http' | 'https'];

/** What the operator of a custom kind makes of one object. */
export interface OperatorRow {
  readonly kind: string;
  /** Words that say what it is, in names of Services and variables. */
  readonly words: RegExp;
  readonly made: readonly MadeRow[];
  /** Names behind the object's own that it makes too, under some setting. */
  readonly also?: RegExp;
  /** It makes others, of which nobody knows. */
  readonly open?: true;
  /** Their ports are always these, and no field changes them. */
  readonly fixed?: true;
  /** The field that turns TLS off, with its value. */
  readonly plain?: readonly [path: readonly string[], value: boolean];
  /** The field that has the ports of its listeners. */
  readonly listeners?: readonly string[];
}

const ECK_PLAIN = [['spec', 'http', 'tls', 'selfSignedCertificate', 'disabled'], true] as const;
const eck = (kind: string, words: RegExp, made: readonly MadeRow[], also?: RegExp): OperatorRow => ({
  kind: `${kind.toLowerCase().replace(/server$/, '')}.k8s.elastic.co/${kind}`,
  words,
  made,
  plain: ECK_PLAIN,
  ...(also === undefined ? {} : { also }),
});
const vm = (kind: string, words: RegExp, port: number): OperatorRow => ({
  kind: `operator.victoriametrics.com/${kind}`,
  words,
  made: [[`${kind.toLowerCase()}-NAME`, [port], 'http']],
});

const POSTGRES = /^(?:postgres(?:ql)?|pg|pgsql|psql)$/;
const MYSQL = /^(?:mysql|mariadb|maria)$/;
const REDIS = /^(?:redis|valkey)$/;
const KAFKA = /^kafka$/;

/**
 * One row for each kind, from the documentation of its operator (semantics 3.8). A kind whose names depend on more than
 * the object's own name and fields is left out.
 */
// prettier-ignore
export const OPERATOR_ROWS: readonly OperatorRow[] = [
  // elastic/cloud-on-k8s: pkg/controller/elasticsearch/services, pkg/controller/kibana, pkg/controller/apmserver
  eck('Elasticsearch', /^(?:elasticsearch|elastic|es)$/, [['NAME-es-http', [9200], 'https'], ['NAME-es-internal-http', [9200], 'https'], ['NAME-es-transport', [9300]]], /^es-/),
  eck('Kibana', /^(?:kibana|kb)$/, [['NAME-kb-http', [5601], 'https']]),
  eck('ApmServer', /^apm$/, [['NAME-apm-http', [8200], 'https']]),
  eck('EnterpriseSearch', /^(?:enterprise|ent)$/, [['NAME-ent-http', [3002], 'https']]),
  eck('Agent', /^(?:fleet|agent)$/, [['NAME-agent-http', [8220], 'https']]),
  // strimzi/strimzi-kafka-operator: KafkaResources, KafkaConnectResources, KafkaBridgeResources
  { kind: 'kafka.strimzi.io/Kafka', words: KAFKA,
    made: [['NAME-kafka-bootstrap', []], ['NAME-kafka-brokers', []], ['NAME-zookeeper-client', [2181]],
      ['NAME-zookeeper-nodes', [2181, 2888, 3888]]],
      also: /^kafka-.+-bootstrap$|-\d+$|^kafka-exporter$|^cruise-control$/, listeners: ['spec', 'kafka', 'listeners'],
      fixed: true },
  { kind: 'kafka.strimzi.io/KafkaConnect', words: /^connect$/,
    made: [['NAME-connect-api', [8083], 'http'], ['NAME-connect', [8083]]] },
  { kind: 'kafka.strimzi.io/KafkaBridge', words: /^bridge$/, made: [['NAME-bridge-service', [8080], 'http']] },
  { kind: 'kafka.strimzi.io/KafkaMirrorMaker2', words: /^mirrormaker2?$/,
    made: [['NAME-mirrormaker2-api', [8083], 'http'], ['NAME-mirrormaker2', [8083]]] },
  // cloudnative-pg/cloudnative-pg: docs/src/service_management.md, connection_pooling.md
  { kind: 'postgresql.cnpg.io/Cluster', words: POSTGRES,
    made: [['NAME-rw', [5432]], ['NAME-ro', [5432]], ['NAME-r', [5432]]], also: /^any$/, fixed: true },
  // zalando/postgres-operator: docs/user.md, docs/reference/cluster_manifest.md
  { kind: 'acid.zalan.do/postgresql', words: POSTGRES,
    made: [['NAME', [5432]], ['NAME-repl', [5432]], ['NAME-pooler', [5432]], ['NAME-pooler-repl', [5432]]],
      also: /^config$|^critical-op$/, fixed: true },
  // CrunchyData/postgres-operator: internal/naming/names.go; percona-postgresql-operator v2 has the same
  ...['postgres-operator.crunchydata.com/PostgresCluster', 'pgv2.percona.com/PerconaPGCluster'].map((kind): OperatorRow => ({ kind, words: POSTGRES, made: [['NAME-primary', [5432]], ['NAME-replicas', [5432]], ['NAME-ha', [5432]], ['NAME-pgbouncer', [5432]], ['NAME-pods', []], ['NAME-pgadmin', [5050]]], also: /^ha-config$/ })),
  // percona/percona-xtradb-cluster-operator, percona-server-mongodb-operator, percona-server-mysql-operator
  { kind: 'pxc.percona.com/PerconaXtraDBCluster', words: MYSQL,
    made: [['NAME-haproxy', [3306, 3307, 3309, 33062, 33060]], ['NAME-haproxy-replicas', [3306]],
      ['NAME-proxysql', [3306, 33062, 6070]], ['NAME-proxysql-unready', []], ['NAME-pxc', [3306, 33062, 33060]],
      ['NAME-pxc-unready', [3306, 33062, 33060]]], also: /^pxc-\d+$|^haproxy-|^proxysql-/ },
  { kind: 'psmdb.percona.com/PerconaServerMongoDB', words: /^(?:mongo|mongodb)$/,
    made: [['NAME-{replsets.*.name}', [27017]], ['NAME-mongos', [27017]], ['NAME-cfg', [27017]]],
      also: /^(?:cfg|mongos)-\d+$|-\d+$/ },
  // mongodb/mongodb-kubernetes-operator: api/v1/mongodbcommunity_types.go (ServiceName)
  { kind: 'mongodbcommunity.mongodb.com/MongoDBCommunity', words: /^(?:mongo|mongodb)$/,
    made: [['NAME-svc', [27017]]], also: /^arb(?:iter)?-svc$|^svc-external|-external$/ },
  // rabbitmq/cluster-operator: internal/resource/service.go, headless_service.go
  { kind: 'rabbitmq.com/RabbitmqCluster', words: /^(?:rabbit|rabbitmq|amqp)$/,
    made: [['NAME', [5672, 5671, 15672, 15671, 15692]], ['NAME-nodes', [4369, 25672]]] },
  // spotahome/redis-operator: operator/redisfailover/service
  { kind: 'databases.spotahome.com/RedisFailover', words: REDIS,
    made: [['rfs-NAME', [26379]], ['rfr-NAME', [6379, 9121]], ['rfrm-NAME', [6379]], ['rfrs-NAME', [6379]]] },
  // OT-CONTAINER-KIT/redis-operator: internal/k8sutils
  ...['redis.redis.opstreelabs.in', 'redis.opstreelabs.in'].flatMap((group): readonly OperatorRow[] => [
    { kind: `${group}/Redis`, words: REDIS,
      made: [['NAME', [6379, 9121]], ['NAME-headless', [6379]], ['NAME-additional', [6379]]] },
    { kind: `${group}/RedisReplication`, words: REDIS,
      made: [['NAME', [6379, 9121]], ['NAME-headless', [6379]], ['NAME-additional', [6379]], ['NAME-master', [6379]],
        ['NAME-replica', [6379]]] },
    { kind: `${group}/RedisCluster`, words: REDIS,
      made: [['NAME-leader', [6379]], ['NAME-follower', [6379]], ['NAME-master', [6379]]],
        also: /^(?:leader|follower|master)-(?:headless|additional)$/ },
    { kind: `${group}/RedisSentinel`, words: REDIS,
      made: [['NAME-sentinel', [26379]]], also: /^sentinel-(?:headless|additional)$/ },
  ]),
  // altinity/clickhouse-operator: docs/custom_resource_explained.md
  { kind: 'clickhouse.altinity.com/ClickHouseInstallation', words: /^(?:clickhouse|ch)$/,
    made: [['clickhouse-NAME', [8123, 9000]]], open: true },
  // grafana/grafana-operator: controllers/model; keycloak/keycloak: operator
  { kind: 'grafana.integreatly.org/Grafana', words: /^grafana$/, made: [['NAME-service', [3000]]], also: /^alerting$/ },
  { kind: 'k8s.keycloak.org/Keycloak', words: /^(?:keycloak|kc|sso)$/,
    made: [['NAME-service', [8443, 8080, 9000]], ['NAME-discovery', [7800]]] },
  // mariadb-operator/mariadb-operator: docs; mysql/mysql-operator; bitpoke/mysql-operator
  { kind: 'k8s.mariadb.com/MariaDB', words: MYSQL,
    made: [['NAME', [3306]], ['NAME-internal', [3306]], ['NAME-primary', [3306]], ['NAME-secondary', [3306]]],
      also: /^metrics$|^maxscale/ },
  { kind: 'mysql.oracle.com/InnoDBCluster', words: MYSQL,
    made: [['NAME', [3306, 33060, 6446, 6447, 6448, 6449, 6450, 8443]], ['NAME-instances', [3306, 33060, 33061]]] },
  { kind: 'mysql.presslabs.org/MysqlCluster', words: MYSQL,
    made: [['NAME-mysql', [3306, 8080]], ['NAME-mysql-master', [3306, 8080]], ['NAME-mysql-replicas', [3306, 8080]]],
      also: /^mysql-nodes$/ },
  // k8ssandra/cass-operator: pkg/reconciliation/construct_service.go
  { kind: 'cassandra.datastax.com/CassandraDatacenter', words: /^(?:cassandra|cass)$/,
    made: [['{clusterName}-NAME-service', [9042, 9142, 8080, 9103, 9160]]], open: true },
  // minio/operator: pkg/apis/minio.min.io/v2
  { kind: 'minio.min.io/Tenant', words: /^(?:minio|s3)$/,
    made: [['minio', [443, 80]], ['NAME-hl', [9000]], ['NAME-console', [9443, 9090]]], open: true },
  // VictoriaMetrics/operator: api/operator/v1beta1
  vm('VMSingle', /^(?:vmsingle|victoriametrics|vm)$/, 8428), vm('VMAgent', /^vmagent$/, 8429), vm('VMAlert', /^vmalert$/, 8080), vm('VMAlertmanager', /^(?:vmalertmanager|alertmanager)$/, 9093), vm('VMAuth', /^vmauth$/, 8427),
  { kind: 'operator.victoriametrics.com/VMCluster', words: /^(?:vmcluster|vmselect|vminsert|victoriametrics)$/,
    made: [['vmselect-NAME', [8481], 'http'], ['vminsert-NAME', [8480], 'http'],
      ['vmstorage-NAME', [8482, 8400, 8401]]] },
  // open-telemetry/opentelemetry-operator: internal/naming; jaegertracing/jaeger-operator: pkg/service
  { kind: 'opentelemetry.io/OpenTelemetryCollector', words: /^(?:otel|opentelemetry|otelcol)$/,
    made: [['NAME-collector', []], ['NAME-collector-headless', []], ['NAME-collector-monitoring', [8888]],
      ['NAME-collector-extension', []], ['NAME-targetallocator', [80]]] },
  { kind: 'jaegertracing.io/Jaeger', words: /^jaeger$/,
    made: [['NAME-query', [16686, 16685, 80]], ['NAME-collector', [14250, 14267, 14268, 9411, 4317, 4318]],
      ['NAME-collector-headless', [14250, 14267, 14268, 9411, 4317, 4318]],
      ['NAME-agent', [5775, 5778, 6831, 6832]]] },
  // apache/solr-operator, apache/flink-kubernetes-operator, ray-project/kuberay, pravega/zookeeper-operator
  { kind: 'solr.apache.org/SolrCloud', words: /^solr$/,
    made: [['NAME-solrcloud-common', [80, 443, 8983]], ['NAME-solrcloud-headless', [80, 443, 8983]]],
      also: /^solrcloud-/ },
  { kind: 'flink.apache.org/FlinkDeployment', words: /^flink$/, made: [['NAME-rest', [8081]], ['NAME', [6123, 6124]]] },
  { kind: 'ray.io/RayCluster', words: /^ray$/,
    made: [['NAME-head-svc', [10001, 8265, 6379, 8080, 8000]]], also: /^(?:serve|headless)-svc$|^headless$/ },
  { kind: 'zookeeper.pravega.io/ZookeeperCluster', words: /^(?:zookeeper|zk)$/,
    made: [['NAME-client', [2181]], ['NAME-headless', [2181, 2888, 3888, 7000, 8080]],
      ['NAME-admin-server', [8080]]] },
  // dragonflydb/dragonfly-operator; cockroachdb/cockroach-operator; scylladb/scylla-operator; pingcap/tidb-operator
  { kind: 'dragonflydb.io/Dragonfly', words: /^(?:dragonfly|redis)$/, made: [['NAME', [6379, 9999]]] },
  { kind: 'crdb.cockroachlabs.com/CrdbCluster', words: /^(?:cockroach|cockroachdb|crdb)$/,
    made: [['NAME', [26257, 26258, 8080]], ['NAME-public', [26257, 26258, 8080]]] },
  { kind: 'scylla.scylladb.com/ScyllaCluster', words: /^(?:scylla|cassandra)$/,
    made: [['NAME-client', [9042, 9142, 19042, 19142, 9160, 8000, 8043]]], open: true },
  { kind: 'pingcap.com/TidbCluster', words: /^tidb$/,
    made: [['NAME-tidb', [4000, 10080]], ['NAME-pd', [2379]], ['NAME-ticdc', [8301]]], also: /-peer$|^tiflash/ },
  // temporalio and alexandrevilain/temporal-operator; emqx/emqx-operator
  { kind: 'temporal.io/TemporalCluster', words: /^temporal$/,
    made: [['NAME-frontend', [7233]], ['NAME-ui', [8080]]],
      also: /^(?:frontend|history|matching|worker|internal-frontend)(?:-headless)?$|^admintools$/ },
];
