import type { Variable } from '../pods/container.js';
import { urlsIn } from './flags.js';
import { portAtEnd, schemeOfSwitch, type Saying, withoutTurnedOff } from './saying.js';

/** What the variables of a program say; each row by its own manual (semantics 7.16). */
export function inVariables(variables: readonly Variable[]): readonly Saying[] {
  const known = variables.filter(
    ({ name, value }) =>
      value !== '' && (/tls|ssl|https?|cert|url|protocol|insecure/i.test(name) || KONG_LISTENERS.test(name)),
  );
  if (known.length === 0) return [];
  const own = withoutTurnedOff(known.flatMap((variable) => inVariable(variable, variables)));
  return own.length > 0 ? own : inPairs(known, variables);
}

/** A variable that says what a program speaks. */
interface Row {
  /** The value that turns TLS on; without one the variable is a switch, of which `false` says plain HTTP. */
  readonly on?: RegExp;
  /** The value that says plain HTTP. */
  readonly off?: RegExp;
  /** Where the program serves it, where that is always the same. */
  readonly ports?: readonly number[];
  /** The variable that has another port in place of the first. */
  readonly portIn?: string;
}

const SET = /./;
const HTTPS = /^(?:https|h2)$/i;
const HTTP = /^http$/i;

/** Variables that make one program serve TLS. */
const ROWS: ReadonlyMap<string, Row> = new Map<string, Row>([
  ['SERVER_SSL_ENABLED', {}], // Spring Boot, Kibana
  ['SERVER_SSL_KEY_STORE', { on: SET }],
  ['SERVER_SSL_KEYSTORE', { on: SET }],
  ['SERVER_SSL_CERTIFICATE', { on: SET }],
  ['SERVER_SSL_BUNDLE', { on: SET }],
  ['MICRONAUT_SERVER_SSL_ENABLED', { ports: [8443], portIn: 'MICRONAUT_SERVER_SSL_PORT' }],
  ['QUARKUS_HTTP_SSL_CERTIFICATE_FILES', { on: SET, ports: [8443], portIn: 'QUARKUS_HTTP_SSL_PORT' }],
  ['QUARKUS_HTTP_SSL_CERTIFICATE_KEY_STORE_FILE', { on: SET, ports: [8443], portIn: 'QUARKUS_HTTP_SSL_PORT' }],
  ['GF_SERVER_PROTOCOL', { on: HTTPS, off: HTTP }],
  ['GITEA__server__PROTOCOL', { on: HTTPS, off: HTTP }],
  ['FORGEJO__server__PROTOCOL', { on: HTTPS, off: HTTP }],
  ['VERDACCIO_PROTOCOL', { on: HTTPS, off: HTTP }],
  ['FLIPT_SERVER_PROTOCOL', { on: HTTPS, off: HTTP }],
  ['REGISTRY_HTTP_TLS_CERTIFICATE', { on: SET }],
  ['xpack.security.http.ssl.enabled', { ports: [9200], portIn: 'http.port' }],
  ['plugins.security.ssl.http.enabled', { ports: [9200], portIn: 'http.port' }],
  ['CODER_TLS_ENABLE', {}],
  ['ZITADEL_TLS_ENABLED', {}],
  ['HTTPS_CERT', { on: SET }], // snyk/broker
  ['MP_UI_TLS_CERT', { on: SET }], // Mailpit
  ['GOTIFY_SERVER_SSL_ENABLED', {}],
  ['QDRANT__SERVICE__ENABLE_TLS', { ports: [6333] }],
  ['INFLUXDB_HTTP_HTTPS_ENABLED', { ports: [8086] }],
  ['INFLUXD_TLS_CERT', { on: SET, ports: [8086] }],
  ['OPENFGA_HTTP_TLS_ENABLED', { ports: [8080] }],
  ['SPICEDB_HTTP_TLS_CERT_PATH', { on: SET, ports: [8443] }],
  ['QUERY_HTTP_TLS_ENABLED', { ports: [16_686] }], // Jaeger
  ['PGADMIN_ENABLE_TLS', { on: SET }],
  ['INTERNAL_TLS_ENABLED', {}], // Harbor
  ['SFTPGO_HTTPD__BINDINGS__0__ENABLE_HTTPS', {}],
  ['MEILI_SSL_CERT_PATH', { on: SET, ports: [7700] }],
  ['TYPESENSE_SSL_CERTIFICATE', { on: SET, ports: [8108] }],
  ['ATLANTIS_SSL_CERT_FILE', { on: SET, ports: [4141], portIn: 'ATLANTIS_PORT' }],
  ['WOODPECKER_SERVER_CERT', { on: SET }],
  ['AIRFLOW__WEBSERVER__WEB_SERVER_SSL_CERT', { on: SET, ports: [8080] }],
  ['AIRFLOW__API__SSL_CERT', { on: SET, ports: [8080] }],
  ['ROCKET_TLS', { on: /certs/ }], // Vaultwarden
  ['ETCD_CERT_FILE', { on: SET, ports: [2379] }],
  ['SERVE_PUBLIC_TLS_CERT_PATH', { on: SET, ports: [4444] }], // Ory Hydra
  ['SERVE_ADMIN_TLS_CERT_PATH', { on: SET, ports: [4445] }],
  ['NIFI_WEB_HTTPS_PORT', { on: /^\d+$/, portIn: 'NIFI_WEB_HTTPS_PORT' }],
  ['ARGOCD_SERVER_INSECURE', { on: /^false$/i, off: /^true$/i, ports: [8080] }],
  ['HTTPS', { on: /^true$/ }], // the development server of Create React App
  // The management port of Keycloak speaks what the main one does.
  ['KC_HTTPS_CERTIFICATE_FILE', { on: SET, ports: [8443, 9000], portIn: 'KC_HTTPS_PORT' }],
  ['KC_HTTPS_KEY_STORE_FILE', { on: SET, ports: [8443, 9000], portIn: 'KC_HTTPS_PORT' }],
]);

