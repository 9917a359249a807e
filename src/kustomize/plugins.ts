import { mapOf } from '../tree/edit.js';
import { get, getList, getString, placeOf, Entry, ListTree, type MapTree, type Tree } from '../tree/tree.js';
import { DEFAULT_CONFIGURATION, type Configuration } from './configuration/configuration.js';
import { textAt, type Draft } from './objects/draft.js';
import type { Drafts } from './objects/drafts.js';
import { generate } from './generators/generate.js';
import type { Kustomization } from './kustomization/kustomization.js';
import { readSpecs } from './fields/read-specs.js';
import type { Trace } from './build/trace.js';
import { transform } from './transform.js';

/** The fields of a kustomization under which other objects say how to make or change objects. */
export type PluginField = 'generators' | 'transformers';

/** A generator or transformer that is written as an object. */
export interface Plugin {
  readonly config: Draft;
  /** The entry of the kustomization that leads to it. */
  readonly item: Tree;
}

/** What a kustomization would say to ask for the same as a plugin of kustomize's own. */
interface Translation {
  readonly entries: (config: MapTree) => readonly Entry[];
  /** The lists of fields that its `fieldSpecs` stand for; it has no defaults. */
  readonly specs?: readonly (keyof Configuration)[];
  /** Fields with which it does what no kustomization can ask for. */
  readonly unlike?: readonly string[];
}

/**
 * api/internal/plugins/builtinhelpers; HashTransformer, SortOrderTransformer, ValueAddTransformer and those that need a
 * program stay open.
 */
const TRANSLATIONS: Readonly<Record<PluginField, Readonly<Record<string, Translation>>>> = {
  generators: {
    ConfigMapGenerator: { entries: (config) => [listOf('configMapGenerator', config, [withName(config)])] },
    SecretGenerator: { entries: (config) => [listOf('secretGenerator', config, [withName(config)])] },
  },
  transformers: {
    AnnotationsTransformer: {
      entries: (config) => renamed(config, { annotations: 'commonAnnotations' }),
      specs: ['commonAnnotations'],
    },
    ImageTagTransformer: { entries: (config) => single(config, 'imageTag', 'images'), specs: ['images'] },
    LabelTransformer: { entries: (config) => renamed(config, { labels: 'commonLabels' }), specs: ['commonLabels'] },
    NamespaceTransformer: {
      entries: (config) => renamed(get(config, 'metadata'), { namespace: 'namespace' }),
      specs: ['namespace'],
      unlike: ['unsetOnly', 'setRoleBindingSubjects'],
    },
    PatchJson6902Transformer: {
      entries: (config) => [listOf('patchesJson6902', config, [mapOf(renamed(config, JSON_PATCH), config.place)])],
    },
    PatchStrategicMergeTransformer: {
      entries: (config) => [
        listOf('patchesStrategicMerge', config, [...getList(config, 'paths'), ...present(get(config, 'patches'))]),
      ],
    },
    PatchTransformer: { entries: (config) => [listOf('patches', config, [config])] },
    PrefixSuffixTransformer: { entries: (config) => renamed(config, AFFIXES), specs: ['namePrefix', 'nameSuffix'] },
    PrefixTransformer: { entries: (config) => renamed(config, { prefix: 'namePrefix' }), specs: ['namePrefix'] },
    ReplacementTransformer: { entries: (config) => renamed(config, { replacements: 'replacements' }) },
    ReplicaCountTransformer: { entries: (config) => single(config, 'replica', 'replicas'), specs: ['replicas'] },
    SuffixTransformer: { entries: (config) => renamed(config, { suffix: 'nameSuffix' }), specs: ['nameSuffix'] },
  },
};

/** Lists of fields without which kustomize takes no plugin. */
const NEEDED: ReadonlySet<string> = new Set<keyof Configuration>(['namePrefix', 'nameSuffix']);
const JSON_PATCH = { target: 'target', path: 'path', jsonOp: 'patch' };
const AFFIXES = { prefix: 'namePrefix', suffix: 'nameSuffix' };

/** What is noted for a plugin that is not kustomize's own. */
export const OPEN_PLUGINS = {
  generators: { what: 'a generator plugin', changes: false },
  transformers: { what: 'a transformer plugin', changes: true },
};

/** Runs kustomize's own plugins, one behind the other; any other plugin is noted as open. */
export function runPlugins(
  drafts: Drafts,
  field: PluginField,
  plugins: readonly Plugin[],
  { folder }: Kustomization,
  trace: Trace,
): void {
  for (const { config, item } of plugins) {
    const translation = translationOf(config, field);
    if (translation === undefined) trace.open.push({ place: placeOf(item), ...OPEN_PLUGINS[field] });
    else run(drafts, config, translation, folder, trace);
  }
}

/** Asks for the plugin as a kustomization with its fields alone would; what it does not say does nothing. */
function run(drafts: Drafts, { tree, file }: Draft, translation: Translation, folder: string, trace: Trace): void {
  const lists = translation.specs ?? [];
  if (!tree.entries.has('fieldSpecs') && lists.some((list) => NEEDED.has(list))) {
    trace.problems.push({
      place: placeOf(tree, ['kind']),
      message: `a ${textAt(tree, 'kind')} must say its \`fieldSpecs\``,
    });
    return;
  }
  const specs = readSpecs(get(tree, 'fieldSpecs'));
  const configuration = { ...DEFAULT_CONFIGURATION, ...Object.fromEntries(lists.map((list) => [list, specs])) };
  const asked: Kustomization = { folder, file, tree: mapOf(translation.entries(tree), tree.place), isComponent: false };
  generate(drafts, asked, trace);
  transform(drafts, asked, configuration, trace);
}

function translationOf({ tree }: Draft, field: PluginField): Translation | undefined {
  if (getString(tree, 'apiVersion') !== 'builtin') return undefined;
  const kinds = TRANSLATIONS[field];
  const kind = textAt(tree, 'kind');
  const translation = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  return translation?.unlike?.some((unlike) => tree.entries.has(unlike)) === true ? undefined : translation;
}

/** The entries of a map under the names that a kustomization has for them. */
function renamed(map: Tree | undefined, names: Readonly<Record<string, string>>): readonly Entry[] {
  if (map?.type !== 'map') return [];
  return Object.entries(names).flatMap(([from, to]) =>
    present(map.entries.get(from)).map((entry) => entry.withKey(to)),
  );
}

const present = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value]);

function listOf(key: string, { place }: MapTree, items: readonly Tree[]): Entry {
  return Entry.at(place, key, ListTree.at(place, items));
}

const single = (config: MapTree, from: string, to: string): readonly Entry[] =>
  present(get(config, from)).map((item) => listOf(to, config, [item]));

/** A generator is called like what it makes, unless it says another name. */
function withName(config: MapTree): MapTree {
  const named = renamed(get(config, 'metadata'), { name: 'name', namespace: 'namespace' }).filter(
    ({ key }) => textAt(config, key) === '',
  );
  return mapOf([...config.entries.values(), ...named], config.place);
}
