import { code } from '../text/words.js';
import { getList, placeOf, type Place, type Tree } from '../tree/tree.js';
import type { Accumulation } from './accumulation.js';
import type { OpenPart } from './build.js';
import { DEFAULT_CONFIGURATION, mergeConfigurations } from './configuration.js';
import { describeId, idKey, idOf } from './draft.js';
import { readConfigurations } from './configurations.js';
import { generate } from './generate/generate.js';
import { kustomizationFiles, readKustomization, type Kustomization } from './kustomization.js';
import { locate } from './sources.js';
import { OPEN_PLUGINS, runPlugins, type Plugin, type PluginField } from './plugins.js';
import { append, isInlineText, readInlineResources, readResources } from './resources.js';
import { chooseSchema } from './choose-schema.js';
import type { SchemaInUse } from './schema-in-use.js';
import { addTrace, attempt, Refusal, startTrace, type Noted, type Trace } from './trace.js';
import { noteCharts, transform } from './transform/transform.js';
import { addVariables } from './transform/variables.js';

const NOTHING: Accumulation = { drafts: [], configuration: DEFAULT_CONFIGURATION, variables: [] };

/**
 * One kustomization on top of what `below` holds: resources, generators, components, transformers, in kustomize's order
 * (semantics 9.5). A component works on the objects of its parent, a Kustomization starts from nothing.
 */
export function accumulate(
  kustomization: Kustomization,
  below: Accumulation,
  path: readonly string[],
  trace: Trace,
): Accumulation {
  const place = placeOf(kustomization.tree, []);
  const withResources = ['resources', 'bases'].reduce(
    (sum, field) => addResources(sum, kustomization, field, path, trace),
    below,
  );
  const own = readConfigurations(kustomization, trace);
  const configuration = attempt(trace, place, withResources.configuration, () =>
    mergeConfigurations(withResources.configuration, own, place),
  );
  const made = generate(withResources.drafts, kustomization, trace);
  const generators = readPlugins(kustomization, 'generators', path, trace);
  const generated = {
    ...withResources,
    configuration,
    drafts: runPlugins(made, 'generators', generators, kustomization, trace),
  };
  const withComponents = getList(kustomization.tree, 'components').reduce<Accumulation>(
    (sum, item) => addComponent(sum, kustomization, item, path, trace),
    generated,
  );
  noteCharts(kustomization, trace);
  const transformed = transform(withComponents.drafts, kustomization, withComponents.configuration, trace);
  const drafts = runPlugins(
    transformed,
    'transformers',
    readPlugins(kustomization, 'transformers', path, trace),
    kustomization,
    trace,
  );
  return addVariables({ ...withComponents, drafts }, kustomization, trace);
}

/** Plugins are objects: from files and folders like those of the application, or written in place, and these run first. Validators change nothing. */
function readPlugins(
  kustomization: Kustomization,
  field: PluginField,
  path: readonly string[],
  trace: Trace,
): readonly Plugin[] {
  const items = getList(kustomization.tree, field);
  const inline = items
    .filter(isInlineText)
    .flatMap((item) => readInlineResources(item, trace).map((config) => ({ config, item })));
  const named = items
    .filter((item) => !isInlineText(item))
    .flatMap((item) => {
      const { drafts } = addResource(NOTHING, kustomization, item, path, trace, OPEN_PLUGINS[field]);
      return drafts.map((config) => ({ config, item }));
    });
  const known = new Set<string>();
  return [...inline, ...named].filter(({ config, item }) => {
    const id = idOf(config);
    const isNew = !known.has(idKey(id));
    known.add(idKey(id));
    if (!isNew)
      trace.problems.push({
        place: placeOf(item, []),
        message: `${describeId(id)} is already there: kustomize takes each plugin once`,
      });
    return isNew;
  });
}

function addResources(
  sum: Accumulation,
  kustomization: Kustomization,
  field: string,
  path: readonly string[],
  trace: Trace,
): Accumulation {
  return getList(kustomization.tree, field).reduce(
    (before, item) => addResource(before, kustomization, item, path, trace),
    sum,
  );
}

function addResource(
  sum: Accumulation,
  { folder }: Kustomization,
  item: Tree,
  path: readonly string[],
  trace: Trace,
  remote?: Omit<OpenPart, 'place'>,
): Accumulation {
  const found = locate(item, folder, trace, remote);
  if (found === undefined) return sum;
  if (found.file !== undefined) return { ...sum, drafts: append(sum.drafts, readResources(found.file, trace), trace) };
  return addBase(sum, found.folder, placeOf(item, []), path, trace);
}

function addBase(sum: Accumulation, folder: string, place: Place, path: readonly string[], trace: Trace): Accumulation {
  const base = accumulateFolder(folder, place, path, trace);
  if (base === undefined) return sum;
  if (sum.drafts.length + base.drafts.length > MOST_OBJECTS) {
    trace.open.push({ place, what: `a base that makes more than ${MOST_OBJECTS} objects`, changes: true });
    // None is better than some: the layers above would carry as many as allowed, each anew.
    return { ...sum, drafts: [] };
  }
  return {
    drafts: append(sum.drafts, base.drafts, trace),
    configuration: attempt(trace, place, sum.configuration, () =>
      mergeConfigurations(sum.configuration, base.configuration, place),
    ),
    variables: [...sum.variables, ...base.variables],
  };
}

/** Far beyond what anybody applies; a few files that list each other twice, layer by layer, would otherwise fill the memory. */
const MOST_OBJECTS = 5_000;
const MOST_LAYERS = 100;
const MOST_COMPONENTS = 1_000;

