import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../src/cli/arguments/commands.js';
import { GROUPS, OPTIONS, optionsOf } from '../../../src/cli/arguments/options.js';
import { tree } from '../../host/tree.js';
import { run } from '../fake.js';

describe('the table of options', () => {
  it.each(COMMANDS)('has each name and each letter once for $name', ({ name }) => {
    const options = optionsOf(name);
    expect(new Set(options.map((option) => option.name)).size).toBe(options.length);
    const letters = options.flatMap(({ short }) => short ?? []);
    expect(new Set(letters).size).toBe(letters.length);
  });

  it('has the same letter and the same kind wherever a name comes twice', () => {
    for (const option of OPTIONS) {
      const others = OPTIONS.filter(({ name }) => name === option.name);
      for (const other of others) expect([other.short, other.value]).toEqual([option.short, option.value]);
    }
  });

  it('has defaults that are allowed', () => {
    const listed = OPTIONS.filter((option) => option.values !== undefined && option.default !== undefined);
    expect(listed.length).toBeGreaterThan(0);
    for (const option of listed) expect(option.values).toContain(option.default);
  });
});

describe('wrong arguments: one line, exit code 2', () => {
  it.each([
    [['--fromat', 'json'], 'unknown option `--fromat`; there is an option with a similar name: `--format`'],
    [['--zzzzzz'], 'unknown option `--zzzzzz`'],
    [['-z'], 'unknown option `-z`'],
    [
      ['--format', 'xml'],
      'option `--format` takes `pretty`, `line`, `json`, `sarif`, `github`, `gitlab`, `junit`, `checkstyle`, `markdown`, or `html`, not `xml`',
    ],
    [
      ['-f', 'xml'],
      'option `-f` takes `pretty`, `line`, `json`, `sarif`, `github`, `gitlab`, `junit`, `checkstyle`, `markdown`, or `html`, not `xml`',
    ],
    [['--format'], 'option `--format` needs a value: FORMAT'],
    [['--format', '--quiet'], 'option `--format` needs a value: FORMAT'],
    [['--ignore='], 'option `--ignore` needs a value that is not empty: GLOB'],
    [['--quiet=yes'], 'option `--quiet` takes no value'],
    [['rules', '--format', 'line'], 'option `--format` takes `pretty` or `json`, not `line`'],
    [['rules', '--fail-on', 'never'], '`svclint rules` has no option `--fail-on`'],
    [['endpoints', '--quiet'], '`svclint endpoints` has no option `--quiet`'],
    [['--max-warnings', 'x'], 'option `--max-warnings` takes a whole number, 0 or more, not `x`'],
    [['--max-warnings', '-1'], 'option `--max-warnings` takes a whole number, 0 or more, not `-1`'],
    [['--max-warnings=-1'], 'option `--max-warnings` takes a whole number, 0 or more, not `-1`'],
    [['--kubernetes-version', '1'], 'option `--kubernetes-version` takes a version like `1.34`, not `1`'],
    [['--namespace', 'Shop'], 'option `--namespace` takes lower case letters, digits and `-`, 63 at most, not `Shop`'],
    [
      ['--external', 'Shop/DB'],
      'option `--external` takes NAME or NAMESPACE/NAME in lower case, with `*` for any run of characters, not `Shop/DB`',
    ],
    [
      ['--workload', 'WebApp=spec.template'],
      'option `--workload` takes KIND=PATH like `example.com/WebApp=spec.template`, not `WebApp=spec.template`',
    ],
    [
      ['--workload', 'example.com/WebApp'],
      'option `--workload` takes KIND=PATH like `example.com/WebApp=spec.template`, not `example.com/WebApp`',
    ],
    [['--rule', 'duplicate-port'], 'option `--rule` takes ID=SEVERITY, not `duplicate-port`'],
    [
      ['--rule', 'duplicate-prot=off'],
      'unknown rule `duplicate-prot`; there is a rule with a similar name: `duplicate-port`',
    ],
    [
      ['--rule', 'duplicate-port=fatal'],
      'option `--rule` takes the severity `error`, `warning`, `info`, or `off`, not `fatal`',
    ],
    [['--stdin-filename', 'a.yaml'], 'option `--stdin-filename` needs `-` as a path'],
    [[''], 'a path is empty'],
    [['rules', 'x'], 'there is no category `x`; the categories are `ports` and `selection`'],
    [['rules', 'duplicate-port'], '`duplicate-port` is a rule; `svclint explain duplicate-port` explains it'],
    [['help', 'ruels'], 'there is no command `ruels`; there is a command with a similar name: `rules`'],
    [
      ['--fail-on', 'warn'],
      'option `--fail-on` takes `error`, `warning`, `info`, or `never`, not `warn`; `warning` is the whole word',
    ],
    [
      ['--rule', 'duplicate-port=warn'],
      'option `--rule` takes the severity `error`, `warning`, `info`, or `off`, not `warn`; `warning` is the whole word',
    ],
    [
      ['completion', 'bsh'],
      '`svclint completion` takes a shell: `bash`, `zsh`, or `fish`, not `bsh`; there is a shell with a similar name: `bash`',
    ],
    [['explain'], '`svclint explain` takes one rule; `svclint rules` lists them'],
    [
      ['explain', 'duplicate-prots'],
      'unknown rule `duplicate-prots`; there is a rule with a similar name: `duplicate-port`',
    ],
    [['endpoitns'], 'no such file or folder: `endpoitns`; there is a command with a similar name: `endpoints`'],
    [['--', 'endpoints'], 'no such file or folder: `endpoints`'],
  ])('%j', async (argv, message) => {
    expect(await run(argv, { cwd: tree({}) })).toMatchObject({ code: 2, out: '', err: `svclint: ${message}\n` });
  });
});

