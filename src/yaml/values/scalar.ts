import { largest } from '../../data/largest.js';
import { withoutEnd } from '../../text/trim.js';
import type { ScalarValue } from '../../tree/tree.js';

/*
 * kubectl reads YAML with a fork of yaml.v2, which follows YAML 1.1 except where it does not (no sexagesimal numbers,
 * `080` is a decimal float). The tables below are that library's `resolve.go`, as semantics 10.4 observed it.
 */
const WORDS = new Map<string, ScalarValue>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, -Infinity] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, NaN] as const),
]);

const LONGEST_WORD = largest([...WORDS.keys()].map(({ length }) => length));

const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const DECIMAL = /^[-+]?(?:0|[1-9][0-9]*)$/;
const MAY_BE_NUMBER = /^[-+.0-9a-fA-FxXoO]+$/;
const INTEGERS: readonly (readonly [RegExp, string])[] = [
  [/^([-+]?)0[xX]([0-9a-fA-F]+)$/, '0x'],
  [/^([-+]?)0[bB]([01]+)$/, '0b'],
  [/^([-+]?)0[oO]?([0-7]+)$/, '0o'],
];

/** Beyond 64 bits such a text is no integer: the address of a wallet stays a text (semantics 10.4). */
const MOST_BITS = 64;
const [GREATEST, LEAST] = [2n ** 64n - 1n, -(2n ** 63n)];

/** The value of an unquoted scalar. */
export function resolvePlain(text: string): ScalarValue {
  const word = text.length <= LONGEST_WORD ? WORDS.get(text) : undefined;
  if (word !== undefined) return word;
  const first = text.charCodeAt(0);
  const numeric = isDigit(first) || first === 43 || first === 45 || first === 46; // + - .
  return numeric ? (resolveNumber(text.replaceAll('_', '')) ?? text) : text;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** The words of YAML 1.2: kustomize's parser, yaml.v3, leaves `yes`, `on` and `y` to be text (semantics 10.4). */
const CORE_WORDS = new Map([...WORDS].filter(([word]) => !/^(y|yes|on|n|no|off)$/i.test(word)));

/** The value that kustomize sees in an unquoted scalar. */
export function resolvePlainCore(text: string): ScalarValue {
  const value = CORE_WORDS.get(text);
  if (value !== undefined) return value;
  return WORDS.has(text) ? text : ((isDigit(text.charCodeAt(0)) ? timeIn(text) : undefined) ?? resolvePlain(text));
}

const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:$|[Tt](?=.*(?:Z|[-+]\d\d:\d\d)$)| (?!.*(?:Z|[-+]\d\d:\d\d)$))/;
const TIME = /^(\d\d):(\d{1,2}):(\d{1,2})(?:\.(\d+))?(Z|[-+]\d\d:\d\d)?$/;

/** A date, with or without a time, as yaml.v3 and JSON make text of it (RFC 3339); undefined for anything else. */
function timeIn(text: string): string | undefined {
  const date = DATE.exec(text);
  if (date === null) return undefined;
  const rest = text.slice(date[0].length);
  const time = TIME.exec(rest === '' ? '00:00:00' : rest);
  const [year = 0, month = 0, day = 0] = date.slice(1).map(Number);
  const [hour = 0, minute = 0, second = 0] = (time ?? []).slice(1, 4).map(Number);
  const isReal = month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (time === null || !isReal || hour > 23 || minute > 59 || second > 59) return undefined;
  const two = (number: number): string => String(number).padStart(2, '0');
  const fraction = withoutEnd(time[4] ?? '', '0');
  const zone = time[5] === undefined || /^[-+]00:00$/.test(time[5]) ? 'Z' : time[5];
  const moment = [hour, minute, second].map(two).join(':') + (fraction === '' ? '' : `.${fraction}`);
  return `${date[1] ?? ''}-${two(month)}-${two(day)}T${moment}${zone}`;
}

function resolveNumber(text: string): number | undefined {
  if (DECIMAL.test(text)) return Number.parseInt(text, 10);
  // A sign, a digit or a point that begins no number begins most words that come here: addresses, quantities, dates.
  if (!MAY_BE_NUMBER.test(text)) return undefined;
  for (const [pattern, prefix] of INTEGERS) {
    const match = pattern.exec(text);
    const integer = match?.[2] === undefined ? undefined : integerOf(match[1] === '-', prefix, match[2]);
    if (integer !== undefined) return integer;
  }
  if (!FLOAT.test(text)) return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined; // an overflowing exponent stays a string
}

/** Undefined for what does not fit into 64 bits. */
function integerOf(isNegative: boolean, prefix: string, digits: string): number | undefined {
  const significant = digits.replace(/^0+(?=.)/, '');
  if (significant.length > MOST_BITS) return undefined;
  const integer = BigInt(prefix + significant) * (isNegative ? -1n : 1n);
  return integer > GREATEST || integer < LEAST ? undefined : Number(integer);
}

const STANDARD_TAG = 'tag:yaml.org,2002:';

/**
 * The value of a scalar with an explicit tag; undefined where the text does not fit a standard tag. Unknown tags are
 * dropped.
 */
export function resolveTagged(
  tag: string,
  text: string,
  plain: boolean,
  resolve = resolvePlain,
): ScalarValue | undefined {
  if (!tag.startsWith(STANDARD_TAG)) return tag !== '!' && plain ? resolve(text) : text;
  const value = resolve(text);
  switch (tag.slice(STANDARD_TAG.length)) {
    case 'str':
      return text;
    case 'binary':
      return decodeBase64(text);
    case 'int':
    case 'float':
      return typeof value === 'number' ? value : undefined;
    case 'bool':
      return typeof value === 'boolean' ? value : undefined;
    case 'null':
      return value === null ? null : undefined;
    default:
      return plain ? value : text;
  }
}

function decodeBase64(text: string): string | undefined {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text.replace(/\s/g, '')), (char) => char.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

/** How a key becomes the text of a JSON key; undefined for null, which kubectl refuses (semantics 10.3). */
export function keyText(value: ScalarValue): string | undefined {
  return value === null ? undefined : String(value);
}
