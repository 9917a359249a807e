/**
 * What a new user does on a machine that has Node alone, with what `npm pack` makes of `dist/` (`npm run build` first):
 * runs it with npx, installs it beside a program, type-checks that program in each way in which TypeScript looks for
 * modules, and runs the jobs of the page on GitLab as they stand there. No other package is installed.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { FreshMachine, packed } from './fresh/machine.js';
import { jobsOf, runJob } from './fresh/gitlab.js';
import { registry } from './fresh/registry.js';
import { CONSUMERS, program, settings } from './fresh/consumers.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const PROJECT = path.join(root, 'fixtures/projects/broken');

const home = mkdtempSync(path.join(tmpdir(), 'svclint-fresh-'));
const { tarball, name, version } = packed(root, home);
const served = await registry(tarball, { name, version });
const machine = new FreshMachine(home, served.url);
let failed = 0;

/** Says what was tried, and what came of it where that is wrong. */
async function check(what: string, attempt: () => Promise<string | undefined>): Promise<void> {
  const problem = await attempt();
  console.log(`${problem === undefined ? 'ok    ' : 'FAILED'}  ${what}`);
  if (problem === undefined) return;
  console.error(problem);
  failed++;
}

try {
  const project = machine.folder('project');
  cpSync(PROJECT, path.join(project, 'k8s'), { recursive: true });
  cpSync(tarball, path.join(project, path.basename(tarball)));
  await check(`npx ./${path.basename(tarball)} finds the breaches of a project`, () =>
    machine.run(`npx --yes ./${path.basename(tarball)} --format line k8s`, project, {
      code: 1,
      says: /^k8s\/\S+:\d+:\d+: error: /m,
    }),
  );

  const beside = machine.folder('beside');
  writeFileSync(path.join(beside, 'package.json'), '{"name": "beside", "version": "1.0.0", "private": true}\n');
  await check('npm install brings one package', () =>
    machine.run(`npm install --no-audit --no-fund ${tarball}`, beside, { code: 0, says: /^added 1 package/m }),
  );
  for (const { file, text } of CONSUMERS) writeFileSync(path.join(beside, file), text);
  await check('require() from CommonJS lints', () =>
    machine.run('node use.cjs', beside, { code: 0, says: program.says }),
  );
  await check('import from a module lints', () => machine.run('node use.mjs', beside, { code: 0, says: program.says }));
  for (const { resolution, module, files } of settings) {
    const config = {
      compilerOptions: { module, moduleResolution: resolution, strict: true, noEmit: true, types: [] },
      files,
    };
    writeFileSync(path.join(beside, 'tsconfig.json'), JSON.stringify(config));
    await check(`types hold with moduleResolution ${resolution}: ${files.join(', ')}`, () =>
      machine.run(`node ${path.join(root, 'node_modules/typescript/bin/tsc')}`, beside, { code: 0 }),
    );
  }

  for (const job of jobsOf(path.join(root, 'docs/ci/gitlab.md'))) {
    const checkout = machine.folder('gitlab');
    for (const folder of ['', 'deploy']) {
      mkdirSync(path.join(checkout, folder), { recursive: true });
      cpSync(PROJECT, path.join(checkout, folder, 'k8s'), { recursive: true });
    }
    await check(`the job of GitLab at line ${String(job.line)}: ${job.script.join('; ')}`, () =>
      runJob(machine, job, checkout),
    );
  }
} finally {
  await served.close();
  rmSync(home, { recursive: true, force: true });
}
if (failed > 0) process.exitCode = 1;
