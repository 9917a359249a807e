/** A line of code or of an unknown configuration that binds a port to the loopback address (semantics 6.8). */
export interface LoopbackLine {
  readonly address: string;
  readonly port: number;
  /** Offsets of the address. */
  readonly start: number;
  readonly end: number;
  /** Code says it to the system itself; a key of a file may mean another thing. */
  readonly inCode: boolean;
}

const LOCAL = String.raw`(?:127\.0\.0\.1|localhost|\[::1\])`;

/** Calls of Node.js, Python and Go; groups `host` and `port`. */
const IN_CODE: readonly RegExp[] = [
  new RegExp(String.raw`\.listen\(\s{0,9}(?<port>\d{1,5})\s{0,9},\s{0,9}["'](?<host>${LOCAL})["']`, 'dg'),
  new RegExp(String.raw`\.listen\(\{[^}]{0,99}\bport: ?(?<port>\d{1,5}), ?host: ?["'](?<host>${LOCAL})["']`, 'dg'),
  new RegExp(String.raw`\brun\([^()\n]{0,99}\bhost ?= ?["'](?<host>${LOCAL})["'], ?port ?= ?(?<port>\d{1,5})`, 'dg'),
  new RegExp(String.raw`\brun\([^()\n]{0,99}\bport ?= ?(?<port>\d{1,5}), ?host ?= ?["'](?<host>${LOCAL})["']`, 'dg'),
  new RegExp(String.raw`(?:Server|\bbind)\(\(["'](?<host>${LOCAL})["'], ?(?<port>\d{1,5})\)`, 'dg'),
  new RegExp(String.raw`\bListen(?:AndServe(?:TLS)?)?\((?:"tcp4?", ?)?"(?<host>${LOCAL}):(?<port>\d{1,5})"`, 'dg'),
];

/** Keys that say where a program listens, and no other thing. */
const PURPOSE = String.raw`(?:(?:http|web|api|grpc|server|metrics|prometheus|telemetry|health)[._-]?)?`;
const ACT = String.raw`(?:listen(?:[_-]?(?:on|addr(?:ess)?))?|bind(?:[_-]?(?:to|addr(?:ess)?))?|address|addr)`;
const VALUE = String.raw`["']?(?<host>${LOCAL}):(?<port>\d{1,5})["']?`;
const IN_FILE = new RegExp(String.raw`^[ \t-]{0,40}"?${PURPOSE}${ACT}"? ?[:=] {0,9}${VALUE},?\s{0,9}$`, 'dgim');

/** Every line of that kind whose port the text opens in no other way. */
export function loopbackLines(text: string): readonly LoopbackLine[] {
  if (!/127\.0\.0\.1|localhost|\[::1\]/.test(text)) return [];
  return [...IN_CODE.map((pattern) => [pattern, true] as const), [IN_FILE, false] as const].flatMap(
    ([pattern, inCode]) =>
      [...text.matchAll(pattern)].flatMap((match): readonly LoopbackLine[] => {
        const { host = '', port: number = '' } = match.groups ?? {};
        const [start = 0] = match.indices?.groups?.['host'] ?? [];
        const port = Number(number);
        return isOpened(text, port) ? [] : [{ address: host, port, start, end: start + host.length, inCode }];
      }),
  );
}

/** `0.0.0.0:8080`, `":8080"`, `[::]:8080`. */
function isOpened(text: string, port: number): boolean {
  return new RegExp(`(?:0\\.0\\.0\\.0|\\[::\\]|["'=\\s]):${port}(?!\\d)|\\b0\\.0\\.0\\.0\\b`).test(text);
}
