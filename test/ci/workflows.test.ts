import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

type Permissions = Readonly<Record<string, string>>;

interface Job {
  readonly permissions?: Permissions;
  readonly steps: readonly Readonly<Record<string, unknown>>[];
}

interface Workflow {
  readonly permissions?: Permissions;
  readonly jobs: Readonly<Record<string, Job>>;
}

const FOLDER = '.github/workflows';
const files = readdirSync(FOLDER).sort();
const textOf = (file: string): string => readFileSync(`${FOLDER}/${file}`, 'utf8');
const read = (file: string): Workflow => parse(textOf(file)) as Workflow;

/** What the jobs may do, where a workflow gives them less than the default. */
const ALLOWED: Readonly<Record<string, Readonly<Record<string, Permissions>>>> = {
  'ci.yml': { check: { contents: 'read' }, node: { contents: 'read' } },
  'release.yml': {
    check: { contents: 'read' },
    publish: { contents: 'read', 'id-token': 'write' },
    tag: { contents: 'write' },
  },
  'weekly.yml': { growth: { contents: 'read' }, inputs: { contents: 'read' } },
};

it('has the workflows whose permissions are told here', () => expect(files).toEqual(Object.keys(ALLOWED)));

/** What the shell runs in the steps of a file. */
function scriptsIn(file: string): readonly string[] {
  return Object.values(read(file).jobs).flatMap(({ steps }) => steps.map(({ run }) => String(run ?? '')));
}

describe.each(files)('%s', (file) => {
  const { permissions, jobs } = read(file);

  it('pins each action by the hash of a commit, and says its version', () => {
    const uses = textOf(file).match(/\buses:.*/g) ?? [];
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((line) => !/^uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  it('gives each job no more than it needs', () => {
    const given = Object.entries(jobs).map(([name, job]) => [name, job.permissions ?? permissions]);
    expect(Object.fromEntries(given)).toEqual(ALLOWED[file]);
  });

  it('takes no secret, and no input into a text that a shell reads', () => {
    expect(textOf(file)).not.toMatch(/\bsecrets\b|github\.token|GITHUB_TOKEN/);
    expect(scriptsIn(file).filter((script) => script.includes('${{'))).toEqual([]);
  });

  it('keeps no credentials where no job writes', () => {
    const kept = Object.entries(jobs).filter(
      ([, { permissions: own, steps }]) =>
        own?.['contents'] !== 'write' &&
        steps.some(
          ({ uses, with: told }) =>
            String(uses).startsWith('actions/checkout@') &&
            (told as Readonly<Record<string, unknown>> | undefined)?.['persist-credentials'] !== false,
        ),
    );
    expect(kept).toEqual([]);
  });

  it('runs no script of a package while it installs', () => {
    const installing = scriptsIn(file).filter((script) => /npm (ci|install)/.test(script));
    expect(installing.filter((script) => !script.includes('--ignore-scripts'))).toEqual([]);
  });
});

/** Scripts of npm that texts for a shell ask for, by name. */
function scriptsAsked(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) =>
    [...text.matchAll(/\bnpm (?:run(?: --?[\w-]+)* ([\w:-]+)|(test)\b)/g)].map(
      ([, named, test]) => named ?? test ?? '',
    ),
  );
}

describe('what the steps run', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Readonly<Record<string, string>> };
  const steps = [...files.flatMap(scriptsIn), readFileSync('.ci/run', 'utf8')];

  it('scripts of package.json', () => {
    const asked = scriptsAsked(steps);
    expect(asked).toEqual(expect.arrayContaining(['build', 'test', 'packed', 'release', 'mutation', 'generate:check']));
    expect(asked.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('files that are there, and that the system runs', () => {
    const programs = steps.flatMap((step) => step.match(/^\.[\w./-]*\/[\w./-]+/gm) ?? []);
    expect(programs).toContain('.ci/run');
    for (const program of programs) expect(() => accessSync(program, constants.X_OK), program).not.toThrow();
  });

  it('files of the project in every script of npm', () => {
    const named = Object.values(scripts).flatMap((script) => script.match(/[\w-]+(?:\/[\w-]+)*\.(?:ts|mjs)\b/g) ?? []);
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => !existsSync(name))).toEqual([]);
  });
});

it('publishes with provenance, from a Node that npm trusts', () => {
  const { steps } = read('release.yml').jobs['publish'] ?? { steps: [] };
  expect(steps.map(({ run }) => run)).toContain('npm publish --provenance --access public --ignore-scripts');
  const published = steps.findIndex(({ run }) => String(run).startsWith('npm publish'));
  // npm holds the repository of a package against that of the workflow.
  expect(steps[published - 1]?.['run']).toMatch(
    /^npm pkg set .*repository\.url="git\+\$GITHUB_SERVER_URL\/\$GITHUB_REPOSITORY/,
  );
  const [setup] = steps.filter(({ uses }) => String(uses).startsWith('actions/setup-node@'));
  // npm takes part in trusted publishing from 11.5.1 on, which comes with Node 24.
  expect((setup?.['with'] as Readonly<Record<string, unknown>>)['node-version']).toBeGreaterThanOrEqual(24);
});
