import { describe, expect, it } from 'vitest';
import { configuredBy } from '../../../src/k8s/listening/configured.js';
import { readSayings, spokenByTexts } from '../../../src/k8s/spoken/sayings.js';
import { podOf } from '../../support/pods.js';
import { resourceOf } from '../../support/resources.js';

/** What the texts of a container say of a port, without doubles; its files lie in /etc/app. */
function said(container: string, port: number, files: Readonly<Record<string, string>> = {}): readonly string[] {
  const pod = podOf(`{containers: [{name: main, ${container}, volumeMounts: [{name: v, mountPath: /etc/app}]}],
    volumes: [{name: v, configMap: {name: c}}]}`);
  const [main] = pod.containers;
  if (main === undefined) throw new Error('no container');
  const map = resourceOf(`apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: ${JSON.stringify(files)}\n`);
  const configured = configuredBy(main, pod, (kind, name) => (kind === 'ConfigMap' && name === 'c' ? [map] : []));
  const spoken = spokenByTexts(main, port, readSayings(main, { ...configured, given: [] }));
  return [...new Set(spoken.map(({ scheme, by }) => `${scheme} by ${by}`))];
}

const WEB = 'ports: [{name: http, containerPort: 8000}]';
const env = (variables: Readonly<Record<string, string>>, ports = WEB): string =>
  `image: shop:1, ${ports}, env: ${JSON.stringify(Object.entries(variables).map(([name, value]) => ({ name, value })))}`;
const args = (words: readonly string[], image = 'shop:1', ports = WEB): string =>
  `image: "${image}", ${ports}, args: ${JSON.stringify(words)}`;