describe('what the linter is told', () => {
  it('nothing but the defaults', async () => {
    const { calls } = await run([], { cwd: tree({ 'a.yaml': '' }) });
    const expected = {
      namespace: undefined,
      kubernetesVersion: undefined,
      fieldValidation: 'strict',
      serverSide: false,
      external: [],
      workloads: [],
      rules: {},
      charts: [],
    };
    expect(calls.options).toEqual(expected);
  });

  it('all that was said; the last word counts', async () => {
    const argv = ['-n', 'shop', '--kubernetes-version=1.30', '--validate', 'warn', '--server-side'];
    const rules = ['--rule', 'duplicate-port=info', '--rule', 'duplicate-port=off'];
    const outside = [
      '--external',
      'legacy-db',
      '--external=billing/*',
      '--workload',
      'example.com/WebApp=spec.pods.*.template',
    ];
    const { calls } = await run([...argv, ...outside, ...rules, '.'], { cwd: tree({ 'a.yaml': '' }) });
    const settings = {
      external: ['legacy-db', 'billing/*'],
      workloads: [{ kind: 'example.com/WebApp', path: 'spec.pods.*.template' }],
    };
    const cluster = {
      namespace: 'shop',
      kubernetesVersion: '1.30',
      fieldValidation: 'warn',
      serverSide: true,
      ...settings,
    };
    expect(calls.options).toEqual({ ...cluster, rules: { 'duplicate-port': 'off' }, charts: [] });
  });
});

describe('help', () => {
  it.each(COMMANDS)('of $name shows each of its options, and no other', async ({ name }) => {
    const { code, out, err } = await run(name === 'lint' ? ['--help'] : [name, '-h']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const shown = [...out.matchAll(/^ {2}(?:-\w,| {3}) (--[a-z-]+)/gm)].map(([, option]) => option);
    expect(shown.sort()).toEqual(
      optionsOf(name)
        .map((option) => `--${option.name}`)
        .sort(),
    );
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    for (const { values = [] } of optionsOf(name)) for (const value of values) expect(out).toContain(value);
  });

  it('lists the commands, the exit codes and how to lint a folder that is called like a command', async () => {
    const { out } = await run(['--help']);
    for (const { usage } of COMMANDS) expect(out).toContain(usage);
    for (const word of ['Exit codes:', './rules', ...GROUPS]) expect(out).toContain(word);
  });

  it('comes whatever else is wrong, and fits the terminal', async () => {
    const { code, out } = await run(['--fromat', '--help'], { isTTY: true, columns: 60 });
    expect(code).toBe(0);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
  });
});

it('shows the version', async () => {
  expect(await run(['--version'])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), err: '' });
  expect((await run(['-V'])).out).toBe((await run(['rules', '--version'])).out);
});
