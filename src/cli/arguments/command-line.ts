import { parseArgs, type ParseArgsConfig } from 'node:util';
import { code, codes } from '../../text/words.js';
import { isNamedCommand, NAMED_COMMANDS, WORDS_FOR_OPTIONS, type Command } from './commands.js';
import type { FileSettings } from './file-settings.js';
import { OPTIONS, optionsOf, type Option } from './options.js';
import { longerForm, similarTo, UsageError } from '../program/usage-error.js';

/** The arguments, checked against the table of options: every name is one of the command's, every value is allowed. */
export interface CommandLine {
  readonly command: Command;
  /** What stands after the command: paths, or the name of a rule. */
  readonly operands: readonly string[];
  /** How many of them stand behind `--`. */
  readonly behind?: number;
  /** The values by option, in the order given; a switch that is set has the value `''`. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** What stands behind the options, for the commands that read manifests. */
  readonly file?: FileSettings;
}

interface Given {
  readonly name: string;
  /** As it was written: `-f` or `--format`. */
  readonly rawName: string;
  readonly value: string | undefined;
  readonly isInline: boolean;
}

const CONFIG: ParseArgsConfig['options'] = Object.fromEntries(
  OPTIONS.map(({ name, short, value }) => {
    const type = value === undefined ? ('boolean' as const) : ('string' as const);
    return [name, short === undefined ? { type } : { type, short }];
  }),
);

/**
 * Reads the arguments; throws UsageError for the first one that is wrong. `--help` and `--version` excuse what else is
 * wrong.
 */
export function commandLine(argv: readonly string[]): CommandLine {
  const tokens = adopted(
    parseArgs({ args: [...argv], options: CONFIG ?? {}, strict: false, allowPositionals: true, tokens: true }).tokens,
  );
  const positionals = tokens.filter((token) => token.kind === 'positional');
  const separator = tokens.find((token) => token.kind === 'option-terminator')?.index ?? Infinity;
  const [first] = positionals;
  if (first !== undefined && first.index < separator && WORDS_FOR_OPTIONS.includes(first.value)) {
    const [, about] = positionals;
    const command = about !== undefined && isNamedCommand(about.value) ? about.value : undefined;
    if (about !== undefined && command === undefined)
      throw new UsageError(
        `there is no command ${code(about.value)}${similarTo(about.value, NAMED_COMMANDS, 'command')}`,
      );
    return { command: command ?? 'lint', operands: [], values: new Map([[first.value, ['']]]) };
  }
  const isCommand = first !== undefined && first.index < separator && isNamedCommand(first.value);
  const command: Command = isCommand && isNamedCommand(first.value) ? first.value : 'lint';
  const operands = positionals.slice(isCommand ? 1 : 0).map(({ value }) => value);
  const given = tokens.flatMap((token): Given[] =>
    token.kind === 'option'
      ? [{ name: token.name, rawName: token.rawName, value: token.value, isInline: token.inlineValue === true }]
      : [],
  );
  const excused = ['help', 'version'].filter((name) => given.some((each) => each.name === name));
  if (excused.length > 0) return { command, operands, values: new Map(excused.map((name) => [name, ['']])) };
  const behind = positionals.filter(({ index }) => index > separator).length;
  return { command, operands, ...(behind === 0 ? {} : { behind }), values: valuesOf(given, command) };
}

interface OptionToken {
  readonly kind: 'option';
  readonly index: number;
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

type Token =
  | OptionToken
  | { readonly kind: 'positional'; readonly index: number; readonly value: string }
  | { readonly kind: 'option-terminator'; readonly index: number };

const TAKES_ALL = new Set(OPTIONS.flatMap(({ name, takesAll }) => (takesAll === true ? [name] : [])));

/** Arguments behind an option that takes all of them are values of that option; `--only-report=FILE` takes one. */
function adopted(tokens: readonly Token[]): readonly Token[] {
  let taker: OptionToken | undefined;
  return tokens.map((token) => {
    if (token.kind !== 'positional') {
      taker = token.kind === 'option' && takesAll(token) ? token : undefined;
      return token;
    }
    return taker === undefined ? token : { ...taker, index: token.index, value: token.value, inlineValue: false };
  });
}

function takesAll({ name, value, inlineValue }: OptionToken): boolean {
  return TAKES_ALL.has(name) && value !== undefined && inlineValue !== true;
}

function valuesOf(given: readonly Given[], command: Command): ReadonlyMap<string, readonly string[]> {
  const options = optionsOf(command);
  const values = new Map<string, readonly string[]>();
  for (const each of given) {
    const option = options.find(({ name }) => name === each.name);
    if (option === undefined) throw unknown(each, command, options);
    if (option.takesAll === true && each.value === undefined) {
      values.set(option.name, values.get(option.name) ?? []); // it takes none, too
      continue;
    }
    const value = checked(option, each);
    if (option.name === 'no-color') values.set('color', ['never']);
    else values.set(option.name, option.isRepeatable ? [...(values.get(option.name) ?? []), value] : [value]);
  }
  return values;
}

function unknown({ name, rawName }: Given, command: Command, options: readonly Option[]): UsageError {
  if (OPTIONS.some((option) => option.name === name)) {
    const program = command === 'lint' ? 'svclint' : `svclint ${command}`;
    return new UsageError(`${code(program)} has no option ${code(rawName)}`);
  }
  const known = options.map((option) => `--${option.name}`);
  return new UsageError(`unknown option ${code(rawName)}${similarTo(rawName, known, 'option')}`);
}

function checked(option: Option, { rawName, value, isInline }: Given): string {
  if (option.value === undefined) {
    if (value !== undefined) throw new UsageError(`option ${code(rawName)} takes no value`);
    return '';
  }
  if (value === undefined || (!isInline && /^-(?!\d|$)/.test(value))) {
    throw new UsageError(`option ${code(rawName)} needs a value: ${option.value}`);
  }
  if (value === '') throw new UsageError(`option ${code(rawName)} needs a value that is not empty: ${option.value}`);
  if (option.values !== undefined && !option.values.includes(value)) {
    const allowed = codes(option.values, 'or', Infinity);
    const hint = longerForm(value, option.values);
    throw new UsageError(`option ${code(rawName)} takes ${allowed}, not ${code(value)}${hint}`);
  }
  return value;
}

/** The last value of an option, or its default. */
export function valueOf(line: CommandLine, name: string): string | undefined {
  return line.values.get(name)?.at(-1) ?? optionsOf(line.command).find((option) => option.name === name)?.default;
}

/** All values of a repeatable option. */
export function allValuesOf(line: CommandLine, name: string): readonly string[] {
  return line.values.get(name) ?? [];
}

/** The value of an option as one of `allowed`, which are the values that the table lists for it. */
export function oneOf<const T extends string>(line: CommandLine, name: string, allowed: readonly T[]): T {
  const value = valueOf(line, name);
  const found = allowed.find((each) => each === value);
  if (found === undefined) throw new UsageError(`option ${code(`--${name}`)} takes ${codes(allowed, 'or', Infinity)}`);
  return found;
}

/** What is to be read from disk: `-` is standard input. */
export function pathsOf({ operands }: Pick<CommandLine, 'operands'>): readonly string[] {
  return operands.filter((operand) => operand !== '-');
}
