import { getList, getString, isString, type Place } from '../../tree/tree.js';
import type { Container } from './container.js';

/** A path below which a program answers, the text that says so, and the paths that it moves there. */
export interface BasePath {
  /** With a slash before it and none behind. */
  readonly prefix: string;
  readonly at: Place;
  /** `SERVER_SERVLET_CONTEXT_PATH`, `--web.route-prefix=/metrics`. */
  readonly said: string;
  readonly moved: RegExp;
}

interface Row {
  readonly moved: RegExp;
  readonly variables?: readonly string[];
  readonly flags?: readonly string[];
  /** Where a text of several programs is meant: the images that read it so. */
  readonly image?: RegExp;
  /** The value is a URL, of which the path counts. */
  readonly url?: true;
  /** Variables and flags that say otherwise, or that move what is asked to a port of its own. */
  readonly unless?: RegExp;
}

const ANY = /^/;
const OWN_PORT = /management[._]server[._]port|management\.port|MANAGEMENT_PORT|MANAGEMENT_SERVER_BASE/i;

/** Each row by the manual of the program (semantics 6.5). */
const ROWS: readonly Row[] = [
  {
    moved: ANY,
    variables: ['SERVER_SERVLET_CONTEXT_PATH', 'SERVER_SERVLET_CONTEXTPATH', 'SPRING_WEBFLUX_BASE_PATH'],
    flags: ['-Dserver.servlet.context-path', '--server.servlet.context-path', '--spring.webflux.base-path'],
    unless: OWN_PORT,
  },
  { moved: /^\/q\//, variables: ['QUARKUS_HTTP_ROOT_PATH'], unless: /NON_APPLICATION_ROOT_PATH|QUARKUS_MANAGEMENT/ },
  { moved: /^\/health\b/, variables: ['MICRONAUT_SERVER_CONTEXT_PATH'], unless: /ENDPOINTS_ALL_PORT/ },
  {
    moved: /^\/(?:health|realms)\b/,
    variables: ['KC_HTTP_RELATIVE_PATH'],
    flags: ['--http-relative-path'],
    unless: /MANAGEMENT_RELATIVE_PATH|management-relative-path/i,
  },
  { moved: /^\/(?:api|sessions)\b/, variables: ['SONAR_WEB_CONTEXT'] },
  { moved: /^\/service\b/, variables: ['NEXUS_CONTEXT'] },
  { moved: /^\/(?:api|app|status)\b/, variables: ['SERVER_BASEPATH'], image: /kibana/ },
  { moved: /^\/login\b/, flags: ['--prefix'], variables: ['JENKINS_PREFIX'], image: /jenkins/ },
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

/** The flags that switch a base path off: Kibana takes requests without it unless it is told to take it away itself. */
const REWRITES = /^(?:true|1)$/;

/** What the texts of a container say of the path below which its program answers. */
export function basePathsOf(container: Container): readonly BasePath[] {
  const words = ['command', 'args'].flatMap((field) =>
    getList(container.get(field)).flatMap((item) => (isString(item) && item.value.length < 500 ? [item] : [])),
  );
  const { variables } = container;
  if (!words.some(({ value }) => SIGN.test(value)) && !variables.some(({ name }) => SIGN.test(name))) return [];
  const image = getString(container.get(), 'image') ?? '';
  const all = [...words.map(({ value }) => value), ...variables.map(({ name }) => name)].join('\n');
  return ROWS.flatMap((row): readonly BasePath[] => {
    if (row.image?.test(image) === false || row.unless?.test(all) === true) return [];
    const told = variables.filter(({ name }) => row.variables?.includes(name));
    const found = [
      ...told.map(({ name, value, scalar }) => ({ said: name, value, at: scalar.place })),
      ...words.flatMap(({ value, place }, at) => {
        const flag = row.flags?.find((each) => value === each || value.startsWith(`${each}=`));
        if (flag === undefined) return [];
        const next = words[at + 1];
        return value === flag
          ? [{ said: `${flag} ${next?.value ?? ''}`, value: next?.value ?? '', at: next?.place ?? place }]
          : [{ said: value, value: value.slice(flag.length + 1), at: place }];
      }),
    ];
    const isIdle =
      told.some(({ name }) => name === 'SERVER_BASEPATH') &&
      !variables.some(({ name, value }) => name === 'SERVER_REWRITEBASEPATH' && REWRITES.test(value));
    return isIdle
      ? []
      : found.flatMap(({ said, value, at }) => {
          const prefix = prefixIn(value, row.url === true);
          return prefix === undefined ? [] : [{ prefix, said, at, moved: row.moved }];
        });
  });
}

/** What every name of a variable or flag above has in it. */
const SIGN = /path|prefix|context|base_?url|external-url/i;

/** Undefined for the root, and for what is filled in. */
function prefixIn(value: string, isUrl: boolean): string | undefined {
  const path = isUrl ? /^https?:\/\/[^/\s]{1,200}(\/[^?#\s]{0,200})?$/.exec(value)?.[1] : value;
  const bare = /^\/?([\w.-]{1,60}(?:\/[\w.-]{1,60}){0,5})\/?$/.exec(path ?? '')?.[1];
  return bare === undefined ? undefined : `/${bare}`;
}
