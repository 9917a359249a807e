/** What is wrong with a name, apart from what would be right. */
export interface NameReason {
  /** A verb phrase for a headline: "has `_`". */
  readonly fact: string;
  /** The rule behind it, for a note: "only lower-case letters, digits, and `-` are allowed". */
  readonly notes: readonly string[];
}

/** Splits the answer of a syntax check of `names.ts`, which is too long for a headline where it lists characters. */
export function reasonOf(problem: string): NameReason {
  const comma = problem.indexOf(', only ');
  return comma === -1
    ? { fact: problem, notes: [] }
    : { fact: problem.slice(0, comma), notes: [problem.slice(comma + 2)] };
}

/** Syntax of names and label texts (semantics 2.1, 4.2, 4.3, 6.2). Each function says what is wrong, or undefined. */

const LABEL_TEXT = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/**
 * The zone that clusters have unless somebody chose another one; names in other zones are never judged (semantics 8.1).
 */
export const ZONE = 'cluster.local';

/** A DNS-1123 label of any length, as a part of a pattern; it captures nothing. */
export const LABEL_PATTERN = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';

const DNS_LABEL = new RegExp(`^${LABEL_PATTERN}$`);

const DNS_SUBDOMAIN = new RegExp(`^${LABEL_PATTERN}(?:\\.${LABEL_PATTERN})*$`);

/** A label value: empty, or up to 63 letters, digits, `-`, `_`, `.` with a letter or digit at both ends. */
export function labelValueProblem(value: string): string | undefined {
  if (value === '') return undefined;
  if (value.length > 63) return `has ${value.length} characters, 63 are allowed`;
  return LABEL_TEXT.test(value)
    ? undefined
    : characterProblem(value, /[^-A-Za-z0-9_.]/u, 'letters, digits, `-`, `_`, and `.`');
}

/** A label or annotation key: an optional lower-case DNS prefix and `/`, then a name with the syntax of a value. */
export function labelKeyProblem(key: string): string | undefined {
  const parts = key.split('/');
  const name = parts.at(-1) ?? '';
  if (parts.length > 2) return 'has more than one `/`';
  if (parts.length === 2 && parts[0] === '') return 'has an empty prefix before `/`';
  if (name === '') return 'has no name part';
  const prefix = parts.length === 2 ? dnsSubdomainProblem(parts[0] ?? '') : undefined;
  if (prefix !== undefined) return `has a prefix that ${prefix}`;
  return labelValueProblem(name);
}

export function dnsSubdomainProblem(name: string): string | undefined {
  if (name.length > 253) return `has ${name.length} characters, 253 are allowed`;
  return DNS_SUBDOMAIN.test(name)
    ? undefined
    : characterProblem(name, /[^-a-z0-9.]/u, 'lower-case letters, digits, `-`, and `.`');
}

/** A DNS-1123 label: up to 63 lower-case letters, digits and `-`. */
export function isDnsLabel(name: string): boolean {
  return name.length <= 63 && DNS_LABEL.test(name);
}

export function dnsLabelProblem(name: string): string | undefined {
  if (name.length > 63) return `has ${name.length} characters, 63 are allowed`;
  return DNS_LABEL.test(name)
    ? undefined
    : characterProblem(name, /[^-a-z0-9]/u, 'lower-case letters, digits, and `-`');
}

/** A Service name: a DNS label that up to Kubernetes 1.35 must start with a letter (semantics 4.2). */
export function serviceNameProblem(name: string, minor: number): string | undefined {
  return (
    dnsLabelProblem(name) ??
    (minor < 36 && /^[0-9]/.test(name) ? 'starts with a digit, which Kubernetes before 1.36 refuses' : undefined)
  );
}

/** A container port name, and a named target port: up to 15 characters `[-a-z0-9]`, at least one letter, no `--`. */
export function portNameProblem(name: string): string | undefined {
  if (name.length > 15) return `has ${name.length} characters, 15 are allowed`;
  if (/[^-a-z0-9]/.test(name)) return characterProblem(name, /[^-a-z0-9]/u, 'lower-case letters, digits, and `-`');
  if (!/[a-z]/.test(name)) return 'must contain at least one letter';
  if (name.includes('--')) return 'must not contain `--`';
  return /^-|-$/.test(name) ? 'must start and end with a letter or a digit' : undefined;
}

function characterProblem(text: string, forbidden: RegExp, allowed: string): string {
  if (text === '') return 'is empty';
  const found = forbidden.exec(text)?.[0];
  if (found === undefined) return 'must start and end with a letter or a digit';
  if (/[A-Z]/.test(found)) return `has the upper-case letter \`${found}\``;
  return `has ${found === ' ' ? 'a blank' : `\`${found}\``}, only ${allowed} are allowed`;
}
