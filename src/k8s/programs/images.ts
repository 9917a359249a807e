import { nameOf } from '../../text/paths.js';
import { openedPorts } from './opened-ports.js';
import type { Container } from '../pods/container.js';
import { lastName, untagged } from '../pods/image-names.js';

/**
 * A well-known image with the ports on which it listens where nobody tells it otherwise: those of its own
 * documentation.
 */
type KnownImage = readonly [name: string, ports: readonly number[], config?: string | undefined, told?: string];

/**
 * One line for each image; the third column is the folder of its configuration, where a mount may say anything, and the
 * fourth the one argument that tells it another port. Names without a slash are official images of Docker Hub.
 */
const IMAGES: readonly KnownImage[] = [
  // Servers of files and pages
  ['nginx', [80], '/etc/nginx'],
  ['nginxinc/nginx-unprivileged', [8080], '/etc/nginx'],
  ['nginxdemos/hello', [80], '/etc/nginx'],
  ['httpd', [80], '/usr/local/apache2'],
  ['bitnami/nginx', [8080, 8443], '/opt/bitnami'],
  ['bitnami/apache', [8080, 8443], '/opt/bitnami'],
  ['openresty/openresty', [80], '/etc/nginx'],
  ['varnish', [80, 8443], '/etc/varnish'],
  ['ubuntu/squid', [3128], '/etc/squid'],
  ['caddy', [80, 443, 2019], '/etc/caddy'],
  ['tomcat', [8080], '/usr/local/tomcat'],
  ['jetty', [8080], '/var/lib/jetty'],
  ['wordpress', [80]],
  ['drupal', [80]],
  ['joomla', [80]],
  ['nextcloud', [80]],
  ['ghost', [2368]],
  ['phpmyadmin', [80]],
  ['phpmyadmin/phpmyadmin', [80]],
  ['adminer', [8080]],
  ['dpage/pgadmin4', [80, 443]],
  ['mongo-express', [8081]],
  ['redmine', [3000]],
  ['odoo', [8069, 8071, 8072], '/etc/odoo'],
  ['matomo', [80]],
  ['mediawiki', [80]],
  ['collabora/code', [9980]],
  ['onlyoffice/documentserver', [80, 443]],
  ['verdaccio/verdaccio', [4873], '/verdaccio/conf'],
  ['directus/directus', [8055]],
  ['photoprism/photoprism', [2342]],
  ['mattermost/mattermost-team-edition', [8065, 8067], '/mattermost/config'],
  // Stores
  ['redis', [6379]],
  ['valkey/valkey', [6379]],
  ['memcached', [11_211]],
  ['postgres', [5432]],
  ['mysql', [3306, 33_060]],
  ['mariadb', [3306]],
  ['mongo', [27_017]],
  ['couchdb', [4369, 5984, 9100]],
  ['influxdb', [8086, 8088]],
  ['neo4j', [7474, 7473, 7687]],
  ['cassandra', [7000, 7001, 7199, 9042, 9160]],
  ['solr', [8983]],
  ['elasticsearch', [9200, 9300]],
  ['docker.elastic.co/elasticsearch/elasticsearch', [9200, 9300]],
  ['docker.elastic.co/elasticsearch/elasticsearch-oss', [9200, 9300]],
  ['kibana', [5601]],
  ['docker.elastic.co/kibana/kibana', [5601]],
  ['qdrant/qdrant', [6333, 6334]],
  ['arangodb', [8529]],
  ['rethinkdb', [8080, 28_015, 29_015]],
  ['postgis/postgis', [5432]],
  ['timescale/timescaledb', [5432]],
  ['pgvector/pgvector', [5432]],
  ['bitnami/redis', [6379], '/opt/bitnami'],
  ['bitnami/postgresql', [5432], '/opt/bitnami'],
  ['bitnami/mysql', [3306], '/opt/bitnami'],
  ['bitnami/mariadb', [3306], '/opt/bitnami'],
  ['bitnami/mongodb', [27_017], '/opt/bitnami'],
  ['mcr.microsoft.com/mssql/server', [1433, 1434, 51_433]],
  ['clickhouse/clickhouse-server', [8123, 9000, 9004, 9005, 9009], '/etc/clickhouse-server'],
  ['apache/kafka', [9092, 9093]],
  ['registry', [5000]],
  // Messages
  ['rabbitmq', [4369, 5671, 5672, 15_672, 15_692, 25_672]],
  ['nats', [4222, 6222, 8222]],
  ['eclipse-mosquitto', [1883]],
  ['zookeeper', [2181, 2888, 3888, 8080]],
  ['mailhog/mailhog', [1025, 8025]],
  ['axllent/mailpit', [1025, 8025, 1110]],
  // Operations
  ['grafana/grafana', [3000]],
  ['istio/pilot', [8080, 9876, 15_010, 15_012, 15_014, 15_017]],
  ['prom/prometheus', [9090], undefined, '--web.listen-address'],
  ['prom/alertmanager', [9093, 9094], undefined, '--web.listen-address'],
  ['prom/node-exporter', [9100], undefined, '--web.listen-address'],
  ['prom/pushgateway', [9091], undefined, '--web.listen-address'],
  ['prom/blackbox-exporter', [9115], undefined, '--web.listen-address'],
  ['prom/statsd-exporter', [9102, 9125], undefined, '--web.listen-address'],
  ['prom/mysqld-exporter', [9104], undefined, '--web.listen-address'],
  ['prometheuscommunity/postgres-exporter', [9187], undefined, '--web.listen-address'],
  ['oliver006/redis_exporter', [9121], undefined, '--web.listen-address'],
  ['openzipkin/zipkin', [9410, 9411]],
  ['jenkins/jenkins', [8080, 50_000]],
  ['sonatype/nexus3', [8081]],
  ['sonarqube', [9000]],
  ['quay.io/keycloak/keycloak', [8080, 8443, 9000], '/opt/keycloak/conf', '--http-port'],
  ['hashicorp/vault', [8200, 8201], '/vault/config', '-dev-listen-address'],
  ['prom/snmp-exporter', [9116], undefined, '--web.listen-address'],
  ['apache/superset', [8088]],
  ['inngest/inngest', [8288, 8289, 50_052, 50_053], undefined, '--port'],
  ['hasura/graphql-engine', [8080]],
  ['gitea/gitea', [22, 3000]],
  ['portainer/portainer-ce', [8000, 9000, 9443]],
  ['metabase/metabase', [3000]],
  ['n8nio/n8n', [5678]],
  ['nodered/node-red', [1880]],
  ['ollama/ollama', [11_434]],
  ['fireflyiii/core', [8080]],
  ['plankanban/planka', [1337]],
  ['ghcr.io/plankanban/planka', [1337]],
  ['unleashorg/unleash-edge', [3063]],
  ['louislam/uptime-kuma', [3001]],
  ['vaultwarden/server', [80, 3012]],
  // Examples
  ['traefik/whoami', [80], undefined, '-port'],
  ['containous/whoami', [80]],
  ['jwilder/whoami', [8000]],
  ['kennethreitz/httpbin', [80]],
  ['mccutchen/go-httpbin', [8080], undefined, '-port'],
  ['stefanprodan/podinfo', [9797, 9898, 9999]],
  ['paulbouwer/hello-kubernetes', [8080]],
  ['gcr.io/google-samples/hello-app', [8080]],
  ['gcr.io/google-samples/node-hello', [8080]],
  ['us-docker.pkg.dev/google-samples/containers/gke/hello-app', [8080]],
  ['gcr.io/kuar-demo/kuard-amd64', [8080]],
  ['hashicorp/http-echo', [5678], undefined, '-listen'],
  ['ealen/echo-server', [80]],
];

