import { code } from '../text/words.js';
import { getList, placeOf, type Place, type Tree } from '../tree/tree.js';
import { startGathering, type Accumulation, type Gathering } from './references/accumulation.js';
import type { OpenPart } from './build/build.js';
import { mergeConfigurations, type Configuration } from './configuration/configuration.js';
import { describeId, idKey } from './objects/draft.js';
import { readConfigurations } from './kustomization/read-configurations.js';
import { generate } from './generators/generate.js';
import { kustomizationFiles, readKustomization, type Kustomization } from './kustomization/kustomization.js';
import { leftOut, locate } from './kustomization/sources.js';
import { OPEN_PLUGINS, runPlugins, type Plugin, type PluginField } from './plugins.js';
import { addDrafts, isInlineText, readInlineResources, readResources } from './objects/resources.js';
import { chooseSchema } from './kustomization/choose-schema.js';
import type { SchemaInUse } from './schema/schema-in-use.js';
import { addTrace, attempt, Refusal, startTrace, type Noted, type Trace } from './build/trace.js';
import { noteCharts, transform } from './transform.js';
import { addVariables } from './references/variables.js';

/**
 * One kustomization on top of what is gathered: resources, generators, components, transformers, in kustomize's order
 * (semantics 9.5). A component works on the objects of its parent, a Kustomization starts from nothing.
 */
function accumulate(kustomization: Kustomization, sum: Gathering, path: readonly string[], trace: Trace): void {
  const place = placeOf(kustomization.tree);
  if (trace.sources.isEdited(kustomization.folder))
    trace.open.push({ place, what: 'what a script has `kustomize edit` change', changes: true });
  for (const item of ['resources', 'bases'].flatMap((field) => getList(kustomization.tree, field)))
    addResource(sum, kustomization, item, { path, trace });
  addConfiguration(sum, readConfigurations(kustomization, trace), place, trace);
  generate(sum.drafts, kustomization, trace);
  noteCharts(kustomization, trace); // which plugins may change
  runPlugins(sum.drafts, 'generators', readPlugins(kustomization, 'generators', { path, trace }), kustomization, trace);
  for (const item of getList(kustomization.tree, 'components')) addComponent(sum, kustomization, item, { path, trace });
  transform(sum.drafts, kustomization, sum.configuration, trace);
  const transformers = readPlugins(kustomization, 'transformers', { path, trace });
  runPlugins(sum.drafts, 'transformers', transformers, kustomization, trace);
  addVariables(sum, kustomization, trace);
}

/** Where an evaluation has got to: the folders on the way from its root, and what it has noted. */
interface Way {
  readonly path: readonly string[];
  readonly trace: Trace;
}

function addConfiguration(sum: Gathering, added: Partial<Configuration>, place: Place, trace: Trace): void {
  const before = sum.configuration;
  sum.configuration = attempt(trace, place, before, () => mergeConfigurations(before, added, place));
}

/**
 * Plugins are objects: from files and folders like those of the application, or written in place, and these run first.
 * Validators change nothing.
 */
function readPlugins(kustomization: Kustomization, field: PluginField, way: Way): readonly Plugin[] {
  const { trace } = way;
  const items = getList(kustomization.tree, field);
  const inline = items
    .filter(isInlineText)
    .flatMap((item) => readInlineResources(item, trace).map((config) => ({ config, item })));
  const named = items
    .filter((item) => !isInlineText(item))
    .flatMap((item) => {
      const sum = startGathering();
      addResource(sum, kustomization, item, way, OPEN_PLUGINS[field]);
      return sum.drafts.all().map((config) => ({ config, item }));
    });
  const known = new Set<string>();
  return [...inline, ...named].filter(({ config: { id }, item }) => {
    const isNew = !known.has(idKey(id));
    known.add(idKey(id));
    if (!isNew)
      trace.problems.push({
        place: placeOf(item),
        message: `${describeId(id)} is already there: kustomize takes each plugin once`,
      });
    return isNew;
  });
}

function addResource(
  sum: Gathering,
  { folder }: Kustomization,
  item: Tree,
  way: Way,
  remote?: Omit<OpenPart, 'place'>,
): void {
  const { trace } = way;
  const found = locate(item, folder, trace, remote);
  if (found === undefined) return;
  if (found.file !== undefined) addDrafts(sum.drafts, readResources(found.file, trace), trace);
  else addBase(sum, found.folder, placeOf(item), way);
}

