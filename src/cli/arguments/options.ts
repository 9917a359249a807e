import { COMMANDS, type Command } from './commands.js';
import {
  CONNECTIONS_FORMATS,
  DIFF_FORMATS,
  ENDPOINTS_FORMATS,
  FORMATS,
  GRAPH_FORMATS,
  RULES_FORMATS,
  TRACE_FORMATS,
  UNITS_FORMATS,
} from './formats.js';

export const FAIL_ON = ['error', 'warning', 'info', 'never'] as const;
export const SEVERITIES = ['error', 'warning', 'info', 'off'] as const;
export const VALIDATE = ['strict', 'warn', 'ignore'] as const;
export const COLOR = ['auto', 'always', 'never'] as const;

/** The headings of the help, in their order. */
export const GROUPS = ['What to read', 'What it means', 'Repairs', 'Output', 'Exit code', 'Other'] as const;

/** One option: parsing, help and docs are made from this and from nothing else. */
export interface Option {
  readonly name: string;
  readonly short?: string;
  /** What stands for the value in the help; a switch has none. */
  readonly value?: string;
  /** The values that are allowed, where they can be listed. */
  readonly values?: readonly string[];
  readonly isRepeatable?: true;
  /** True where the arguments behind the value, up to the next option or `--`, are values too. */
  readonly takesAll?: true;
  readonly default?: string;
  readonly help: string;
  readonly group: (typeof GROUPS)[number];
  readonly commands: readonly Command[];
}

/** The commands that read manifests, and so the settings file. */
export const READING: readonly Command[] = ['lint', 'endpoints', 'trace', 'graph', 'connections', 'units'];
/** The same, with those that read them in a way of their own: to write into them, or twice. */
const JUDGING: readonly Command[] = [...READING, 'silence', 'diff'];
const ALL: readonly Command[] = COMMANDS.map(({ name }) => name);
/** The commands that print in colour. */
const PAINTED: readonly Command[] = ALL.filter((name) => name !== 'completion');

/**
 * Every option of every command. An option whose values depend on the command stands here once for each set of values.
 */
