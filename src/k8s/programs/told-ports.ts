import type { Place } from '../../tree/tree.js';
import { isPortOfCalled, isRemote } from './called.js';
import type { Container, Variable } from '../pods/container.js';
import { commandsOf, textsOf, type Word } from './commands.js';
import { OWN_VARIABLES } from '../images/own-variables.js';
import { imageDefaults } from './images.js';
import { STEADY } from './programs.js';
import {
  isClient,
  isListenFlag,
  isListenVariable,
  isWeakFlag,
  isWeakVariable,
  PORT_FLAG,
  QUALIFIED,
  serverOf,
  type Server,
} from './servers.js';

/** A text that says on which port the program of a container listens. */
export interface ToldPort {
  readonly port: number;
  readonly place: Place;
  /** `--port=3000`, `PORT=3000`. */
  readonly said: string;
  /** For probes alone, or for what the program is there for. */
  readonly purpose: 'serving' | 'probes';
  /** The port of the program that the text moves, where it can move no other. */
  readonly moved?: number;
  /** By a variable that has only the name of the container: it may be the port of its Service as well. */
  readonly byName?: true;
}

/** The ports that commands, arguments and variables give to the program, so far as they can mean nothing else. */
export function toldPorts(container: Container): readonly ToldPort[] {
  return container.view(readToldPorts);
}

function readToldPorts(container: Container): readonly ToldPort[] {
  const commands = commandsOf(container)
    .map(withoutDebugger)
    .filter((words) => !isClient(words.map(({ text }) => text)));
  // What names a host to call may name its port as well.
  if (commands.some(namesRemoteHost)) return inVariables(container).filter(({ purpose }) => purpose === 'probes');
  return [...commands.flatMap(inCommand), ...inVariables(container), ...inJavaOptions(container)];
}

/** `dlv --listen=:40000 exec /manager -- --port=8080`: the first flag is the debugger's, which serves nobody else. */
function withoutDebugger(words: readonly Word[]): readonly Word[] {
  if (!/(?:^|\/)(?:dlv|gdbserver)$/.test(words[0]?.text ?? '')) return words;
  const at = words.findIndex(({ text }) => text === '--');
  return at === -1 ? [] : words.slice(at + 1);
}

/** True where flags open other ports as well, so that the program may have more of them that no text names. */
export function opensOthers(container: Container, port: number): boolean {
  return commandsOf(container).some((words) =>
    words.some(({ text }, at) => {
      const [, name = '', inline] = /^(-{1,2}[A-Za-z][\w.-]*)(?:=(.*))?$/.exec(text) ?? [];
      const value = inline ?? words[at + 1]?.text ?? '';
      const number = value.includes(':') || /port/i.test(name) ? portIn(value) : undefined;
      return name !== '' && number !== undefined && number !== port;
    }),
  );
}

function inCommand(words: readonly Word[]): readonly ToldPort[] {
  const texts = words.map(({ text }) => text);
  const server = serverOf(texts);
  const found = words.flatMap((word, at) => portAt(word, words[at + 1], server));
  const position = server?.program.positional === true ? words[server.end] : undefined;
  const port = /^(?:[\w.[\]:-]*:)?(\d{2,5})$/.exec(position?.text ?? '')?.[1];
  return position === undefined || server === undefined || port === undefined
    ? found
    : [{ port: Number(port), place: position.place, said: `${server.name} ${position.text}`, purpose: 'serving' }];
}

/**
 * The port that the program of a container takes by itself, where it is known to take no other unless a flag or a
 * variable says so (semantics 6.8); undefined where one may say so.
 */
export function usualPort(container: Container): ToldPort | undefined {
  if (container.get('envFrom') !== undefined || toldPorts(container).length > 0) return undefined;
  if (container.variables.some(({ name }) => /PORT|LISTEN|BIND|ADDR|ARGS|OPTS|CONFIG|ENV$/i.test(name)))
    return undefined;
  const commands = commandsOf(container).filter((words) => !isClient(words.map(({ text }) => text)));
  const found = commands.flatMap((words) => {
    const texts = words.map(({ text }) => text);
    const server = serverOf(texts);
    return server !== undefined && STEADY.has(server.name) && !mayTellPort(texts, server) ? [{ words, server }] : [];
  });
  const [one, ...more] = found;
  const word = one?.words[one.server.at];
  if (one?.server.port === undefined || word === undefined || more.length > 0) return undefined;
  return { port: one.server.port, place: word.place, said: one.server.name, purpose: 'serving' };
}

/**
 * A flag for a port, a file that may have one, an address with one, a position, something to be filled in; or for a
 * second server, as MongoDB had one at 28017 up to 3.4.
 */
function mayTellPort(texts: readonly string[], { end, ports, program }: Server): boolean {
  const rest = texts.slice(end);
  return rest.some(
    (text) =>
      ports.some((flag) => text === flag || text.startsWith(`${flag}=`)) ||
      /port|config|\.conf|\.ya?ml|\.toml|\.ini|\$|:\d|^-[a-z]?p\d*$|--uds|--fd|--args|^--(rest|httpinterface)$/i.test(
        text,
      ) ||
      (program.positional === true && /^[^-]/.test(text) && /\d/.test(text)),
  );
}

