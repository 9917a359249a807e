import { describe, expect, it } from 'vitest';
import { CONFIG_FORMATS } from '../../../src/k8s/servers/config-formats.js';

/** The words of a text. */
const words = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '');

describe('the files that a program reads without being told to', () => {
  it.each([
    [
      'nginx',
      '/etc/nginx/nginx.conf /etc/nginx/conf.d/web.conf /etc/nginx/http.d/web.conf /etc/nginx/templates/web.conf.template /opt/bitnami/nginx/conf/server_blocks/web.conf',
      '/etc/nginx/web.conf /srv/etc/nginx/nginx.conf /etc/nginx/conf.d/off/web.conf /etc/nginx/conf.d/web.conf.bak /srv/opt/bitnami/nginx/conf/web.conf',
    ],
    [
      'haproxy',
      '/etc/haproxy/haproxy.cfg /usr/local/etc/haproxy/haproxy.cfg',
      '/srv/etc/haproxy/haproxy.cfg /etc/haproxy/haproxy.cfg.bak /etc/haproxy/other.cfg',
    ],
    [
      'httpd',
      '/usr/local/apache2/conf/httpd.conf /etc/apache2/ports.conf /etc/apache2/apache2.conf /etc/httpd/conf/httpd.conf /etc/httpd/httpd.conf',
      '/usr/local/apache2/conf/extra.conf /etc/apache2/sites/web.conf /srv/etc/apache2/ports.conf /etc/apache2/ports.conf.bak',
    ],
    [
      'mysqld',
      '/etc/my.cnf /etc/mysql/my.cnf /etc/mysql/conf.d/a.cnf /etc/mysql/mariadb.conf.d/a.cnf /etc/mysql/mysql.conf.d/a.cnf /etc/my.cnf.d/a.cnf',
      '/etc/other.cnf /srv/etc/my.cnf /etc/mysql/conf.d/a.conf /etc/mysql/conf.d/off/a.cnf /etc/my.cnf.bak',
    ],
    [
      'postgres',
      '/var/lib/postgresql/data/postgresql.conf /var/lib/postgresql/data/pgdata/postgresql.conf /bitnami/postgresql/conf/postgresql.conf',
      '/etc/postgresql/postgresql.conf /srv/var/lib/postgresql/data/postgresql.conf /srv/bitnami/postgresql/conf/a',
    ],
    [
      'redis-server',
      '/opt/bitnami/redis/etc/redis.conf /opt/bitnami/redis/mounted-etc/redis.conf',
      '/etc/redis/redis.conf /srv/opt/bitnami/redis/etc/redis.conf',
    ],
    [
      'mongod',
      '/etc/mongod.conf /opt/bitnami/mongodb/conf/mongodb.conf',
      '/etc/mongod.conf.bak /srv/etc/mongod.conf /etc/mongo.conf',
    ],
    [
      'elasticsearch',
      '/usr/share/elasticsearch/config/elasticsearch.yml /usr/share/opensearch/config/opensearch.yml',
      '/etc/elasticsearch/elasticsearch.yml /usr/share/elasticsearch/config/elasticsearch.yml.bak',
    ],
    ['kibana', '/usr/share/kibana/config/kibana.yml', '/etc/kibana/kibana.yml /srv/usr/share/kibana/config/kibana.yml'],
    [
      'rabbitmq',
      '/etc/rabbitmq/rabbitmq.conf /etc/rabbitmq/conf.d/a.conf',
      '/etc/rabbitmq/other.conf /etc/rabbitmq/conf.d/off/a.conf',
    ],
    ['grafana', '/etc/grafana/grafana.ini', '/etc/grafana/ldap.ini /srv/etc/grafana/grafana.ini'],
    ['gitea', '/data/gitea/conf/app.ini /data/gogs/conf/app.ini', '/data/gitea/app.ini /data/conf/app.ini'],
    ['influxd', '/etc/influxdb/influxdb.conf', '/srv/etc/influxdb/influxdb.conf /etc/influxdb/other.conf'],
    [
      'mosquitto',
      '/mosquitto/config/mosquitto.conf',
      '/etc/mosquitto/mosquitto.conf /srv/mosquitto/config/mosquitto.conf',
    ],
    [
      'kafka',
      '/opt/kafka/config/server.properties',
      '/opt/kafka/server.properties /opt/kafka/config/server.properties.bak',
    ],
    [
      'nats-server',
      '/etc/nats/nats.conf /etc/nats-config/a.conf /nats-server.conf',
      '/etc/nats/off/a.conf /srv/nats-server.conf /etc/other/nats.conf',
    ],
    ['vault', '/vault/config/a.hcl /openbao/config/a.json', '/etc/vault/a.hcl /srv/vault/config/a.hcl'],
    ['consul', '/consul/config/a.hcl', '/etc/consul/a.hcl /srv/consul/config/a.hcl'],
    ['envoy', '/etc/envoy/envoy.yaml /etc/envoy/envoy.yml', '/etc/envoy/bootstrap.yaml /srv/etc/envoy/envoy.yaml'],
    [
      'otelcol',
      '/etc/otelcol/config.yaml /etc/otelcol-contrib/config.yaml /etc/otelcol-k8s/config.yml',
      '/etc/otelcol/other.yaml /srv/etc/otelcol/config.yaml /etc/otelcol-other/config.yaml',
    ],
    [
      'grafana-agent',
      '/etc/agent/agent.yaml /etc/agent-config/agent.yml /etc/agent/config.yaml',
      '/etc/agent/other.yaml /srv/etc/agent/agent.yaml',
    ],
    ['caddy', '/etc/caddy/Caddyfile', '/srv/etc/caddy/Caddyfile /etc/caddy/Caddyfile.bak'],
  ])('%s', (program, read, unread) => {
    const format = CONFIG_FORMATS.find((each) => each.program === program);
    expect(words(read).filter((path) => format?.read.test(path) !== true)).toEqual([]);
    expect(words(unread).filter((path) => format?.read.test(path) !== false)).toEqual([]);
  });

  it.each([
    [
      'Spring Boot',
      '/app/config/application.yml config/application.properties',
      '/app/application.yml /app/config/application.toml',
    ],
    [
      'traefik',
      '/etc/traefik/traefik.yml /etc/traefik/traefik.yaml /etc/traefik/traefik.toml',
      '/etc/traefik/dynamic.yml /srv/etc/traefik/traefik.toml',
    ],
    ['gunicorn', '/app/gunicorn.conf.py', '/app/gunicorn.py'],
    ['uwsgi', '/app/uwsgi.ini', '/app/other.ini'],
  ])('%s, in one of its formats', (program, read, unread) => {
    const formats = CONFIG_FORMATS.filter((each) => each.program === program);
    const isRead = (path: string): boolean =>
      formats.some((format) => format.files.test(path) && format.read.test(path));
    expect([words(read).filter(isRead), words(unread).filter(isRead)]).toEqual([words(read), []]);
  });
});