/** A variable that takes the second port of a row back. */
const TAKEN_BACK: ReadonlyMap<string, RegExp> = new Map([
  ['KC_HTTP_MANAGEMENT_SCHEME', HTTP],
  ['KC_LEGACY_OBSERVABILITY_INTERFACE', /^true$/i],
]);

/** Where ASP.NET and etcd listen. */
const URL_VARIABLES = new Set([
  'ASPNETCORE_URLS',
  'DOTNET_URLS',
  'ETCD_LISTEN_METRICS_URLS',
  'ETCD_LISTEN_CLIENT_URLS',
]);
const PORT_VARIABLES: ReadonlyMap<string, 'http' | 'https'> = new Map([
  ['ASPNETCORE_HTTPS_PORTS', 'https'],
  ['ASPNETCORE_HTTP_PORTS', 'http'],
]);
/** Where Kong listens: `0.0.0.0:8000 reuseport, 0.0.0.0:8443 ssl`; `http2` without `ssl` is for gRPC as well. */
const KONG_LISTENERS = /^KONG_(?:PROXY|ADMIN|ADMIN_GUI|STATUS)_LISTEN$/;

function listenersOfKong(value: string): readonly Pick<Saying, 'scheme' | 'port'>[] {
  return value.split(',').flatMap((listener) => {
    const [address = '', ...how] = listener.trim().split(/[ \t]+/);
    const port = portAtEnd(address);
    if (port === undefined || (how.includes('http2') && !how.includes('ssl'))) return [];
    return [{ scheme: how.includes('ssl') ? 'https' : 'http', port }];
  });
}

/** `AUTHENTIK_LISTEN__HTTPS`, `OAUTH2_PROXY_HTTPS_ADDRESS`, `APP_HTTPS_PORT`: a number, or an address with one. */
const SECURE_PORT = /(?:^|_)HTTPS_(?:PORT|ADDRESS|ADDR|LISTEN_ADDRESS|BIND_ADDRESS)$|_LISTEN_{1,2}HTTPS$/;

function inVariable(variable: Variable, all: readonly Variable[]): readonly Saying[] {
  const { name, value } = variable;
  if (URL_VARIABLES.has(name)) return urlsIn(value).map((url) => ({ ...url, ...said(variable) }));
  if (KONG_LISTENERS.test(name)) return listenersOfKong(value).map((each) => ({ ...each, ...said(variable) }));
  const listed = PORT_VARIABLES.get(name);
  if (listed !== undefined)
    return value
      .split(';')
      .flatMap((port) => (/^\d+$/.test(port) ? [{ scheme: listed, port: Number(port), ...said(variable) }] : []));
  const row = ROWS.get(name);
  if (row !== undefined) return inRow(row, variable, all);
  const port = SECURE_PORT.test(name) ? portAtEnd(value) : undefined;
  return port === undefined ? [] : [{ scheme: 'https', port, ...said(variable) }];
}

