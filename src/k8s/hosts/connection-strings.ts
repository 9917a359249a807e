import type { Address } from './scan.js';

/** How far around a host its string is read: lines of minified texts are as long as the text. */
const REACH = 200;

/** `host` of libpq, `Server` and `Data Source` of ADO.NET; a comma before the port is SQL Server's. */
const HOST =
  /(?<![\w.-])(?:host|hostaddr|server|data source|addr|address)[ \t]{0,8}=[ \t]{0,8}(?:tcp:)?([a-z](?:[\w-]|\.[\w-]){0,252})(?:,(\d{1,5}))?(?=[;\s"'\\]|$)/gi;
const PORT = /(?<![\w.-])port[ \t]{0,8}=[ \t]{0,8}(\d{1,5})(?!\w)/i;
/** What else such a string says: a host alone may be anything. */
const COMPANION =
  /(?<![\w.-])(?:port|dbname|database|initial catalog|user|user id|uid|username|password|pwd|sslmode)[ \t]{0,8}=/i;

/**
 * The hosts of connection strings that are made of pairs (semantics 8.5 e): `host=db port=5432 dbname=shop` as libpq
 * takes it, `Server=db;Port=5432;Database=shop` and `Server=tcp:db,1433;…` as ADO.NET does.
 */
export function connectionHosts(text: string): readonly Address[] {
  if (!text.includes('=')) return [];
  return [...text.matchAll(HOST)].flatMap((match): Address[] => {
    const [whole, host = '', behindComma] = match;
    const comma = behindComma === undefined ? 0 : behindComma.length + 1;
    const end = match.index + whole.length - comma;
    const around = stringAround(text, match.index, match.index + whole.length);
    if (behindComma === undefined && !COMPANION.test(around.text)) return [];
    const written = PORT.exec(around.text);
    const port =
      behindComma === undefined
        ? rangeOf(written?.[1], around.start + (written?.index ?? 0) + (written?.[0].length ?? 0))
        : rangeOf(behindComma, match.index + whole.length);
    return [
      {
        form: 'value',
        scheme: undefined,
        host: { start: end - host.length, end },
        absolute: false,
        port,
        openPort: port === undefined,
      },
    ];
  });
}

function rangeOf(digits: string | undefined, end: number): Address['port'] {
  return digits === undefined ? undefined : { start: end - digits.length, end };
}

/** The line, or what stands between quotes of it. */
function stringAround(text: string, from: number, until: number): { readonly start: number; readonly text: string } {
  const before = text.slice(Math.max(0, from - REACH), from);
  const start = from - before.length + Math.max(before.lastIndexOf('\n'), before.lastIndexOf('"')) + 1;
  const after = text.slice(until, until + REACH);
  const stop = after.search(/["\n]/);
  return { start, text: text.slice(start, stop === -1 ? until + after.length : until + stop) };
}