describe('variables that say what a program speaks (semantics 7.16)', () => {
  it.each<readonly [Readonly<Record<string, string>>, readonly string[]]>([
    [{ SERVER_SSL_ENABLED: 'true' }, ['https by `SERVER_SSL_ENABLED`']],
    [{ SERVER_SSL_ENABLED: 'false' }, ['http by `SERVER_SSL_ENABLED`']],
    [{ SERVER_SSL_ENABLED: '${SSL}' }, []],
    [{ ASPNETCORE_HTTPS_PORTS: '8000' }, ['https by `ASPNETCORE_HTTPS_PORTS`']],
    [{ ASPNETCORE_HTTPS_PORTS: '9000;8000' }, ['https by `ASPNETCORE_HTTPS_PORTS`']],
    [{ ASPNETCORE_HTTP_PORTS: '8000' }, ['http by `ASPNETCORE_HTTP_PORTS`']],
    [{ ASPNETCORE_HTTP_PORTS: '18000;80001' }, []],
    [{ ASPNETCORE_HTTP_PORTS: '${PORTS}8000' }, []],
    [{ SERVER_SSL_ENABLED: 'false', SERVER_SSL_KEY_STORE: 'k.p12' }, ['http by `SERVER_SSL_ENABLED`']],
    [{ HTTPS_CERT: '/tls/tls.crt', HTTPS_KEY: '/tls/tls.key' }, ['https by `HTTPS_CERT`']],
    [{ MP_UI_TLS_CERT: '/tls/tls.crt', MP_UI_TLS_KEY: '/tls/tls.key' }, ['https by `MP_UI_TLS_CERT`']],
    [{ MP_SMTP_TLS_CERT: '/tls/tls.crt', MP_SMTP_TLS_KEY: '/tls/tls.key' }, []],
    [{ TLS_CERT_FILE: '/tls/tls.crt', TLS_KEY_FILE: '/tls/tls.key' }, ['https by `TLS_CERT_FILE`']],
    [{ TLS_CERT: 'x', TLS_PRIVATE_KEY: 'y' }, ['https by `TLS_CERT`']],
    [{ SSL_CERT_PATH: 'x', SSL_KEY_PATH: 'y' }, ['https by `SSL_CERT_PATH`']],
    [{ SERVER_TLS_CERT: 'x', SERVER_TLS_KEY: 'y' }, ['https by `SERVER_TLS_CERT`']],
    [{ WEB_HTTPS_CERTIFICATE: 'x', WEB_HTTPS_KEY: 'y' }, ['https by `WEB_HTTPS_CERTIFICATE`']],
    [{ N8N_SSL_CERT: 'x', N8N_SSL_KEY: 'y' }, ['https by `N8N_SSL_CERT`']],
    [{ N8N_SSL_CERT: 'x', N8N_SSL_KEY: 'y', N8N_PROTOCOL: 'http' }, []],
    [{ TLS_CERT: 'x', TLS_KEY: 'y', TLS_ENABLED: 'false' }, []],
    [{ TLS_CERT: 'x', TLS_KEY: 'y', DISABLE_TLS: 'true' }, []],
    [{ TLS_CERT: '', TLS_KEY: '' }, []],
    [{ SSL_CERT_FILE: '/etc/ssl/certs/ca-certificates.crt' }, []],
    [{ DB_TLS_CERT: 'x', DB_TLS_KEY: 'y' }, []],
    [{ KAFKA_SSL_CERT: 'x', KAFKA_SSL_KEY: 'y' }, []],
    [{ TLS_CLIENT_CERT: 'x', TLS_CLIENT_KEY: 'y' }, []],
    [{ TLS_ENABLED: 'true' }, []],
    [{ USE_HTTPS: 'true' }, []],
    [{ HTTPS_PORT: '8000' }, ['https by `HTTPS_PORT`']],
    [{ HTTPS_PORT: '8443' }, []],
    [{ HTTPS_PROXY: 'http://proxy:8000' }, []],
    [{ APP_LISTEN__HTTPS: '0.0.0.0:8000' }, ['https by `APP_LISTEN__HTTPS`']],
    [{ GF_SERVER_PROTOCOL: 'https' }, ['https by `GF_SERVER_PROTOCOL`']],
    [{ GF_SERVER_PROTOCOL: 'http' }, ['http by `GF_SERVER_PROTOCOL`']],
    [{ ROCKET_TLS: '{certs="/ssl/c.pem",key="/ssl/k.pem"}' }, ['https by `ROCKET_TLS`']],
  ])('%j', (variables, expected) => expect(said(env(variables), 8000)).toEqual(expected));

  it.each<readonly [string, Readonly<Record<string, string>>, number, readonly string[]]>([
    ['beside SMTP', { MP_UI_TLS_CERT: 'x' }, 8025, ['https by `MP_UI_TLS_CERT`']],
    ['of SMTP', { MP_UI_TLS_CERT: 'x' }, 1025, []],
    ['the port of Keycloak', { KC_HTTPS_CERTIFICATE_FILE: 'x' }, 8443, ['https by `KC_HTTPS_CERTIFICATE_FILE`']],
    ['its plain port', { KC_HTTPS_CERTIFICATE_FILE: 'x' }, 8080, []],
    ['its management port', { KC_HTTPS_CERTIFICATE_FILE: 'x' }, 9000, ['https by `KC_HTTPS_CERTIFICATE_FILE`']],
    ['its management port in plain', { KC_HTTPS_CERTIFICATE_FILE: 'x', KC_HTTP_MANAGEMENT_SCHEME: 'http' }, 9000, []],
    ['a port that was moved', { KC_HTTPS_CERTIFICATE_FILE: 'x', KC_HTTPS_PORT: '9443' }, 8443, []],
    [
      'and where to',
      { KC_HTTPS_CERTIFICATE_FILE: 'x', KC_HTTPS_PORT: '9443' },
      9443,
      ['https by `KC_HTTPS_CERTIFICATE_FILE`', 'https by `KC_HTTPS_PORT`'],
    ],
    ['two ports, of which one is for TLS', { TLS_CERT: 'x', TLS_KEY: 'y' }, 8443, ['https by `TLS_CERT`']],
    ['two ports, of which one is plain', { TLS_CERT: 'x', TLS_KEY: 'y' }, 8080, []],
    [
      'metrics of etcd',
      { ETCD_CERT_FILE: 'x', ETCD_LISTEN_METRICS_URLS: 'http://0.0.0.0:2381' },
      2381,
      ['http by `ETCD_LISTEN_METRICS_URLS`'],
    ],
  ])('%s', (_, variables, port, expected) => {
    const ports =
      port === 8025 || port === 1025
        ? 'ports: [{name: http, containerPort: 8025}, {name: smtp, containerPort: 1025}]'
        : 'ports: [{name: http, containerPort: 8080}, {name: https, containerPort: 8443}]';
    expect(said(env(variables, ports), port)).toEqual(expected);
  });
});

