import type { Place } from '../../tree/tree.js';
import type { Container, Variable } from '../pods/container.js';
import { commandsOf, textsOf, type Told, type Word } from '../programs/commands.js';
import {
  isClient,
  isListenFlag,
  isListenVariable,
  isLocal,
  isWeakFlag,
  isWeakVariable,
  PORT_FLAG,
  QUALIFIED,
  serverOf,
  type Server,
} from '../programs/servers.js';

/** A process that is told to accept connections from inside its own Pod only. */
export interface LoopbackListener {
  readonly place: Place;
  /** What says so: `--host 127.0.0.1`, `HOST=localhost`, or `uvicorn` where the program's own default does. */
  readonly said: string;
  /** The address as written; empty where it is the program's default. */
  readonly address: string;
  /** The whole text of the place, if one word of it can be replaced. */
  readonly text: string | undefined;
  /** Undefined where nothing says which port it is. */
  readonly port: number | undefined;
  /** The text may be meant for something else: believe it only with a port that the container declares. */
  readonly weak: boolean;
  /** A file of the image may say otherwise: that of a development server mostly stands beside the program. */
  readonly usual: boolean;
  /** The flag that takes the address, where it is the program's default that says it. */
  readonly flag: string | undefined;
  /** The place is a part of a text that is a file. */
  readonly inFile?: true;
  /** It takes datagrams, and no connections. */
  readonly datagrams?: true | undefined;
  /** The line of the file that opens it to every address, where that is known. */
  readonly remedy?: string | undefined;
}

/** What ConfigMaps and Secrets give to the environment of a container. */
interface Given {
  readonly variables: readonly Variable[];
  /** Nothing else comes from elsewhere. */
  readonly known: boolean;
}

/**
 * Every listener that commands, arguments and variables of a container bind to the loopback address. What it is given
 * is asked for only where its program takes the loopback by itself.
 */
export function loopbackListeners(container: Container, given: () => Given): readonly LoopbackListener[] {
  return [
    ...commandsOf(container).flatMap((words) => inCommand(words, container, given)),
    ...loopbackVariables(container.variables, container.variables, container.image).map(({ listener }) => listener),
  ];
}

function inCommand(words: readonly Word[], container: Container, given: () => Given): readonly LoopbackListener[] {
  const texts = words.map(({ text }) => text);
  if (isClient(texts)) return [];
  const server = serverOf(texts);
  const ports = texts.flatMap((text, at) => portIn(text, texts[at + 1], server));
  const port = ports[0] ?? server?.port ?? (server === undefined ? ownShortPort(texts, container) : undefined);
  const found = words.flatMap((word, at) => {
    const flag = flagAt(word.text, texts.slice(at + 1), server);
    if (flag === undefined) return [];
    // `-h 127.0.0.1` may be anything, unless the port beside it is the container's own.
    if (/^-[hH]$/.test(word.text) && !isOwnFlag(word.text, server) && port === undefined) return [];
    const place = flag.inNext ? (words[at + 1] ?? word) : word;
    return [
      {
        place: place.place,
        said: flag.said,
        address: flag.address,
        text: place.scalar,
        port: flag.port ?? (flag.qualified ? undefined : port),
        weak: flag.weak,
        usual: false,
        flag: undefined,
        qualified: flag.qualified,
      },
    ];
  });
  const known = found.filter(({ port: number, qualified }) => number !== undefined || !qualified);
  if (known.length > 0 || server === undefined) return known;
  return server.program.positional === true
    ? byPosition(words, server, container, given)
    : byDefault(words, server, port, toldOf(container, given()));
}

const isOwnFlag = (name: string, server: Server | undefined): boolean => server?.flags.includes(name) === true;

interface Flag {
  readonly said: string;
  readonly address: string;
  readonly port: number | undefined;
  readonly weak: boolean;
  readonly inNext: boolean;
  /** For one purpose of several, such as metrics: without a port of its own it says nothing about the others. */
  readonly qualified: boolean;
}

function flagAt(text: string, next: readonly string[], server: Server | undefined): Flag | undefined {
  const split = /^(-{0,2}[A-Za-z][\w.-]*)(?:=(.*))?$/.exec(text);
  if (split === null) return undefined;
  const [, name = '', inline] = split;
  const own = isOwnFlag(name, server);
  const weak = !own && !isListenFlag(name);
  if (!own && !name.startsWith('-')) return undefined;
  if (weak && !isWeakFlag(name) && !/^-[hH]$/.test(name)) return undefined;
  // `--bind 127.0.0.1 ::1` has several values.
  const end = next.findIndex((word) => !isAddress(word) && addressIn(word) === undefined);
  const values = next.slice(0, end === -1 ? next.length : Math.max(1, end));
  const address = allLoopback(inline ?? values.join(','));
  if (address === undefined) return undefined;
  return {
    said: inline === undefined ? `${name} ${next[0] ?? ''}` : text,
    address: address.host,
    port: address.port,
    weak,
    inNext: inline === undefined,
    qualified: !own && QUALIFIED.test(name),
  };
}

