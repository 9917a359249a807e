import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { main } from '../../src/cli/main.js';
import type { Io } from '../../src/host/process/io.js';
import { clusterTool } from '../tools/cluster-tools.js';
import { filesBelow, readJson } from './files.js';

/** A small folder of manifests with one thing that somebody got wrong, or right, and what svclint has to say of it. */
export interface ReportedCase {
  readonly name: string;
  /** The part of the name before the first dash: `names`, `listening`, … */
  readonly kind: string;
  readonly folder: string;
  readonly expectation: 'error' | 'warning' | 'info' | 'quiet' | 'silent' | 'repairs';
  /** `file:line` of each text that proves it; undefined where any will do. */
  readonly places: ReadonlySet<string> | undefined;
  readonly isChart: boolean;
}

/** A finding as the JSON report has it. */
interface Found {
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly related: readonly { readonly file: string; readonly line: number; readonly message: string }[];
  readonly notes: readonly string[];
  readonly help: string | null;
}

/** Beside a case's files, and not linted: more arguments, a text that must be said, places that must be left alone, rules that count. */
const SETTINGS = { args: '.args', says: '.says', not: '.not', counts: '.counts' } as const;

const RANK = { error: 3, warning: 2, info: 1 } as const;

/** Most cases leave probes and versions aside; a case that is about them says so. */
const LEFT_ASIDE = new Set(['missing-readiness-probe', 'removed-api-version']);

/** The cases of `expected.tsv` in a folder, in its order. */
export function readReportedCases(root: string): readonly ReportedCase[] {
  const [, ...lines] = readFileSync(path.join(root, 'expected.tsv'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const [name = '', expectation = '', place = ''] = line.split('\t');
    const folder = path.join(root, 'cases', name);
    return {
      name,
      kind: name.split('-')[0] ?? '',
      folder,
      expectation: expectation as ReportedCase['expectation'],
      places: place === '-' ? undefined : placesOf(place),
      isChart: existsSync(path.join(folder, 'Chart.yaml')),
    };
  });
}

/** `a.yaml:3,7 b.yaml:1` as `a.yaml:3`, `a.yaml:7`, `b.yaml:1`. */
function placesOf(text: string): ReadonlySet<string> {
  return new Set(
    text.split(' ').flatMap((part) => {
      const at = part.lastIndexOf(':');
      return part
        .slice(at + 1)
        .split(',')
        .map((line) => `${part.slice(0, at)}:${line}`);
    }),
  );
}

/** What is wrong with the answer of the command line to a case, in words; undefined where it is as expected. */
export async function shortcomingOf(reported: ReportedCase): Promise<string | undefined> {
  const top = mkdtempSync(path.join(tmpdir(), 'svclint-report-'));
  try {
    const work = path.join(top, 'case');
    return reported.expectation === 'repairs' ? await repaired(reported, work) : await linted(reported, work);
  } finally {
    rmSync(top, { recursive: true, force: true });
  }
}

async function linted(reported: ReportedCase, work: string): Promise<string | undefined> {
  cpSync(reported.folder, work, { recursive: true });
  for (const name of Object.values(SETTINGS)) rmSync(path.join(work, name), { force: true });
  for (const name of ['objects', 'refs']) mkdirSync(path.join(work, '.git', name), { recursive: true });
  writeFileSync(path.join(work, '.git/HEAD'), 'ref: refs/heads/main\n');
  const more = setting(reported, 'args')?.split(' ') ?? [];
  const report = path.join(work, '..', 'report.json');
  await run(work, ['.', '--output', `json=${report}`, ...more]);
  return fault(reported, readJson<{ diagnostics: readonly Found[] }>(report).diagnostics);
}

async function repaired({ folder }: ReportedCase, work: string): Promise<string | undefined> {
  cpSync(path.join(folder, 'before'), work, { recursive: true });
  await run(work, ['--fix', '--unsafe-fixes', '.']);
  const wanted = path.join(folder, 'after');
  const names = new Set([...filesBelow(work), ...filesBelow(wanted)]);
  const other = [...names].filter((name) => textAt(work, name) !== textAt(wanted, name)).sort();
  return other.length === 0 ? undefined : `repaired otherwise than in after/: ${other.join(', ')}`;
}

function textAt(folder: string, name: string): string | undefined {
  const file = path.join(folder, name);
  return existsSync(file) ? readFileSync(file, 'latin1') : undefined;
}

function setting({ folder }: ReportedCase, name: keyof typeof SETTINGS): string | undefined {
  return textAt(folder, SETTINGS[name])?.trim();
}

const helm = clusterTool('helm');

/** True where the charts among the cases can be rendered. */
export const hasHelm = helm !== undefined;

/** Runs the command line in this process, its output put aside. */
async function run(cwd: string, argv: readonly string[]): Promise<void> {
  const silent = { write: () => Promise.resolve(), isTTY: false, columns: undefined };
  const io: Io = {
    stdin: () => Promise.resolve(Buffer.of()),
    stdout: silent,
    stderr: silent,
    env: {
      PATH: helm === undefined ? process.env['PATH'] : `${path.dirname(helm)}${path.delimiter}${process.env['PATH']}`,
    },
    cwd,
    now: () => 0,
  };
  await main(argv, io);
}

function fault(reported: ReportedCase, all: readonly Found[]): string | undefined {
  const { expectation, places } = reported;
  const also = setting(reported, 'counts')?.split(' ') ?? [];
  const found = all.filter(({ rule }) => !LEFT_ASIDE.has(rule) || also.includes(rule));
  const here = places === undefined ? found : found.filter((each) => shows(each, places));
  if (expectation === 'silent') return found.length === 0 ? undefined : `must be silent, says ${loudest(found)}`;
  if (expectation === 'quiet') return worst(found) <= RANK.info ? undefined : `must be quiet, says ${loudest(found)}`;
  if (expectation === 'info') return worst(here) === RANK.info ? undefined : `wants info, says ${loudest(here)}`;
  if (expectation === 'repairs') return undefined;
  if (worst(here) < RANK[expectation]) return `wants ${expectation}, says ${loudest(here)} there`;
  return (
    unsaid(
      reported,
      here.filter(({ severity }) => RANK[severity] >= RANK[expectation]),
    ) ?? astray(reported, found)
  );
}

function unsaid(reported: ReportedCase, here: readonly Found[]): string | undefined {
  const says = setting(reported, 'says');
  if (says === undefined) return undefined;
  const pattern = new RegExp(says, 'i');
  const isSaid = here.some(({ message, help, notes, related }) =>
    [message, help ?? '', ...notes, ...related.map((label) => label.message)].some((text) => pattern.test(text)),
  );
  return isSaid ? undefined : `no message there matches /${says}/`;
}

function astray(reported: ReportedCase, found: readonly Found[]): string | undefined {
  const not = setting(reported, 'not');
  if (not === undefined) return undefined;
  const bad = found.filter((each) => RANK[each.severity] > RANK.info && shows(each, placesOf(not)));
  return bad.length === 0 ? undefined : `says ${loudest(bad)}, where all is right`;
}

function shows({ file, line, related }: Found, places: ReadonlySet<string>): boolean {
  return [{ file, line }, ...related].some((place) => places.has(`${place.file}:${place.line}`));
}

function worst(found: readonly Found[]): number {
  return Math.max(0, ...found.map(({ severity }) => RANK[severity]));
}

function loudest(found: readonly Found[]): string {
  const first = found.find(({ severity }) => RANK[severity] === worst(found));
  return first === undefined ? 'nothing' : `${first.severity}[${first.rule}] ${first.file}:${first.line}`;
}
