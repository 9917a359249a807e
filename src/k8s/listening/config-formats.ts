import { sitesOf } from './caddyfile.js';
import {
  portOf,
  type Endpoint,
  inEachSection,
  inEachYaml,
  inLines,
  inPattern,
  inSections,
  inYaml,
} from './config-readers.js';
import { otlpReceivers } from './otlp-receivers.js';

/** The configuration file of a program, and how it says where the program listens (semantics 6.8). */
export interface ConfigFormat {
  readonly program: string;
  /** Which files it may be, by the path in the container. */
  readonly files: RegExp;
  /** Images that run the program. */
  readonly image: RegExp;
  /** Paths that the program reads without being told to. */
  readonly read: RegExp;
  /** The port that it takes where the file names none. */
  readonly port: number;
  /** Every address that the file makes it listen on. */
  endpoints(text: string, port: number, image: string): readonly Endpoint[];
  /** What happens where the file is there and leaves the address out. */
  readonly local?: LocalDefault;
  /** The program has other ports of which the file is not asked. */
  readonly partial?: true;
}

/** A program that listens on the loopback where its file does not say otherwise, in place of the file of its image. */
export interface LocalDefault {
  /** The images of which this is known. */
  readonly image: RegExp;
  /** What tells the program otherwise in words of its command, names of variables, or lines of the file. */
  readonly unless: RegExp;
  /** The line that opens it to every address. */
  readonly remedy: string;
}

const NO_IMAGE = /^$/;

