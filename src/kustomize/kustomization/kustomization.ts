import type { SourceFile } from '../../text/source-file.js';
import { get, getString, placeOf, type MapTree, type Place, type Tree } from '../../tree/tree.js';
import { SETTINGS } from '../../yaml/values/dialect.js';
import { parseFile } from '../../yaml/parse.js';
import type { SourceTree } from '../build/build.js';
import { FILE_NAMES, pathIn } from './file-names.js';
import { firstDocument } from './first-document.js';
import { withKnownFields, type Refuse } from './known-fields.js';
import { isText } from './sources.js';
import { KUSTOMIZATION_FIELDS } from './kustomization-fields.js';
import type { Trace } from '../build/trace.js';

/** One kustomization file, its deprecated fields still under their own names. */
export interface Kustomization {
  readonly folder: string;
  readonly file: SourceFile;
  readonly tree: MapTree;
  readonly isComponent: boolean;
}

/** The kustomization files of a folder; kustomize wants exactly one. */
export function kustomizationFiles(folder: string, sources: SourceTree): readonly SourceFile[] {
  return FILE_NAMES.flatMap((name) => sources.file(pathIn(folder, name)) ?? []);
}

/** The kustomization of a folder, with what kustomize refuses in it noted; undefined where it cannot be read at all. */
export function readKustomization(folder: string, file: SourceFile, trace: Trace): Kustomization | undefined {
  trace.files.add(file.path);
  const start: Place = { span: { file, start: 0, end: Math.min(1, file.text.length) } };
  if (!isText(file, start, trace)) return undefined;
  const { template } = parseFile(file, SETTINGS);
  if (template !== undefined) {
    trace.open.push({ place: { span: template }, what: 'a template', changes: true });
    return undefined;
  }
  const document = firstDocument(file);
  const refuse: Refuse = (place, message, help, reach) => void trace.problems.push({ place, message, help, reach });
  const [broken] = document?.problems ?? [];
  if (document?.tree === undefined && broken === undefined) {
    trace.problems.push({ place: start, message: EMPTY, reach: 'nothing' });
    return undefined;
  }
  if (document?.tree?.type !== 'map') {
    refuse(broken ?? start, broken?.message ?? 'a kustomization is a map');
    return undefined;
  }
  const tree = withKnownFields(document.tree, KUSTOMIZATION_FIELDS, '', refuse);
  checkKind(tree, refuse);
  checkOrder(tree, refuse);
  if (!saysAnything(tree)) trace.problems.push({ place: placeOf(tree), message: EMPTY, reach: 'nothing' });
  return { folder, file, tree, isComponent: getString(tree, 'kind') === 'Component' };
}

/** An empty list or map is something, for kustomize. */
const isEmpty = (tree: Tree): boolean => tree.type === 'scalar' && (tree.value === null || tree.value === '');

function saysAnything(tree: MapTree): boolean {
  return [...tree.entries.values()].some(({ key, value }) => key !== 'apiVersion' && key !== 'kind' && !isEmpty(value));
}

const EMPTY = 'the kustomization is empty';

function checkKind(tree: MapTree, refuse: Refuse): void {
  const kind = getString(tree, 'kind') ?? 'Kustomization';
  if (kind !== 'Kustomization' && kind !== 'Component')
    return refuse(placeOf(tree, ['kind']), 'the kind of a kustomization is Kustomization or Component');
  const wanted = `kustomize.config.k8s.io/${kind === 'Component' ? 'v1alpha1' : 'v1beta1'}`;
  if ((getString(tree, 'apiVersion') ?? wanted) !== wanted)
    refuse(placeOf(tree, ['apiVersion']), `the apiVersion of a ${kind} is ${wanted}`);
}

/** The order is always told where there are options for it, and only the old one has options of its own. */
function checkOrder(tree: MapTree, refuse: Refuse): void {
  const options = get(tree, 'sortOptions');
  if (options?.type !== 'map') return;
  const order = getString(options, 'order') ?? '';
  if (order !== 'fifo' && order !== 'legacy')
    return refuse(placeOf(options, ['order']), '`sortOptions.order` is `fifo` or `legacy`', undefined, []);
  if (order === 'fifo' && get(options, 'legacySortOptions')?.type === 'map')
    refuse(
      placeOf(options, ['legacySortOptions']),
      '`sortOptions` of the order `fifo` have no `legacySortOptions`',
      undefined,
      [],
    );
}
