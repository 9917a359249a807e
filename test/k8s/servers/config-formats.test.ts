import { describe, expect, it } from 'vitest';
import { CONFIG_FORMATS } from '../../../src/k8s/servers/config-formats.js';
import { isLoopback } from '../../../src/k8s/servers/config-readers.js';

/** What a file says: address and port, the words of the file behind them. */
function said(program: string, path: string, text: string): readonly string[] {
  const format = CONFIG_FORMATS.find((each) => each.program === program && each.files.test(path));
  return (format?.endpoints(text, format.port, '') ?? []).map(
    ({ address, port, start, end }) =>
      `${address || 'any'} ${port ?? '?'} "${text.slice(start, end).replace(/\s+/g, ' ')}"`,
  );
}

const FILE_NAMES: Readonly<Record<string, string>> = {
  caddy: 'Caddyfile',
  uwsgi: 'uwsgi.ini',
  otelcol: 'config.yaml',
  traefik: 'traefik.yml',
  kafka: 'server.properties',
  haproxy: 'haproxy.cfg',
  rabbitmq: 'rabbitmq.conf',
  registry: 'config.yml',
  loki: 'loki.yaml',
  tempo: 'tempo.yaml',
  dex: 'config.yaml',
  headscale: 'config.yaml',
  ntfy: 'server.yml',
  'Home Assistant': 'configuration.yaml',
  apisix: 'config.yaml',
  tomcat: 'server.xml',
  zookeeper: 'zoo.cfg',
  SonarQube: 'sonar.properties',
  'oauth2-proxy': 'oauth2-proxy.cfg',
  trino: 'config.properties',
  nexus: 'nexus.properties',
  pgbouncer: 'pgbouncer.ini',
  keycloak: 'keycloak.conf',
};