function inRow({ on, off, ports, portIn }: Row, variable: Variable, all: readonly Variable[]): readonly Saying[] {
  const scheme = schemeIn(variable.value, on, off);
  if (scheme === undefined) return [];
  const told = all.find(({ name }) => name === portIn)?.value;
  const moved = told === undefined ? undefined : portAtEnd(told);
  if (told !== undefined && moved === undefined) return [];
  const [first, ...more] = ports ?? [undefined];
  const others = all.some(({ name, value }) => TAKEN_BACK.get(name)?.test(value) === true) ? [] : more;
  return [moved ?? first, ...others].map((port) => ({ scheme, port, ...said(variable) }));
}

function schemeIn(value: string, on: RegExp | undefined, off: RegExp | undefined): 'http' | 'https' | undefined {
  if (on === undefined) return schemeOfSwitch(value);
  if (on.test(value)) return 'https';
  return off?.test(value) === true ? 'http' : undefined;
}

const said = ({ name, scalar: { place } }: Variable): Pick<Saying, 'at' | 'by'> => ({ at: place, by: `\`${name}\`` });

/**
 * The certificate and the key that a server shows, of a program that nobody knows: `SSL_CERT` beside `SSL_KEY`,
 * `UI_TLS_CERT_FILE` beside `UI_TLS_KEY_FILE`. What a client shows is called after the server, as `DB_TLS_CERT`.
 */
const CERTIFICATE =
  /^((?:APP_|NODE_|N8N_)?(?:(?:HTTP|SERVER|WEB|UI|API|LISTEN|LISTENER|FRONTEND|WEBSERVER)_)?(?:HTTPS|TLS|SSL)(?:_SERVER)?_)(?:CERT|CRT|CERTIFICATE)_?(?:FILE|PATH|PEM)?$/;
const KEY_END = /^(?:PRIVATE_?|PRIV_?|CERT_|CERTIFICATE_)?KEY_?(?:FILE|PATH|PEM)?$/;
const SWITCH = /^(?:ENABLE_|USE_|DISABLE_)?(?:[A-Z0-9]+_)?(?:TLS|SSL|HTTPS)(?:_ENABLED?|_MODE|_DISABLED?)?$/;
const PROTOCOL = /^(?:[A-Z0-9]+_)?PROTOCOL$/;

/** `SHOP_SERVER_CERT` and `SHOP_SERVER_KEY`, where the switch `SHOP_SERVER_TLS` is on. */
const SERVER_CERTIFICATE = /^((?:[A-Z0-9]+_)?SERVER_)(?:CERT|CRT|CERTIFICATE)(?:_?(?:FILE|PATH))?$/;

function stemOfCertificate(name: string, known: readonly Variable[]): string | undefined {
  const [, stem] = CERTIFICATE.exec(name) ?? [];
  if (stem !== undefined) return stem;
  const [, own] = SERVER_CERTIFICATE.exec(name) ?? [];
  const isOn = known.some((other) => other.name === `${own ?? ''}TLS` && schemeOfSwitch(other.value) === 'https');
  return isOn ? own : undefined;
}

function inPairs(known: readonly Variable[], all: readonly Variable[]): readonly Saying[] {
  const isOff = known.some(
    ({ name, value }) =>
      (SWITCH.test(name) && schemeOfSwitch(value) === (name.includes('DISABLE') ? 'https' : 'http')) ||
      (PROTOCOL.test(name) && HTTP.test(value)),
  );
  if (isOff) return [];
  return known.flatMap((variable): readonly Saying[] => {
    const stem = stemOfCertificate(variable.name, known);
    if (stem === undefined) return [];
    const hasKey = all.some(
      ({ name, value }) => value !== '' && name.startsWith(stem) && KEY_END.test(name.slice(stem.length)),
    );
    return hasKey ? [{ scheme: 'https', port: undefined, ...said(variable) }] : [];
  });
}
