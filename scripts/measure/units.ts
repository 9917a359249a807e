import { join } from 'node:path';
import type { InputFile } from '../../src/index.js';
import { readFiles, readJson } from './files.js';
import { buildNatively, sourcesBelow } from './kustomizations.js';
import type { SourceTree } from '../../src/kustomize/index.js';
import type { Slice } from './slices.js';

export interface RecordedObject {
  readonly kind: string;
  readonly apiVersion: string;
  readonly namespace: string | null;
  readonly name: string | null;
  readonly file: string;
  readonly accepted: boolean;
  /** What the server said; null for most accepted objects. */
  readonly message: string | null;
  /** `kubectl create` accepts it, `kubectl apply` refuses it. */
  readonly generate_name?: boolean;
}

export interface RecordedService {
  readonly namespace: string | null;
  readonly name: string;
  readonly groups: readonly Slice[];
  /** Suspended Jobs, as `Job/name`, whose Pods the Service would select. */
  readonly matches_suspended?: readonly string[];
}

/** One folder as the control plane answered it; the keys are those of the recording. */
export interface RecordedUnit {
  readonly repo: string;
  readonly path: string;
  readonly mode: 'plain' | 'kustomize';
  readonly files: readonly string[];
  readonly duplicates: boolean;
  readonly templated: boolean;
  readonly unreliable?: string;
  readonly undecodable: readonly { readonly file: string; readonly error: string }[];
  readonly objects: readonly RecordedObject[];
  readonly services: readonly RecordedService[];
  /** The same unit with its Jobs running. */
  readonly services_with_jobs_running?: readonly RecordedService[];
}

export function readUnits(corpus: string): readonly RecordedUnit[] {
  return readJson<{ readonly units: readonly RecordedUnit[] }>(join(corpus, 'endpoints.json')).units;
}

/**
 * The files of a unit, their paths relative to its folder: exactly those that were applied, or that take part in the
 * build.
 */
export function filesOfUnit(corpus: string, unit: RecordedUnit): readonly InputFile[] {
  return unit.mode === 'plain'
    ? readFiles(join(corpus, 'open', unit.repo, unit.path), unit.files)
    : filesOfBuild(corpus, unit);
}

/**
 * The files of a kustomization and of all that it lists, their paths relative to the repository: no other folder lists
 * this one.
 */
function filesOfBuild(corpus: string, { repo, path }: RecordedUnit): readonly InputFile[] {
  const root = join(corpus, 'open', repo);
  const { files } = buildNatively(path === '.' ? '' : path, sourcesOf(root));
  return readFiles(root, [...files].sort()).map((file) =>
    MANIFEST.test(file.path) ? file : { ...file, supporting: true },
  );
}

const MANIFEST = /\.(?:ya?ml|json)$|(^|\/)Kustomization$/;
const known = new Map<string, SourceTree>();

/** One tree of files for each repository, so that a base is parsed once for all that list it. */
function sourcesOf(root: string): SourceTree {
  const sources = known.get(root) ?? sourcesBelow(root);
  known.set(root, sources);
  return sources;
}

/** Why a unit is not compared; undefined for one that is. */
export function whySkipped(unit: RecordedUnit): string | undefined {
  if (unit.unreliable !== undefined) return 'unreliable: the answer changes from run to run';
  if (unit.duplicates) return 'duplicates: one identity twice, the last one applied won';
  if (unit.templated) return 'templated: a file holds template actions';
  return undefined;
}

export function unitName(unit: RecordedUnit): string {
  return unit.path === '.' ? unit.repo : `${unit.repo}/${unit.path}`;
}
