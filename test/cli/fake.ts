import type { Io } from '../../src/host/process/io.js';
import type { Parts } from '../../src/cli/program/parts.js';
import { main } from '../../src/cli/main.js';
import type { Diagnostic, InputFile, LintOptions, LintResult, Severity } from '../../src/index.js';
import type { EndpointsReporter, Reporter } from '../../src/report/reporters.js';
import { sourceFile } from '../../src/text/source-file.js';

export interface FakeIo extends Io {
  readonly out: () => string;
  readonly err: () => string;
}

export interface Surroundings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly stdin?: string | Uint8Array;
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly now?: () => number;
}

/** An Io that keeps what is written. */
export function fakeIo({
  cwd = '/',
  env = {},
  stdin = '',
  isTTY = false,
  columns,
  now = () => 0,
}: Surroundings = {}): FakeIo {
  const written = { out: '', err: '' };
  const output = (name: 'out' | 'err') => ({
    write: async (text: string) => {
      written[name] += text;
    },
    isTTY,
    columns,
  });
  const streams = { stdin: async () => Buffer.from(stdin), stdout: output('out'), stderr: output('err') };
  return { ...streams, env, cwd, now, out: () => written.out, err: () => written.err };
}

/** What the fake linter was called with. */
export interface Calls {
  files?: readonly InputFile[];
  options?: LintOptions | undefined;
}

const RULE = { kinds: ['Service'], fixable: false, since: '0.1.0' } as const;

/** A linter that finds the severity which a file spells out (`error`, `warning`, `info`), and crashes or throws where it says so. */
export function fakeParts(calls: Calls = {}): Parts {
  const api = {
    rules: [
      {
        ...RULE,
        id: 'unmatched-service-selector',
        category: 'selection',
        severity: 'error',
        summary: 'a selector matches no Pods',
      },
      { ...RULE, id: 'duplicate-port', category: 'ports', severity: 'warning', summary: 'a port stands there twice' },
    ] as const,
    lint: (files: readonly InputFile[], options?: LintOptions): LintResult => {
      Object.assign(calls, { files, options });
      if (files.some(({ text }) => text === 'throw')) throw new TypeError('boom');
      return resultOf(files);
    },
    missingFiles: () => [],
    describeUnits: (files: readonly InputFile[], options?: LintOptions) => {
      Object.assign(calls, { files, options });
      const common = {
        kind: 'folder',
        why: '',
        namespace: null,
        namespaceFrom: null,
        resources: 1,
        services: 0,
        workloads: 0,
        files: [],
        open: [],
      } as const;
      return files.map(({ path }) => ({ ...common, folder: path }));
    },
    chartReleases: () => [],
    repair: () => {
      throw new Error('the fake linter has no fixes: test/cli/fix.test.ts runs the real one');
    },
    describeConnections: () => [],
    describeDifference: () => ({ changes: [], unread: [] }),
    silence: () => {
      throw new Error('the fake linter silences nothing: test/cli/silence.test.ts runs the real one');
    },
    describeContract: () => ({ namespaces: [], edges: [], findings: [], otherFindings: 0 }),
    trace: () => {
      throw new Error('the fake linter walks nowhere: test/cli/trace.test.ts runs the real one');
    },
    predictEndpoints: (files: readonly InputFile[], options?: LintOptions) => {
      Object.assign(calls, { files, options });
      const place = { unit: '.', namespace: null, line: 1 } as const;
      const nothing = { headless: false, ports: [], source: 'none', groups: [], lack: null } as const;
      const common = { ...place, type: 'ClusterIP', ...nothing } as const;
      return files.map(({ path }) => ({ ...common, name: path, file: path }));
    },
  };
  return {
    api: async () => api,
    reports: async () => REPORTS,
    patch: () => import('../../src/report/unified-diff.js'),
  };
}

const FORMATS = ['pretty', 'line', 'json', 'sarif', 'github', 'gitlab', 'junit', 'checkstyle', 'markdown', 'html'];

const report: Reporter = ({ diagnostics }, options) =>
  diagnostics
    .map(({ primary, severity }) => `${primary.span.file.path} ${severity} ${JSON.stringify(options)}\n`)
    .join('');

const endpointsReport =
  (format: string): EndpointsReporter =>
  (services) =>
    services.map(({ name }) => `${format} ${name}\n`).join('');

const REPORTS: Awaited<ReturnType<Parts['reports']>> = {
  reporters: new Map(
    FORMATS.map((format) => [
      format,
      async () =>
        (...given) =>
          report(...given).replace(/^(?=.)/gm, `${format} `),
    ]),
  ),
  endpointsReporters: new Map(FORMATS.map((format) => [format, async () => endpointsReport(format)])),
  connectionsReporters: new Map(),
  differenceReporters: new Map(),
  graphReporters: new Map(),
  traceReporters: new Map(),
  unitsReporters: new Map(
    ['pretty', 'json'].map((format) => [
      format,
      async () => (units) => units.map(({ folder }) => `${format} ${folder}\n`).join(''),
    ]),
  ),
  statistics: (result, options) => `statistics ${report(result, options)}`,
  summaryLine: (result) => `summary of ${result.summary.files}`,
};

function resultOf(files: readonly InputFile[]): LintResult {
  const diagnostics = files.flatMap((input): Diagnostic[] => {
    const severity = (['error', 'warning', 'info'] as const).find((each) => input.text === each);
    return severity === undefined ? [] : [diagnostic(input, severity)];
  });
  const count = (severity: Severity): number => diagnostics.filter((each) => each.severity === severity).length;
  const counts = { errors: count('error'), warnings: count('warning'), infos: count('info') };
  const summary = { files: files.length, resources: files.length, ...counts, suppressed: 0 };
  const crashes = files
    .filter(({ text }) => text === 'crash')
    .map(() => ({ rule: 'duplicate-port', error: new TypeError('bang') }));
  return { diagnostics, summary, crashes };
}

function diagnostic({ path, text }: InputFile, severity: Severity): Diagnostic {
  const span = { file: sourceFile(path, text), start: 0, end: 1 };
  const empty = { message: '', related: [], notes: [], help: null, fix: null, subject: null, docs: '' };
  return { ...empty, rule: 'duplicate-port', severity, primary: { span, text: '' } };
}

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly calls: Calls;
}

/** Runs the command line with the fake linter. */
export async function run(argv: readonly string[], surroundings: Surroundings = {}): Promise<Ran> {
  const io = fakeIo(surroundings);
  const calls: Calls = {};
  const code = await main(argv, io, fakeParts(calls));
  return { code, out: io.out(), err: io.err(), calls };
}
