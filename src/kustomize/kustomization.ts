import type { SourceFile } from '../text/source-file.js';
import { get, getString, placeOf, type MapTree, type Place, type Tree } from '../tree/tree.js';
import { SETTINGS } from '../yaml/dialect.js';
import { parseFile } from '../yaml/parse.js';
import type { SourceTree } from './build.js';
import { isText } from './sources.js';
import { Refusal, type Trace } from './trace.js';

/** One kustomization file, its deprecated fields still under their own names. */
export interface Kustomization {
  readonly folder: string;
  readonly file: SourceFile;
  readonly tree: MapTree;
  readonly isComponent: boolean;
}

const FILE_NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

export const pathIn = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

/** The kustomization files of a folder; kustomize wants exactly one. */
export function kustomizationFiles(folder: string, sources: SourceTree): readonly SourceFile[] {
  return FILE_NAMES.flatMap((name) => sources.file(pathIn(folder, name)) ?? []);
}

/** The kustomization of a folder, with what kustomize refuses in it noted; undefined where it cannot be read at all. */
export function readKustomization(folder: string, file: SourceFile, trace: Trace): Kustomization | undefined {
  trace.files.add(file.path);
  const documents = parseFile(file, SETTINGS).documents;
  const problem = documents.flatMap(({ problems }) => problems)[0];
  const start: Place = { span: { file, start: 0, end: Math.min(1, file.text.length) } };
  if (problem !== undefined) trace.problems.push({ place: { span: problem.span }, message: problem.message });
  if (!isText(file, start, trace)) return undefined;
  const tree = documents[0]?.tree;
  if (tree?.type !== 'map') {
    if (problem === undefined) trace.problems.push({ place: start, message: 'the kustomization is empty' });
    return undefined;
  }
  checkFields(tree, trace);
  return { folder, file, tree, isComponent: getString(tree, 'kind') === 'Component' };
}

/** api/types/kustomization.go: every field that kustomize 5.7 knows. */
const STRINGS = ['apiVersion', 'kind', 'namePrefix', 'nameSuffix', 'namespace'];
const STRING_LISTS = ['resources', 'components', 'crds', 'bases', 'configurations', 'generators', 'transformers', 'validators', 'buildMetadata', 'patchesStrategicMerge'];
const LISTS = [
  'labels', 'patchesJson6902', 'patches', 'images', 'imageTags', 'replacements', 'replicas', 'vars',
  'configMapGenerator', 'secretGenerator', 'helmCharts', 'helmChartInflationGenerator',
];
const STRING_MAPS = ['commonLabels', 'commonAnnotations', 'openapi'];
const MAPS = ['metadata', 'sortOptions', 'helmGlobals', 'generatorOptions'];
const FIELDS = new Set([...STRINGS, ...STRING_LISTS, ...LISTS, ...STRING_MAPS, ...MAPS]);

function checkFields(tree: MapTree, trace: Trace): void {
  const refuse = (place: Place, message: string): void => void trace.problems.push({ place, message });
  for (const { key, keyPlace } of tree.entries.values()) {
    if (!FIELDS.has(key)) refuse(keyPlace, `kustomize knows no field \`${key}\``);
  }
  for (const field of STRINGS) wantString(get(tree, field), field, refuse);
  for (const field of STRING_LISTS) {
    const value = wantType(get(tree, field), 'list', field, refuse);
    if (value?.type === 'list') for (const item of value.items) wantString(item, `${field}[]`, refuse);
  }
  for (const field of LISTS) {
    const value = wantType(get(tree, field), 'list', field, refuse);
    if (value?.type === 'list') for (const item of value.items) wantType(item, 'map', `${field}[]`, refuse);
  }
  for (const field of STRING_MAPS) {
    const value = wantType(get(tree, field), 'map', field, refuse);
    if (value?.type === 'map') for (const entry of value.entries.values()) wantString(entry.value, `${field}.${entry.key}`, refuse);
  }
  for (const field of MAPS) wantType(get(tree, field), 'map', field, refuse);
  checkKind(tree, refuse);
  const says = [...tree.entries.values()].some(({ key, value }) => key !== 'apiVersion' && key !== 'kind' && !isEmpty(value));
  if (!says) refuse(placeOf(tree, []), 'the kustomization is empty, which kustomize refuses');
}

/** An empty list or map is something, for kustomize. */
const isEmpty = (tree: Tree): boolean => tree.type === 'scalar' && (tree.value === null || tree.value === '');

type Refuse = (place: Place, message: string) => void;

function wantString(tree: Tree | undefined, field: string, refuse: Refuse): void {
  if (tree === undefined || (tree.type === 'scalar' && (tree.value === null || typeof tree.value === 'string'))) return;
  refuse(placeOf(tree, []), `\`${field}\` must be a text`);
}

function wantType(tree: Tree | undefined, type: Tree['type'], field: string, refuse: Refuse): Tree | undefined {
  if (tree === undefined || tree.type === type || (tree.type === 'scalar' && tree.value === null)) return tree;
  refuse(placeOf(tree, []), `\`${field}\` must be a ${type}`);
  return undefined;
}

function checkKind(tree: MapTree, refuse: Refuse): void {
  const kind = getString(tree, 'kind') ?? 'Kustomization';
  if (kind !== 'Kustomization' && kind !== 'Component') return refuse(placeOf(tree, ['kind']), 'the kind of a kustomization is Kustomization or Component');
  const wanted = `kustomize.config.k8s.io/${kind === 'Component' ? 'v1alpha1' : 'v1beta1'}`;
  if ((getString(tree, 'apiVersion') ?? wanted) !== wanted) refuse(placeOf(tree, ['apiVersion']), `the apiVersion of a ${kind} is ${wanted}`);
}

/** Where a field is asked for: its value if it is a scalar, its key otherwise. */
export function placeOfField({ tree }: Kustomization, field: string): Place {
  return placeOf(tree, [field]);
}

/** The text of a scalar that must be one. */
export function wantText(tree: Tree | undefined, what: string, near: Tree): string {
  if (tree?.type === 'scalar' && typeof tree.value === 'string') return tree.value;
  throw new Refusal(`${what} must be a text`, placeOf(tree ?? near, []));
}