/** The loopback address of a value; undefined if one of a list is another one. */
function allLoopback(value: string): { readonly host: string; readonly port: number | undefined } | undefined {
  const found = value
    .replace(/^["']|["']$/g, '')
    .split(/[,;]/)
    .map(addressIn);
  return found.every((address) => address !== undefined) ? found[0] : undefined;
}

function addressIn(value: string): { readonly host: string; readonly port: number | undefined } | undefined {
  const match = /^(?:[a-z][\w+.-]*:\/\/)?(127(?:\.\d{1,3}){3}|localhost|\[?::1\]?)(?::(\d{1,5}))?\/?$/i.exec(
    value.trim(),
  );
  return match === null
    ? undefined
    : { host: match[1] ?? '', port: match[2] === undefined ? undefined : Number(match[2]) };
}

/** What most values are not. */
export function mayBeLoopback(value: string): boolean {
  return MAY_BE_LOOPBACK.test(value);
}

const MAY_BE_LOOPBACK = /127\.|localhost|::1/i;

const isAddress = (value: string): boolean => /^[\d.]+$|^[\da-f:]+$/i.test(value);

function portIn(text: string, next: string | undefined, server: Server | undefined): readonly number[] {
  const split = /^(-{1,2}[A-Za-z][\w.-]*)(?:=(.*))?$/.exec(text);
  if (split === null || !(PORT_FLAG.test(split[1] ?? '') || server?.ports.includes(split[1] ?? '') === true)) return [];
  const value = split[2] ?? next ?? '';
  return /^\d{1,5}$/.test(value) ? [Number(value)] : [];
}

/** `-p 4010` of any program, where the container declares that very port; a client's is that of another one. */
function ownShortPort(words: readonly string[], container: Container): number | undefined {
  const value = words.findLast((_, at) => words[at - 1] === '-p');
  return container.ports.find(({ number }) => String(number) === value)?.number;
}

/** `uvicorn app:app` without `--host`: the program's own default. */
function byDefault(
  words: readonly Word[],
  server: Server,
  port: number | undefined,
  told: Told | undefined,
): readonly LoopbackListener[] {
  const word = words[server.at];
  const texts = words.map(({ text }) => text);
  if (word === undefined || told === undefined || !isLocal(server, texts, told)) return [];
  return [
    {
      place: word.place,
      said: server.name,
      address: '',
      text: undefined,
      port,
      weak: false,
      usual: server.program.local === 'usual',
      flag: server.flags.find((flag) => flag.startsWith('--')) ?? server.flags[0],
    },
  ];
}

/** Undefined where variables that stand elsewhere may tell it otherwise. */
function toldOf(container: Container, { variables, known }: Given): Told | undefined {
  const told = textsOf(container);
  return known ? { ...told, text: [told.text, ...variables.map(({ name }) => name)].join('\n') } : undefined;
}

/** `manage.py runserver 8000`, `php -S localhost:8000`: the first word behind the program that is no flag. */
function byPosition(
  words: readonly Word[],
  server: Server,
  container: Container,
  given: () => Given,
): readonly LoopbackListener[] {
  const word = words.slice(server.end).find(({ text }) => /^([\w.:[\]-]*:)?\d{1,5}$/.test(text));
  const [, host, port] = /^(?:(.*):)?(\d{1,5})$/.exec(word?.text ?? '') ?? [];
  if (host === undefined) {
    const number = port === undefined ? server.port : Number(port);
    return byDefault(words, server, number, toldOf(container, given()));
  }
  const address = addressIn(host);
  if (word === undefined || address === undefined) return [];
  const said = `${server.name} ${word.text}`;
  const { place, scalar: text } = word;
  return [{ place, said, address: address.host, text, port: Number(port), weak: false, usual: false, flag: undefined }];
}

/** The listeners that variables bind to the loopback address, by what all of the container say. */
export function loopbackVariables<V extends Variable>(
  variables: readonly V[],
  all: readonly Variable[],
  image: string,
): readonly { readonly variable: V; readonly listener: LoopbackListener }[] {
  const portOf = (name: string): number | undefined => {
    const stem = name.replace(/_?(HOST|ADDR|ADDRESS|BIND|LISTEN)$/, '');
    const written =
      all.find((variable) => variable.name === (stem === '' ? 'PORT' : `${stem}_PORT`)) ??
      all.find((variable) => variable.name === 'PORT');
    return written !== undefined && /^\d{1,5}$/.test(written.value) ? Number(written.value) : undefined;
  };
  return variables.flatMap((variable) => {
    const { name, value, scalar } = variable;
    if (!mayBeLoopback(value)) return [];
    const weak = isWeakVariable(name, image);
    if (!weak && !isListenVariable(name)) return [];
    const address = allLoopback(value);
    const port = address?.port ?? portOf(name);
    if (address === undefined || (port === undefined && QUALIFIED.test(name))) return [];
    const listener: LoopbackListener = {
      place: scalar.place,
      said: `${name}=${value}`,
      address: address.host,
      text: value,
      port,
      weak,
      usual: false,
      flag: undefined,
    };
    return [{ variable, listener }];
  });
}
