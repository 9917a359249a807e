import { type Directives, type NamedHost, readHaproxy, readNginx, readRedis } from './directives.js';
import { readFlow } from './flow.js';
import { groupsWithPort, hostPairs } from './host-pairs.js';
import { readBlocks, readKeyValueLines } from './key-value-lines.js';
import { readSpacedLines } from './spaced-lines.js';
import { type Setting, settingAt, SettingList } from './settings.js';
import { switchesOf } from './switches.js';
import { readYamlLines } from './yaml-lines.js';

/** What a configuration file says about hosts beside its URLs and `host:port` pairs, which are found in any text. */
export interface Configuration {
  readonly hosts: readonly NamedHost[];
  /** True for a name that the file itself gives to something, such as an `upstream` of nginx. */
  readonly isDefined: (name: string) => boolean;
  /** True for what a switch of the file, or a profile that is not active, keeps from being used. */
  readonly isOff: (offset: number) => boolean;
  /** True where a port stands beside the setting at the offset. */
  readonly hasPortBeside: (offset: number) => boolean;
}

interface Read {
  readonly settings: readonly Setting[];
  readonly directives: Directives;
  /** Where the documents of the text begin. */
  readonly documents: readonly number[];
}

/** One format of configuration files: what its texts look like, and how they are read (semantics 8.8). */
interface Format {
  readonly names: RegExp;
  readonly looks: RegExp;
  readonly read: (text: string) => Partial<Read>;
}

const never = /(?!)/;

const settingsBy =
  (read: (text: string, list: SettingList, onDocument: (start: number) => void) => void) =>
  (text: string): Partial<Read> => {
    const list = new SettingList(text);
    const documents: number[] = [];
    read(text, list, (start) => documents.push(start));
    return { settings: list.all, documents };
  };

const FORMATS: readonly Format[] = [
  {
    names: /\.json5?$/,
    looks: /^\s*[{[]\s*["{[}\]]/,
    read: settingsBy((text, list) => void readFlow(text, text.search(/[{[]/), '', '', list)),
  },
  {
    names: never,
    looks: /^[ \t]*(upstream[ \t]+\S+[ \t]*\{|server[ \t]*\{|location[ \t]+\S|http[ \t]*\{)/m,
    read: (text) => ({ directives: readNginx(text) }),
  },
  {
    names: never,
    looks: /^(frontend|backend|listen|defaults|global)\b[^:={]*$/m,
    read: (text) => ({ directives: readHaproxy(text) }),
  },
  {
    names: never,
    looks: /^[ \t]*(replicaof|slaveof|sentinel[ \t]+monitor)[ \t]/im,
    read: (text) => ({ directives: readRedis(text) }),
  },
  {
    names: never,
    looks: /^[ \t]*(<(match|source|filter|store|server|label)\b|\[(OUTPUT|INPUT|FILTER|SERVICE)\][ \t]*$)/im,
    read: settingsBy(readSpacedLines),
  },
  { names: /\.ya?ml$/, looks: never, read: settingsBy(readYamlLines) },
  { names: /\.vcl$/, looks: /^[ \t]*backend[ \t]+\w+[ \t]*\{/m, read: settingsBy(readBlocks) },
  { names: /\.(hcl|hocon)$/, looks: /^[ \t]*[\w."-]+[ \t]*\{[ \t]*$/m, read: settingsBy(readBlocks) },
  {
    names: /\.(properties|env|ini|toml)$/,
    looks: /^[ \t]*(\[[^\]\n]+\][ \t]*$|[\w.-]+[ \t]*=)/m,
    read: settingsBy(readKeyValueLines),
  },
  { names: never, looks: /^[ \t]*(- )?["']?[\w.-]+["']?:([ \t]|$)/m, read: settingsBy(readYamlLines) },
];

const NOTHING: Directives = { hosts: [], defined: new Set() };

/** A format shows early; and a pattern that runs along a line of millions of characters runs out of stack. */
const TELLING = 100_000;

/**
 * Reads a text of a ConfigMap or Secret by the name of its entry, or by what it looks like; undefined for what is no
 * configuration.
 */
export function readConfiguration(name: string, text: string): Configuration | undefined {
  if (!/[\n{]/.test(text)) return undefined;
  const format = formatOf(name, text);
  if (format === undefined) return undefined;
  const { settings = [], directives = NOTHING, documents = [] } = format.read(text);
  const withPort = groupsWithPort(settings);
  const isOff = switchesOf(settings, documents);
  return {
    hosts: [...hostPairs(settings), ...directives.hosts],
    isDefined: (host) => directives.defined.has(host),
    isOff,
    hasPortBeside: (offset) => withPort.has(settingAt(settings, offset)?.group ?? ''),
  };
}

function formatOf(name: string, text: string): Format | undefined {
  const head = text.slice(0, TELLING);
  return FORMATS.find(({ names }) => names.test(name.toLowerCase())) ?? FORMATS.find(({ looks }) => looks.test(head));
}

/** The keys of such a text with plain values, each with the way that leads to it; none of what is no configuration. */
export function settingsIn(name: string, text: string): readonly Setting[] {
  return (/[\n{:=]/.test(text) ? formatOf(name, text)?.read(text).settings : undefined) ?? [];
}