describe('flags that say what a program speaks (semantics 7.16)', () => {
  it.each<readonly [readonly string[], readonly string[]]>([
    [['--tls-cert-file=/c', '--tls-key-file=/k'], ['https by `--tls-cert-file=/c`']],
    [['--tls-cert-file', '/c', '--tls-private-key-file', '/k'], ['https by `--tls-cert-file`']],
    [['-tlsCertFile=/c', '-tlsKeyFile=/k'], ['https by `-tlsCertFile=/c`']],
    [['--certfile', '/c', '--keyfile', '/k'], ['https by `--certfile`']],
    [['--ssl-keyfile=/k', '--ssl-certfile=/c'], ['https by `--ssl-certfile=/c`']],
    [['--server.sslCertFile=/c', '--server.sslKeyFile=/k'], ['https by `--server.sslCertFile=/c`']],
    [['-server.http-tls-cert-path=/c', '-server.http-tls-key-path=/k'], ['https by `-server.http-tls-cert-path=/c`']],
    [['--web.tls.cert=/c', '--web.tls.key=/k'], ['https by `--web.tls.cert=/c`']],
    [['--https-certificate-file=/c', '--https-certificate-key-file=/k'], ['https by `--https-certificate-file=/c`']],
    [['--cert-file=/c', '--key-file=/k'], ['https by `--cert-file=/c`']],
    [['--tls-cert=/c', '--tls-key=/k', '--insecure'], []],
    [['--tls-cert=/c', '--tls-key=/k', '--tls=false'], ['http by `--tls=false`']],
    [['--tls-cert=', '--tls-key='], []],
    [['--tls-cert-file=/c'], []],
    [['--client-tls-cert=/c', '--client-tls-key=/k'], []],
    [['--grpc-server-tls-cert=/c', '--grpc-server-tls-key=/k'], []],
    [['--etcd-certfile=/c', '--etcd-keyfile=/k'], []],
    [['--peer-cert-file=/c', '--peer-key-file=/k'], []],
    [['--secure-port=8000'], ['https by `--secure-port=8000`']],
    [['--https-address=0.0.0.0:8443'], []],
    [['--urls', 'http://+:8000;https://+:8443'], ['http by `--urls`']],
    [
      ['--listen-metrics-urls=http://0.0.0.0:8000', '--cert-file=/c', '--key-file=/k'],
      ['http by `--listen-metrics-urls=http://0.0.0.0:8000`'],
    ],
  ])('%j', (words, expected) => expect(said(args(words), 8000)).toEqual(expected));

  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['ghcr.io/zitadel/zitadel:v2', ['start', '--tlsMode', 'enabled'], ['https by `--tlsMode`']],
    ['ghcr.io/zitadel/zitadel:v2', ['start', '--tlsMode', 'disabled'], ['http by `--tlsMode`']],
    ['ghcr.io/zitadel/zitadel:v2', ['start', '--tlsMode', 'external'], []],
    ['victoriametrics/vmauth:v1', ['-tls', '-tlsAutocert'], ['https by `-tls`']],
    ['shop:1', ['--tls'], []],
  ])('%s %j', (image, words, expected) => expect(said(args(words, image), 8000)).toEqual(expected));
});

