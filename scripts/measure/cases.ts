import { fileURLToPath } from 'node:url';
import type { InputFile, LintOptions } from '../../src/index.js';
import { readJson } from './files.js';

/** One situation that was applied to a live control plane. */
export interface Case {
  readonly id: string;
  readonly title: string;
  readonly yaml: string;
  readonly server: 'ACCEPT' | 'REJECT' | 'PARTIAL';
  /** What kubectl said it created: `service/s`, `deployment.apps/d`. */
  readonly created: readonly string[];
  /** What kubectl and the server printed. */
  readonly messages: readonly string[];
  /** `service: ports name=number/PROTOCOL -> owner …`, one line for each slice. */
  readonly endpointSlices: readonly string[];
  readonly lint: string;
  readonly expect: 'error' | 'warning' | 'warning-or-error' | 'clean';
}

/** One text with what kubectl's YAML parser and the server made of it. */
export interface Trap {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly server: 'ACCEPT' | 'REJECT';
  readonly message: string;
  /** The value that reached the server, as text or JSON; an error message where nothing did. */
  readonly stored: string;
}

/** The recorded answers; the YAML is ours, the answers are the server's. */
export function readCases(): { readonly cases: readonly Case[]; readonly yaml_traps: readonly Trap[] } {
  return readJson(fileURLToPath(new URL('../../fixtures/conformance/cases.json', import.meta.url)));
}

/** A case as svclint reads it, with the options that mean what the kubectl flags meant. */
export function inputOfCase(item: Case): { readonly files: readonly InputFile[]; readonly options: LintOptions } {
  const namespace = `c-${item.id.toLowerCase()}`;
  const flags = /^# flags: (.*)$/m.exec(item.yaml)?.[1]?.split(/\s+/) ?? [];
  for (const flag of flags) {
    if (flag !== '--validate=false' && flag !== '--server-side')
      throw new Error(`${item.id}: no option of svclint means ${flag}`);
  }
  return {
    files: [{ path: `${item.id.toLowerCase()}.yaml`, text: item.yaml.replaceAll('__NS__', namespace) }],
    options: {
      namespace,
      kubernetesVersion: '1.36',
      ...(flags.includes('--validate=false') ? { fieldValidation: 'ignore' as const } : {}),
      ...(flags.includes('--server-side') ? { serverSide: true } : {}),
    },
  };
}

/** A trap as svclint reads it. */
export function inputOfTrap(trap: Trap): { readonly files: readonly InputFile[]; readonly options: LintOptions } {
  return {
    files: [{ path: `${trap.id.toLowerCase()}.yaml`, text: trap.text }],
    options: { namespace: 'yam3', kubernetesVersion: '1.36' },
  };
}

/** The annotations that steered the stub kubelet in a case; svclint ignores them. */
export function stubAnnotations(item: Case): readonly string[] {
  return [...new Set(item.yaml.match(/\bfk\/\w+/g))];
}
