import { get, getList, getString, placeOf, isString, type MapTree, type Tree } from '../../tree/tree.js';
import { SPEC_LISTS, type Configuration } from '../configuration/configuration.js';
import type { FieldSpec } from '../fields/field-spec.js';
import type { SourceFile } from '../../text/source-file.js';
import { firstDocument, settingsIn } from './first-document.js';
import { withKnownFields, type Refuse } from './known-fields.js';
import { CONFIGURATION_FIELDS } from './kustomization-fields.js';
import type { Kustomization } from './kustomization.js';
import type { NameReference } from '../configuration/name-reference.js';
import { readSpecs } from '../fields/read-specs.js';
import { fileOf } from './sources.js';
import type { Trace } from '../build/trace.js';

/** What the files under `configurations` add to the fields that transformers change. */
export function readConfigurations({ tree, folder }: Kustomization, trace: Trace): Partial<Configuration> {
  const trees = getList(tree, 'configurations').flatMap((item) => {
    const file = isString(item) ? fileOf(item.value, item, folder, trace) : undefined;
    return file === undefined ? [] : (configurationIn(file, trace) ?? []);
  });
  const lists = SPEC_LISTS.map(
    (name) => [name, trees.flatMap((one): readonly FieldSpec[] => readSpecs(get(one, name)))] as const,
  );
  noteDefinitions({ tree, folder }, trace);
  return { ...Object.fromEntries(lists), nameReference: trees.flatMap(readReferences) };
}

/** What a file adds, with its fields called as kustomize calls them; what kustomize refuses in it is noted. */
function configurationIn(file: SourceFile, trace: Trace): MapTree | undefined {
  const refuse: Refuse = (place, message, help, reach) => void trace.problems.push({ place, message, help, reach });
  const tree = settingsIn(file, refuse);
  if (tree === undefined || (tree.type === 'scalar' && tree.value === null)) return undefined;
  if (tree.type === 'map') return withKnownFields(tree, CONFIGURATION_FIELDS, '', refuse);
  refuse(placeOf(tree), 'a configuration is a map of lists, by the name of what they configure');
  return undefined;
}

function readReferences(tree: Tree): readonly NameReference[] {
  return getList(tree, 'nameReference').map((item) => ({
    group: getString(item, 'group') ?? '',
    version: getString(item, 'version') ?? '',
    kind: getString(item, 'kind') ?? '',
    referrers: readSpecs(get(item, 'fieldSpecs')),
  }));
}

/**
 * The extensions of a schema by which `crds` add fields that hold names, labels or annotations
 * (api/internal/accumulator/loadconfigfromcrds.go).
 */
const EXTENSIONS = /x-kubernetes-(annotation|label-selector|identity|object-ref-(api-version|kind|name-key))/;

/** `crds` lists definitions of OpenAPI: they add no object, and one without those extensions changes none. */
function noteDefinitions({ tree, folder }: Pick<Kustomization, 'tree' | 'folder'>, trace: Trace): void {
  for (const item of getList(tree, 'crds')) {
    const file = isString(item) ? fileOf(item.value, item, folder, trace) : undefined;
    if (file === undefined) continue;
    const place = placeOf(item);
    if (!holdsDefinitions(firstDocument(file)?.tree)) {
      trace.problems.push({
        place,
        message: '`crds` takes definitions of OpenAPI, by name',
        help: 'list a file with objects in `resources`',
      });
    } else if (EXTENSIONS.test(file.text))
      trace.open.push({ place, what: 'a definition that says where names and labels stand', changes: true });
  }
}

function holdsDefinitions(tree: Tree | undefined): boolean {
  return tree?.type === 'map' && [...tree.entries.values()].every(({ value }) => value.type === 'map');
}