describe('the endpoints of a file', () => {
  it.each([
    [
      'uwsgi',
      '[uwsgi]\nhttp=:8080\n  socket =  127.0.0.1:3031\nstats = :9191',
      ['any 8080 ":8080"', '127.0.0.1 3031 "127.0.0.1:3031"'],
    ],
    ['registry', 'http:\n  addr: :5000\n  debug:\n    addr: :5001', ['any 5000 ":5000"']],
    ['loki', 'server:\n  http_listen_port: 3101\n  grpc_listen_port: 9096', ['any 3101 "3101"']],
    ['tempo', 'server:\n  http_listen_address: 127.0.0.1\n  http_listen_port: 3200', ['127.0.0.1 3200 "127.0.0.1"']],
    ['dex', 'web:\n  http: 0.0.0.0:5557', ['0.0.0.0 5557 "0.0.0.0:5557"']],
    ['headscale', 'listen_addr: 127.0.0.1:8080', ['127.0.0.1 8080 "127.0.0.1:8080"']],
    ['ntfy', 'listen-http: ":2586"', ['any 2586 "":2586""']],
    ['Home Assistant', 'http:\n  server_port: 8124', ['any 8124 "8124"']],
    ['apisix', 'apisix:\n  node_listen: 9081', ['any 9081 "9081"']],
    ['squid', 'http_port 3129\n# http_port 1', ['any 3129 "3129"']],
    ['lighttpd', 'server.port = 8080', ['any 8080 "8080"']],
    ['tomcat', '<Server port="8005">\n<Connector port="8081" protocol="HTTP/1.1"/>', ['any 8081 "8081"']],
    ['zookeeper', 'clientPort=2182', ['any 2182 "2182"']],
    ['SonarQube', 'sonar.web.port=9001', ['any 9001 "9001"']],
    ['keycloak', 'http-port=8081\nhttps-port=8443', ['any 8081 "8081"']],
    ['oauth2-proxy', 'http_address = "127.0.0.1:4181"', ['127.0.0.1 4181 "127.0.0.1:4181"']],
    ['trino', 'http-server.http.port=8085', ['any 8085 "8085"']],
    ['nexus', 'application-port=8082', ['any 8082 "8082"']],
    [
      'pgbouncer',
      '[databases]\nlisten_port = 1\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = 6433',
      ['127.0.0.1 6433 "127.0.0.1"'],
    ],
    ['nginx', 'listen 80;', ['any 80 "80"']],
    ['nginx', 'server { listen 127.0.0.1:8080 default_server; }', ['127.0.0.1 8080 "127.0.0.1:8080"']],
    ['nginx', 'server {\n  listen [::]:443 ssl;\n  # listen 81;\n}', ['[::] 443 "[::]:443"']],
    ['nginx', 'listen 127.0.0.1:80; listen 81;', ['127.0.0.1 80 "127.0.0.1:80"', 'any 81 "81"']],
    ['nginx', 'listen localhost;', ['localhost 80 "localhost"']],
    ['nginx', 'listen ${PORT};', ['any ? "${PORT}"']],
    ['nginx', 'listen unix:/run/web.sock;\nlisten 53 udp;', []],
    ['nginx', 'proxy_pass http://127.0.0.1:3000;', []],
    ['caddy', ':8080 {\n  respond ok\n}', ['any 8080 ":8080"']],
    ['caddy', '{\n  admin off\n}\n\nhttp://shop.example.com {\n  bind 127.0.0.1\n}', ['127.0.0.1 80 "127.0.0.1"']],
    [
      'caddy',
      'shop.example.com {\n  reverse_proxy shop:3000\n}',
      ['any 443 "shop.example.com"', 'any 80 "shop.example.com"'],
    ],
    ['caddy', '(common) {\n  encode gzip\n}', []],
    [
      'traefik',
      'entryPoints:\n  web:\n    address: ":8000"\n  metrics:\n    address: "127.0.0.1:8082"',
      ['any 8000 "":8000""', '127.0.0.1 8082 ""127.0.0.1:8082""'],
    ],
    [
      'otelcol',
      'receivers:\n  otlp:\n    protocols:\n      grpc:\n        endpoint: 0.0.0.0:4317',
      ['0.0.0.0 4317 "0.0.0.0:4317"'],
    ],
    [
      'otelcol',
      'receivers:\n  otlp/in:\n    protocols:\n      grpc:\n      http: {}',
      ['localhost 4317 "grpc"', 'localhost 4318 "http"'],
    ],
    ['otelcol', 'exporters:\n  otlp:\n    endpoint: tempo:4317', []],
    ['haproxy', 'frontend web\n  bind *:80\n  bind 127.0.0.1:8404', ['* 80 "*:80"', '127.0.0.1 8404 "127.0.0.1:8404"']],
    ['haproxy', '  server one 127.0.0.1:3000', []],
    ['httpd', 'Listen 8080\n#Listen 80', ['any 8080 "8080"']],
    ['httpd', 'Listen 127.0.0.1:80', ['127.0.0.1 80 "127.0.0.1:80"']],
    ['redis-server', 'bind 127.0.0.1 -::1\nport 6380', ['127.0.0.1 6380 "127.0.0.1 -::1"']],
    ['redis-server', 'bind * -::*', ['* 6379 "* -::*"']],
    ['redis-server', 'bind 127.0.0.1 10.0.0.5', ['10.0.0.5 6379 "127.0.0.1 10.0.0.5"']],
    ['redis-server', 'maxmemory 1gb', []],
    ['rabbitmq', 'listeners.tcp.default = 127.0.0.1:5672', ['127.0.0.1 5672 "127.0.0.1:5672"']],
    ['rabbitmq', 'listeners.tcp.1 = 5673', ['any 5673 "5673"']],
    ['kafka', 'listeners=PLAINTEXT://127.0.0.1:9092', ['127.0.0.1 9092 "127.0.0.1:9092"']],
    ['mosquitto', 'listener 1883 127.0.0.1', ['127.0.0.1 1883 "listener 1883 127.0.0.1"']],
    ['mosquitto', 'listener 1884', ['any 1884 "listener 1884"']],
    ['nats-server', 'host: 127.0.0.1\nport: 4223', ['127.0.0.1 4223 "127.0.0.1"']],
  ])('of %s: %s', (program, text, expected) => {
    expect(said(program, FILE_NAMES[program] ?? 'main.conf', text)).toEqual(expected);
  });

  it.each([
    ['mysqld', 'my.cnf', '[mysqld]\nbind-address = 127.0.0.1\nport=3307', ['127.0.0.1 3307 "127.0.0.1"']],
    ['mysqld', 'server.cnf', '[mariadb]\nbind_address=127.0.0.1', ['127.0.0.1 3306 "127.0.0.1"']],
    ['mysqld', 'my.cnf', '[client]\nport=3307\nbind-address=127.0.0.1', []],
    [
      'postgres',
      'postgresql.conf',
      "listen_addresses = 'localhost' # only\nport = 5433",
      [`localhost 5433 "'localhost'"`],
    ],
    ['postgres', 'postgresql.conf', "listen_addresses = '*'", [`* 5432 "'*'"`]],
    ['mongod', 'mongod.conf', 'net:\n  port: 27018\n  bindIp: 127.0.0.1', ['127.0.0.1 27018 "127.0.0.1"']],
    ['mongod', 'mongod.conf', 'net:\n  bindIp: 127.0.0.1,10.0.0.5', ['10.0.0.5 27017 "127.0.0.1,10.0.0.5"']],
    ['mongod', 'mongod.conf', 'other:\n  bindIp: 127.0.0.1\nnet:\n  ipv6: true', []],
    ['elasticsearch', 'elasticsearch.yml', 'network.host: _local_\nhttp.port: 9201', ['_local_ 9201 "_local_"']],
    ['elasticsearch', 'elasticsearch.yml', 'network:\n  host: 0.0.0.0', ['0.0.0.0 9200 "0.0.0.0"']],
    ['kibana', 'kibana.yml', 'server.host: "0"', ['0.0.0.0 5601 ""0""']],
    ['Spring Boot', 'application.yml', 'server:\n  address: 127.0.0.1\n  port: 9000', ['127.0.0.1 9000 "127.0.0.1"']],
    ['Spring Boot', 'application.yml', 'management:\n  server:\n    port: 8081', []],
    ['Spring Boot', 'application.yml', 'server:\n  port: ${PORT:8080}', ['any ? "${PORT:8080}"']],
    ['Spring Boot', 'application.yml', 'server:\n  port: 9000\n---\nserver:\n  port: 9001', ['any 9000 "9000"']],
    ['Spring Boot', 'application.yaml', 'server.port: 9000', ['any 9000 "9000"']],
    ['Spring Boot', 'application.properties', 'server.port=9000\nmanagement.server.port=8081', ['any 9000 "9000"']],
    ['grafana', 'grafana.ini', '[server]\nhttp_port = 3001\n[database]\nhost = 127.0.0.1:3306', ['any 3001 "3001"']],
    ['vault', 'vault.hcl', 'listener "tcp" {\n  address = "127.0.0.1:8200"\n}', ['127.0.0.1 8200 "127.0.0.1:8200"']],
    ['consul', 'consul.json', '{"client_addr": "127.0.0.1"}', ['127.0.0.1 8500 "127.0.0.1"']],
    ['gunicorn', 'gunicorn.conf.py', 'bind = "127.0.0.1:8000"', ['127.0.0.1 8000 "127.0.0.1:8000"']],
  ])('of %s, %s: %s', (program, path, text, expected) => {
    expect(said(program, path, text)).toEqual(expected);
  });

  it('of Traefik stand in each entry point of its TOML as well', () => {
    const text =
      '[entryPoints.web]\r\naddress = ":8000" \r\nother = ":1"\n# [entryPoints.x]\n  [ entryPoints.metrics ]\n  address="127.0.0.1:8082"\n[entryPoints.web.http]\naddress = ":2"\n[api]\naddress = ":3"\n';
    expect(said('traefik', 'traefik.toml', text)).toEqual(['any 8000 "":8000""', '127.0.0.1 8082 ""127.0.0.1:8082""']);
  });

  it('of Envoy are those of listeners and of its administration, not of clusters', () => {
    const text = [
      'admin:',
      '  address:',
      '    socket_address: { address: 127.0.0.1, port_value: 9901 }',
      'static_resources:',
      '  listeners:',
      '    - address:',
      '        socket_address:',
      '          address: 0.0.0.0',
      '          port_value: 8080',
      '  clusters:',
      '    - load_assignment:',
      '        address: 127.0.0.1',
      '        port_value: 3000',
    ].join('\n');
    expect(said('envoy', 'envoy.yaml', text).map((each) => each.split(' "')[0])).toEqual([
      '127.0.0.1 9901',
      '0.0.0.0 8080',
    ]);
  });
});

it.each([
  ['127.0.0.1', true],
  ['127.1.2.3', true],
  ['localhost', true],
  ['[::1]', true],
  ['_local_', true],
  ['0.0.0.0', false],
  ['', false],
  ['10.0.0.1', false],
  ['localhost.example', false],
])('the address %s is the loopback: %s', (address, expected) => {
  expect(isLoopback(address)).toBe(expected);
});
