import { groupBy } from '../../data/group.js';
import { nameOf } from '../../text/paths.js';
import type { Told } from './commands.js';
import { PROGRAMS, type Program } from './programs.js';

/** A program that listens, as a command starts it. */
export interface Server {
  /** What starts it: `flask run`. */
  readonly name: string;
  /** Where its name begins and ends among the words of the command; `end` is the first word behind it. */
  readonly at: number;
  readonly end: number;
  readonly flags: readonly string[];
  readonly ports: readonly string[];
  /** The port that it takes where none is written. */
  readonly port: number | undefined;
  readonly program: Program;
}

const words = (text: string | undefined): readonly string[] => text?.split(' ') ?? [];

/** The longest name first, so that `jupyter lab` is not taken for `jupyter`. */
const BY_FIRST_WORD = groupBy(
  PROGRAMS.toSorted((a, b) => words(b.words).length - words(a.words).length),
  (program) => words(program.words)[0] ?? '',
);

/** How far from the start of a command its program may stand: `exec poetry run python -m uvicorn`. */
const FAR = 8;

/** The server that a command runs, if it is a known one: `python -m uvicorn` runs uvicorn. */
export function serverOf(command: readonly string[]): Server | undefined {
  if (command.length === 0) return undefined;
  const names = command.map(nameOf);
  for (const [at, first] of names.slice(0, FAR).entries()) {
    for (const program of BY_FIRST_WORD.get(first) ?? []) {
      const end = endOf(words(program.words), names, at);
      if (end !== undefined) return asServer(program, at, end);
    }
    // Behind a separator stand the arguments of a script that nobody sees here: `npm run dev -- --host 0.0.0.0`.
    if (first === '--') break;
  }
  return scriptOf(names);
}

function asServer(program: Program, at: number, end: number): Server {
  const { host, port, number } = program;
  return { name: program.words, at, end, flags: words(host), ports: words(port), port: number, program };
}

/** The word behind the name that starts at `at`; flags may stand between its words: `flask --app shop run`. */
function endOf(name: readonly string[], command: readonly string[], at: number): number | undefined {
  let next = at + 1;
  for (const word of name.slice(1)) {
    while (command[next] !== word && isBetween(command, next)) next++;
    if (command[next] !== word) return undefined;
    next++;
  }
  return next;
}

/** A flag, or the value of one that is not written with `=`. */
function isBetween(command: readonly string[], at: number): boolean {
  const [before = '', word = ''] = [command[at - 1], command[at]];
  return word.startsWith('-') || (before.startsWith('-') && !before.includes('=') && word !== '');
}

const SCRIPT: Program = { words: '', host: '--host --hostname -H', port: '--port -p' };

/** `npm run dev -- --host localhost`: a development server whose name stands in `package.json`. */
function scriptOf(names: readonly string[]): Server | undefined {
  const at = names.findIndex((word) => /^(npm|yarn|pnpm|bun)$/.test(word));
  const script = names
    .slice(at + 1, at + 4)
    .find((word) => /^(dev|start|serve|preview|develop|storybook)\b/.test(word));
  if (at === -1 || at > FAR || script === undefined) return undefined;
  return {
    ...asServer(SCRIPT, at, names.indexOf(script) + 1),
    name: names.slice(at, names.indexOf(script) + 1).join(' '),
  };
}

/**
 * True where nothing tells a program otherwise that listens on 127.0.0.1 by default: no flag, word or variable of it
 * stands in the command, and none of its variables in any text of the container.
 */
export function isLocal({ program, flags }: Server, command: readonly string[], container: Told): boolean {
  if (program.local === undefined || program.unless?.test(container.image) === true) return false;
  if (program.bare === true && !container.command.includes(program.words)) return false;
  const given = new Set(command.map((word) => word.split('=')[0]));
  const told = words(program.told);
  if (program.needs !== undefined && !words(program.needs).some((flag) => given.has(flag))) return false;
  if (flags.some((flag) => given.has(flag))) return false;
  return !told.some((word) => (/^[A-Z]/.test(word) ? container.text.includes(word) : given.has(word)));
}

const CLIENTS =
  /^(curl|wget|nc|ncat|telnet|redis-cli|mysql|mysqladmin|mysqldump|mariadb|psql|pg_isready|pg_dump|mongo|mongosh|mongodump|etcdctl|dig|nslookup|host|ping|ssh|kafka-[\w-]+|until|while|if|echo|export|test)(\.sh)?$/;