/** One line for each program; the syntax of each file is that of the program's own manual. */
export const CONFIG_FORMATS: readonly ConfigFormat[] = [
  {
    program: 'nginx',
    files: /\.(conf|template)$|\/nginx\/(conf\.d|sites-enabled)\/[^/]+$/,
    image: /nginx|openresty/,
    read: /^\/etc\/nginx\/(nginx\.conf|(conf\.d|templates|http\.d)\/[^/]+\.(conf|template))$|^\/opt\/bitnami\/nginx\/conf\//,
    port: 80,
    endpoints: inPattern(
      /(?:^|[{;])[ \t]*listen[ \t]+(?!unix:)([^\s;]{1,300})(?:[ \t](?![^;\n]{0,300}\budp\b)[^;\n]{0,300})?(?=;)/gm,
    ),
  },
  {
    program: 'haproxy',
    files: /\.(cfg|conf)$/,
    image: /haproxy/,
    read: /^(\/usr\/local)?\/etc\/haproxy\/haproxy\.cfg$/,
    port: 80,
    endpoints: inPattern(/^[ \t]*bind[ \t]+(?:ipv[46]@)?(?!unix@|fd@|\/)([^\s,]+)/gm),
  },
  {
    program: 'httpd',
    files: /\.conf$/,
    image: /httpd|apache/,
    read: /^\/usr\/local\/apache2\/conf\/httpd\.conf$|^\/etc\/(apache2|httpd)\/(ports|apache2|httpd|conf\/httpd)\.conf$/,
    port: 80,
    endpoints: inPattern(/^[ \t]*Listen[ \t]+(\S+)/gim),
  },
  {
    program: 'mysqld',
    files: /\.(cnf|conf)$/,
    image: /mysql|mariadb|percona/,
    read: /^\/etc\/(mysql\/)?(my\.cnf|(conf\.d|mariadb\.conf\.d|mysql\.conf\.d|my\.cnf\.d)\/[^/]+\.cnf)$/,
    port: 3306,
    endpoints: inSections({
      section: /^(mysqld|mariadbd?|server)(-[\d.]+)?$/,
      address: /^bind[-_]address$/,
      port: /^port$/,
    }),
  },
  {
    program: 'postgres',
    files: /postgresql\.conf$/,
    image: /postgres|postgis|timescale/,
    read: /^\/var\/lib\/postgresql\/data\/(pgdata\/)?postgresql\.conf$|^\/bitnami\/postgresql\/conf\//,
    port: 5432,
    endpoints: inSections({ section: /^$/, address: /^listen_addresses$/, port: /^port$/ }),
    local: {
      image: /(^|\/)(postgres|postgis|timescaledb)([:@]|$)/,
      unless: /listen_addresses|^-h$|^[ \t]*include/m,
      remedy: "listen_addresses = '*'",
    },
  },
  {
    program: 'redis-server',
    files: /\.conf$/,
    image: /redis|valkey|keydb/,
    read: /^\/opt\/bitnami\/redis\/(mounted-)?etc\//,
    port: 6379,
    endpoints: inLines({ address: /^[ \t]*bind[ \t]+(.+)$/m, port: /^[ \t]*port[ \t]+(\d+)/m }),
  },
  {
    program: 'mongod',
    files: /\.(conf|cfg|ya?ml)$/,
    image: /mongo/,
    read: /^\/etc\/mongod\.conf$|^\/opt\/bitnami\/mongodb\/conf\//,
    port: 27_017,
    endpoints: inYaml(['net.bindIp'], ['net.port']),
  },
  {
    program: 'elasticsearch',
    files: /(elasticsearch|opensearch)\.ya?ml$/,
    image: /elasticsearch|opensearch/,
    read: /^\/usr\/share\/(elasticsearch|opensearch)\/config\/(elasticsearch|opensearch)\.yml$/,
    port: 9200,
    endpoints: inYaml(['http.host', 'http.bind_host', 'network.bind_host', 'network.host'], ['http.port']),
    local: {
      image: /(^|\/)(elasticsearch|elasticsearch-oss|opensearch)([:@]|$)/,
      unless: /(network|http)[._](bind_?host|host)|^[ \t]*(network|http):/im,
      remedy: 'network.host: 0.0.0.0',
    },
  },
  {
    program: 'kibana',
    files: /kibana\.ya?ml$/,
    image: /kibana/,
    read: /^\/usr\/share\/kibana\/config\/kibana\.yml$/,
    port: 5601,
    endpoints: inYaml(['server.host'], ['server.port']),
    local: {
      image: /(^|\/)kibana(-oss)?([:@]|$)/,
      unless: /server[._]host|^[ \t]*server:/im,
      remedy: 'server.host: 0.0.0.0',
    },
  },
  {
    program: 'Spring Boot',
    files: /(^|\/)application\.ya?ml$/,
    image: NO_IMAGE,
    read: /(^|\/)config\/application\.ya?ml$/,
    port: 8080,
    endpoints: inYaml(
      ['server.address', 'quarkus.http.host', 'micronaut.server.host'],
      ['server.port', 'quarkus.http.port', 'micronaut.server.port'],
    ),
  },
  {
    program: 'Spring Boot',
    files: /(^|\/)application\.properties$/,
    image: NO_IMAGE,
    read: /(^|\/)config\/application\.properties$/,
    port: 8080,
    endpoints: inSections({
      section: /^$/,
      address: /^(server\.address|quarkus\.http\.host|micronaut\.server\.host)$/,
      port: /^(server|quarkus\.http|micronaut\.server)\.port$/,
    }),
  },
  {
    program: 'rabbitmq',
    files: /rabbitmq\.conf$|\/conf\.d\/[^/]+\.conf$/,
    image: /rabbitmq/,
    read: /^\/etc\/rabbitmq\/(rabbitmq\.conf|conf\.d\/[^/]+\.conf)$/,
    port: 5672,
    endpoints: inPattern(/^[ \t]*listeners\.tcp\.\w+[ \t]*=[ \t]*(\S+)/gm),
  },
  {
    program: 'grafana',
    files: /grafana\.ini$/,
    image: /grafana/,
    read: /^\/etc\/grafana\/grafana\.ini$/,
    port: 3000,
    endpoints: inSections({ section: /^server$/, address: /^http_addr$/, port: /^http_port$/ }),
  },
  {
    program: 'gitea',
    files: /app\.ini$/,
    image: /gitea|forgejo|gogs/,
    read: /\/(gitea|gogs)\/conf\/app\.ini$/,
    port: 3000,
    endpoints: inSections({ section: /^server$/, address: /^HTTP_ADDR$/, port: /^HTTP_PORT$/ }),
  },
  {
    program: 'influxd',
    files: /influxdb\.conf$/,
    image: /influxdb/,
    read: /^\/etc\/influxdb\/influxdb\.conf$/,
    port: 8086,
    endpoints: inSections({ section: /^http$/, address: /^bind-address$/, port: /^$/ }),
  },
  {
    program: 'mosquitto',
    files: /\.conf$/,
    image: /mosquitto/,
    read: /^\/mosquitto\/config\/mosquitto\.conf$/,
    port: 1883,
    endpoints: (text) =>
      [...text.matchAll(/^[ \t]*listener[ \t]+(\d+)(?:[ \t]+(\S+))?/gm)].map((match) => ({
        address: match[2] ?? '',
        port: portOf(match[1]),
        start: match.index + match[0].search(/listener/),
        end: match.index + match[0].length,
      })),
    local: {
      image: /(^|\/)eclipse-mosquitto(:2|:latest|:openssl|$)/,
      unless: /^[ \t]*(listener|port|bind_address|include_dir)\b|^-p$/m,
      remedy: 'listener 1883',
    },
  },
  {
    program: 'kafka',
    files: /server\.properties$/,
    image: /kafka/,
    read: /\/kafka\/config\/server\.properties$/,
    port: 9092,
    endpoints: inPattern(/^[ \t]*listeners[ \t]*=[ \t]*(?:[A-Z_]+:\/\/)([^\s,]+)[ \t]*$/gm),
  },
  {
    program: 'nats-server',
    files: /\.conf$/,
    image: /nats/,
    read: /^\/etc\/nats(-config)?\/[^/]+\.conf$|^\/nats-server\.conf$/,
    port: 4222,
    endpoints: inLines({
      address: /^[ \t]*(?:host|net)[ \t]*[:=][ \t]*(\S+)/m,
      port: /^[ \t]*port[ \t]*[:=][ \t]*(\d+)/m,
    }),
  },
  {
    program: 'vault',
    files: /\.(hcl|json)$/,
    image: /vault|openbao/,
    read: /^\/(vault|openbao)\/config\//,
    port: 8200,
    endpoints: inPattern(/\baddress[ \t]*=[ \t]*"([^"\s/]+)"/gm),
  },
  {
    program: 'consul',
    files: /\.(hcl|json)$/,
    image: /consul/,
    read: /^\/consul\/config\//,
    port: 8500,
    endpoints: inPattern(/\bclient_addr"?[ \t]*[:=][ \t]*"([^"\s]+)"/gm),
  },
  {
    program: 'envoy',
    files: /\.(ya?ml|json)$/,
    image: /envoy/,
    read: /^\/etc\/envoy\/envoy\.ya?ml$/,
    port: 10_000,
    endpoints: (text) =>
      [...listenersOfEnvoy(text).matchAll(/\baddress:\s*["']?([\d.:[\]]+)["']?,?\s+port_value:\s*(\d+)/g)].map(
        (match) => ({
          address: match[1] ?? '',
          port: portOf(match[2]),
          start: match.index,
          end: match.index + match[0].length,
        }),
      ),
  },
  {
    program: 'otelcol',
    files: /\.ya?ml$/,
    image: /opentelemetry-collector|otelcol/,
    read: /^\/etc\/otelcol(-contrib|-k8s)?\/config\.ya?ml$/,
    port: 4317,
    endpoints: (text, _port, image) => otlpReceivers(text, image),
    partial: true,
  },
  {
    program: 'caddy',
    files: /(^|\/)Caddyfile$/,
    image: /caddy/,
    read: /^\/etc\/caddy\/Caddyfile$/,
    port: 80,
    endpoints: sitesOf,
  },
  {
    program: 'traefik',
    files: /(^|\/)traefik\.ya?ml$/,
    image: /traefik/,
    read: /^\/etc\/traefik\/traefik\.ya?ml$/,
    port: 80,
    endpoints: inEachYaml(/^entryPoints\.[^.]+\.address$/),
  },
  {
    program: 'traefik',
    files: /(^|\/)traefik\.toml$/,
    image: /traefik/,
    read: /^\/etc\/traefik\/traefik\.toml$/,
    port: 80,
    endpoints: inEachSection(/^entryPoints\.[^.]+$/, /^address$/),
  },
  {
    program: 'registry',
    files: /\.ya?ml$/,
    image: /(^|\/)(registry|distribution)([:@]|$)/,
    read: /^\/etc\/(docker\/registry|distribution)\/config\.yml$/,
    port: 5000,
    endpoints: inYaml(['http.addr'], []),
  },
  {
    program: 'loki',
    files: /\.ya?ml$/,
    image: /(^|\/)grafana\/loki([:@]|$)/,
    read: /^\/etc\/loki\/(config|loki|local-config)\.ya?ml$/,
    port: 3100,
    endpoints: inYaml(['server.http_listen_address'], ['server.http_listen_port']),
  },
  {
    program: 'mimir',
    files: /\.ya?ml$/,
    image: /(^|\/)grafana\/mimir([:@]|$)/,
    read: /^\/etc\/mimir\/(config|mimir|local-config)\.ya?ml$/,
    port: 8080,
    endpoints: inYaml(['server.http_listen_address'], ['server.http_listen_port']),
  },
  {
    program: 'tempo',
    files: /\.ya?ml$/,
    image: /(^|\/)grafana\/tempo([:@]|$)/,
    read: /^\/(etc|conf)\/tempo\.ya?ml$/,
    port: 3200,
    endpoints: inYaml(['server.http_listen_address'], ['server.http_listen_port']),
  },
  {
    program: 'promtail',
    files: /\.ya?ml$/,
    image: /(^|\/)grafana\/promtail([:@]|$)/,
    read: /^\/etc\/promtail\/(config|promtail|local-config)\.ya?ml$/,
    port: 80,
    endpoints: inYaml(['server.http_listen_address'], ['server.http_listen_port']),
  },
  {
    program: 'dex',
    files: /\.ya?ml$/,
    image: /(^|\/)dex([:@]|$)/,
    read: /^\/etc\/dex\/(cfg\/)?config[\w.-]{0,60}\.ya?ml$/,
    port: 5556,
    endpoints: inYaml(['web.http'], []),
  },
  {
    program: 'headscale',
    files: /config\.ya?ml$/,
    image: /(^|\/)headscale([:@]|$)/,
    read: /^\/etc\/headscale\/config\.yaml$/,
    port: 8080,
    endpoints: inYaml(['listen_addr'], []),
  },
  {
    program: 'ntfy',
    files: /server\.yml$/,
    image: /(^|\/)ntfy([:@]|$)/,
    read: /^\/etc\/ntfy\/server\.yml$/,
    port: 80,
    endpoints: inYaml(['listen-http'], []),
  },
  {
    program: 'Home Assistant',
    files: /configuration\.yaml$/,
    image: /(^|\/)home-assistant([:@]|$)/,
    read: /^\/config\/configuration\.yaml$/,
    port: 8123,
    endpoints: inYaml(['http.server_host'], ['http.server_port']),
  },
  {
    program: 'apisix',
    files: /config\.yaml$/,
    image: /(^|\/)apisix([:@]|$)/,
    read: /^\/usr\/local\/apisix\/conf\/config\.yaml$/,
    port: 9080,
    endpoints: inYaml([], ['apisix.node_listen']),
  },
  {
    program: 'squid',
    files: /\.conf$/,
    image: /(^|\/)squid([:@]|$)/,
    read: /^\/etc\/squid\/squid\.conf$/,
    port: 3128,
    endpoints: inPattern(/^[ \t]*http_port[ \t]+(\S+)/gm),
  },
  {
    program: 'lighttpd',
    files: /\.conf$/,
    image: /(^|\/)lighttpd([:@]|$)/,
    read: /^\/etc\/lighttpd\/lighttpd\.conf$/,
    port: 80,
    endpoints: inPattern(/^[ \t]*server\.port[ \t]*=[ \t]*(\d+)/gm),
  },
  {
    program: 'tomcat',
    files: /server\.xml$/,
    image: /(^|\/)(tomcat|tomee)([:@]|$)/,
    read: /^\/(usr\/local|opt)\/(tomcat|tomee|bitnami\/tomcat)\/conf\/server\.xml$/,
    port: 8080,
    endpoints: inPattern(/<Connector[ \t]+port=\"(\d+)\"/g),
  },
  {
    program: 'zookeeper',
    files: /zoo\.cfg$/,
    image: /(^|\/)zookeeper([:@]|$)/,
    read: /^\/conf\/zoo\.cfg$|^\/opt\/bitnami\/zookeeper\/conf\/zoo\.cfg$/,
    port: 2181,
    endpoints: inPattern(/^[ \t]*clientPort[ \t]*=[ \t]*(\d+)/gm),
  },
  {
    program: 'SonarQube',
    files: /sonar\.properties$/,
    image: /(^|\/)sonarqube([:@]|$)/,
    read: /^\/opt\/sonarqube\/conf\/sonar\.properties$/,
    port: 9000,
    endpoints: inPattern(/^[ \t]*sonar\.web\.port[ \t]*=[ \t]*(\d+)/gm),
  },
  {
    program: 'keycloak',
    files: /keycloak\.conf$/,
    image: /(^|\/)keycloak([:@]|$)/,
    read: /^\/opt\/keycloak\/conf\/keycloak\.conf$/,
    port: 8080,
    endpoints: inPattern(/^[ \t]*http-port[ \t]*=[ \t]*(\d+)/gm),
  },
  {
    program: 'oauth2-proxy',
    files: /\.cfg$/,
    image: /(^|\/)oauth2-proxy([:@]|$)/,
    read: /^\/etc\/oauth2-proxy(\/[\w-]{1,60})?\.cfg$|^\/etc\/oauth2[_-]proxy\/[\w.-]{1,60}\.cfg$/,
    port: 4180,
    endpoints: inPattern(/^[ \t]*http_address[ \t]*=[ \t]*\"([^\"\s]+)\"/gm),
  },
  {
    program: 'trino',
    files: /config\.properties$/,
    image: /(^|\/)trino([:@]|$)/,
    read: /^\/etc\/trino\/config\.properties$/,
    port: 8080,
    endpoints: inPattern(/^[ \t]*http-server\.http\.port[ \t]*=[ \t]*(\d+)/gm),
  },
  {
    program: 'nexus',
    files: /nexus(-default)?\.properties$/,
    image: /(^|\/)nexus3([:@]|$)/,
    read: /^\/(nexus-data|opt\/sonatype\/nexus)\/etc\/nexus(-default)?\.properties$/,
    port: 8081,
    endpoints: inPattern(/^[ \t]*application-port[ \t]*=[ \t]*(\d+)/gm),
  },
  {
    program: 'pgbouncer',
    files: /pgbouncer\.ini$/,
    image: /pgbouncer/,
    read: /^\/etc\/pgbouncer\/pgbouncer\.ini$|^\/opt\/bitnami\/pgbouncer\/conf\/pgbouncer\.ini$/,
    port: 6432,
    endpoints: inSections({ section: /^pgbouncer$/, address: /^listen_addr$/, port: /^listen_port$/ }),
  },
  {
    program: 'gunicorn',
    files: /gunicorn[\w.-]{0,100}\.py$/,
    image: NO_IMAGE,
    read: /\/gunicorn\.conf\.py$/,
    port: 8000,
    endpoints: inPattern(/^bind[ \t]*=[ \t]*["']([^"'\s]+)["']/gm),
  },
  {
    program: 'uwsgi',
    files: /uwsgi[\w.-]{0,100}\.ini$/,
    image: NO_IMAGE,
    read: /\/uwsgi\.ini$/,
    port: 8000,
    endpoints: inPattern(/^[ \t]*(?:http|http-socket|socket|uwsgi-socket)[ \t]*=[ \t]*(\S*:\d+)/gm),
  },
];

/**
 * The addresses of clusters tell whom Envoy calls; with them blanked every offset stays. Where a control plane sends
 * the listeners, only the port of the administration stands here, which says nothing of them.
 */
function listenersOfEnvoy(text: string): string {
  if (/\blds_config\b/.test(text)) return '';
  return text.replace(/^( *)(?:- )?clusters:[^\n]*(?:\n(?:\1[ -][^\n]*|[ \t]*))*/gm, (whole) =>
    whole.replace(/\S/g, '_'),
  );
}