/** Flags whose port only the kubelet asks. */
const PROBE_FLAG =
  /^-{1,2}(health|healthz|liveness|readiness|probe)[\w.-]*(addr|address|port)$|^-{1,2}[\w.-]*(health|probe)[-_.](bind[-_.])?(addr|address|port)$/i;

/** `--gateway-lb-probe-port`: a load balancer asks there. */
const OF_BALANCER = /[-.](?:lb|nlb|elb|slb|load-?balancer)[-.]/i;

function portAt(word: Word, next: Word | undefined, server: Server | undefined): readonly ToldPort[] {
  const [, name, inline] = /^(-{1,2}[A-Za-z][\w.-]*)(?:=(.*))?$/.exec(word.text) ?? [];
  if (name === undefined) return [];
  const value = inline ?? next?.text ?? '';
  const place = (inline === undefined ? next : word)?.place ?? word.place;
  const said = inline === undefined ? `${name} ${value}` : word.text;
  if (PROBE_FLAG.test(name) && !OF_BALANCER.test(name)) return told(portIn(value), { place, said, purpose: 'probes' });
  const own = server?.ports.includes(name) === true || server?.flags.includes(name) === true;
  if (!own && QUALIFIED.test(name)) return [];
  // Beside its own flag for the port, `--http_port` of nats-server opens another one.
  const isBeside = server !== undefined && server.ports.length > 0 && !own && /^-{1,2}https?[-_.]?port$/i.test(name);
  if (isBeside) return [];
  const takesPort = server?.ports.includes(name) === true || PORT_FLAG.test(name);
  if (takesPort && /^\d{2,5}$/.test(value)) return told(Number(value), { place, said, purpose: 'serving' });
  const takesAddress = own || isListenFlag(name) || isWeakFlag(name);
  return takesAddress && value.includes(':') ? told(portIn(value), { place, said, purpose: 'serving' }) : [];
}

/** A variable with every address on which the program listens. */
export interface ToldList {
  readonly ports: readonly number[];
  readonly place: Place;
  readonly said: string;
}

/** `KAFKA_LISTENERS=PLAINTEXT://:9092,EXTERNAL://0.0.0.0:19092`: a broker listens there and nowhere else. */
export function toldList(container: Container): ToldList | undefined {
  const { variables } = container;
  const lists = variables.filter(({ name }) => name === 'KAFKA_LISTENERS' || name === 'KAFKA_CFG_LISTENERS');
  const [list, ...more] = lists;
  if (list === undefined || more.length > 0) return undefined;
  // A script of one's own may write others.
  if (commandsOf(container).some((words) => words.some(({ text }) => /listeners/i.test(text)))) return undefined;
  const { name, value, scalar } = list;
  const ports = value.split(',').map((listener) => portIn(listener.trim()));
  const known = ports.filter((port) => port !== undefined);
  return known.length < ports.length || known.length < 2
    ? undefined
    : { ports: known, place: scalar.place, said: name };
}

function told(port: number | undefined, rest: Omit<ToldPort, 'port'>): readonly ToldPort[] {
  return port === undefined ? [] : [{ port, ...rest }];
}

/** `:3000`, `0.0.0.0:3000`, `http://+:3000`: every address or none, and a port; a list of one may end in `;`. */
function portIn(value: string): number | undefined {
  const [, port] = /^(?:[a-z]+:\/\/)?(?:0\.0\.0\.0|\[::\]|\*|\+|0)?:?(\d{2,5})\/?;?$/i.exec(value) ?? [];
  return port === undefined ? undefined : Number(port);
}

/** `--host db --port 5432` says whom to call. */
function namesRemoteHost(words: readonly Word[]): boolean {
  return words.some(({ text }, at) => {
    const [, name = '', inline] = /^(-{1,2}[A-Za-z][\w.-]*)(?:=(.*))?$/.exec(text) ?? [];
    const value = inline ?? words[at + 1]?.text ?? '';
    return /^-{1,2}(host|hostname|address|addr|server|url|h)$/i.test(name) && isRemote(value);
  });
}

/** Variables by which programs of all kinds take their port. */
const PORT_VARIABLE =
  /^(PORT|HTTP_PORT|SERVER_PORT|LISTEN_PORT|APP_PORT|UVICORN_PORT|FLASK_RUN_PORT|GRADIO_SERVER_PORT|STREAMLIT_SERVER_PORT|QUARKUS_HTTP_PORT|MICRONAUT_SERVER_PORT|ROCKET_PORT|NITRO_PORT|NUXT_PORT|GRANIAN_PORT|ASPNETCORE_HTTP_PORTS|ASPNETCORE_URLS|DOTNET_URLS|OLLAMA_HOST)$/;

