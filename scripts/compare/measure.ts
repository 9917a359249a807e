import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { admit } from '../../src/engine/load.js';
import { lint } from '../../src/index.js';
import type { Span } from '../../src/text/source-file.js';
import { foldersIn, readProject, type Project } from '../../test/support/project.js';
import { UNREADABLE, type Tool } from './contract-checks.js';
import { idOf, MISTAKES, type Mistake } from './mistakes.js';
import type { Installed, Said } from './tools.js';

/** `finds`: a check meant for the mistake speaks; `other`: another check of the contract, about the same object. */
export type Outcome = 'finds' | 'other' | 'silent';

/** What one tool says about one mistake. */
export interface Cell {
  readonly outcome: Outcome;
  /** What it said about the objects concerned; where it finds the mistake, only the checks that are meant for it. */
  readonly checks: readonly string[];
  /** The `ok-` cases of the rule in which a check meant for the mistake speaks as well. */
  readonly alsoIn: readonly string[];
}

/** One mistake, measured: the fixture as it was then, and what each tool said. */
export interface Row {
  readonly fixture: string;
  readonly cells: Readonly<Partial<Record<Tool, Cell>>>;
}

export interface Measured {
  readonly versions: Readonly<Partial<Record<Tool, string>>>;
  /** By `rule/case`. */
  readonly rows: Readonly<Record<string, Row>>;
}

/** Runs every tool over every fixture of the table. */
export function measure(tools: readonly Installed[]): Measured {
  const rows = MISTAKES.map((mistake) => {
    const cells = Object.fromEntries(tools.map((each) => [each.tool, cellOf(mistake, each)]));
    return [idOf(mistake), { fixture: digestOf(mistake), cells }] as const;
  });
  return {
    versions: Object.fromEntries(tools.map(({ tool, version }) => [tool, version])),
    rows: Object.fromEntries(rows),
  };
}

/** Changes when the manifests of the fixture change: what was measured before says nothing about them then. */
export function digestOf(mistake: Mistake): string {
  const { files } = readProject(`fixtures/rules/${idOf(mistake)}`);
  return createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 12);
}

function cellOf(mistake: Mistake, { tool, run }: Installed): Cell {
  const meant = mistake.meant?.[tool] ?? [];
  const project = readProject(`fixtures/rules/${idOf(mistake)}`);
  const concerned = objectsAt(project, placesOf(mistake.rule, project));
  const about = said(project, run).filter((each) => isAbout(each, concerned));
  const all = [...new Set(about.map((each) => each.check))].sort();
  const right = all.filter((name) => meant.includes(name));
  const outcomeWithout = all.length > 0 ? 'other' : 'silent';
  const alsoIn = foldersIn(`fixtures/rules/${mistake.rule}`).filter(
    (name) => isFinished(name) && speaksThere(mistake.rule, name, meant, run),
  );
  return { outcome: right.length > 0 ? 'finds' : outcomeWithout, checks: right.length > 0 ? right : all, alsoIn };
}

/**
 * An `ok-` case that is a finished manifest: no part of a kustomization, no patch, no placeholders, no file of another
 * program.
 */
function isFinished(name: string): boolean {
  return (
    name.startsWith('ok-') &&
    !/^ok-(kustomize-base|patch|placeholder|json-patch|no-manifest|no-object|other-(documents|program)|workflow-)/.test(
      name,
    )
  );
}

/**
 * A check meant for the mistake speaks about an object that svclint, and the fixture's author, find nothing wrong with.
 */
function speaksThere(rule: string, name: string, meant: readonly string[], run: Installed['run']): boolean {
  if (meant.length === 0) return false;
  const project = readProject(`fixtures/rules/${rule}/${name}`);
  if (Object.keys(project.options).length > 0) return false; // right only with options that the other tools have not
  const spoken = said(project, run).filter((each) => meant.includes(each.check));
  if (spoken.length === 0) return false;
  const ours = lint(project.files, project.options).diagnostics.filter(({ severity }) => severity !== 'info');
  const wrong = objectsAt(
    project,
    ours.map(({ primary }) => primary.span),
  );
  return spoken.some((each) => !isAbout(each, wrong));
}

/** Both ends of the findings of the rule. */
function placesOf(rule: string, { files, options }: Project): readonly Span[] {
  const own = lint(files, options).diagnostics.filter((diagnostic) => diagnostic.rule === rule);
  return own.flatMap(({ primary, related }) => [primary.span, ...related.map(({ span }) => span)]);
}

type Concerned = Pick<Said, 'file' | 'kind' | 'name'>;

/** The objects in which the places stand; a document that is no object counts by its file. */
function objectsAt({ files, options }: Project, places: readonly Span[]): readonly Concerned[] {
  const { objects } = admit(files, options, []);
  return places.flatMap(({ file, start }): readonly Concerned[] => {
    const here = objects.filter(({ resource }) => holds(resource.tree.place.span, file.path, start));
    if (here.length === 0) return [{ file: file.path, kind: '', name: '' }];
    return here.map(({ resource }) => ({ file: file.path, kind: resource.kind, name: resource.name ?? '' }));
  });
}

function holds({ file, start, end }: Span, path: string, at: number): boolean {
  return file.path === path && start <= at && at <= end;
}

function isAbout(said: Said, concerned: readonly Concerned[]): boolean {
  // A tool that gives up on a file, or on all files, has spoken about everything in it.
  if (said.check === UNREADABLE) return concerned.some(({ file }) => said.file === '' || said.file === file);
  return concerned.some(
    ({ file, kind, name }) => (said.kind === kind && said.name === name) || (kind === '' && said.file === file),
  );
}

/** What a tool says about the manifests alone, without our markers and expectations beside them. */
function said({ files }: Project, run: Installed['run']): readonly Said[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'svclint-compare-'));
  try {
    const paths = files.map((file) => {
      const target = path.join(folder, file.path);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, file.text);
      return target;
    });
    return run(folder, paths);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
