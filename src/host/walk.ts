import { readdir, type Dirent } from 'node:fs';
import { lstat, realpath } from 'node:fs/promises';
import path from 'node:path';
import glob from 'fast-glob';
import type { Ignore } from 'ignore';
import { code } from '../text/words.js';
import { isIgnored, isNamedBy, layerOf, layersAbove, layersInside, type Entry, type Layers } from './gitignore.js';
import { isWithin, shownPath } from './paths.js';
import { reasonOf } from './system-error.js';

/** What Kubernetes tools read from a folder: manifests, and a kustomization whose name has no extension. */
const MANIFESTS = ['**/*.{yaml,yml,json}', '**/Kustomization'];
const MANIFEST_NAME = /\.(?:yaml|yml|json)$|^Kustomization$/;

/** The folder to walk, as it was given, and what must be known about its surroundings. */
export interface Root {
  readonly given: string;
  readonly absolute: string;
  readonly cwd: string;
  readonly ignored: Ignore;
  /** What the settings file leaves out, with patterns relative to its folder. */
  readonly settings: { readonly folder: string; readonly ignored: Ignore } | undefined;
}

/** Absolute paths, unsorted; `real` is where the file lies when links are resolved, `isLink` if it is not reached directly. */
export interface WalkedFile {
  readonly absolute: string;
  readonly real: string;
  readonly isLink: boolean;
}

export interface Walk {
  readonly files: readonly WalkedFile[];
  /** Folders that could not be read. */
  readonly problems: readonly string[];
  /** What was left out although somebody may expect it. */
  readonly notes: readonly string[];
  /** True where `.gitignore` or `--ignore` left something out. */
  readonly hasIgnored: boolean;
}

interface State {
  readonly root: Root;
  readonly realRoot: string;
  readonly layers: Map<string, Layers>;
  readonly links: WalkedFile[];
  readonly problems: string[];
  readonly notes: string[];
  hasIgnored: boolean;
}

/**
 * The manifests below a folder. Hidden entries, `node_modules` and what `.gitignore` or `--ignore` names are
 * not entered. A symbolic link to a file of the same tree counts as that file; links to folders are not followed
 * (neither does `kubectl apply -R`; the folder is met at its own place), so there are no loops.
 */
export async function walk(root: Root): Promise<Walk> {
  const realRoot = await realpath(root.absolute);
  const above = await layersAbove(root.absolute);
  const layers = new Map([[path.dirname(root.absolute), above]]);
  const state: State = { root, realRoot, layers, links: [], problems: [], notes: [], hasIgnored: false };
  const fs = { readdir: listing(state) as typeof readdir };
  const found = await glob(MANIFESTS, { cwd: root.absolute, followSymbolicLinks: false, fs });
  const direct = found.map((name): WalkedFile => {
    return { absolute: path.join(root.absolute, name), real: path.join(realRoot, name), isLink: false };
  });
  return {
    files: [...direct, ...state.links],
    problems: state.problems,
    notes: state.notes,
    hasIgnored: state.hasIgnored,
  };
}

type Listed = (error: Error | null, entries: Dirent[]) => void;

/** The `readdir` that fast-glob walks with: it sees only what may be entered, and an unreadable folder is empty and a problem. */
function listing(state: State) {
  return (folder: string, _options: { readonly withFileTypes: true }, done: Listed): void => {
    readdir(folder, { withFileTypes: true }, (error, entries) => {
      if (error !== null) {
        state.problems.push(`cannot read the folder ${shown(state, path.resolve(folder))}: ${reasonOf(error)}`);
        done(null, []);
        return;
      }
      visible(state, path.resolve(folder), entries).then(
        (kept) => done(null, kept),
        (failure: unknown) => done(failure instanceof Error ? failure : new Error(String(failure)), []),
      );
    });
  };
}

async function visible(state: State, folder: string, entries: readonly Dirent[]): Promise<Dirent[]> {
  const outer = layersInside(state.layers.get(path.dirname(folder)) ?? [], folder);
  const own = entries.some((entry) => entry.name === '.gitignore') ? await layerOf(folder) : [];
  const layers = [...outer, ...own];
  state.layers.set(folder, layers);
  const kept = entries.filter((entry) => isVisible(state, layers, path.join(folder, entry.name), entry.isDirectory()));
  for (const entry of kept) if (entry.isSymbolicLink()) await follow(state, path.join(folder, entry.name));
  return kept;
}

function isVisible(state: State, layers: Layers, absolute: string, isFolder: boolean): boolean {
  const name = path.basename(absolute);
  if (name.startsWith('.') || name === 'node_modules') return false;
  if (!isFolder && !MANIFEST_NAME.test(name)) return false;
  const bases = [state.root.cwd, state.root.absolute];
  if (!isIgnored(layers, absolute, isFolder) && !isLeftOut(state.root, { absolute, isFolder }, bases)) return true;
  state.hasIgnored = true;
  return false;
}

/** Whether `--ignore` or the settings name an entry. */
export function isLeftOut({ ignored, settings }: Root, entry: Entry, bases: readonly string[]): boolean {
  return (
    isNamedBy(ignored, entry, bases) ||
    (settings !== undefined && isNamedBy(settings.ignored, entry, [settings.folder]))
  );
}

function shown({ root }: State, absolute: string): string {
  return code(shownPath(absolute, root.given, root.cwd));
}

/** A link to a file of the same tree is that file; a manifest that lies elsewhere, or nowhere, is said and left out. */
async function follow(state: State, link: string): Promise<void> {
  try {
    const real = await realpath(link);
    if (!isWithin(state.realRoot, real)) {
      state.notes.push(
        `skipped ${shown(state, link)}: a symbolic link to a place outside of ${code(state.root.given)}`,
      );
    } else if ((await lstat(real)).isFile()) {
      state.links.push({ absolute: link, real, isLink: true });
    }
  } catch (error) {
    state.notes.push(`skipped ${shown(state, link)}: a symbolic link that leads nowhere (${reasonOf(error)})`);
  }
}
