import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { CONTRACT_CHECKS, UNREADABLE, type Tool } from './contract-checks.js';

/** What a tool says about one object; of a file that it cannot read, kind and name are empty. */
export interface Said {
  readonly check: string;
  /** Relative to the folder that was given; empty where the tool gave up on all files. */
  readonly file: string;
  readonly kind: string;
  readonly name: string;
}

/** A tool that was found, and how it is run over the files of one folder. */
export interface Installed {
  readonly tool: Tool;
  readonly version: string;
  readonly run: (folder: string, files: readonly string[]) => readonly Said[];
}

/**
 * The tools in the folder `bin`. kubeconform is left out without `schemas`, a folder of schemas: it would ask the
 * network for them.
 */
export function installed(bin: string, schemas: string | undefined): readonly Installed[] {
  const all: readonly (readonly [Tool, string, (program: string) => Installed['run']])[] = [
    ['kube-linter', 'version', kubeLinter],
    ['kube-score', 'version', kubeScore],
    ...(schemas === undefined
      ? []
      : [['kubeconform', '-v', (program: string) => kubeconform(program, schemas)] as const]),
  ];
  return all
    .map(([tool, argument, runner]) => ({ tool, program: path.join(bin, tool), argument, runner }))
    .filter(({ program }) => existsSync(program))
    .map(({ tool, program, argument, runner }) => ({
      tool,
      version: versionOf(program, argument),
      run: runner(program),
    }));
}

/** The version that the program says, or the one of the module that Go built it from. */
export function versionOf(program: string, argument: string): string {
  const own = /\d+\.\d+\.\d+/.exec(output(program, [argument]).stdout)?.[0];
  const said = own ?? /^\tmod\t\S+\tv(\S+)/m.exec(output('go', ['version', '-m', program]).stdout)?.[1];
  if (said === undefined) throw new Error(`${program} does not say its version`);
  return said;
}

function output(program: string, args: readonly string[]): { readonly stdout: string; readonly stderr: string } {
  const { error, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error !== undefined) throw error;
  return { stdout, stderr };
}

const GAVE_UP: Said = { check: UNREADABLE, file: '', kind: '', name: '' };

interface LinterReport {
  readonly Check: string;
  readonly Object: {
    readonly Metadata: { readonly FilePath: string };
    readonly K8sObject: { readonly Name: string; readonly GroupVersionKind: { readonly Kind: string } };
  };
}

function kubeLinter(program: string): Installed['run'] {
  const known = CONTRACT_CHECKS['kube-linter'];
  const flags = [
    '--format',
    'json',
    '--fail-on-invalid-resource',
    '--do-not-auto-add-defaults',
    '--include',
    known.join(','),
  ];
  return (folder) => {
    const { stdout, stderr } = output(program, ['lint', ...flags, folder]);
    if (stdout === '') {
      if (!stderr.includes('no valid objects found')) throw new Error(`kube-linter: ${stderr}`);
      return [GAVE_UP];
    }
    const { Reports } = JSON.parse(stdout) as { readonly Reports: readonly LinterReport[] | null };
    return (Reports ?? []).map(({ Check, Object: { Metadata, K8sObject } }) => ({
      check: known.includes(Check) ? Check : UNREADABLE,
      file: path.relative(folder, Metadata.FilePath),
      kind: K8sObject.GroupVersionKind.Kind,
      name: K8sObject.Name,
    }));
  };
}

interface ScoredObject {
  readonly type_meta: { readonly kind?: string };
  readonly object_meta: { readonly name?: string };
  readonly file_name: string;
  readonly checks:
    readonly { readonly check: { readonly id: string }; readonly grade: number; readonly skipped: boolean }[] | null;
}

/** Grades of kube-score: 1 critical, 5 warning, 7 almost right, 10 right. */
const WARNING = 5;

/** kube-score takes files, and one that it cannot read makes it give up on all of them. */
function kubeScore(program: string): Installed['run'] {
  const known = CONTRACT_CHECKS['kube-score'];
  const flags = ['--output-format', 'json', '--all-default-optional', '--kubernetes-version', 'v1.36'];
  return (folder, files) => {
    const manifests = files.filter((file) => /\.ya?ml$/.test(file));
    if (manifests.length === 0) return [];
    const { stdout } = output(program, ['score', ...flags, ...manifests]);
    if (!stdout.startsWith('[') && !stdout.startsWith('null')) return [GAVE_UP];
    return ((JSON.parse(stdout) as readonly ScoredObject[] | null) ?? []).flatMap(
      ({ type_meta, object_meta, file_name, checks }) => {
        const object = {
          file: path.relative(folder, file_name),
          kind: type_meta.kind ?? '',
          name: object_meta.name ?? '',
        };
        const speaking = (checks ?? []).filter(
          ({ check, grade, skipped }) => !skipped && grade <= WARNING && known.includes(check.id),
        );
        return speaking.map(({ check }) => ({ check: check.id, ...object }));
      },
    );
  };
}

interface Validated {
  readonly filename: string;
  readonly kind: string;
  readonly name: string;
  readonly status: string;
  readonly msg: string;
}

function kubeconform(program: string, schemas: string): Installed['run'] {
  const where = path.join(schemas, '{{.ResourceKind}}{{.KindSuffix}}.json');
  return (folder) => {
    const { stdout } = output(program, ['-strict', '-output', 'json', '-schema-location', where, folder]);
    const { resources } = JSON.parse(stdout) as { readonly resources: readonly Validated[] | null };
    return (resources ?? []).map(({ filename, kind, name, status, msg }) => {
      return { check: checkOf(status, msg), file: path.relative(folder, filename), kind, name };
    });
  };
}

function checkOf(status: string, message: string): string {
  if (status === 'statusInvalid') return 'schema';
  return message.startsWith('could not find schema') ? 'no-schema' : UNREADABLE;
}
