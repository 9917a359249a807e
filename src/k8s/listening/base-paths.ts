import { nameOf } from '../../text/paths.js';
import { partsOf } from '../../tree/part-of-scalar.js';
import { getList, getString, isString, type Place } from '../../tree/tree.js';
import { settingsByPath } from '../configuration/setting-paths.js';
import type { Container, Variable } from '../pods/container.js';
import type { PodTemplate } from '../workloads/workload.js';
import type { MountedFile } from './mounted-files.js';

/** A path below which a program answers, the text that says so, and the paths that it moves there. */
export interface BasePath {
  /** With a slash before it and none behind. */
  readonly prefix: string;
  readonly at: Place;
  /** `SERVER_SERVLET_CONTEXT_PATH`, `--web.route-prefix=/metrics`. */
  readonly said: string;
  readonly moved: RegExp;
  /**
   * Only links begin with it: the program takes requests without it, and says 404 to those with it, until this setting
   * makes it take the path away.
   */
  readonly until: string | undefined;
}

interface Row {
  readonly moved: RegExp;
  readonly variables?: readonly string[];
  readonly flags?: readonly string[];
  /** In a file of this name, a dot for each step. */
  readonly settings?: { readonly file: RegExp; readonly paths: readonly string[] };
  /** Where a text of several programs is meant: the images that read it so. */
  readonly image?: RegExp;
  /** The value is a URL, of which the path counts. */
  readonly url?: true;
  /** Variables, flags and settings that say otherwise, or that move what is asked to a port of its own. */
  readonly unless?: RegExp;
  /** The variable and the setting without which the path stands in links only. */
  readonly served?: { readonly variable: string; readonly setting: string };
}

const ANY = /^/;
const NEVER = /(?!)/;
const OWN_PORT = /management[._]server[._]port|management\.port|MANAGEMENT_PORT|MANAGEMENT_SERVER_BASE/i;