function addBase(sum: Gathering, folder: string, place: Place, way: Way): void {
  const { trace } = way;
  const base = accumulateFolder(folder, place, way);
  if (base === undefined) return;
  if (sum.drafts.size + base.drafts.length > MOST_OBJECTS) {
    trace.open.push({ place, what: `a base that makes more than ${MOST_OBJECTS} objects`, changes: true });
    // None is better than some: the layers above would carry as many as allowed, each anew.
    sum.drafts.clear();
    return;
  }
  addDrafts(sum.drafts, base.drafts, trace);
  addConfiguration(sum, base.configuration, place, trace);
  for (const variable of base.variables) sum.variables.push(variable);
}

/**
 * Far beyond what anybody applies; a few files that list each other twice, layer by layer, would otherwise fill the
 * memory.
 */
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
  readonly sum: Accumulation;
  readonly noted: Noted;
  readonly before: SchemaInUse;
  readonly after: SchemaInUse;
}

/** What a base makes is the same for every overlay over it, unless they bring different schemas. */
const bases = new WeakMap<Trace['given'], Map<string, readonly Remembered[]>>();

function isSame({ before, after }: Remembered, inUse: SchemaInUse): boolean {
  if (before.schema !== inUse.schema || before.isChosen !== inUse.isChosen) return false;
  return before.isChosen === after.isChosen || before.isNeeded === inUse.isNeeded;
}

function accumulateFolder(folder: string, place: Place, { path, trace }: Way): Accumulation | undefined {
  const kustomization = openFolder(folder, place, path, trace, false);
  if (kustomization === undefined || isTooDeep(place, path, trace)) return undefined;
  trace.answers.opened.add(folder);
  const known = bases.get(trace.given) ?? new Map<string, readonly Remembered[]>();
  bases.set(trace.given, known);
  let remembered = known.get(folder)?.find((one) => isSame(one, trace.inUse));
  if (remembered === undefined) {
    const before = { ...trace.inUse };
    const own = startTrace(trace.given, trace.inUse);
    const sum = gather(kustomization, [...path, folder], own);
    remembered = { sum, noted: own, before, after: { ...own.inUse } };
    known.set(folder, [...(known.get(folder) ?? []), remembered]);
  }
  const { schema, isChosen, isNeeded } = remembered.after;
  Object.assign(trace.inUse, { schema, isChosen, isNeeded: isNeeded || trace.inUse.isNeeded });
  addTrace(trace, remembered.noted);
  return remembered.sum;
}

function gather(kustomization: Kustomization, path: readonly string[], trace: Trace): Accumulation {
  const sum = startGathering();
  accumulate(kustomization, sum, path, trace);
  return { ...sum, drafts: sum.drafts.all() };
}

function addComponent(sum: Gathering, { folder }: Kustomization, item: Tree, { path, trace }: Way): void {
  const found = locate(item, folder, trace, { what: 'a remote component', changes: true });
  if (found === undefined) return;
  const place = placeOf(item);
  if (found.file !== undefined) {
    trace.problems.push({ place, message: 'a component is a folder, and this is a file' });
    return;
  }
  const component = openFolder(found.folder, place, path, trace, true);
  if (component === undefined || isTooDeep(place, path, trace)) return;
  trace.components.push(found.folder);
  trace.answers.opened.add(found.folder);
  accumulate(component, sum, [...path, found.folder], trace);
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
    const reason = file === undefined ? leftOut(folder, trace) : undefined;
    if (reason !== undefined && reason !== 'awaited') {
      const what = UNREAD[reason];
      trace.open.push({ place, what, changes: false });
      return undefined;
    }
    if (file === undefined) {
      trace.missing.add(folder);
      throw new Refusal(`${code(folder)} has no kustomization`);
    }
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
  return gather(kustomization, [kustomization.folder], trace);
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

/**
 * Who only changes objects has them from another tool, which puts them there before the build: Fleet, or a
 * post-renderer of helm.
 */
function noteForeignObjects({ tree }: Kustomization, trace: Trace): void {
  const change = CHANGES.find((field) => getList(tree, field).length > 0);
  if (change === undefined || BRINGS.some((field) => getList(tree, field).length > 0)) return;
  trace.open.push({
    place: tree.entries.get(change)?.keyPlace ?? tree.place,
    what: 'from another tool the objects for',
    changes: false,
  });
}

/** A kustomization that nobody reads, by why. */
const UNREAD = {
  outside: 'a kustomization outside of the tree',
  'git-ignored': 'a git-ignored kustomization',
  submodule: 'a git submodule',
  lfs: 'a kustomization that Git LFS keeps',
  example: 'a kustomization that is made of its example',
  made: 'a kustomization that a script makes',
} as const;
