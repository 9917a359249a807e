import type { readdirSync } from 'node:fs';
import path from 'node:path';
import glob from 'fast-glob';
import { code, count } from '../../text/words.js';
import { isIgnored, isNamedBy, layerOf, layersAbove, layersInside, type Entry, type Layers } from './gitignore.js';
import type { IgnoreList } from '../../text/ignoring/ignore-list.js';
import { isInstructionFile } from '../../text/instruction-files.js';
import type { Disk, Entry as FolderEntry } from '../disk/disk.js';
import type { IsTracked } from '../disk/tracked.js';
import { absoluteBelow, isWithin, pathBelow, shownPath } from './paths.js';
import { holdsManifest, isTestCase, isTestData, isTestSuite, leadsIntoTestData } from './test-data.js';
import { reasonOf } from '../process/system-error.js';
import { workTreeOf } from './work-tree.js';

/** What Kubernetes tools read from a folder: manifests, and a kustomization whose name has no extension. */
const MANIFEST_NAME = /\.(?:yaml|yml|json)$|^Kustomization$/;

/** The folder to walk, as it was given, and what must be known about its surroundings. */
export interface Root {
  readonly disk: Disk;
  readonly given: string;
  readonly absolute: string;
  readonly cwd: string;
  /** What git tracks below the top of a work tree, whatever `.gitignore` says. */
  readonly tracked: (top: string | undefined) => IsTracked;
  /** What `--ignore` names; undefined where it names nothing. */
  readonly ignored: IgnoreList | undefined;
  /** What the settings file leaves out, with patterns relative to its folder. */
  readonly settings: { readonly folder: string; readonly ignored: IgnoreList | undefined } | undefined;
}

/** One file: `real` is where it lies when links are resolved, `isLink` tells that it is not reached directly. */
export interface WalkedFile {
  /** The path from the folder on, with forward slashes. */
  readonly name: string;
  readonly absolute: string;
  readonly real: string;
  readonly isLink: boolean;
}

export interface Walk {
  /** Unsorted. */
  readonly files: readonly WalkedFile[];
  /** Folders that could not be read. */
  readonly problems: readonly string[];
  /** What was left out although somebody may expect it. */
  readonly notes: readonly string[];
  /** True where `.gitignore` or `--ignore` left something out. */
  readonly hasIgnored: boolean;
  /** What the settings leave out, whatever `.gitignore` says of it. */
  readonly settingsLeaveOut: readonly Entry[];
  /** Scripts and pages that tell how the manifests are applied, as absolute paths. */
  readonly instructions: readonly string[];
}

interface State {
  readonly root: Root;
  readonly realRoot: string;
  readonly layers: Map<string, Layers>;
  readonly isTracked: IsTracked;
  /** Folders that git ignores, but for the files that it tracks in them. */
  readonly ignoredFolders: Set<string>;
  readonly links: WalkedFile[];
  readonly problems: string[];
  readonly notes: string[];
  hasIgnored: boolean;
  /** False where the given path leads into test data, which is then asked for. */
  readonly leavesTestData: boolean;
  readonly testData: string[];
  readonly settingsLeaveOut: Entry[];
  readonly instructions: string[];
}

/**
 * The manifests below a folder. Hidden entries, what package managers bring, and what `.gitignore` or `--ignore` names
 * are not entered; as for git, a `.gitignore` speaks only of what git does not track. A symbolic link to a file of the
 * same tree counts as that file; links to folders are not followed (neither does `kubectl apply -R`; the folder is met
 * at its own place), so there are no loops.
 *
 * One folder after the other: on a local disk that takes a third of the time of callbacks. `listed` leaves nothing over
 * that a pattern could leave out, so the pattern takes all, and no list is kept of what was seen.
 */
export function walk(root: Root): Walk {
  const { disk } = root;
  const realRoot = disk.realPath(root.absolute);
  const layers = new Map([[path.dirname(root.absolute), layersAbove(disk, root.absolute)]]);
  const state: State = {
    ...{ root, realRoot, layers, links: [], problems: [], notes: [], hasIgnored: false },
    ...{ isTracked: root.tracked(workTreeOf(root.absolute)), ignoredFolders: new Set<string>() },
    ...{ leavesTestData: !leadsIntoTestData(root.absolute), testData: [], settingsLeaveOut: [], instructions: [] },
  };
  const list = (folder: string): FolderEntry[] => listed(state, path.resolve(folder));
  const fs = { readdirSync: list as unknown as typeof readdirSync };
  const found = glob.sync('**', { cwd: root.absolute, dot: true, followSymbolicLinks: false, unique: false, fs });
  const direct = found.map((name): WalkedFile => {
    const absolute = absoluteBelow(root.absolute, name);
    const real = realRoot === root.absolute ? absolute : absoluteBelow(realRoot, name);
    return { name, absolute, real, isLink: false };
  });
  return {
    files: [...direct, ...state.links],
    problems: state.problems,
    notes: [...state.notes, ...noteOfTestData(state)],
    hasIgnored: state.hasIgnored,
    settingsLeaveOut: state.settingsLeaveOut,
    instructions: state.instructions,
  };
}

function noteOfTestData(state: State): readonly string[] {
  const { testData } = state;
  const [first, ...others] = [...testData].sort();
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : ` and ${count(others.length, 'more place')}`;
  return [`skipped test data: ${shown(state, first)}${more}; name a path there to lint it`];
}

/**
 * What fast-glob sees of a folder: only what may be entered or read; a folder that cannot be read is empty, and a
 * problem.
 */
function listed(state: State, folder: string): FolderEntry[] {
  let entries: readonly FolderEntry[];
  try {
    entries = state.root.disk.entries(folder);
  } catch (error) {
    state.problems.push(`cannot read the folder ${shown(state, folder)}: ${reasonOf(error)}`);
    return [];
  }
  return visible(state, folder, entries);
}