/** Variables of Bitnami's stores, by which its other images are told whom to call. */
const STORE_VARIABLE = /^(POSTGRESQL|MYSQL|MARIADB|REDIS|MONGODB)_PORT_NUMBER$/;

/** The port that a variable moves, which its image or its program alone reads; undefined for other variables. */
function movedBy(variable: string, container: Container): number | undefined {
  const own = imageDefaults(container)?.variables.get(variable) ?? OWN_VARIABLES.get(variable);
  if (own !== undefined) return own;
  const [, store] = STORE_VARIABLE.exec(variable) ?? [];
  return store !== undefined && textsOf(container).image.toLowerCase().includes(store.toLowerCase())
    ? STORE_PORTS.get(store)
    : undefined;
}

const STORE_PORTS: ReadonlyMap<string, number> = new Map([
  ['POSTGRESQL', 5432],
  ['MYSQL', 3306],
  ['MARIADB', 3306],
  ['REDIS', 6379],
  ['MONGODB', 27_017],
]);

/** Ports of databases and brokers: in a variable of a program they say whom it calls. */
const CALLED = new Set([1433, 1521, 2181, 3306, 5432, 5672, 6379, 8125, 9042, 9092, 9200, 11_211, 27_017]);

function inVariables(container: Container): readonly ToldPort[] {
  return givenPorts(container, container.variables).map(({ told }) => told);
}

/** The ports that variables give to the program, also those whose values stand in other objects. */
export function givenPorts<V extends Variable>(
  container: Container,
  variables: readonly V[],
): readonly { readonly variable: V; readonly told: ToldPort }[] {
  const all = [...container.variables, ...variables];
  return variables.flatMap((variable) => {
    const told = portBy(variable, container, all);
    return told === undefined ? [] : [{ variable, told }];
  });
}

function portBy(
  { name, value, scalar }: Variable,
  container: Container,
  all: readonly Variable[],
): ToldPort | undefined {
  const port = portIn(value);
  if (port === undefined) return undefined;
  const byName = isOwnPort(name, container);
  const moved = movedBy(name, container);
  const isOwn = moved !== undefined;
  const isTold = tellsPort(name, value) || isBesideEveryAddress(name, all);
  if (!(isOwn || byName || isTold) || (CALLED.has(port) && !isOwn)) return undefined;
  if (isPortOfCalled(name, all) || isOfAddress(name, all)) return undefined;
  // A well-known image listens as its own documentation says, and not by a variable of any other program.
  const isWellKnown = (): boolean => imageDefaults(container) !== undefined && !/ollama/.test(textsOf(container).image);
  const told = { port, place: scalar.place, said: `${name}=${value}`, purpose: 'serving' as const };
  if (isOwn) return { ...told, moved };
  if (isWellKnown()) return undefined;
  return isTold ? told : { ...told, byName: true };
}

/** `API_PORT` beside `API_HOST=0.0.0.0`: nobody calls every address. */
function isBesideEveryAddress(variable: string, all: readonly Variable[]): boolean {
  const [, stem] = /^(\w+_)PORT$/.exec(variable) ?? [];
  if (stem === undefined || QUALIFIED.test(stem)) return false;
  return all.some(({ name, value }) => BESIDE.has(name.replace(stem, '')) && name.startsWith(stem) && isEvery(value));
}

const BESIDE = new Set(['HOST', 'ADDR', 'ADDRESS', 'BIND', 'IP', 'INTERFACE', 'LISTEN']);

const isEvery = (address: string): boolean => /^(0\.0\.0\.0|\[?::\]?|\*)$/.test(address);

/** `SERVER_PORT` beside `SERVER_NAME` or `SERVER_SCHEME`: the address under which the world knows a site. */
function isOfAddress(variable: string, all: readonly Variable[]): boolean {
  return variable === 'SERVER_PORT' && all.some(({ name }) => name === 'SERVER_NAME' || name === 'SERVER_SCHEME');
}

/** `VOUCH_PORT`, or `VOUCH_SERVER_PORT`, in the container `vouch`. */
function isOwnPort(variable: string, { name }: Container): boolean {
  const [, stem] = /^(\w{1,60}?)_(?:(?:SERVER|LISTEN)_)?PORT$/.exec(variable) ?? [];
  return stem !== undefined && stem === name.toUpperCase().replaceAll('-', '_');
}

/** `-Dserver.port=9090` among the options that a variable hands to the JVM. */
function inJavaOptions(container: Container): readonly ToldPort[] {
  return container.variables.flatMap(({ name, value, scalar }) => {
    const [said, , port] = /-D(server|quarkus\.http|micronaut\.server)\.port=(\d{2,5})(?!\S)/.exec(value) ?? [];
    if (said === undefined || !/^(JAVA_OPTS|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS)$/.test(name)) return [];
    return [{ port: Number(port), place: scalar.place, said, purpose: 'serving' as const }];
  });
}

function tellsPort(variable: string, value: string): boolean {
  return (
    PORT_VARIABLE.test(variable) || (value.includes(':') && (isListenVariable(variable) || isWeakVariable(variable)))
  );
}