/** True for a command that calls others: its addresses say where to. */
export function isClient(words: readonly string[]): boolean {
  const first =
    words.find((word) => word !== '' && !/^(exec|sudo|time|nohup|\w+=.*|!|\[+|\(|\{|then|do)$/.test(word)) ?? '';
  return CLIENTS.test(nameOf(first));
}

/** `--bind-address`, `--web.listen-address`, `--listenAddr`: what cannot mean anybody else's address. */
export function isListenFlag(name: string): boolean {
  return /(^-{1,2}|[-_.])(bind|listen|listener)[-_.]?(addr(ess)?(es)?|ip|host|hostname|interface|url|urls|client-urls|http|https|grpc)?$|^-{1,2}metrics[-_]addr(ess)?$/i.test(
    name,
  );
}

/** `--host`, `--address`: the own address of some programs, and that of a server to call for others. */
export function isWeakFlag(name: string): boolean {
  return /^-{1,2}(host|hostname|address|addr|ip|urls|http[-_.]?(addr|address|host)|server[-_.](addr|address|host))$/i.test(
    name,
  );
}

export const PORT_FLAG =
  /^-{1,2}(port|http[-_.]?port|(?:(?:h1|http1?|rest|web|tcp|main|public)[-_.]?)?(?:server|listen|listening|serve|serving|bind)[-_.]?port|secure[-_.]port|web[-_.]?port)$/i;

/** Variables for the address of one program, or of all that are made with one framework. */
const LISTEN_VARIABLES: ReadonlySet<string> = new Set(
  `
UVICORN_HOST FLASK_RUN_HOST ASPNETCORE_URLS DOTNET_URLS GRADIO_SERVER_NAME STREAMLIT_SERVER_ADDRESS
WEB_LISTEN_ADDRESS OLLAMA_HOST ROCKET_ADDRESS QUARKUS_HTTP_HOST MICRONAUT_SERVER_HOST NITRO_HOST NUXT_HOST
GRANIAN_HOST CHAINLIT_HOST LANGFLOW_HOST LLAMA_ARG_HOST GF_SERVER_HTTP_ADDR KAFKA_LISTENERS
KAFKA_CFG_LISTENERS ETCD_LISTEN_CLIENT_URLS N8N_LISTEN_ADDRESS ZEPPELIN_ADDR MB_JETTY_HOST network.host
http.host MLFLOW_HOST PREFECT_SERVER_API_HOST DAGSTER_WEBSERVER_HOST NOTEBOOK_IP MEILI_HTTP_ADDR
REGISTRY_HTTP_ADDR WOODPECKER_SERVER_ADDR AUTHENTIK_LISTEN__HTTP AUTHELIA_SERVER_ADDRESS NTFY_LISTEN_HTTP
DOZZLE_ADDR VIKUNJA_SERVICE_INTERFACE GITEA__server__HTTP_ADDR FORGEJO__server__HTTP_ADDR KC_HTTP_HOST
QDRANT__SERVICE__HOST ND_ADDRESS HASURA_GRAPHQL_SERVER_HOST PGRST_SERVER_HOST SONAR_WEB_HOST
MM_SERVICESETTINGS_LISTENADDRESS LD_SERVER_HOST IMMICH_HOST UPTIME_KUMA_HOST STGUIADDRESS
AIRFLOW__WEBSERVER__WEB_SERVER_HOST AIRFLOW__API__HOST MINIO_ADDRESS RI_APP_HOST SCHEMA_REGISTRY_LISTENERS
KAFKA_REST_LISTENERS CONNECT_LISTENERS OAUTH2_PROXY_HTTP_ADDRESS TRIVY_LISTEN ACTUAL_HOSTNAME
`.split(/\s/),
);

export function isListenVariable(name: string): boolean {
  return LISTEN_VARIABLES.has(name) || /(^|_)(BIND|LISTEN)_?(ADDR(ESS)?|HOST|IP|INTERFACE)?$/.test(name);
}

/** Variables of images that mean another address than the own one: itzg/docker-minecraft-server `mc-health`. */
const NO_LISTENERS: readonly (readonly [images: RegExp, variable: string])[] = [
  [/(?:^|\/)minecraft-(?:bedrock-)?server(?:[:@]|$)/, 'SERVER_HOST'],
];

/** `HOST` and the like: often the own address, often a name to show or to call. */
export function isWeakVariable(name: string, image = ''): boolean {
  if (NO_LISTENERS.some(([images, variable]) => variable === name && images.test(image))) return false;
  return /^(HOST|HOSTNAME|HTTP_HOST|HTTP_ADDR|HTTP_ADDRESS|SERVER_ADDRESS|SERVER_ADDR|SERVER_HOST|APP_HOST)$/.test(
    name,
  );
}

/** Flags and variables for one purpose of several: without a port of their own they say nothing about the others. */
export const QUALIFIED =
  /metric|health|admin|pprof|debug|profil|telemetry|probe|internal|local|peer|cluster|gossip|raft|rpc|status|monitor/i;
