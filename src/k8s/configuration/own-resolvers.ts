/** A program that asks DNS servers by itself, and appends no search domain to a name (semantics 8.2). */
export type OwnResolver = 'nginx' | 'HAProxy';

/** How far around a host its file is looked at. */
const AROUND = 20_000;

/**
 * The program that resolves the host at `start` of its configuration while it runs: HAProxy for a server with
 * `resolvers`, nginx for an address that a variable brings, where the file names a `resolver`.
 */
export function ownResolverAt(text: string, start: number): OwnResolver | undefined {
  const line = lineAt(text, start);
  if (/^\s*server\s+\S+\s/.test(line) && /\sresolvers\s+\S/.test(line)) return 'HAProxy';
  const isVariable = /^\s*set\s+\$\w+\s/.test(line);
  if (!isVariable && !/^\s*proxy_pass\s[^;]{0,300}\$/.test(line)) return undefined;
  const around = text.slice(Math.max(0, start - AROUND), start + AROUND);
  const variable = /^\s*set\s+(\$\w+)\s/.exec(line)?.[1];
  const isUsed = variable === undefined || (around.includes('proxy_pass') && isPassed(around, variable));
  return isUsed && /^[ \t]{0,80}resolver[ \t]/m.test(around) ? 'nginx' : undefined;
}

/** `proxy_pass $api`, `proxy_pass http://$api`: the variable holds the host, or all of the address. */
function isPassed(text: string, variable: string): boolean {
  return [`proxy_pass ${variable}`, `proxy_pass http://${variable}`, `proxy_pass https://${variable}`].some((words) =>
    text.includes(words),
  );
}

function lineAt(text: string, start: number): string {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const to = text.indexOf('\n', start);
  return text.slice(Math.max(from, start - 300), Math.min(to === -1 ? text.length : to, start + 300));
}