describe('the images and the usual port of a program', () => {
  it.each([
    ['nginx', 80, 'nginx:1 openresty/openresty:1'],
    ['haproxy', 80, 'haproxy:2'],
    ['httpd', 80, 'httpd:2 bitnami/apache:2'],
    ['mysqld', 3306, 'mysql:8 mariadb:10 percona:8'],
    ['postgres', 5432, 'postgres:15 postgis/postgis:15 timescale/timescaledb:2'],
    ['redis-server', 6379, 'redis:7 valkey/valkey:8 eqalpha/keydb:6'],
    ['mongod', 27_017, 'mongo:6 bitnami/mongodb:6'],
    ['elasticsearch', 9200, 'elastic/elasticsearch:8 opensearchproject/opensearch:2'],
    ['kibana', 5601, 'elastic/kibana:8'],
    ['Spring Boot', 8080, ''],
    ['rabbitmq', 5672, 'rabbitmq:3'],
    ['grafana', 3000, 'grafana/grafana:10'],
    ['gitea', 3000, 'gitea/gitea:1 forgejo/forgejo:7 gogs/gogs:0'],
    ['influxd', 8086, 'influxdb:1.8'],
    ['mosquitto', 1883, 'eclipse-mosquitto:2'],
    ['kafka', 9092, 'apache/kafka:3'],
    ['nats-server', 4222, 'nats:2'],
    ['vault', 8200, 'hashicorp/vault:1 openbao/openbao:2'],
    ['consul', 8500, 'hashicorp/consul:1'],
    ['envoy', 10_000, 'envoyproxy/envoy:v1'],
    ['otelcol', 4317, 'otel/opentelemetry-collector-contrib:0.9 example.com/otelcol:1'],
    ['grafana-agent', 4317, 'grafana/agent:v0.40.0'],
    ['caddy', 80, 'caddy:2'],
    ['traefik', 80, 'traefik:v3'],
    ['gunicorn', 8000, ''],
    ['uwsgi', 8000, ''],
    ['metricbeat', 8125, 'elastic/metricbeat:8 docker.elastic.co/beats/filebeat-oss:7.17.22'],
    ['registry', 5000, 'registry:2 distribution/distribution:3'],
    ['loki', 3100, 'grafana/loki:2'],
    ['mimir', 8080, 'grafana/mimir:2'],
    ['tempo', 3200, 'grafana/tempo:2'],
    ['promtail', 80, 'grafana/promtail:2'],
    ['dex', 5556, 'ghcr.io/dexidp/dex:v2'],
    ['headscale', 8080, 'headscale/headscale:0'],
    ['ntfy', 80, 'binwiederhier/ntfy:v2'],
    ['Home Assistant', 8123, 'ghcr.io/home-assistant/home-assistant:2024'],
    ['apisix', 9080, 'apache/apisix:3'],
    ['squid', 3128, 'ubuntu/squid:5'],
    ['lighttpd', 80, 'sebp/lighttpd:1'],
    ['tomcat', 8080, 'tomcat:9 tomee:8'],
    ['zookeeper', 2181, 'zookeeper:3 bitnami/zookeeper:3'],
    ['SonarQube', 9000, 'sonarqube:10'],
    ['keycloak', 8080, 'quay.io/keycloak/keycloak:24'],
    ['oauth2-proxy', 4180, 'quay.io/oauth2-proxy/oauth2-proxy:v7'],
    ['trino', 8080, 'trinodb/trino:440'],
    ['nexus', 8081, 'sonatype/nexus3:3'],
    ['pgbouncer', 6432, 'edoburu/pgbouncer:1'],
  ])('%s: %i, %s', (program, port, images) => {
    for (const format of CONFIG_FORMATS.filter((each) => each.program === program)) {
      expect(format.port).toBe(port);
      expect(words(images).filter((image) => !format.image.test(image))).toEqual([]);
      expect(format.image.test('busybox:1')).toBe(false);
      expect(format.partial).toBe(/otelcol|beat|agent/.test(program) ? true : undefined);
    }
  });

  it('stand here for every program', () => expect(new Set(CONFIG_FORMATS.map(({ program }) => program)).size).toBe(47));
});