export const OPTIONS: readonly Option[] = [
  {
    name: 'ignore',
    value: 'GLOB',
    isRepeatable: true,
    help:
      'skip files and folders that match, even if they are given as PATH; a pattern as in .gitignore, ' +
      'relative to the current folder; repeatable',
    group: 'What to read',
    commands: JUDGING,
  },
  {
    name: 'stdin-filename',
    value: 'NAME',
    help: 'the path that standard input stands for; it replaces the file of that path',
    default: '<stdin>',
    group: 'What to read',
    commands: [...READING, 'diff'],
  },
  {
    name: 'baseline',
    value: 'FILE',
    help:
      'hide the findings that the file lists, and say which of them no longer occur; without it, the ' +
      'nearest svclint-baseline.json at or above the PATHs, if there is one',
    group: 'What to read',
    commands: ['lint'],
  },
  {
    name: 'update-baseline',
    help: 'write the findings of this run into the baseline, and show none',
    group: 'What to read',
    commands: ['lint'],
  },
  {
    name: 'since',
    value: 'REV',
    help:
      'report only findings that are new since HEAD branched off from REV, such as origin/main in a pull ' +
      'request; reads git and changes nothing',
    group: 'What to read',
    commands: ['lint'],
  },
  {
    name: 'staged',
    help:
      'for hooks: judge what will be committed, and report only what is new since the last commit; if ' +
      '--only-report names a file that is not staged, that option alone decides',
    group: 'What to read',
    commands: ['lint'],
  },
  {
    name: 'only-report',
    value: 'FILE…',
    isRepeatable: true,
    takesAll: true,
    help:
      'for hooks that pass files: judge everything, but report only findings that show a place in these ' +
      'files; takes all arguments up to the next option or `--`',
    group: 'What to read',
    commands: ['lint'],
  },
  {
    name: 'helm-values',
    value: 'FILE',
    isRepeatable: true,
    help:
      'values files for the charts that helm renders, like `helm template --values`; repeatable, later ' + 'files win',
    group: 'What to read',
    commands: JUDGING,
  },
  {
    name: 'no-helm',
    help: 'do not render charts, and skip their files',
    group: 'What to read',
    commands: JUDGING,
  },
  {
    name: 'config',
    value: 'FILE',
    help:
      'the settings file; without it, the nearest svclint.yaml, .svclint.yaml, svclint.yml or .svclint.yml ' +
      'at or above all PATHs, within the git work tree',
    group: 'What it means',
    commands: JUDGING,
  },
  {
    name: 'namespace',
    short: 'n',
    value: 'NAME',
    help: 'the namespace of objects that name none, like `kubectl apply -n`',
    group: 'What it means',
    commands: JUDGING,
  },
  {
    name: 'kubernetes-version',
    value: 'X.Y',
    help: 'the version of the cluster, such as 1.34; without it, the newest that svclint knows',
    group: 'What it means',
    commands: JUDGING,
  },
  {
    name: 'validate',
    value: 'HOW',
    values: VALIDATE,
    help:
      'what happens to unknown and duplicate fields, like `kubectl apply --validate`: strict refuses the ' +
      'object, warn and ignore drop the field',
    default: 'strict',
    group: 'What it means',
    commands: JUDGING,
  },
  {
    name: 'server-side',
    help: 'objects are applied with `kubectl apply --server-side`, or by Flux',
    group: 'What it means',
    commands: JUDGING,
  },
  {
    name: 'external',
    value: 'NAME',
    isRepeatable: true,
    help:
      'a Service that lives elsewhere, as NAME or NAMESPACE/NAME, with `*` for any characters: do not ' +
      'report that it or its Pods are missing; repeatable',
    group: 'What it means',
    commands: JUDGING,
  },
  {
    name: 'workload',
    value: 'KIND=PATH',
    isRepeatable: true,
    help:
      'a custom kind that makes Pods, such as example.com/WebApp, and the path of its Pod template, ' +
      'such as spec.template; a step `*` is every item of a list or map; repeatable',
    group: 'What it means',
    commands: JUDGING,
  },
  {
    name: 'rule',
    value: 'ID=SEVERITY',
    isRepeatable: true,
    help: 'the severity of a rule: error, warning, info, or off; repeatable',
    group: 'What it means',
    commands: ['lint'],
  },
  {
    name: 'service',
    value: 'NAME',
    isRepeatable: true,
    help: 'show this Service only, as NAME or NAMESPACE/NAME; repeatable',
    group: 'What to read',
    commands: ['endpoints'],
  },
  {
    name: 'fix',
    help: 'make the safe repairs in the files, and report what is left',
    group: 'Repairs',
    commands: ['lint'],
  },
  {
    name: 'unsafe-fixes',
    help: 'with --fix or --fix-dry-run: make guesses as well, which need a look',
    group: 'Repairs',
    commands: ['lint'],
  },
  {
    name: 'fix-dry-run',
    help: 'write nothing; print what --fix would change as a unified diff',
    group: 'Repairs',
    commands: ['lint'],
  },
  {
    name: 'reason',
    value: 'TEXT',
    help: 'why the findings do not matter here; it is written into the comments',
    group: 'Repairs',
    commands: ['silence'],
  },
  {
    name: 'dry-run',
    help: 'write nothing; print the change as a unified diff',
    group: 'Repairs',
    commands: ['silence'],
  },
  formatOf(
    'lint',
    FORMATS,
    'pretty',
    'how findings are written to standard output; inside GitHub Actions github is the default',
  ),
  {
    name: 'output',
    short: 'o',
    value: 'FORMAT=FILE',
    isRepeatable: true,
    help: 'write the findings to a file as well, and make its folder; repeatable',
    group: 'Output',
    commands: ['lint'],
  },
  formatOf('endpoints', ENDPOINTS_FORMATS, 'pretty', 'how endpoints are written'),
  formatOf('graph', GRAPH_FORMATS, 'mermaid', 'how the picture is written'),
  {
    name: 'output',
    short: 'o',
    value: 'FORMAT=FILE',
    isRepeatable: true,
    help: 'write the picture to a file, and make its folder; repeatable; nothing is printed without --format',
    group: 'Output',
    commands: ['graph'],
  },
  formatOf('trace', TRACE_FORMATS, 'pretty', 'how the walk is written'),
  formatOf('connections', CONNECTIONS_FORMATS, 'pretty', 'how connections are written'),
  {
    name: 'explain',
    help: 'say of both directions which rules of which policies make them so, with their places',
    group: 'Output',
    commands: ['connections'],
  },
  formatOf('diff', DIFF_FORMATS, 'pretty', 'how the difference is written: markdown is a comment on a pull request'),
  {
    name: 'exit-code',
    help: 'exit code 1 where something breaks for callers',
    group: 'Exit code',
    commands: ['diff'],
  },
  formatOf('units', UNITS_FORMATS, 'pretty', 'how units are written'),
  formatOf('rules', RULES_FORMATS, 'pretty', 'how the table is written'),
  {
    name: 'statistics',
    help: 'show how many findings each rule has, and how many can be repaired, instead of the findings',
    group: 'Output',
    commands: ['lint'],
  },
  {
    name: 'quiet',
    short: 'q',
    help:
      'show only errors, and other findings that fail the run; the summary counts the rest, and formats ' +
      'for programs stay complete',
    group: 'Output',
    commands: ['lint'],
  },
  {
    name: 'color',
    value: 'WHEN',
    values: COLOR,
    default: 'auto',
    help: 'auto: on a terminal, unless NO_COLOR is set; FORCE_COLOR turns it on elsewhere',
    group: 'Output',
    commands: PAINTED,
  },
  { name: 'no-color', help: 'the same as --color never', group: 'Output', commands: PAINTED },
  {
    name: 'fail-on',
    value: 'SEVERITY',
    values: FAIL_ON,
    default: 'error',
    help: 'exit with 1 for findings of at least this severity; never: for none',
    group: 'Exit code',
    commands: ['lint'],
  },
  {
    name: 'max-warnings',
    value: 'N',
    help: 'exit with 1 for more than N warnings as well, unless --fail-on is never',
    group: 'Exit code',
    commands: ['lint'],
  },
  {
    name: 'allow-empty',
    help: 'exit with 0 if there is no Kubernetes object to judge, as in a repository that has none yet',
    group: 'Exit code',
    commands: [...READING, 'diff'],
  },
  {
    name: 'print-config',
    value: 'PATH',
    help: 'show the settings for a file, and where each comes from; lint nothing',
    group: 'Other',
    commands: ['lint'],
  },
  { name: 'help', short: 'h', help: 'show this help, or that of a command', group: 'Other', commands: ALL },
  { name: 'version', short: 'V', help: 'show the version', group: 'Other', commands: ALL },
];

/** The options that a command takes, in the order of the help. */
export function optionsOf(command: Command): readonly Option[] {
  return OPTIONS.filter(({ commands }) => commands.includes(command));
}

function formatOf(command: Command, values: readonly string[], usual: string, help: string): Option {
  return {
    ...{ name: 'format', short: 'f', value: 'FORMAT', values, default: usual },
    ...{ help, group: 'Output', commands: [command] },
  };
}