/** True, with a note, for a root that lies too many layers down, or is one component too many. */
function isTooDeep(place: Place, path: readonly string[], trace: Trace): boolean {
  const isDeep = path.length > MOST_LAYERS;
  if (!isDeep && trace.components.length < MOST_COMPONENTS) return false;
  const what = isDeep ? `a base more than ${MOST_LAYERS} layers down` : `more than ${MOST_COMPONENTS} components`;
  if (!trace.open.some((open) => open.what === what)) trace.open.push({ place, what, changes: true });
  return true;
}

interface Remembered {
  readonly sum: Accumulation | undefined;
  readonly noted: Noted;
  readonly before: SchemaInUse;
  readonly after: SchemaInUse;
}

/** What a base makes is the same for every overlay over it, unless they bring different schemas. */
const bases = new WeakMap<Trace['sources'], Map<string, readonly Remembered[]>>();

function isSame({ before, after }: Remembered, inUse: SchemaInUse): boolean {
  if (before.schema !== inUse.schema || before.isChosen !== inUse.isChosen) return false;
  return before.isChosen === after.isChosen || before.isNeeded === inUse.isNeeded;
}

function accumulateFolder(
  folder: string,
  place: Place,
  path: readonly string[],
  trace: Trace,
): Accumulation | undefined {
  const kustomization = openFolder(folder, place, path, trace, false);
  if (kustomization === undefined || isTooDeep(place, path, trace)) return undefined;
  const known = bases.get(trace.sources) ?? new Map<string, readonly Remembered[]>();
  bases.set(trace.sources, known);
  let remembered = known.get(folder)?.find((one) => isSame(one, trace.inUse));
  if (remembered === undefined) {
    const before = { ...trace.inUse };
    const { sources, inUse, ...noted } = startTrace(trace.sources, trace.inUse);
    const sum = accumulate(kustomization, NOTHING, [...path, folder], { sources, inUse, ...noted });
    remembered = { sum, noted, before, after: { ...inUse } };
    known.set(folder, [...(known.get(folder) ?? []), remembered]);
  }
  const { schema, isChosen, isNeeded } = remembered.after;
  Object.assign(trace.inUse, { schema, isChosen, isNeeded: isNeeded || trace.inUse.isNeeded });
  addTrace(trace, remembered.noted);
  return remembered.sum;
}

function addComponent(
  sum: Accumulation,
  kustomization: Kustomization,
  item: Tree,
  path: readonly string[],
  trace: Trace,
): Accumulation {
  const found = locate(item, kustomization.folder, trace, { what: 'a remote component', changes: true });
  if (found === undefined) return sum;
  const place = placeOf(item, []);
  if (found.file !== undefined) {
    trace.problems.push({ place, message: 'a component is a folder, and this is a file' });
    return sum;
  }
  const component = openFolder(found.folder, place, path, trace, true);
  if (component === undefined || isTooDeep(place, path, trace)) return sum;
  trace.components.push(found.folder);
  return accumulate(component, sum, [...path, found.folder], trace);
}

/** The kustomization in a folder that another one lists, unless that is no good. */
function openFolder(
  folder: string,
  place: Place,
  path: readonly string[],
  trace: Trace,
  wantComponent: boolean,
): Kustomization | undefined {
  return attempt(trace, place, undefined, () => {
    if (path.some((one) => one === folder || folder === '' || one.startsWith(`${folder}/`))) {
      throw new Refusal('this leads back to where it came from: a base cannot lie above its overlay');
    }
    const [file, second] = kustomizationFiles(folder, trace.sources);
    if (file === undefined) throw new Refusal(`${code(folder)} has no kustomization`);
    if (second !== undefined)
      throw new Refusal(`${code(folder)} has two kustomizations, ${code(file.path)} and ${code(second.path)}`);
    const kustomization = readKustomization(folder, file, trace);
    if (kustomization !== undefined) chooseSchema(kustomization, trace);
    if (kustomization === undefined || kustomization.isComponent === wantComponent) return kustomization;
    throw new Refusal(
      wantComponent
        ? `${code(folder)} is a Kustomization, which belongs in \`resources\``
        : `${code(folder)} is a Component, which belongs in \`components\``,
    );
  });
}

/** The whole of a root, names not yet settled; undefined where its kustomization cannot be read. */
export function accumulateRoot(kustomization: Kustomization, trace: Trace): Accumulation {
  chooseSchema(kustomization, trace);
  noteForeignObjects(kustomization, trace);
  return accumulate(kustomization, NOTHING, [kustomization.folder], trace);
}

/** Fields that bring objects, and those that change what is there. */
const BRINGS = [
  'resources',
  'bases',
  'components',
  'generators',
  'configMapGenerator',
  'secretGenerator',
  'helmCharts',
  'helmChartInflationGenerator',
];
const CHANGES = ['patches', 'patchesStrategicMerge', 'patchesJson6902', 'replacements'];

/** Who only changes objects has them from another tool, which puts them there before the build: Fleet, or a post-renderer of helm. */
function noteForeignObjects({ tree }: Kustomization, trace: Trace): void {
  const change = CHANGES.find((field) => getList(tree, field).length > 0);
  if (change === undefined || BRINGS.some((field) => getList(tree, field).length > 0)) return;
  trace.open.push({
    place: tree.entries.get(change)?.keyPlace ?? tree.place,
    what: 'from another tool the objects for',
    changes: false,
  });
}