describe('a program that listens on the loopback where its file leaves the address out', () => {
  it.each([
    [
      'postgres',
      "listen_addresses = '*'",
      'postgres postgres:15 postgis/postgis:15@x docker.io/timescale/timescaledb:2',
      'my-postgres:1 postgres-exporter:1',
      ['listen_addresses', '-h', "  include 'a.conf'"],
      ['-hot', 'port = 5432'],
    ],
    [
      'elasticsearch',
      'network.host: 0.0.0.0',
      'elasticsearch:8 elastic/elasticsearch-oss:7 opensearchproject/opensearch',
      'my-elasticsearch:8 elasticsearch-exporter:1',
      ['network.host: a', 'http.bind_host: a', 'NETWORK_HOST', 'network.bindhost', 'network:', '  http:'],
      ['cluster.name: a', 'other.network:'],
    ],
    [
      'kibana',
      'server.host: 0.0.0.0',
      'kibana elastic/kibana:8 elastic/kibana-oss:7',
      'my-kibana:8 kibana-other:1',
      ['server.host: a', 'SERVER_HOST', 'server:'],
      ['server.name: a', 'other.server:'],
    ],
    [
      'mosquitto',
      'listener 1883',
      'eclipse-mosquitto eclipse-mosquitto:2.0 eclipse-mosquitto:latest eclipse-mosquitto:openssl',
      'eclipse-mosquitto:1.6 my-eclipse-mosquitto:2',
      ['listener 1883', '  port 1883', 'bind_address 0.0.0.0', 'include_dir /a', '-p'],
      ['-port', 'persistence true', 'listeners'],
    ],
  ])('%s', (program, remedy, images, others, telling, silent) => {
    const local = CONFIG_FORMATS.find((each) => each.program === program)?.local;
    expect(local?.remedy).toBe(remedy);
    expect(words(images).filter((image) => local?.image.test(image) !== true)).toEqual([]);
    expect(words(others).filter((image) => local?.image.test(image) !== false)).toEqual([]);
    expect(telling.filter((text) => local?.unless.test(text) !== true)).toEqual([]);
    expect(silent.filter((text) => local?.unless.test(text) !== false)).toEqual([]);
  });

  it('is none of the others', () => {
    const local = CONFIG_FORMATS.filter((format) => format.local !== undefined).map(({ program }) => program);
    expect(local).toEqual(['postgres', 'elasticsearch', 'kibana', 'mosquitto']);
  });
});
