// What action.yml runs: svclint with the inputs of the step. It needs Node alone, and npm where the program is not beside it.
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** A wrong input or surroundings in which svclint cannot run: exit code 2, as for a wrong option. */
class Refusal extends Error {}

const home = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/**
 * The value of an input, without the white space around it.
 * @param {string} name
 */
function input(name) {
  return (process.env[`INPUT_${name}`] ?? '').trim();
}

/**
 * The lines of an input that are not empty, without the white space around them.
 * @param {string} name
 */
function lines(name) {
  return input(name)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/**
 * The words of an input: what stands between white space, or in quotes, which may hold white space. Nothing else means
 * anything: no shell reads them.
 * @param {string} name
 */
function words(name) {
  const text = input(name);
  const found = text.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];
  if (/["']/.test(text.replace(/"[^"]*"|'[^']*'/g, '')))
    throw new Refusal(`the input ${name.toLowerCase()} has a quote that is not closed`);
  return found.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, (_, double, single) => double ?? single));
}

/**
 * @param {string} name
 * @returns {boolean}
 */
function flag(name) {
  const value = input(name).toLowerCase();
  if (value === 'true' || value === 'false' || value === '') return value !== 'false';
  throw new Refusal(`the input ${name.toLowerCase()} is true or false, not ${value}`);
}

/** The folder that is emptied after the job. */
function temporary() {
  return process.env['RUNNER_TEMP'] || tmpdir();
}

/**
 * The program: beside this script where the action was built, as a release is, else the package of the same version,
 * which npm brings once for a job. The action's tag is what pins it.
 */
function program() {
  const beside = path.join(home, 'dist', 'cli.js');
  if (existsSync(beside)) return beside;
  const { name, version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'));
  const folder = path.join(temporary(), `${name}-${version}`);
  const installed = path.join(folder, 'node_modules', name, 'dist', 'cli.js');
  if (!existsSync(installed)) install(`${name}@${version}`, folder);
  if (!existsSync(installed)) throw new Refusal(`npm brought no program with ${name}@${version}`);
  return installed;
}

/**
 * In a folder of its own, so that no `.npmrc` and no package.json of the linted repository has a say.
 * @param {string} what
 * @param {string} folder
 */
function install(what, folder) {
  mkdirSync(folder, { recursive: true });
  console.log(`installing ${what}`);
  const args = [
    'install',
    '--prefix',
    '.',
    '--no-save',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    what,
  ];
  const { error, status } = spawnSync('npm', args, {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error !== undefined) throw new Refusal(`npm cannot be run (${error.message}); actions/setup-node brings it`);
  if (status !== 0) throw new Refusal(`npm could not install ${what}`);
}

function workingDirectory() {
  const folder = path.resolve(process.env['GITHUB_WORKSPACE'] || '.', input('WORKING_DIRECTORY'));
  if (!existsSync(folder))
    throw new Refusal(`the working directory ${folder} is not there; is actions/checkout missing before this step?`);
  return folder;
}

/** Runs svclint once, and hands its reports to the runner; the exit code is that of svclint. */
function main() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Refusal(
      `svclint needs Node 20.19 or newer, and the runner has ${process.versions.node}; actions/setup-node brings another`,
    );
  }
  const cwd = workingDirectory();
  const reports = mkdtempSync(path.join(temporary(), 'svclint-'));
  const json = path.join(reports, 'report.json');
  const markdown = path.join(reports, 'summary.md');
  const sarif = input('SARIF');
  const since = input('SINCE');
  const args = [
    '--format',
    flag('ANNOTATIONS') ? 'github' : 'pretty',
    '--output',
    `json=${json}`,
    ...(flag('SUMMARY') ? ['--output', `markdown=${markdown}`] : []),
    ...(sarif === '' ? [] : ['--output', `sarif=${sarif}`]),
    ...(since === '' ? [] : [`--since=${since}`]),
    ...words('OPTIONS'),
    '--',
    ...lines('PATHS'),
  ];
  const stdio = /** @type {const} */ (['inherit', 'inherit', 'pipe']);
  const { error, status, stderr } = spawnSync(process.execPath, [program(), ...args], {
    cwd,
    stdio: [...stdio],
    maxBuffer: Infinity,
  });
  if (error !== undefined) throw error;
  process.stderr.write(stderr);
  const code = status ?? 3;
  if (code >= 2)
    annotate(
      stderr.toString().trim().split('\n').slice(-MOST_LINES).join('\n') || `svclint ended with exit code ${code}`,
    );
  tell({ code, json, markdown, sarif: sarif === '' ? '' : path.resolve(cwd, sarif) });
  process.exitCode = code;
}

/**
 * Outputs for later steps, and the summary; where svclint stopped early there is no report to tell of.
 * @param {{ readonly code: number, readonly json: string, readonly markdown: string, readonly sarif: string }} run
 */
function tell({ code, json, markdown, sarif }) {
  output('exit-code', String(code));
  if (existsSync(json)) {
    const { summary } = JSON.parse(readFileSync(json, 'utf8'));
    for (const name of ['errors', 'warnings', 'infos']) output(name, String(summary[name]));
  }
  if (sarif !== '' && existsSync(json) && existsSync(sarif)) output('sarif', sarif);
  const file = process.env['GITHUB_STEP_SUMMARY'];
  if (file && existsSync(markdown)) appendFileSync(file, `${readFileSync(markdown, 'utf8')}\n`);
}

/** Lines of an annotation: what went wrong stands last. */
const MOST_LINES = 10;

/**
 * Why the step fails, where it is not for findings: an annotation, which people see first.
 * @param {string} message
 */
function annotate(message) {
  const escaped = message.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  console.log(`::error title=svclint::${escaped}`);
}

/**
 * @param {string} name
 * @param {string} value
 */
function output(name, value) {
  const file = process.env['GITHUB_OUTPUT'];
  if (/[\r\n]/.test(value)) throw new Refusal(`the output ${name} must be one line`);
  if (file) appendFileSync(file, `${name}=${value}\n`);
}

try {
  main();
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  annotate(error.message);
  process.exitCode = 2;
}