const BY_NAME: ReadonlyMap<string, KnownImage> = new Map(IMAGES.map((image) => [image[0], image]));

const BY_LAST_NAME: ReadonlyMap<string, KnownImage> = new Map(
  IMAGES.toReversed().map((image) => [nameOf(image[0]), image]),
);

/** What an image listens on by itself. */
export interface ImageDefaults {
  readonly name: string;
  readonly ports: readonly number[];
  /** The folder of its configuration. */
  readonly config: string | undefined;
  /** The one argument that tells it another port; undefined where any may. */
  readonly told: string | undefined;
}

/** The defaults of the image itself, not of one that somebody built from it; undefined for others. */
export function imageDefaults(container: Container): ImageDefaults | undefined {
  const image = container.image;
  const found = BY_NAME.get(officialName(image));
  // The variants of PHP for a web server of its own speak FastCGI, on 9000.
  return /[:-]fpm(?:[-@]|$)/.test(image)
    ? undefined
    : found && { name: found[0], ports: found[1], config: found[2], told: found[3] };
}

/** True where an image of that name, whoever built it, opens the port without being told. */
export function isOpenedBy(container: Container, number: number): boolean {
  const image = container.image;
  // The very image is known better than one that has the last part of its name in common.
  const known = BY_NAME.get(officialName(image)) ?? BY_LAST_NAME.get(lastName(image));
  return (
    known?.[1].includes(number) === true ||
    openedPorts(untagged(image)).includes(number) ||
    FAMILIES.some(([pattern, ports]) => ports.includes(number) && pattern.test(image))
  );
}

