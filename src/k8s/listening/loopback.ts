import { getList, getString, type Place } from '../../tree/tree.js';
import type { Container } from '../pods/container.js';
import type { PodTemplate } from '../workloads/workload.js';
import {
  DEFAULT_LOOPBACK,
  isClient,
  isListenFlag,
  isListenVariable,
  isWeakFlag,
  isWeakVariable,
  PORT_FLAG,
  serverOf,
  type Server,
} from './servers.js';

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
}

interface Word {
  readonly text: string;
  readonly place: Place;
  /** The scalar it stands in, unless that is a block. */
  readonly scalar: string | undefined;
}

/** True where a sidecar hands on to 127.0.0.1 what arrives: that of Consul does, unless it is told otherwise. */
export function isServedOnLoopback({ workload, path }: PodTemplate): boolean {
  return (
    getString(workload.resource.tree, ...path, 'metadata', 'annotations', 'consul.hashicorp.com/connect-inject') ===
    'true'
  );
}

/** Every listener that commands, arguments and variables of a container bind to the loopback address. */
export function loopbackListeners(container: Container): readonly LoopbackListener[] {
  const found = [...commandsOf(container).flatMap(inCommand), ...inVariables(container)];
  return found.filter(({ address, said }) => address !== '' || !mayBeTold(container, said));
}

/** Variables of the program's own, or variables that stand elsewhere, may override its default. */
function mayBeTold(container: Container, program: string): boolean {
  const variable = `${program.toUpperCase()}_HOST`;
  return (
    container.get('envFrom') !== undefined ||
    getList(container.get('env')).some((item) => getString(item, 'name') === variable)
  );
}

/** The commands of a container, as words: its own, or those of a script that a shell runs. */
function commandsOf(container: Container): readonly (readonly Word[])[] {
  const scalars = ['command', 'args'].flatMap((field) =>
    getList(container.get(field)).flatMap((item) =>
      item.type === 'scalar' && typeof item.value === 'string'
        ? [{ text: item.value, place: item.place, scalar: item.style === 'block' ? undefined : item.value }]
        : [],
    ),
  );
  const script = scalars.filter(({ text }) => /\s/.test(text.trim()));
  const direct = scalars.filter(({ text }) => !/\s/.test(text.trim()));
  const scripted = script.flatMap(({ text, place, scalar }) =>
    text
      .replace(/\\\n/g, ' ')
      .split(/\n|;|&&|\|\|?|&(?!\d)/)
      .map((line) =>
        line
          .trim()
          .split(/\s+/)
          .map((word) => ({ text: word.replace(/^["']|["']$/g, ''), place, scalar })),
      ),
  );
  return [direct, ...scripted];
}

function inCommand(words: readonly Word[]): readonly LoopbackListener[] {
  const texts = words.map(({ text }) => text);
  if (isClient(texts)) return [];
  const server = serverOf(texts);
  const ports = texts.flatMap((text, at) => portIn(text, texts[at + 1], server));
  const port = ports[0] ?? server?.port;
  const found = words.flatMap((word, at) => {
    const flag = flagAt(word.text, texts.slice(at + 1), server);
    if (flag === undefined) return [];
    const place = flag.inNext ? (words[at + 1] ?? word) : word;
    return [
      {
        place: place.place,
        said: flag.said,
        address: flag.address,
        text: place.scalar,
        port: flag.port ?? (flag.qualified ? undefined : port),
        weak: flag.weak,
        qualified: flag.qualified,
      },
    ];
  });
  const known = found.filter(({ port: number, qualified }) => number !== undefined || !qualified);
  return known.length > 0 ? known : byDefault(words, texts, server, port);
}

interface Flag {
  readonly said: string;
  readonly address: string;
  readonly port: number | undefined;
  readonly weak: boolean;
  readonly inNext: boolean;
  /** For one purpose of several, such as metrics: without a port of its own it says nothing about the others. */
  readonly qualified: boolean;
}

const QUALIFIED =
  /metric|health|admin|pprof|debug|profil|telemetry|probe|internal|local|peer|cluster|gossip|raft|rpc|status|monitor/i;

function flagAt(text: string, next: readonly string[], server: Server | undefined): Flag | undefined {
  const split = /^(-{1,2}[A-Za-z][\w.-]*)(?:=(.*))?$/.exec(text);
  if (split === null) return undefined;
  const [, name = '', inline] = split;
  const own = server?.flags.includes(name) === true;
  const weak = !own && !isListenFlag(name);
  if (weak && !isWeakFlag(name)) return undefined;
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

const isAddress = (value: string): boolean => /^[\d.]+$|^[\da-f:]+$/i.test(value);

function portIn(text: string, next: string | undefined, server: Server | undefined): readonly number[] {
  const split = /^(-{1,2}[A-Za-z][\w.-]*)(?:=(.*))?$/.exec(text);
  if (split === null || !(PORT_FLAG.test(split[1] ?? '') || server?.ports.includes(split[1] ?? '') === true)) return [];
  const value = split[2] ?? next ?? '';
  return /^\d{1,5}$/.test(value) ? [Number(value)] : [];
}

/** `uvicorn app:app` without `--host`: the program's own default. */
function byDefault(
  words: readonly Word[],
  texts: readonly string[],
  server: Server | undefined,
  port: number | undefined,
): readonly LoopbackListener[] {
  const rule = server && DEFAULT_LOOPBACK.get(server.name);
  const at = server === undefined ? -1 : server.at;
  const word = words[at];
  if (server === undefined || rule === undefined || word === undefined || rule.unless(texts)) return [];
  return [{ place: word.place, said: server.name, address: '', text: undefined, port, weak: false }];
}

function inVariables(container: Container): readonly LoopbackListener[] {
  const items = getList(container.get('env')).flatMap((item) => {
    const [name, value] = [getString(item, 'name'), getString(item, 'value')];
    return name === undefined || value === undefined || item.type !== 'map'
      ? []
      : [{ name, value, place: item.entries.get('value')?.value.place ?? item.place }];
  });
  const portOf = (name: string): number | undefined => {
    const stem = name.replace(/_?(HOST|ADDR|ADDRESS|BIND|LISTEN)$/, '');
    const written =
      items.find((item) => item.name === (stem === '' ? 'PORT' : `${stem}_PORT`)) ??
      items.find((item) => item.name === 'PORT');
    return written !== undefined && /^\d{1,5}$/.test(written.value) ? Number(written.value) : undefined;
  };
  return items.flatMap(({ name, value, place }) => {
    const weak = isWeakVariable(name);
    if (!weak && !isListenVariable(name)) return [];
    const address = allLoopback(value);
    const port = address?.port ?? portOf(name);
    if (address === undefined || (port === undefined && QUALIFIED.test(name))) return [];
    return [{ place, said: `${name}=${value}`, address: address.host, text: value, port, weak }];
  });
}