/** Each row by the manual of the program (semantics 6.5). */
const ROWS: readonly Row[] = [
  {
    moved: ANY,
    variables: ['SERVER_SERVLET_CONTEXT_PATH', 'SERVER_SERVLET_CONTEXTPATH', 'SPRING_WEBFLUX_BASE_PATH'],
    flags: ['-Dserver.servlet.context-path', '--server.servlet.context-path', '--spring.webflux.base-path'],
    settings: {
      file: /^application\.(?:ya?ml|properties)$/,
      paths: ['server.servlet.context-path', 'server.servlet.contextPath', 'spring.webflux.base-path'],
    },
    unless: OWN_PORT,
  },
  { moved: /^\/q\//, variables: ['QUARKUS_HTTP_ROOT_PATH'], unless: /NON_APPLICATION_ROOT_PATH|QUARKUS_MANAGEMENT/ },
  { moved: /^\/health\b/, variables: ['MICRONAUT_SERVER_CONTEXT_PATH'], unless: /ENDPOINTS_ALL_PORT/ },
  {
    moved: /^\/(?:health|realms)\b/,
    variables: ['KC_HTTP_RELATIVE_PATH'],
    flags: ['--http-relative-path'],
    settings: { file: /^keycloak\.conf$/, paths: ['http-relative-path'] },
    unless: /MANAGEMENT_RELATIVE_PATH|management-relative-path/i,
  },
  { moved: /^\/(?:api|sessions)\b/, variables: ['SONAR_WEB_CONTEXT'] },
  { moved: /^\/service\b/, variables: ['NEXUS_CONTEXT'] },
  {
    moved: /^\/(?:api|app|status|login)\b/,
    variables: ['SERVER_BASEPATH'],
    settings: { file: /^kibana\.ya?ml$/, paths: ['server.basePath'] },
    image: /kibana/,
    served: { variable: 'SERVER_REWRITEBASEPATH', setting: 'server.rewriteBasePath' },
  },
  // A login page is a redirect, which a probe takes for an answer.
  {
    moved: NEVER,
    variables: ['GF_SERVER_ROOT_URL'],
    settings: { file: /^grafana\.ini$/, paths: ['server.root_url'] },
    image: /(?:^|\/)grafana(?:-oss|-enterprise)?(?:[:@]|$)/,
    url: true,
    served: { variable: 'GF_SERVER_SERVE_FROM_SUB_PATH', setting: 'server.serve_from_sub_path' },
  },
  {
    moved: NEVER,
    variables: ['ARGOCD_SERVER_BASEHREF'],
    flags: ['--basehref'],
    image: /(?:^|\/)argocd(?:[:@]|$)/,
    unless: /rootpath/i,
    served: { variable: 'ARGOCD_SERVER_ROOTPATH', setting: '--rootpath' },
  },
  { moved: /^\/login\b/, flags: ['--prefix'], variables: ['JENKINS_PREFIX'], image: /jenkins/ },
  { moved: ANY, flags: ['-base-url', '--base-url'], image: /(?:^|\/)headlamp(?:[:@]|$)/ },
  { moved: /^\/-\//, flags: ['--web.route-prefix'] },
  {
    moved: /^\/-\//,
    flags: ['--web.external-url'],
    image: /prometheus|alertmanager|pushgateway/,
    url: true,
    unless: /web\.route-prefix/,
  },
  { moved: /^\/(?:ready|metrics)\b/, flags: ['-server.path-prefix', '--server.path-prefix'] },
  {
    moved: /^\/(?:_stcore|healthz)\b/,
    flags: ['--server.baseUrlPath'],
    variables: ['STREAMLIT_SERVER_BASE_URL_PATH'],
  },
  { moved: /^\/api\b/, flags: ['--NotebookApp.base_url', '--ServerApp.base_url'] },
  { moved: /^\/health\b/, variables: ['AIRFLOW__WEBSERVER__BASE_URL'], url: true },
];

interface Told {
  readonly said: string;
  readonly value: string;
  readonly at: Place;
}

interface Word {
  readonly value: string;
  readonly place: Place;
}

/** A file of settings that a row knows, its settings by their paths. */
interface SettingsFile {
  readonly name: string;
  readonly file: MountedFile;
  readonly settings: ReturnType<typeof settingsByPath>;
}

/**
 * What the texts of a container say of the path below which its program answers: its own words and variables, those
 * that it is given, and the mounted files, of which the first that says anything counts.
 */
export function basePathsOf(
  container: Container,
  given: () => readonly Variable[],
  mounted: () => readonly MountedFile[],
): readonly BasePath[] {
  const words = ['command', 'args'].flatMap((field) =>
    getList(container.get(field)).flatMap((item) => (isString(item) && item.value.length < 500 ? [item] : [])),
  );
  const variables = [...container.variables, ...given()];
  const files = mounted().flatMap(settingsFile);
  const names = variables.map(({ name }) => name);
  if (![...words.map(({ value }) => value), ...names].some((text) => SIGN.test(text)) && files.length === 0) return [];
  const image = getString(container.get(), 'image') ?? '';
  const all = [
    ...words.map(({ value }) => value),
    ...names,
    ...files.flatMap(({ settings }) => settings.map(({ path }) => path)),
  ].join('\n');
  return ROWS.flatMap((row): readonly BasePath[] => {
    if (row.image?.test(image) === false || row.unless?.test(all) === true) return [];
    const spoken = [...saidByVariables(row, variables), ...saidByWords(row, words)];
    const until = row.served === undefined || isOn(row.served, variables, files) ? undefined : row.served.setting;
    return (spoken.length > 0 ? spoken : saidByFiles(row, files)).flatMap(({ said, value, at }) => {
      const prefix = prefixIn(value, row.url === true);
      return prefix === undefined ? [] : [{ prefix, said, at, moved: row.moved, until }];
    });
  });
}

/** What every name of a variable or flag above has in it. */
const SIGN = /path|prefix|context|base[_-]?url|root_url|external-url|basehref/i;

const SETTINGS_FILES = ROWS.flatMap(({ settings }) => settings?.file ?? []);

function settingsFile(file: MountedFile): readonly SettingsFile[] {
  const name = nameOf(file.path);
  if (!SETTINGS_FILES.some((each) => each.test(name)) || !/path|root_url/i.test(file.text)) return [];
  return [{ name, file, settings: settingsByPath(name, file.text) }];
}

const saidByVariables = (row: Row, variables: readonly Variable[]): readonly Told[] =>
  variables
    .filter(({ name }) => row.variables?.includes(name))
    .map(({ name, value, scalar }) => ({ said: name, value, at: scalar.place }));

function saidByWords({ flags }: Row, words: readonly Word[]): readonly Told[] {
  if (flags === undefined) return [];
  return words.flatMap(({ value, place }, at): readonly Told[] => {
    const flag = flags.find((each) => value === each || value.startsWith(`${each}=`));
    if (flag === undefined) return [];
    const next = words[at + 1];
    return value === flag
      ? [{ said: `${flag} ${next?.value ?? ''}`, value: next?.value ?? '', at: next?.place ?? place }]
      : [{ said: value, value: value.slice(flag.length + 1), at: place }];
  });
}

function saidByFiles({ settings }: Row, files: readonly SettingsFile[]): readonly Told[] {
  const file = files.find(({ name }) => settings?.file.test(name));
  if (settings === undefined || file === undefined) return [];
  const { scalar, plain } = file.file;
  return settings.paths.flatMap((said): readonly Told[] => {
    const found = file.settings.find(({ path }) => path === asPath(said));
    if (found === undefined) return [];
    return [{ said, value: found.value, at: plain ? partsOf(scalar)(found.start, found.end) : scalar.place }];
  });
}

/** As the settings of a file are called. */
const asPath = (setting: string): string => setting.toLowerCase().replace(/_/g, '-');

const ON = /^(?:true|1)$/i;

/** True as well where a text does not say it for sure. */
function isOn(
  { variable, setting }: NonNullable<Row['served']>,
  variables: readonly Variable[],
  files: readonly SettingsFile[],
): boolean {
  const texts = [
    ...variables.flatMap(({ name, value }) => (name === variable ? [value] : [])),
    ...files.flatMap(({ settings }) =>
      settings.flatMap(({ path, value }) => (path === asPath(setting) ? [value] : [])),
    ),
  ];
  return texts.some((text) => ON.test(text) || text.includes('$'));
}

/** Grafana fills the scheme and the host of its URL in. */
const URL_PATH = /^(?:https?|%\(protocol\)s):\/\/[^/\s]{1,200}(\/[^?#\s]{0,200})?$/;

/** Undefined for the root, and for what is filled in. */
function prefixIn(value: string, isUrl: boolean): string | undefined {
  const path = isUrl ? URL_PATH.exec(value)?.[1] : value;
  const bare = /^\/?([\w.-]{1,60}(?:\/[\w.-]{1,60}){0,5})\/?$/.exec(path ?? '')?.[1];
  return bare === undefined ? undefined : `/${bare}`;
}

/** The base path of all the Pods behind a Service; undefined where they have several, or something stands before it. */
export function sharedBase(
  templates: readonly PodTemplate[],
  basesOf: (template: PodTemplate, container: Container) => readonly BasePath[],
): BasePath | undefined {
  const bases = templates.map((template): BasePath | undefined => {
    const [container, ...others] = template.containers.filter(({ role }) => role !== 'init');
    const ports = container?.ports.filter(({ protocol, name }) => protocol === 'TCP' && !BESIDE.test(name ?? '')) ?? [];
    if (container === undefined || others.length > 0 || ports.length > 1) return undefined;
    const [base, ...more] = basesOf(template, container);
    return more.every(({ prefix }) => prefix === base?.prefix) ? base : undefined;
  });
  const [first] = bases;
  return bases.every((base) => base?.prefix === first?.prefix && base?.until === first?.until) ? first : undefined;
}

/** Ports of a server of their own. */
const BESIDE = /metric|manage|mgmt|health|admin|debug|jmx|probe/;
