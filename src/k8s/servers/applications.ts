import { inPattern, inSections, inYaml } from './config-readers.js';
import type { ConfigFormat } from './config-format.js';

/** Applications of their own kind: one entry for each program, with the syntax of its own manual. */
export const APPLICATIONS: readonly ConfigFormat[] = [
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
];