describe('mounted files that say what a program speaks (semantics 7.16)', () => {
  it.each<readonly [string, string, string, readonly string[]]>([
    [
      'Beats',
      'apm-server.yml',
      'apm-server:\n  host: "0.0.0.0:8000"\n  ssl.enabled: true\n  ssl.certificate: /c\n  ssl.key: /k\n',
      ['https by `apm-server.ssl.enabled` in `apm-server.yml`'],
    ],
    [
      'a section at the top',
      'app.yaml',
      'TLS:\n  Enabled: true\n  KeyPath: /k\n  CertPath: /c\n',
      ['https by `tls.enabled` in `app.yaml`'],
    ],
    ['such a one that is off', 'app.yaml', 'tls:\n  enabled: false\n  cert: /c\n  key: /k\n', []],
    ['such a one without a switch', 'app.yaml', 'tls:\n  cert: /c\n  key: /k\n', []],
    [
      'and with a port beside it',
      'app.yaml',
      'port: 8000\ntls:\n  cert: /c\n  key: /k\n',
      ['https by `tls.cert` in `app.yaml`'],
    ],
    ['for another port', 'app.yaml', 'port: 9000\ntls:\n  cert: /c\n  key: /k\n', []],
    ['of a client', 'app.yaml', 'kafka:\n  tls:\n    enabled: true\n    cert: /c\n    key: /k\n', []],
    [
      'of a server',
      'app.yaml',
      'server:\n  tls:\n    cert_file: /c\n    key_file: /k\n',
      ['https by `server.tls.cert-file` in `app.yaml`'],
    ],
    [
      'of a server, off',
      'app.yaml',
      'server:\n  tls:\n    enabled: false\n',
      ['http by `server.tls.enabled` in `app.yaml`'],
    ],
    [
      'Loki and its relatives',
      'loki.yaml',
      'server:\n  http_listen_port: 8000\n  http_tls_config:\n    cert_file: /c\n    key_file: /k\n',
      ['https by `server.http-tls-config.cert-file` in `loki.yaml`'],
    ],
    [
      'exporters of Prometheus',
      'web.yml',
      'tls_server_config:\n  cert_file: /c\n  key_file: /k\n',
      ['https by `tls-server-config.cert-file` in `web.yml`'],
    ],
    [
      'Spring Boot',
      'application.yml',
      'server:\n  port: 8000\n  ssl:\n    key-store: classpath:k.p12\n',
      ['https by `server.ssl.key-store` in `application.yml`'],
    ],
    [
      'Spring Boot, properties',
      'application.properties',
      'server.port=8000\nserver.ssl.enabled=true\n',
      ['https by `server.ssl.enabled` in `application.properties`'],
    ],
    ['Spring Boot on another port', 'application.properties', 'server.port=8443\nserver.ssl.enabled=true\n', []],
    [
      'Grafana',
      'grafana.ini',
      '[server]\nprotocol = https\nhttp_port = 8000\n',
      ['https by `server.protocol` in `grafana.ini`'],
    ],
    [
      'Grafana, plain',
      'grafana.ini',
      '[server]\nprotocol = http\nhttp_port = 8000\n',
      ['http by `server.protocol` in `grafana.ini`'],
    ],
    ['Dex', 'config.yaml', 'web:\n  https: 0.0.0.0:8000\n  tlsCert: /c\n', ['https by `web.https` in `config.yaml`']],
    [
      'a registry',
      'config.yml',
      'http:\n  addr: :8000\n  tls:\n    certificate: /c\n    key: /k\n',
      ['https by `http.tls.certificate` in `config.yml`'],
    ],
    [
      'Vault',
      'vault.hcl',
      'listener "tcp" {\n  tls_disable = 1\n  address = "[::]:8000"\n}\n',
      ['http by `listener tcp.tls-disable` in `vault.hcl`'],
    ],
    ['NATS', 'nats.conf', 'https_port: 8000\n', ['https by `https-port` in `nats.conf`']],
    ['nothing of the kind', 'app.yaml', 'server:\n  port: 8000\n', []],
  ])('%s', (_, name, text, expected) =>
    expect(said(`image: shop:1, ${WEB}`, 8000, { [name]: text })).toEqual(expected),
  );

  it('reads what nginx and HAProxy listen on', () => {
    const files = { 'site.conf': 'server {\n listen 8000 ssl;\n}\nserver {\n listen 8001;\n}\n' };
    expect(said(`image: "nginx:1", ${WEB}`, 8000, files)).toEqual(['https by `listen 8000`']);
    const proxy = { 'haproxy.cfg': 'frontend a\n  bind :8000 ssl crt /c\nfrontend b\n  bind :8001\n' };
    expect(said(`image: "haproxy:3", ${WEB}`, 8000, proxy)).toEqual(['https by `bind :8000`']);
    expect(said(`image: "haproxy:3", ${WEB}`, 8001, proxy)).toEqual([]);
  });
});

describe('a folder of certificates', () => {
  const minio = (folder: string, mounted: string): readonly string[] => {
    const words = JSON.stringify(['server', '/data', '--certs-dir', folder]);
    const mounts = mounted === '' ? '' : `, volumeMounts: [{name: v, mountPath: ${mounted}}]`;
    const pod = podOf(`{containers: [{name: main, image: minio/minio, args: ${words}${mounts}}]}`);
    const [main] = pod.containers;
    if (main === undefined) throw new Error('no container');
    const sayings = readSayings(main, { ...configuredBy(main, pod, () => []), given: [] });
    return spokenByTexts(main, 9000, sayings).map(({ scheme }) => scheme);
  };

  it.each([
    ['/certs', '/certs', ['https']],
    ['/certs/', '/certs', ['https']],
    ['/home/minio/certs', '/home/minio', ['https']],
    ['/certs', '/certs/public.crt', ['https']],
    ['/certs', '/certs/CAs/tls.crt', []],
    ['/certs', '/certs/CAs', []],
    ['/certs', '/data', []],
    ['/certs', '', []],
  ])('%s of MinIO, with a volume at %s: %j', (folder, mounted, expected) => {
    expect(minio(folder, mounted)).toEqual(expected);
  });
});