function visible(state: State, folder: string, entries: readonly FolderEntry[]): FolderEntry[] {
  if (state.leavesTestData && folder !== state.root.absolute && isTestCase(entries.map(({ name }) => name))) {
    state.testData.push(folder);
    return [];
  }
  if (folder !== state.root.absolute && isKubernetes(state.root.disk, folder, entries)) return [];
  const outer = layersInside(state.layers.get(path.dirname(folder)) ?? NO_LAYERS, folder);
  const own = entries.some((entry) => entry.name === '.gitignore') ? layerOf(state.root.disk, folder) : NO_LAYERS;
  const layers = own.length === 0 ? outer : [...outer, ...own];
  state.layers.set(folder, layers);
  const kept = entries.filter((entry) => isVisible(state, layers, folder, entry));
  for (const entry of kept) if (entry.isSymbolicLink()) follow(state, path.join(folder, entry.name));
  return kept;
}

const NO_LAYERS: Layers = [];

/** Where package managers put what others wrote. */
const OF_OTHERS: ReadonlySet<string> = new Set(['node_modules', 'Godeps']);

function isVisible(state: State, layers: Layers, folder: string, found: FolderEntry): boolean {
  const { name } = found;
  if (name.startsWith('.') || OF_OTHERS.has(name)) return false;
  const isFolder = found.isDirectory();
  const absolute = absoluteBelow(folder, name);
  if (!isFolder && !MANIFEST_NAME.test(name)) {
    if (found.isFile() && isInstructionFile(name)) state.instructions.push(absolute);
    return false;
  }
  const { root } = state;
  if (isFolder && isVendored(root.disk, absolute)) return false;
  if (isSetAside(state, folder, name, { absolute, isFolder })) return false;
  if (root.disk.isTracked(absolute) === false) return false;
  const isInIgnored = state.ignoredFolders.has(folder);
  const hasPatterns = layers.length > 0 || root.ignored !== undefined || root.settings?.ignored !== undefined;
  if (!hasPatterns && !isInIgnored) return true;
  const entry = { absolute, isFolder };
  const bySettings = isLeftOutBySettings(root, entry);
  if (bySettings) state.settingsLeaveOut.push(entry);
  const isNamed = bySettings || isNamedBy(root.ignored, entry, [root.cwd, root.absolute]);
  const isLeftOut = isNamed || ((isInIgnored || isIgnored(layers, entry.absolute, isFolder)) && !isKept(state, entry));
  if (isLeftOut) state.hasIgnored = true;
  return !isLeftOut;
}

/**
 * True for the folder in which Go keeps the sources of other modules, which lie there by their paths; and for that of
 * Kubernetes' own modules, `src/k8s.io`, in a workspace of Go or in a copy of its sources.
 */
function isVendored(disk: Disk, folder: string): boolean {
  const name = path.basename(folder);
  if (name === 'k8s.io') return path.basename(path.dirname(folder)) === 'src';
  if (name !== 'vendor') return false;
  try {
    return disk.entries(folder).some(({ name }) => ['modules.txt', 'k8s.io', 'github.com'].includes(name));
  } catch {
    return false; // said where the folder is entered
  }
}

/** True for a copy of the sources of Kubernetes, which has its own modules under `staging`. */
function isKubernetes(disk: Disk, folder: string, entries: readonly FolderEntry[]): boolean {
  if (!['staging', 'cmd', 'pkg'].every((wanted) => entries.some(({ name }) => name === wanted))) return false;
  try {
    return disk.entries(path.join(folder, 'staging', 'src')).some(({ name }) => name === 'k8s.io');
  } catch {
    return false;
  }
}

/** Whether git keeps an entry that it would ignore: it tracks the file, or a file in the folder. */
function isKept({ isTracked, ignoredFolders }: State, { absolute, isFolder }: Entry): boolean {
  if (!isTracked(absolute)) return false;
  if (isFolder) ignoredFolders.add(absolute);
  return true;
}

/** Test data is left out, and told, unless the given path leads there. */
function isSetAside(state: State, folder: string, name: string, { absolute, isFolder }: Entry): boolean {
  const { root } = state;
  if (!state.leavesTestData) return false;
  const isSuite = isFolder && isTestSuite(root.disk, absolute);
  if (!isSuite && !isTestData(name, isFolder, () => pathBelow(root.absolute, folder).split('/'))) return false;
  if (!isFolder || holdsManifest(root.disk, absolute, (file) => MANIFEST_NAME.test(file)))
    state.testData.push(absolute);
  return true;
}

/** Whether the settings name an entry, or a folder that it lies in. */
export function isLeftOutBySettings({ settings }: Root, entry: Entry): boolean {
  return settings !== undefined && isNamedBy(settings.ignored, entry, [settings.folder]);
}

function shown({ root }: State, absolute: string): string {
  return code(shownPath(absolute, root.given, root.cwd));
}

/** A link to a file of the same tree is that file; a manifest that lies elsewhere, or nowhere, is said and left out. */
function follow(state: State, link: string): void {
  try {
    const { disk } = state.root;
    const real = disk.realPath(link);
    if (!isWithin(state.realRoot, real)) {
      state.notes.push(
        `skipped ${shown(state, link)}: a symbolic link to a place outside of ${code(state.root.given)}`,
      );
    } else if (disk.kindOf(real) === 'file') {
      state.links.push({ name: pathBelow(state.root.absolute, link), absolute: link, real, isLink: true });
    }
  } catch (error) {
    state.notes.push(`skipped ${shown(state, link)}: a symbolic link that leads nowhere (${reasonOf(error)})`);
  }
}
