import type { Io } from '../../host/process/io.js';
import { code, codes } from '../../text/words.js';
import type { CommandLine } from '../arguments/command-line.js';
import { COMMANDS, NAMED_COMMANDS, WORDS_FOR_OPTIONS, type Command } from '../arguments/commands.js';
import { optionsOf, type Option } from '../arguments/options.js';
import { CLEAN, type ExitCode } from '../program/exit-codes.js';
import { similarTo, UsageError } from '../program/usage-error.js';

const SCRIPTS: Readonly<Record<string, () => string>> = { bash: bashScript, zsh: zshScript, fish: fishScript };

/** `svclint completion SHELL`: a script made from the tables of commands and options. */
export async function completionCommand({ operands }: CommandLine, io: Io): Promise<ExitCode> {
  const [shell, ...more] = operands;
  const shells = Object.keys(SCRIPTS);
  const script = shell === undefined || more.length > 0 || !shells.includes(shell) ? undefined : SCRIPTS[shell];
  if (script === undefined) {
    const near = shell === undefined ? '' : `, not ${code(shell)}${similarTo(shell, shells, 'shell')}`;
    throw new UsageError(`${code('svclint completion')} takes a shell: ${codes(shells, 'or')}${near}`);
  }
  await io.stdout.write(script());
  return CLEAN;
}

const WORDS: readonly string[] = [...NAMED_COMMANDS, ...WORDS_FOR_OPTIONS];

function flagsOf(command: Command): readonly string[] {
  return optionsOf(command).flatMap(({ name, short }) =>
    short === undefined ? [`--${name}`] : [`--${name}`, `-${short}`],
  );
}

/** The options of which the values can be listed, with those values, command by command. */
function choicesOf(command: Command): readonly (Option & { readonly values: readonly string[] })[] {
  return optionsOf(command).filter(
    (option): option is Option & { values: readonly string[] } => option.values !== undefined,
  );
}

function bashScript(): string {
  const values = COMMANDS.map(({ name }) => {
    const rows = choicesOf(name).map(({ name: long, short, values: allowed }) => {
      const flags = short === undefined ? `--${long}` : `--${long}|-${short}`;
      return `        ${flags}) COMPREPLY=($(compgen -W '${allowed.join(' ')}' -- "$word")); return ;;\n`;
    });
    const flags = `      flags='${flagsOf(name).join(' ')}'\n`;
    return `    ${name})\n${flags}      case "$before" in\n${rows.join('')}      esac ;;\n`;
  });
  return `# Completion of svclint for bash: source <(svclint completion bash)
_svclint() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" command=lint flags=
  case "\${COMP_WORDS[1]}" in
    ${NAMED_COMMANDS.join('|')}) command="\${COMP_WORDS[1]}" ;;
  esac
  case "$command" in
${values.join('')}  esac
  if [[ "$word" == -* ]]; then
    COMPREPLY=($(compgen -W "$flags" -- "$word"))
  else
    COMPREPLY=($(compgen -f -- "$word"))
    if (( COMP_CWORD == 1 )); then COMPREPLY+=($(compgen -W '${WORDS.join(' ')}' -- "$word")); fi
  fi
}
complete -o filenames -F _svclint svclint
`;
}

/** Text between single quotes, of which brackets and colons mean something to zsh. */
function zshText(text: string): string {
  return text.replaceAll("'", "'\\''").replace(/[[\]:]/g, '\\$&');
}

function zshScript(): string {
  const cases = COMMANDS.map(({ name }) => {
    const rows = optionsOf(name).flatMap(({ name: long, short, value, values, help, isRepeatable }) => {
      const argument = zshArgument(value, values);
      const repeat = isRepeatable === true ? '*' : '';
      const flags = [`--${long}`, ...(short === undefined ? [] : [`-${short}`])];
      return flags.map((flag) => `        '${repeat}${flag}[${zshText(help)}]${argument}' \\\n`);
    });
    return `    ${name})\n      _arguments \\\n${rows.join('')}        '*:path:_files' ;;\n`;
  });
  return `#compdef svclint
# Completion of svclint for zsh: source <(svclint completion zsh)
_svclint() {
  local command=lint
  case "$words[2]" in
    ${NAMED_COMMANDS.join('|')}) command="$words[2]" ;;
  esac
  if (( CURRENT == 2 )) && [[ "$words[2]" != -* ]]; then
    compadd -- ${WORDS.join(' ')}
    _files
    return
  fi
  case "$command" in
${cases.join('')}  esac
}
compdef _svclint svclint
`;
}

function fishText(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
}

function fishScript(): string {
  const named = COMMANDS.filter(({ name }) => name !== 'lint');
  const words = [
    ...named.map(({ name, help }) => [name, help] as const),
    ['help', 'show the help'] as const,
    ['version', 'show the version'] as const,
  ];
  const commands = words.map(
    ([name, help]) => `complete -c svclint -n __fish_use_subcommand -a ${name} -d '${fishText(help)}'\n`,
  );
  const options = COMMANDS.flatMap(({ name }) => {
    const when =
      name === 'lint'
        ? `'not __fish_seen_subcommand_from ${NAMED_COMMANDS.join(' ')}'`
        : `'__fish_seen_subcommand_from ${name}'`;
    return optionsOf(name).map(({ name: long, short, value, values, help }) => {
      const letter = short === undefined ? '' : ` -s ${short}`;
      const argument = fishArgument(value, values);
      return `complete -c svclint -n ${when} -l ${long}${letter}${argument} -d '${fishText(help)}'\n`;
    });
  });
  return `# Completion of svclint for fish: svclint completion fish | source\n${commands.join('')}${options.join('')}`;
}

function fishArgument(value: string | undefined, values: readonly string[] | undefined): string {
  if (values !== undefined) return ` -x -a '${values.join(' ')}'`;
  return value === undefined ? '' : ' -r';
}

function zshArgument(value: string | undefined, values: readonly string[] | undefined): string {
  if (value === undefined) return '';
  return `:${zshText(value)}:${values === undefined ? '_files' : `(${values.join(' ')})`}`;
}
