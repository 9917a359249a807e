import type { Address } from './scan.js';

/** A program that is given the host it calls as a word of its own. */
interface Client {
  /** `getent hosts` counts with its second word. */
  readonly programs: string;
  /** Flags with the host, and with its port. */
  readonly host?: string;
  readonly port?: string;
  /** The host is the first word that is no flag; a number behind it is the port. */
  readonly positional?: true;
  /** The value of a short flag may be glued to it: `-hdb`. */
  readonly glued?: true;
  /** Other flags that take the next word. */
  readonly values?: string;
  /** The scheme that it takes where none is written. */
  readonly scheme?: string;
  /** A flag with which it calls nobody. */
  readonly unless?: string;
}

/** One line for each family; the manual of each program says the same of its flags (semantics 8.5 f). */
const CLIENTS: readonly Client[] = [
  { programs: 'nc ncat netcat telnet', positional: true, values: '-w -i -p -s -X -x', unless: '-l' },
  { programs: 'nslookup dig host drill', positional: true },
  { programs: 'getent ahosts ahostsv4', positional: true },
  { programs: 'ping ping6 arping traceroute tracepath', positional: true, values: '-c -i -W -w -s -t -I -q -m' },
  { programs: 'redis-cli valkey-cli keydb-cli', host: '-h', port: '-p', values: '-a -n -r -i -u --user --pass' },
  {
    programs: 'mysql mysqladmin mysqldump mysqlcheck mariadb mariadb-admin mariadb-dump',
    host: '-h --host',
    port: '-P --port',
    values: '-u -e -D',
    glued: true,
  },
  {
    programs: 'psql pg_isready pg_dump pg_dumpall pg_restore createdb dropdb createuser pgbench pg_basebackup vacuumdb',
    host: '-h --host',
    port: '-p --port',
    values: '-U -d -c -f -t -v',
    glued: true,
  },
  { programs: 'mongo mongosh mongodump mongorestore mongoimport mongoexport', host: '-h --host', port: '--port' },
  { programs: 'clickhouse-client influx cockroach', host: '-h --host -host', port: '--port -port' },
  { programs: 'mosquitto_pub mosquitto_sub ldapsearch ldapwhoami nodetool', host: '-h --host', port: '-p --port' },
  { programs: 'rabbitmqadmin', host: '-H --host', port: '-P --port' },
  { programs: 'cqlsh', positional: true, values: '-u -p -e -f -k' },
  {
    programs: 'curl',
    positional: true,
    scheme: 'http',
    values: '-o -X -H -w -m -u -d -A -e -b -c -F -T -x --max-time --retry --retry-delay --connect-timeout --output',
    unless: '--resolve -x --proxy --unix-socket',
  },
  {
    programs: 'wget',
    positional: true,
    scheme: 'http',
    values: '-O -o -T -t -U -P --tries --timeout --header --output-document',
  },
];

const words = (text: string | undefined): readonly string[] => text?.split(' ') ?? [];

const BY_PROGRAM: ReadonlyMap<string, Client> = new Map(
  CLIENTS.flatMap((client) => words(client.programs).map((program) => [program, client] as const)),
);

/** A word of a script, without its quotes. */
interface Word {
  readonly text: string;
  readonly start: number;
}

/**
 * The hosts that a script gives to well-known clients: `nc -z db 5432`, `redis-cli -h cache -p 6379`, `ping db`.
 */
export function calledBy(script: string): readonly Address[] {
  return commandsIn(script).flatMap((command) => {
    const at = command.findIndex(({ text }) => BY_PROGRAM.has(nameOfProgram(text)));
    const client = BY_PROGRAM.get(nameOfProgram(command[at]?.text ?? ''));
    if (client === undefined || command.slice(0, at).some(({ text }) => MENTIONING.has(text))) return [];
    return calledIn(command.slice(at + 1), client);
  });
}

/** Programs whose words are packages, programs or texts: `apt-get install curl telnet`, `echo "ping db"`. */
const MENTIONING: ReadonlySet<string> = new Set(
  'apt apt-get apk yum dnf microdnf zypper pacman pip pip3 npm which type hash echo printf'.split(' '),
);

/** True for a word that starts one of them. */
export function isClientProgram(word: string): boolean {
  return BY_PROGRAM.has(nameOfProgram(word));
}

const nameOfProgram = (word: string): string => word.slice(word.lastIndexOf('/') + 1);

/** What ends a command, or begins another one within it. */
const SEPARATOR = /[\n;|&`(){}]/;

function commandsIn(script: string): readonly (readonly Word[])[] {
  const commands: Word[][] = [[]];
  for (const { 0: text, index: start } of script.matchAll(/[\n;|&`(){}]|[^\s;|&`(){}]+/g)) {
    if (SEPARATOR.test(text)) commands.push([]);
    else commands.at(-1)?.push(unquoted(text, start));
  }
  return commands;
}

function unquoted(text: string, start: number): Word {
  const bare = text.replace(/^["']/, '');
  return { text: bare.replace(/["']$/, ''), start: start + text.length - bare.length };
}

function calledIn(rest: readonly Word[], client: Client): readonly Address[] {
  const [hosts, ports, values] = [words(client.host), words(client.port), words(client.values)];
  let host: Word | undefined;
  let port: Word | undefined;
  let isHostOpen = client.positional === true;
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] as Word;
    if (words(client.unless).includes(word.text)) return [];
    if (/^-+[A-Za-z]/.test(word.text)) {
      const flag = flagOf(word, [...hosts, ...ports], client.glued === true);
      const takesNext = flag.value === undefined;
      const value = flag.value ?? rest[at + 1];
      if (hosts.includes(flag.name)) host = value;
      if (ports.includes(flag.name)) port = value;
      if (takesNext && [...hosts, ...ports, ...values].some((each) => endsWith(flag.name, each))) at++;
    } else if (isHostOpen && word.text !== 'hosts') {
      isHostOpen = false;
      host = client.scheme === undefined ? word : { ...word, text: word.text.split('/', 1)[0] ?? '' };
    } else if (client.positional === true && host !== undefined && port === undefined) port = word;
  }
  return host === undefined ? [] : addressOf(host, port, client);
}

/** `--host=db`, `--host`, `-hdb`. */
function flagOf({ text, start }: Word, own: readonly string[], glued: boolean): { name: string; value?: Word } {
  const sign = text.indexOf('=');
  if (sign !== -1) return { name: text.slice(0, sign), value: unquoted(text.slice(sign + 1), start + sign + 1) };
  const short = text.slice(0, 2);
  return glued && text.length > 2 && own.includes(short) && !/^-[A-Za-z]elp$/.test(text)
    ? { name: short, value: { text: text.slice(2), start: start + 2 } }
    : { name: text };
}

/** `-w` ends `-zvw`: short flags that are written as one. */
function endsWith(name: string, flag: string): boolean {
  return name === flag || (/^-[a-zA-Z]$/.test(flag) && /^-[a-zA-Z]{2,4}$/.test(name) && name.endsWith(flag.slice(1)));
}

const HOST = /^(?:[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*|127\.0\.0\.1)$/i;

function addressOf(host: Word, port: Word | undefined, { scheme }: Client): readonly Address[] {
  if (!HOST.test(host.text)) return [];
  const digits = port !== undefined && /^\d{1,5}$/.test(port.text) ? port : undefined;
  return [
    {
      form: 'value',
      scheme,
      host: { start: host.start, end: host.start + host.text.length },
      absolute: false,
      port: digits && { start: digits.start, end: digits.start + digits.text.length },
      openPort: digits === undefined && scheme === undefined,
    },
  ];
}
