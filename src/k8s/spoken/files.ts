import { type PlacedSetting as Told, settingsByPath } from '../configuration/setting-paths.js';
import type { ConfiguredListener } from '../listening/configured.js';
import type { MountedFile } from '../listening/mounted-files.js';
import { nameOf } from '../../text/paths.js';
import { partsOf } from '../../tree/part-of-scalar.js';
import { portAtEnd, schemeOfSwitch, type Saying, withoutTurnedOff } from './saying.js';

/** What the mounted files of a container say its program speaks (semantics 7.16). */
export function inFiles(files: readonly MountedFile[], image: string): readonly Saying[] {
  return files.flatMap((file) =>
    file.text.length < LONGEST && /tls|ssl|https|protocol/i.test(file.text) ? inFile(file, image) : [],
  );
}

/** No configuration is longer. */
const LONGEST = 200_000;

/** A setting that says what one program speaks. */
interface Row {
  readonly path: RegExp;
  /** The value that turns TLS on; without one the setting is a switch, of which `false` says plain HTTP. */
  readonly on?: RegExp;
  readonly off?: RegExp;
  readonly port?: number;
  /** The setting that has another port in place of that. */
  readonly portAt?: RegExp;
  /** Only in files of this name, or of Pods with this image. */
  readonly file?: RegExp;
  readonly image?: RegExp;
}

const SERVER_PORT = /^server\.(?:port|listen|addr)$/;

const ROWS: readonly Row[] = [
  // elasticsearch.yml, opensearch.yml
  { path: /^xpack\.security\.http\.ssl\.enabled$/, port: 9200, portAt: /^http\.port$/ },
  { path: /^(?:plugins|opendistro)[.-]security\.ssl\.http\.enabled$/, port: 9200, portAt: /^http\.port$/ },
  // kibana.yml, application.yml and application.properties of Spring Boot
  { path: /^server\.ssl\.enabled$/, portAt: SERVER_PORT },
  { path: /^server\.ssl\.(?:key-?store|bundle|certificate)$/, on: /./, portAt: SERVER_PORT },
  // Quarkus, Micronaut
  { path: /^quarkus\.http\.ssl\.certificate\.(?:files?|key-store-file)$/, on: /./, port: 8443, portAt: /\.ssl-port$/ },
  { path: /^micronaut\.server\.ssl\.enabled$/, port: 8443, portAt: /^micronaut\.server\.ssl\.port$/ },
  // grafana.ini, app.ini of Gitea and Forgejo
  {
    path: /^server\.protocol$/,
    on: /^(?:https|h2)$/i,
    off: /^http$/i,
    port: 3000,
    portAt: /^server\.http-port$/,
    file: /(?:^|\/)(?:grafana|app|custom)\.ini$/,
  },
  // influxdb.conf, airflow.cfg
  { path: /^http\.https-enabled$/, port: 8086, image: /influxdb/ },
  { path: /^webserver\.web-server-ssl-cert$/, on: /./, port: 8080, portAt: /^webserver\.web-server-port$/ },
  { path: /^api\.ssl-cert$/, on: /./, port: 8080, portAt: /^api\.port$/, file: /airflow\.cfg$/ },
  // vault.hcl: tls_disable says the reverse
  {
    path: /^listener tcp\.tls-disable$/,
    on: /^(?:false|0)$/,
    off: /^(?:true|1)$/,
    port: 8200,
    portAt: /^listener tcp\.address$/,
  },
  // config.yaml of Dex
  { path: /^web\.https$/, on: /:\d+$/, portAt: /^web\.https$/ },
  // rabbitmq.conf, nats.conf, and whatever else has a port of its own for it
  { path: /^management\.ssl\.port$/, on: /^\d+$/, portAt: /^management\.ssl\.port$/ },
  { path: /^(?:[a-z]+\.)?https-port$/, on: /^\d+$/, portAt: /^(?:[a-z]+\.)?https-port$/ },
];

function inFile(file: MountedFile, image: string): readonly Saying[] {
  const settings = settingsByPath(nameOf(file.path), file.text);
  const by = withoutTurnedOff(ROWS.flatMap((row) => inRow(row, settings, file, image)));
  return by.length > 0 ? by : inSections(settings, file);
}

function inRow(row: Row, settings: readonly Told[], file: MountedFile, image: string): readonly Saying[] {
  if (row.file?.test(file.path) === false || row.image?.test(image) === false) return [];
  return settings.flatMap((setting): readonly Saying[] => {
    if (!row.path.test(setting.path)) return [];
    const scheme = schemeIn(row, setting.value);
    const told = settings.find(({ path }) => row.portAt?.test(path) === true);
    const moved = told && portAtEnd(told.value);
    if (scheme === undefined || (told !== undefined && moved === undefined)) return [];
    return [{ scheme, port: moved ?? row.port, ...said(setting, file) }];
  });
}

