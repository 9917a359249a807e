import type { MountedFile } from '../listening/mounted-files.js';

/** A place in a mounted file that reads a variable `X_PORT` from the environment. */
export interface VariableRead {
  readonly variable: string;
  readonly start: number;
  readonly end: number;
}

/** `process.env.X_PORT`, `os.environ.get("X_PORT")`, `os.Getenv("X_PORT")`, `ENV['X_PORT']`, `getenv('X_PORT')`. */
const IN_CODE =
  /(?:\bprocess\.env(?:\.|\[["'])|(?:\b(?:getenv|Getenv|environ(?:\.get)?|env(?:\.int|\.str)?|ENV(?:\.fetch)?)|\$_(?:ENV|SERVER))\s?[([]\s?["'])([A-Z][A-Z0-9_]{0,80}_PORT)(?![A-Z0-9_])/g;

/** `${X_PORT:6379}` of Spring and Logstash, `${X_PORT:-6379}` of shells and others, `${env:X_PORT}` of collectors. */
const IN_BRACES = /(?<![\\$])\$\{(?:env[:.])?([A-Z][A-Z0-9_]{0,80}_PORT)(?::?[-=]?["']?(\d{1,5})["']?)?\}/g;

/** `{{ .Env.X_PORT }}`, `{{ env "X_PORT" }}` of templates that a program fills in when it starts. */
const IN_TEMPLATE = /\{\{-?\s?(?:\.Env\.|env\s"|getenv\s")([A-Z][A-Z0-9_]{0,80}_PORT)(?![A-Z0-9_])/g;

/** What stands before a number of a port: a host and a colon, or a key that is called so. */
const BEFORE = /(?:[\w.)}\]]:|port['"]?\s{0,3}[=:]{1,2}\s{0,3}['"]?)$/i;

/** Every variable of this kind that a file takes for a number; none where it knows of the address itself. */
export function portsReadBy({ text }: Pick<MountedFile, 'text'>): readonly VariableRead[] {
  if (!text.includes('_PORT') || /\btcp:\/\/|_SERVICE_PORT/.test(text)) return [];
  const found = [...text.matchAll(IN_CODE), ...text.matchAll(IN_BRACES), ...text.matchAll(IN_TEMPLATE)].filter(
    ({ index, 0: whole, 2: usual }) =>
      !whole.startsWith('${') || usual !== undefined || BEFORE.test(text.slice(Math.max(0, index - 24), index)),
  );
  return found.flatMap(({ index, 0: whole, 1: variable = '' }) => {
    const start = index + whole.indexOf(variable);
    const isOther = /_(TCP|UDP|SCTP)_PORT$/.test(variable) || isSetIn(text, variable);
    return isOther ? [] : [{ variable, start, end: start + variable.length }];
  });
}

/** A script that sets the variable itself, or a program that writes it into its environment. */
function isSetIn(text: string, variable: string): boolean {
  const assigned = `(^|[^\\w$.{"'])${variable}=|\\b(read|export|local|declare|set)\\s+${variable}\\b`;
  const written = `env(iron)?(\\.|\\[['"])${variable}(['"]\\])?\\s*=[^=]`;
  return new RegExp(`${assigned}|${written}`, 'm').test(text);
}
