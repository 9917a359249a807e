/** The commands, in the order of the help. The first one needs no name. */
export const COMMANDS = [
  { name: 'lint', usage: 'svclint [PATH…]', help: 'lint manifests (default: .)' },
  {
    name: 'endpoints',
    usage: 'svclint endpoints [PATH…]',
    help: 'the endpoints that Kubernetes would make, Service by Service',
  },
  {
    name: 'graph',
    usage: 'svclint graph [PATH…]',
    help: 'the contract as a picture: mermaid, dot, json, or one html page',
  },
  {
    name: 'trace',
    usage: 'svclint trace FROM TO [PATH…]',
    help: 'walk one request hop by hop, from a workload, a namespace or outside, to a URL or host:port',
  },
  {
    name: 'connections',
    usage: 'svclint connections [PATH…]',
    help: 'who may talk to whom on which ports, as NetworkPolicy decides',
  },
  {
    name: 'diff',
    usage: 'svclint diff A [B] [-- PATH…]',
    help: 'what a change does to endpoints, ports, names, exposure and reachability (folders or git revisions)',
  },
  { name: 'units', usage: 'svclint units [PATH…]', help: 'what is taken to be applied together, and why' },
  { name: 'rules', usage: 'svclint rules [CATEGORY]', help: 'list all rules, or those of a category' },
  { name: 'explain', usage: 'svclint explain RULE', help: 'explain one rule: what it finds, why, and the repair' },
  {
    name: 'silence',
    usage: 'svclint silence RULE PATH…',
    help: 'write a comment that silences the findings of a rule, with --reason',
  },
  {
    name: 'init',
    usage: 'svclint init',
    help: 'write a settings file with comments; show the lines for a hook and for CI',
  },
  {
    name: 'completion',
    usage: 'svclint completion SHELL',
    help: 'print a script that completes commands and options, for bash, zsh, or fish',
  },
] as const;

export type Command = (typeof COMMANDS)[number]['name'];

/** The commands that are called by name. */
export const NAMED_COMMANDS: readonly Command[] = COMMANDS.map(({ name }) => name).filter((name) => name !== 'lint');

/** Words that stand for an option: `svclint help rules` is `svclint rules --help`. */
export const WORDS_FOR_OPTIONS: readonly string[] = ['help', 'version'];

export function isNamedCommand(word: string | undefined): word is Command {
  return NAMED_COMMANDS.some((name) => name === word);
}
