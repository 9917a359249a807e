import { groupBy } from '../../data/group.js';
import type { Container } from '../../k8s/pods/container.js';
import { isPortOfCalled } from '../../k8s/programs/called.js';
import { commandsOf } from '../../k8s/programs/commands.js';
import { isClient } from '../../k8s/programs/servers.js';
import type { Place } from '../../tree/tree.js';

/** A text that says on which port a program listens for one purpose: `--https-address=:4443`, `GRPC_PORT=9090`. */
export interface WordedPort {
  readonly word: string;
  readonly port: number;
  readonly place: Place;
  readonly said: string;
  /** A variable may say what somebody else calls, or where a proxy listens. */
  readonly isVariable: boolean;
}

/** Words of flags, with what a port for it is called (semantics 6.8). */
const WORDS: ReadonlyMap<string, string> = new Map([
  ...['http', 'https', 'grpc', 'metrics', 'web', 'websecure', 'webhook', 'admin'].map((word) => [word, word] as const),
  ['http1', 'http'],
  ['h1', 'http'],
  ['insecure', 'http'],
  ['secure', 'https'],
  ['tls', 'https'],
  ['ssl', 'https'],
]);

/** What says that a flag or a variable is for an address or a port of the program itself. */
const ADDRESSES: ReadonlySet<string> = new Set(['port', 'address', 'addr', 'listen', 'listener', 'bind']);

/** Words beside them that change nothing. */
const PLAIN: ReadonlySet<string> = new Set(['server', 'serving', 'serve', 'entrypoints', 'api', 'host', 'endpoint']);

/** Each word with the one port that the texts of a container give to it. */
export function wordedPorts(container: Container): ReadonlyMap<string, WordedPort> {
  return container.view(readWordedPorts);
}

const NONE: ReadonlyMap<string, WordedPort> = new Map();

function readWordedPorts(container: Container): ReadonlyMap<string, WordedPort> {
  const found = [...inCommands(container), ...inVariables(container)];
  if (found.length === 0) return NONE;
  const byWord = groupBy(found, ({ word }) => word);
  return new Map(
    [...byWord].flatMap(([word, [first, ...more]]) =>
      first === undefined || more.some(({ port }) => port !== first.port) ? [] : [[word, first] as const],
    ),
  );
}

function inCommands(container: Container): readonly WordedPort[] {
  return commandsOf(container).flatMap((words) => {
    if (!words.some(({ text }) => text.startsWith('-')) || isClient(words.map(({ text }) => text))) return [];
    return words.flatMap((each, at): readonly WordedPort[] => {
      const [, name = '', inline] = /^-{1,2}([A-Za-z][\w.-]*)(?:=(.*))?$/.exec(each.text) ?? [];
      const word = wordIn(name);
      if (word === undefined) return [];
      const next = words[at + 1];
      const port = portIn(inline ?? next?.text ?? '');
      if (port === undefined) return [];
      const { place } = inline === undefined ? (next ?? each) : each;
      const said = inline === undefined ? `${each.text} ${next?.text ?? ''}` : each.text;
      return [{ word, port, place, said, isVariable: false }];
    });
  });
}

function inVariables({ variables }: Container): readonly WordedPort[] {
  return variables.flatMap(({ name, value, scalar }): readonly WordedPort[] => {
    const port = portIn(value);
    if (port === undefined || isPortOfCalled(name, variables)) return [];
    const word = wordIn(name);
    return word === undefined ? [] : [{ word, port, place: scalar.place, said: `${name}=${value}`, isVariable: true }];
  });
}

/** The purpose in a name such as `https-address`, `entryPoints.websecure.address`, `HTTPS_PORT`; undefined for two. */
function wordIn(name: string): string | undefined {
  if (!/port|addr|listen|bind/i.test(name)) return undefined;
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace('entry-points', 'entrypoints')
    .split(/[-_.]/);
  const [word, ...more] = words.filter((each) => WORDS.has(each));
  if (word === undefined || more.length > 0 || !words.some((each) => ADDRESSES.has(each))) return undefined;
  const isPlain = words.every((each) => each === word || ADDRESSES.has(each) || PLAIN.has(each));
  return isPlain ? WORDS.get(word) : undefined;
}

/** `4443`, `:4443`, `0.0.0.0:4443`, `:4443/tcp`. */
function portIn(value: string): number | undefined {
  const [, port] = /^(?:(?:0\.0\.0\.0|\[::\]|\*)?:)?(\d{2,5})(?:\/tcp)?$/.exec(value) ?? [];
  return port === undefined ? undefined : Number(port);
}
