import { sitesOf } from './caddyfile.js';
import { portOf, inEachSection, inEachYaml, inPattern, inSections, inYaml, type Reader } from './config-readers.js';
import type { ConfigFormat } from './config-format.js';

const NO_IMAGE = /^$/;

/** A configuration server of Spring Cloud hands out the files of other programs (its manual, `native` backend). */
const CONFIG_SERVER = /spring[._]cloud[._]config[._]server/i;

/** Servers of pages and proxies: one entry for each program, with the syntax of its own manual. */
export const WEB_SERVERS: readonly ConfigFormat[] = [
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
    program: 'Spring Boot',
    files: /(^|\/)application\.ya?ml$/,
    image: NO_IMAGE,
    unless: CONFIG_SERVER,
    read: /(^|\/)config\/application\.ya?ml$/,
    port: 8080,
    endpoints: withGrpc(
      inYaml(
        ['server.address', 'quarkus.http.host', 'micronaut.server.host'],
        ['server.port', 'quarkus.http.port', 'micronaut.server.port'],
      ),
      inYaml([], ['quarkus.grpc.server.port']),
    ),
  },
  {
    program: 'Spring Boot',
    files: /(^|\/)application\.properties$/,
    image: NO_IMAGE,
    unless: CONFIG_SERVER,
    read: /(^|\/)config\/application\.properties$/,
    port: 8080,
    endpoints: withGrpc(
      inSections({
        section: /^$/,
        address: /^(server\.address|quarkus\.http\.host|micronaut\.server\.host)$/,
        port: /^(server|quarkus\.http|micronaut\.server)\.port$/,
      }),
      inSections({ section: /^$/, address: /^$/, port: /^quarkus\.grpc\.server\.port$/ }),
    ),
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
    program: 'oauth2-proxy',
    files: /\.cfg$/,
    image: /(^|\/)oauth2-proxy([:@]|$)/,
    read: /^\/etc\/oauth2-proxy(\/[\w-]{1,60})?\.cfg$|^\/etc\/oauth2[_-]proxy\/[\w.-]{1,60}\.cfg$/,
    port: 4180,
    endpoints: inPattern(/^[ \t]*http_address[ \t]*=[ \t]*\"([^\"\s]+)\"/gm),
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

/**
 * The server for gRPC of Quarkus has a port of its own, 9000 unless it is told otherwise, which the management
 * interface has as well; or none, beside `use-separate-server` (semantics 6.8; its guide grpc-reference).
 */
function withGrpc(main: ConfigFormat['endpoints'], grpc: Reader): ConfigFormat['endpoints'] {
  return (text, port, image) => {
    const beside = /quarkus[.:]/.test(text) && !/\bmanagement\b|use-separate-server/.test(text) ? grpc(text, 9000) : [];
    return [...main(text, port, image), ...beside.map((endpoint) => ({ ...endpoint, beside: 9000 }))];
  };
}
