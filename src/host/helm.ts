import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runProgram } from './run-program.js';

/** What `helm template` is told about one chart; paths are absolute. */
export interface ChartRequest {
  readonly folder: string;
  readonly release: string;
  readonly namespace: string;
  readonly kubernetesVersion: string;
  readonly valuesFiles: readonly string[];
  /** A text of values over those of the files before it, and how many of the files those are. */
  readonly values?: { readonly text: string; readonly behind: number } | undefined;
  /** Single values over all others, as `--set` takes them, or `--set-string`. */
  readonly parameters?: readonly { readonly name: string; readonly value: string; readonly isText: boolean }[] | undefined;
}

/** The text that helm printed, or its complaint; `absent` where there is no helm on the PATH. */
export type HelmOutcome = { readonly output: string } | { readonly complaint: string } | { readonly absent: true };

/** Milliseconds, and characters of output: charts of hundreds of objects take two seconds and print a few megabytes. */
const LIMITS = { time: 30_000, output: 64 * 1024 * 1024 };

/**
 * Renders a chart with the user's own helm: reads the chart's folder, asks no cluster and no network. With `debug`, what came
 * out counts even if helm finds that it is no YAML.
 */
export async function helmTemplate(request: ChartRequest, env: Readonly<Record<string, string | undefined>>, { debug = false, limits = LIMITS } = {}): Promise<HelmOutcome> {
  const run = { program: 'helm', argv: [...(debug ? ['--debug'] : []), ...argumentsOf(request)], env, input: request.values?.text ?? '' };
  const { code, stdout, stderr, failure } = await runProgram(run, limits);
  if (failure?.kind === 'absent') return { absent: true };
  if (failure !== undefined) return { complaint: failure.kind === 'time' ? `helm took longer than ${limits.time / 1000} seconds` : failure.kind === 'output' ? 'helm printed more than svclint reads' : failure.message };
  if (code === 0 || (debug && stdout !== '')) return { output: stdout };
  return { complaint: stderr.trim() || `helm ended with exit code ${code ?? 'none'}` };
}

const STANDARD_INPUT = '-';

function argumentsOf({ folder, release, namespace, kubernetesVersion, valuesFiles, values, parameters = [] }: ChartRequest): readonly string[] {
  const texts = values === undefined ? valuesFiles : [...valuesFiles.slice(0, values.behind), STANDARD_INPUT, ...valuesFiles.slice(values.behind)];
  return [
    'template',
    // Tests are Pods that run once, when somebody asks for them; a custom resource is judged only beside its definition.
    '--skip-tests',
    '--include-crds',
    `--namespace=${namespace}`,
    `--kube-version=${kubernetesVersion}`,
    ...texts.map((file) => `--values=${file}`),
    ...parameters.map(({ name, value, isText }) => `--set${isText ? '-string' : ''}=${name}=${value}`),
    // The name comes from the chart: behind this it cannot be an option, as one that names a program to run.
    '--',
    release,
    folder,
  ];
}

/** The templates of a chart and of its unpacked sub-charts, as paths below the chart with forward slashes, and their texts. */
export async function readTemplates(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => /^(charts\/[^/]+\/)*(templates|crds)\/.*\.(ya?ml|json|tpl)$/.test(file))
    .sort();
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
  return new Map(files.map((file, at) => [file, texts[at] ?? '']));
}

/** Runs `use` on a copy of a folder in which some files have other texts; the copy is gone afterwards. */
export async function withCopy<T>(folder: string, changed: ReadonlyMap<string, string>, use: (copy: string) => Promise<T>): Promise<T> {
  const temporary = await mkdtemp(path.join(tmpdir(), 'svclint-'));
  try {
    const copy = path.join(temporary, path.basename(folder) || 'chart');
    await cp(folder, copy, { recursive: true, dereference: true, filter: (source) => !/[\\/](\.git|node_modules)$/.test(source) });
    for (const [file, text] of changed) await writeFile(path.join(copy, file), text);
    return await use(copy);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
