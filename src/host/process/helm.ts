import { runProgram, type Ended } from './run-program.js';

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
