/** Where a file makes its program listen; `start` and `end` are offsets of the words that say so. */
export interface Endpoint {
  /** Empty for every address. */
  readonly address: string;
  /** Undefined where it is a variable or a range. */
  readonly port: number | undefined;
  readonly start: number;
  readonly end: number;
  /** The words that say the port, where others say the address. */
  readonly portAt?: { readonly start: number; readonly end: number };
  /** The file leaves the address out, and the program takes the loopback then. */
  readonly omitted?: true;
  /** The usual port of another listener of the program, of which the line speaks, beside its main one. */
  readonly beside?: number;
  /** It takes datagrams, and no connections. */
  readonly datagrams?: boolean;
}

/** Finds the endpoints in a text; `port` is the one that the program takes where none is written. */
export type Reader = (text: string, port: number) => readonly Endpoint[];

export function portOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : undefined;
}

/** `80`, `127.0.0.1:80`, `[::]:80`, `*:80`, `localhost`: an address, a port, or both. */
export function readEndpoint(value: string, port: number): Pick<Endpoint, 'address' | 'port'> {
  const bare = value.replace(/^["']|["']$/g, '').replace(/^[a-z]+:\/\//i, '');
  if (/^\d+$/.test(bare)) return { address: '', port: Number(bare) };
  if (/^[\da-f]*:[\da-f]*:[\da-f:*]*$/i.test(bare)) return { address: bare, port };
  const [, host = '', number] = /^(\[[^\]]*\]|[^:]*):(\S+)$/.exec(bare) ?? [];
  if (bare.includes('$')) return { address: '', port: undefined };
  return number === undefined ? { address: bare, port } : { address: host, port: portOf(number) };
}

/** Each match of the pattern is one endpoint, its first group the address and the port. */
export function inPattern(pattern: RegExp): Reader {
  return (text, port) =>
    [...withoutComments(text).matchAll(pattern)].map((match) => {
      const value = match[1] ?? '';
      const start = match.index + match[0].lastIndexOf(value);
      return { ...readEndpoint(value, port), start, end: start + value.length };
    });
}

/** One address and one port, each with a line of its own; no endpoint where neither is written. */
export function inLines({ address, port }: { readonly address: RegExp; readonly port: RegExp }): Reader {
  return (text, number) => {
    const clean = withoutComments(text);
    const [host, written] = [address.exec(clean), port.exec(clean)];
    return endpointOf(host && valueIn(host), written && valueIn(written), number);
  };
}

export interface Value {
  readonly value: string;
  readonly start: number;
}

function valueIn(match: RegExpExecArray): Value {
  const value = (match[1] ?? '').trim();
  return { value, start: match.index + match[0].lastIndexOf(value) };
}

/** Several addresses count as one: the first that is not the loopback, if there is any. */
function endpointOf(host: Value | null, port: Value | null, number: number): readonly Endpoint[] {
  const said = host ?? port;
  if (said === null) return [];
  const words =
    host === null
      ? []
      : host.value
          .replace(/["'[\]]/g, ' ')
          .split(/[\s,]+/)
          .filter((word) => word !== '');
  // `0` alone is an address here, every one of them, and no port.
  const addresses = words.map((word) => readEndpoint(word.replace(/^-/, '').replace(/^0$/, '0.0.0.0'), number));
  const [first] = [...addresses.filter(({ address }) => !isLoopback(address)), ...addresses];
  const written = port === null ? (first?.port ?? number) : portOf(port.value.replace(/["']/g, ''));
  return [
    {
      address: first?.address ?? '',
      port: written,
      start: said.start,
      end: said.start + said.value.length,
      ...(host === null || port === null ? {} : { portAt: { start: port.start, end: port.start + port.value.length } }),
    },
  ];
}

/** `key = value` in the sections of an INI file; what stands before the first one is in the section `''`. */
export function inSections(wanted: {
  readonly section: RegExp;
  readonly address: RegExp;
  readonly port: RegExp;
}): Reader {
  return (text, number) => {
    let section = '';
    let address: Value | null = null;
    let port: Value | null = null;
    for (const match of withoutComments(text).matchAll(
      /^[ \t]*(?:\[([^\]\n]*)\]|([\w.-]+)[ \t]*[=:][ \t]*([^\n]*?))[ \t]*\r?$/gm,
    )) {
      const [whole, head, key = '', value = ''] = match;
      if (head !== undefined) section = head.trim();
      else if (wanted.section.test(section)) {
        const found = { value, start: match.index + whole.lastIndexOf(value) };
        if (wanted.address.test(key)) address = found;
        if (wanted.port.test(key)) port = found;
      }
    }
    return endpointOf(address, port, number);
  };
}

/** Each value of an INI or TOML file whose section and key match is one endpoint, the address and the port. */
export function inEachSection(section: RegExp, wanted: RegExp): Reader {
  return (text, number) => {
    let within = false;
    return Array.from(
      withoutComments(text).matchAll(/^[ \t]*(?:\[([^\]\n]*)\]|([\w.-]+)[ \t]*=[ \t]*([^\n]*?))[ \t]*\r?$/gm),
    ).flatMap(([whole, head, key = '', value = ''], at, all): readonly Endpoint[] => {
      if (head !== undefined) within = section.test(head.trim());
      if (head !== undefined || !within || !wanted.test(key)) return [];
      const start = (all[at]?.index ?? 0) + whole.lastIndexOf(value);
      return [{ ...readEndpoint(value, number), start, end: start + value.length }];
    });
  };
}

/** Every key of block style by its dotted path; the value is empty where the key opens a block. */
export function yamlKeys(text: string): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>();
  const path: { readonly indent: number; readonly key: string }[] = [];
  const [first = ''] = withoutComments(text)
    .split(/^---[ \t]*\r?$/m)
    .filter((part) => part.trim() !== '');
  const offset = text.length === first.length ? 0 : withoutComments(text).indexOf(first);
  for (const match of first.matchAll(/^( *)([\w./-]+):(?:[ \t]+([^\n]*?))?[ \t]*\r?$/gm)) {
    const [whole, { length: indent } = '', key = '', value = ''] = match;
    while ((path.at(-1)?.indent ?? -1) >= indent) path.pop();
    path.push({ indent, key });
    const name = path.map((step) => step.key).join('.');
    found.set(name, { value, start: offset + match.index + (value === '' ? indent : whole.lastIndexOf(value)) });
  }
  return found;
}

/** Each scalar of block style whose dotted path matches is one endpoint, the address and the port. */
export function inEachYaml(wanted: RegExp): Reader {
  return (text, number) =>
    [...yamlKeys(text)].flatMap(([path, { value, start }]) =>
      value === '' || !wanted.test(path) ? [] : [{ ...readEndpoint(value, number), start, end: start + value.length }],
    );
}

/** Scalars of block style by their dotted path, `net.bindIp`; a later document of the file is for another profile. */
export function inYaml(addresses: readonly string[], ports: readonly string[]): Reader {
  return (text, number) => {
    const found = new Map([...yamlKeys(text)].filter(([, { value }]) => value !== ''));
    const firstOf = (names: readonly string[]): Value | null =>
      names.flatMap((name) => found.get(name) ?? [])[0] ?? null;
    return endpointOf(firstOf(addresses), firstOf(ports), number);
  };
}

/** Comments blanked, so that every offset stays. */
export function withoutComments(text: string): string {
  return text
    .replace(/(^|[ \t])#[^\n]*|^[ \t]*;[^\n]*/gm, (comment) => ' '.repeat(comment.length))
    .replace(/^[ \t]*\/\/[^\n]*/gm, (comment) => ' '.repeat(comment.length));
}

export function isLoopback(address: string): boolean {
  return /^(127(\.\d{1,3}){3}|localhost|\[?::1\]?|_local_)$/i.test(address);
}
