import { rmSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onInterrupt, runProgram, type Ended } from './run-program.js';

/** What `helm template` is told about one chart; paths are absolute. */
export interface ChartRequest {
  readonly folder: string;
  readonly release: string;
  readonly namespace: string;
  readonly kubernetesVersion: string;
  /** What that version serves: `policy/v1`, `policy/v1/PodDisruptionBudget`. */
  readonly apiVersions: readonly string[];
  readonly valuesFiles: readonly string[];
  /** A text of values over those of the files before it, and how many of the files those are. */
  readonly values?: { readonly text: string; readonly behind: number } | undefined;
  /** Single values over all others, as `--set` takes them, or `--set-string`. */
  readonly parameters?:
    readonly { readonly name: string; readonly value: string; readonly isText: boolean }[] | undefined;
}

/** The text that helm printed, or its complaint; `absent` where there is no helm on the PATH. */
export type HelmOutcome = { readonly output: string } | { readonly complaint: string } | { readonly absent: true };

/** Milliseconds, and characters of output: charts of hundreds of objects take two seconds and print a few megabytes. */
const LIMITS = { time: 30_000, output: 64 * 1024 * 1024 };

/**
 * Of a chart that was rendered before. That it comes to an end is known, and how long it takes on a busy machine may
 * not decide where findings point.
 */
export const LIMITS_AGAIN = { ...LIMITS, time: 300_000 };

/**
 * Renders a chart with the user's own helm: reads the chart's folder, asks no cluster and no network. With `debug`,
 * what came out counts even if helm finds that it is no YAML.
 */
export async function helmTemplate(
  request: ChartRequest,
  env: Readonly<Record<string, string | undefined>>,
  { debug = false, limits = LIMITS } = {},
): Promise<HelmOutcome> {
  const run = {
    program: 'helm',
    argv: [...(debug ? ['--debug'] : []), ...argumentsOf(request)],
    env,
    input: request.values?.text ?? '',
  };
  const { code, stdout, stderr, failure } = await runProgram(run, limits);
  if (failure?.kind === 'absent') return { absent: true };
  if (failure !== undefined) return { complaint: complaintOf(failure, limits.time) };
  if (code === 0 || (debug && stdout !== '')) return { output: stdout };
  return { complaint: stderr.trim() || `helm ended with exit code ${code ?? 'none'}` };
}

function complaintOf({ kind, message }: NonNullable<Ended['failure']>, time: number): string {
  if (kind === 'time') return `helm took longer than ${time / 1000} seconds`;
  return kind === 'output' ? 'helm printed more than svclint reads' : message;
}

const STANDARD_INPUT = '-';

function argumentsOf({
  folder,
  release,
  namespace,
  kubernetesVersion,
  apiVersions,
  valuesFiles,
  values,
  parameters = [],
}: ChartRequest): readonly string[] {
  const texts =
    values === undefined
      ? valuesFiles
      : [...valuesFiles.slice(0, values.behind), STANDARD_INPUT, ...valuesFiles.slice(values.behind)];
  return [
    'template',
    // Tests are Pods that run once, when somebody asks for them.
    '--skip-tests',
    '--include-crds', // a custom resource is judged only beside its definition
    `--namespace=${namespace}`,
    `--kube-version=${kubernetesVersion}`,
    // By itself helm knows no kinds, which many charts ask for.
    `--api-versions=${apiVersions.join(',')}`,
    ...texts.map((file) => `--values=${file}`),
    ...parameters.map(({ name, value, isText }) => `--set${isText ? '-string' : ''}=${name}=${value}`),
    // The name comes from the chart: behind this it cannot be an option, as one that names a program to run.
    '--',
    release,
    folder,
  ];
}

/**
 * What is read of a chart and its unpacked sub-charts: the texts that helm renders, the files that say with which
 * values, or the values that it is tested with.
 */
const PARTS = {
  templates: /^(charts\/[^/]+\/)*(templates|crds)\/.*\.(ya?ml|json|tpl)$/,
  values: /^(charts\/[^/]+\/)*(Chart|values)\.yaml$/,
  tests: /^ci\/[^/]*values\.yaml$/,
} as const;

/**
 * Texts of a chart by their paths below its folder, with forward slashes. Symbolic links are followed, as helm does.
 */
export async function readChartFiles(folder: string, part: keyof typeof PARTS): Promise<ReadonlyMap<string, string>> {
  const files = (await filesBelow(folder)).filter((file) => PARTS[part].test(file)).sort();
  const texts = await Promise.all(files.map((file) => readText(path.join(folder, file))));
  return new Map(files.map((file, at) => [file, texts[at] ?? '']));
}

/** The first file of a chart that may not be read, which a link leads to; by its path below the chart's folder. */
export async function linkOut(folder: string, bounds: (absolute: string) => boolean): Promise<string | undefined> {
  return (await filesBelow(folder)).find((file) => !bounds(path.join(folder, file)));
}

export async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** The text of a file, or none where it cannot be read: helm has the word on that. */
export async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}

/**
 * Runs `use` on a copy of a folder in which some files have other texts; the copy is gone afterwards, even if a signal
 * ends svclint.
 */
export async function withCopy<T>(
  folder: string,
  changed: ReadonlyMap<string, string>,
  use: (copy: string) => Promise<T>,
): Promise<T> {
  const temporary = await mkdtemp(path.join(tmpdir(), 'svclint-'));
  const release = onInterrupt(() => rmSync(temporary, { recursive: true, force: true }));
  try {
    const copy = path.join(temporary, path.basename(folder) || 'chart');
    for (const file of await filesBelow(folder)) {
      const target = path.join(copy, file);
      await mkdir(path.dirname(target), { recursive: true });
      const text = changed.get(file);
      // Written anew, since a copy of a file that may not be written could not be changed.
      if (text !== undefined) await writeFile(target, text);
      else await copyFile(path.join(folder, file), target).catch(() => undefined);
    }
    return await use(copy);
  } finally {
    release();
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Folders that are no part of a chart, and may be large. */
const FOREIGN = new Set(['.git', 'node_modules']);

/** The files below a folder, as relative paths with forward slashes; links are followed, but not in a circle. */
async function filesBelow(
  folder: string,
  below = '',
  above: ReadonlySet<string> = new Set(),
): Promise<readonly string[]> {
  const real = await realpath(path.join(folder, below)).catch(() => undefined);
  if (real === undefined || above.has(real)) return [];
  const inside = new Set([...above, real]);
  const entries = await readdir(real, { withFileTypes: true }).catch(() => []);
  const found = await Promise.all(
    entries
      .filter(({ name }) => !FOREIGN.has(name))
      .map(async (entry) => {
        const name = below === '' ? entry.name : `${below}/${entry.name}`;
        const kind = entry.isSymbolicLink() ? await stat(path.join(folder, name)).catch(() => undefined) : entry;
        if (kind?.isDirectory() === true) return filesBelow(folder, name, inside);
        return kind?.isFile() === true ? [name] : [];
      }),
  );
  return found.flat();
}
