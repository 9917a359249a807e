import type { Address } from './scan.js';

/**
 * A program that is given the host it calls as a word of its own, with the port in a word behind it or behind a flag.
 */
interface Client {
  /** The program, its flags, and the host as the first group. */
  readonly call: RegExp;
  /** The port behind the host, or anywhere in the same command. */
  readonly port: RegExp;
}

const HOST = '([a-z][a-z0-9-]*(?:\\.[a-z0-9-]+)*)';
const FLAGS = '(?:-[A-Za-z]+(?:[ \\t]+\\d+)?[ \\t]+){0,5}';

const CLIENTS: readonly Client[] = [
  {
    call: new RegExp(`(?<![\\w./-])(?:nc|ncat|netcat|telnet)[ \\t]+${FLAGS}${HOST}(?=[ \\t]+\\d{1,5}(?![\\w.]))`, 'g'),
    port: /^[ \t]+(\d{1,5})/,
  },
  {
    call: new RegExp(
      '(?<![\\w./-])(?:redis-cli|mysqladmin|mysql|mariadb|psql|pg_isready|pg_dump|mongo|mongosh)(?=[ ' +
        `\\t])[^|;&\\n]{0,80}?[ \\t](?:-h|--host)[ \\t=]*${HOST}(?![\\w.:/])`,
      'g',
    ),
    port: /^[^|;&\n]{0,80}?[ \t](?:-[pP]|--port)[ \t=]*(\d{1,5})(?![\w.])/,
  },
  { call: new RegExp(`(?<![\\w./-])(?:nslookup|getent[ \\t]+hosts)[ \\t]+${HOST}(?![\\w.:/])`, 'g'), port: /(?!)/ },
];

/**
 * The hosts that a script gives to well-known clients: `nc -z db 5432`, `redis-cli -h cache -p 6379`, `nslookup db`.
 */
export function calledBy(script: string): readonly Address[] {
  return CLIENTS.flatMap(({ call, port }) =>
    [...script.matchAll(call)].map(([whole, host = ''], at, all): Address => {
      const end = (all[at]?.index ?? 0) + whole.length;
      const behind = port.exec(script.slice(end, end + 200));
      const digits = behind?.[1] ?? '';
      const portEnd = end + (behind?.[0].length ?? 0);
      return {
        form: 'value',
        scheme: undefined,
        host: { start: end - host.length, end },
        absolute: false,
        port: digits === '' ? undefined : { start: portEnd - digits.length, end: portEnd },
        openPort: digits === '',
      };
    }),
  );
}