function schemeIn({ on, off }: Row, value: string): 'http' | 'https' | undefined {
  if (on === undefined) return schemeOfSwitch(value);
  if (on.test(value)) return 'https';
  return off?.test(value) === true ? 'http' : undefined;
}

function said({ start, end, path }: Told, file: MountedFile): Pick<Saying, 'at' | 'by'> {
  const place = file.plain ? partsOf(file.scalar)(start, end) : file.scalar.place;
  return { at: place, by: `\`${path}\` in \`${nameOf(file.path)}\`` };
}

/**
 * A section about TLS of what serves HTTP, in the file of a program that nobody knows. What a client shows stands below
 * the name of the server that it calls.
 */
const SECTION =
  /^((?:(?:server|http|https|http-server|web|webserver|api|ui|rest|service|listener|listen|app|apm-server|main)\.)*)(tls|ssl|https|http-tls-config|tls-server-config)\.(.+)$/;
const SHOWN = /^(?:server-?)?(?:certs?|crt|certificates?|cert-?chain)(?:-?(?:file|path|pem|name))?(?:\[0\])?$/;
const KEY = /^(?:server-?)?(?:private-?)?key(?:-?(?:file|path|pem|name))?$/;
const STORE = /^(?:key-?store|pkcs12|pfx)(?:[.-](?:file|path|location))?$/;

interface Section {
  readonly parent: string;
  readonly name: string;
  enabled: Told | undefined;
  shown: Told | undefined;
  hasKey: boolean;
}

function inSections(settings: readonly Told[], file: MountedFile): readonly Saying[] {
  const sections = new Map<string, Section>();
  for (const setting of settings) {
    const [, parent, name, rest] = SECTION.exec(setting.path) ?? [];
    if (parent === undefined || name === undefined || rest === undefined) continue;
    const key = `${parent}${name}`;
    const section = sections.get(key) ?? { parent, name, enabled: undefined, shown: undefined, hasKey: false };
    sections.set(key, section);
    if (/^enabled?$/.test(rest)) section.enabled = setting;
    else if (STORE.test(rest)) Object.assign(section, { shown: setting, hasKey: true });
    else if (SHOWN.test(rest)) section.shown = setting;
    else if (KEY.test(rest)) section.hasKey = true;
  }
  return [...sections.values()].flatMap((section) => inSection(section, settings, file));
}

function inSection(section: Section, settings: readonly Told[], file: MountedFile): readonly Saying[] {
  const { parent, name, enabled, shown, hasKey } = section;
  const scheme = enabled === undefined ? undefined : schemeOfSwitch(enabled.value);
  if (enabled !== undefined && scheme === 'http')
    return parent === '' ? [] : [{ scheme, port: portBeside([parent], settings), ...said(enabled, file) }];
  if (shown === undefined || !hasKey || (enabled !== undefined && scheme === undefined)) return [];
  const port = portBeside([`${parent}${name}.`, parent], settings);
  // At the top of a file it may as well be what the program shows to others.
  if (parent === '' && /^(?:tls|ssl)$/.test(name) && enabled === undefined && port === undefined) return [];
  return [{ scheme: 'https', port, ...said(enabled ?? shown, file) }];
}

const PORT =
  /^(?:https?-)?(?:listen-?)?(?:port|address|addr|host|listen|bind|bind-address|bind-addr|listen-address|listen-addr)$/;

/** The port that stands in one of these groups, the first that has one. */
function portBeside(groups: readonly string[], settings: readonly Told[]): number | undefined {
  return groups.flatMap((group) =>
    settings.flatMap(({ path, value }) =>
      path.startsWith(group) && PORT.test(path.slice(group.length)) ? (portAtEnd(value) ?? []) : [],
    ),
  )[0];
}

/** `listen 8443 ssl;` of nginx, `bind :8443 ssl` of HAProxy. */
export function byListeners(listeners: readonly ConfiguredListener[], number: number): readonly Saying[] {
  return listeners.flatMap(({ program, port, file, place, said: words, line }): readonly Saying[] => {
    if (port !== number || (program !== 'nginx' && program !== 'haproxy')) return [];
    const isSecure = /\bssl\b/.test(line);
    // What stands beside the line makes every listener of the server speak something else; HAProxy may pass TLS on.
    if (!isSecure && (program === 'haproxy' || /\bssl +on\b|\bhttp2\b/.test(file.text))) return [];
    const by = `\`${program === 'nginx' ? 'listen' : 'bind'} ${words}\``;
    return [{ scheme: isSecure ? 'https' : 'http', port, at: place, by }];
  });
}
