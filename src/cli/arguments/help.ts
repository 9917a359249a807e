import { COMMANDS, type Command } from './commands.js';
import { EXIT_CODES } from '../program/exit-codes.js';
import { GROUPS, optionsOf, READING, type Option } from './options.js';

const WIDEST = 100;
const INDENT = 2;

const DESCRIPTION: Readonly<Record<Command, string>> = {
  lint:
    'svclint finds breaches of the Service contract in Kubernetes manifests, offline: selectors that match no Pods, ' +
    'ports that are not there, probes that are missing, names that lead nowhere.',
  endpoints:
    'Predicts the endpoints of every Service: which Pods stand behind it, ' +
    'on which ports, and whether a probe makes them ready.',
  graph:
    'Draws the contract: what brings requests in, the Services, the Pods behind them, and who calls whom; ' +
    'what breaks on the way is marked, with the finding.',
  connections:
    'Says who may talk to whom on which ports, as NetworkPolicies decide: what comes in and what goes out, for each ' +
    'workload. A connection needs both sides. What no policy isolates is open.',
  trace:
    'Walks one request through the manifests, hop by hop, and says where it stops and why. FROM is a workload ' +
    '(deploy/web, shop/deploy/web), a namespace, or outside; TO is a URL or host:port, as the caller writes it. ' +
    'Exit code 0: it arrives; 1: it stops; 4: only the cluster knows.',
  diff:
    'Says what a change does to the contract: what breaks for callers first, ' +
    'then what changes, then what is new or open. ' +
    'A and B are folders, or revisions of git; without B it is the work tree, and - as B is standard input. ' +
    'PATHs behind -- narrow revisions down. Exit code 0, whatever changes; see --exit-code.',
  units:
    'Lists the units of a tree: groups of objects that are applied together. ' +
    'Only objects of one unit are compared. ' +
    'Says why each is a unit, what it holds, and which parts of it are not on disk.',
  silence:
    'Writes a comment `# svclint: allow RULE -- TEXT` at each finding of a rule in the given files and folders, ' +
    'or at one line, as FILE:LINE. Nothing else in the files changes. The current folder is judged as a whole.',
  rules: 'Lists all rules with their severity, or those of one category.',
  completion:
    'Prints a script for a shell. For bash: source <(svclint completion bash); for zsh: the same with zsh; ' +
    'for fish: svclint completion fish | source.',
  init:
    'Writes svclint.yaml, with every setting explained, ' +
    'into the current folder, and shows the lines for a git hook and for CI.',
  explain: 'Explains one rule: what it finds, what happens in the cluster, and the repair.',
};

const HELP = { usage: 'svclint help [COMMAND]', help: 'this help, or that of a command' };
const VERSION_WORD = { usage: 'svclint version', help: 'the version' };

const PATHS =
  'PATH is a file or a folder; - is standard input. In a folder svclint reads .yaml, .yml and .json files and ' +
  'files called Kustomization. It skips hidden files and folders, node_modules, what .gitignore files of the same ' +
  'git work tree name, and symbolic links that leave the folder. A file that you name is read whatever its ' +
  'extension. A folder called like a command is linted as ./rules or after --.';

/** The help of a command, ending in a line break; no line is wider than `width`, where words allow. */
export function helpText(command: Command, width: number): string {
  const columns = Math.min(Math.max(width, 40), WIDEST);
  const parts = [usage(command), wrapped(DESCRIPTION[command], columns, 0)];
  if (command === 'lint')
    parts.push(
      section(
        'Commands',
        [...COMMANDS, HELP, VERSION_WORD].map((each) => [each.usage, each.help]),
        columns,
      ),
    );
  if (READING.includes(command)) parts.push(wrapped(PATHS, columns, 0));
  for (const group of GROUPS) {
    const options = optionsOf(command).filter((option) => option.group === group);
    if (options.length > 0)
      parts.push(
        section(
          group,
          options.map((option) => [left(option), right(option)]),
          columns,
        ),
      );
  }
  if (command === 'lint') {
    parts.push(
      section(
        'Exit codes',
        EXIT_CODES.map(({ code, help }) => [String(code), help]),
        columns,
      ),
    );
    parts.push('Each command has its own help: svclint endpoints --help');
  }
  return parts.join('\n\n') + '\n';
}

function usage(command: Command): string {
  const { usage: line } = COMMANDS.find(({ name }) => name === command) ?? COMMANDS[0];
  return `usage: ${line} [OPTION…]${command === 'lint' ? '\n       svclint COMMAND [OPTION…]' : ''}`;
}

function left({ name, short, value }: Option): string {
  return `${short === undefined ? '    ' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
}

function right({ help, values, default: standard }: Option): string {
  const choice = values === undefined ? '' : `; one of ${values.join(', ')}`;
  return help + choice + (standard === undefined ? '' : ` (default: ${standard})`);
}

function section(title: string, rows: readonly (readonly [string, string])[], columns: number): string {
  const first = rows.reduce((most, [term]) => Math.max(most, term.length), 0);
  const lines = rows.map(([term, text]) => {
    const indent = INDENT + first + 2;
    return `${' '.repeat(INDENT)}${term.padEnd(first)}  ${wrapped(text, columns, indent).trimStart()}`;
  });
  return [`${title}:`, ...lines].join('\n');
}

/** Words in lines of at most `columns`, each line after `indent` spaces. */
function wrapped(text: string, columns: number, indent: number): string {
  const room = Math.max(columns - indent, 20);
  const lines = text.split(' ').reduce<readonly string[]>((done, word) => {
    const last = done.at(-1);
    return last === undefined || last.length + 1 + word.length > room
      ? [...done, word]
      : [...done.slice(0, -1), `${last} ${word}`];
  }, []);
  return lines.map((line) => ' '.repeat(indent) + line).join('\n');
}