/** Families of images that open the same ports. */
const FAMILIES: readonly (readonly [image: RegExp, ports: readonly number[]])[] = [
  [
    /jaeger.{0,100}\/(all-in-one|jaeger|jaeger-collector|collector)([:@]|$)|[/-]jaeger([:@]|$)/,
    [4317, 4318, 5775, 5778, 6831, 6832, 9411, 14_250, 14_268, 14_269, 16_685, 16_686],
  ],
  [/knative.{0,100}webhook([:@]|$)/, [8008, 8443, 9090]],
  [/knative.{0,100}in_memory\/channel_dispatcher([:@]|$)/, [8080, 8443, 9090]],
  [/(^|\/)consul([:@]|$)/, [8300, 8301, 8302, 8500, 8501, 8502, 8503, 8600]],
  [/(^|\/)vault([:@]|$)/, [8200, 8201]],
  [/(^|\/)etcd([:@]|$)/, [2379, 2380]],
  [/(^|\/)(cp-)?kafka([:@]|$)/, [9092, 9093]],
  [/(^|\/)minio([:@]|$)/, [9000, 9001]],
  [/(^|\/)haproxytech\/kubernetes-ingress([:@]|$)/, [1024, 1042, 8080, 8443]],
  [/(^|\/)(clickhouse-server|clickhouse)([:@]|$)/, [8123, 9000, 9009]],
  [/(^|\/)opensearch([:@]|$)/, [9200, 9300, 9600]],
  [/(^|\/)(activemq|activemq-classic|activemq-artemis)([:@]|$)/, [1883, 5672, 8161, 61_613, 61_614, 61_616]],
  [/(^|\/)(opentelemetry-collector(-contrib|-k8s)?|otelcol)([:@]|$)/, [4317, 4318, 8888, 13_133, 55_678, 55_679]],
];

/** `docker.io/library/nginx:1.27` is `nginx`, and so is its copy in a public mirror. */
function officialName(image: string): string {
  return untagged(image)
    .replace(
      /^(docker\.io|index\.docker\.io|registry-1\.docker\.io|mirror\.gcr\.io|public\.ecr\.aws\/docker|ghcr\.io(?=\/nginxinc))\//,
      '',
    )
    .replace(/^library\//, '');
}
