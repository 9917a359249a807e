import type { Severity } from '../../diagnostic/diagnostic.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { Change } from '../../rule/rule.js';
import { originOf } from '../../k8s/object/resource.js';
import { changedPlace } from './fix.js';
import type { SourceFile } from '../../text/source-file.js';
import { code, list } from '../../text/words.js';
import { isOneApply, type Unit } from '../../units/unit/unit.js';
import type { Raised } from './settle.js';

/** A finding with the unit in which it arose, and the object that was judged. */
export interface Heard {
  readonly raised: Raised;
  readonly unit: Unit;
  readonly resource: Resource;
}

/**
 * What is said of objects that stand in several units. Plain folders that share a file are guesses, so a mistake is one
 * only if it is one in each of them. Each kustomization is an apply of its own: a mistake in any of them stands, is
 * said once, and names the kustomizations where it arises if others build the same object without it.
 */
export function onceForAll(heard: readonly Heard[], units: readonly Unit[]): readonly Raised[] {
  const holders = holdersOf(new Set(heard.map(({ resource }) => resource.span.file)), units);
  const groups = new Map<string, Heard[]>();
  for (const each of heard) {
    const key = keyOf(each.raised);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  return [...groups.values()].flatMap((group) => settled(group, holders));
}

function settled(group: readonly Heard[], holders: (resource: Resource) => ReadonlySet<Unit>): readonly Raised[] {
  const built = group.filter(({ unit }) => isOneApply(unit));
  if (built.length > 0) {
    // Mostly one text, whose holders are one set: each set is looked through once, not once for each of its units.
    const sets = new Set(built.map(({ resource }) => holders(resource)));
    const all = new Set([...sets].flatMap((set) => [...set].filter(isOneApply)));
    const worst = built.reduce((best, next) => (rankOf(next.raised) > rankOf(best.raised) ? next : best));
    return [withUnits(worst.raised, [...new Set(built.map(({ unit }) => unit))], [...all])];
  }
  const [first] = group;
  if (first === undefined) return [];
  const voters = new Set(group.map(({ unit }) => unit));
  if (voters.size < holders(first.resource).size) return [];
  // Within one unit several findings at one text are one mistake, which settling knows.
  return voters.size === 1
    ? group.map(({ raised }) => raised)
    : [group.reduce((best, next) => (rankOf(next.raised) < rankOf(best.raised) ? next : best)).raised];
}

/** The units that an object of these files stands in, whether as it is or as a kustomization builds it. */
function holdersOf(files: ReadonlySet<SourceFile>, units: readonly Unit[]): (resource: Resource) => ReadonlySet<Unit> {
  const byOrigin = new Map<string, Set<Unit>>();
  for (const unit of units) {
    for (const { resource } of unit.objects) {
      const { file } = resource.span;
      if (file.originOf === undefined && !files.has(file)) continue; // what is rendered stands in a text of its own
      const origin = textOf(resource);
      const known = byOrigin.get(origin);
      if (known === undefined) byOrigin.set(origin, new Set([unit]));
      else known.add(unit);
    }
  }
  return (resource) => byOrigin.get(textOf(resource)) ?? new Set();
}

/**
 * The text that an object began as: of a rendered chart the line of the template, since what helm makes of it grows
 * with the values.
 */
function textOf(resource: Resource): string {
  const { span } = resource;
  const { span: written } = span.file.originOf?.(span) ?? {};
  return written === undefined || written.start === written.end
    ? originOf(resource)
    : `${written.file.path}#${written.start}`;
}

function withUnits(raised: Raised, units: readonly Unit[], all: readonly Unit[]): Raised {
  if (units.length >= all.length) return raised;
  const nameOf = namesAmong(all);
  const names = units.map(nameOf).sort();
  const { notes = [], fix } = raised.finding;
  const note = `in ${list(names, 'and', MOST_NAMED)} only, of ${all.length} ${nounFor(all)}`;
  // An edit that mends one build may break the others; what only the broken ones read is theirs to change.
  const broken = new Set(units);
  const others = all.filter((unit) => !broken.has(unit));
  const isShared = fix?.changes.some((change) => others.some((unit) => mayRead(unit, change))) ?? false;
  const shown = fix !== undefined && isShared ? { ...fix, applicability: 'display-only' as const } : fix;
  return { ...raised, finding: { ...raised.finding, notes: [...notes, note], fix: shown } };
}

function mayRead({ kind, builtFrom }: Unit, change: Change): boolean {
  const { file } = changedPlace(change).span;
  return kind !== 'kustomization' || builtFrom.has(file.path);
}

/** The folder of a unit; with who deploys it, where the same folder is deployed in other ways too. */
function namesAmong(all: readonly Unit[]): (unit: Unit) => string {
  const deployers = new Map<string, Set<string | undefined>>();
  for (const { folder, deployer } of all) {
    const known = deployers.get(folder);
    if (known === undefined) deployers.set(folder, new Set([deployer]));
    else known.add(deployer);
  }
  return ({ folder, values, deployer }) => {
    const name = code([folder === '' ? '.' : folder, ...values].join(' with '));
    const isShared = (deployers.get(folder)?.size ?? 0) > 1;
    return isShared && deployer !== undefined ? `${name} of ${deployer}` : name;
  };
}

function nounFor(units: readonly Unit[]): string {
  if (units.every(({ kind }) => kind === 'chart')) return 'renderings of the chart';
  const isApart = new Set(units.map(({ folder }) => folder)).size === units.length;
  return isApart && units.every(({ kind }) => kind === 'kustomization')
    ? 'kustomizations that build it'
    : 'units that hold it';
}

const MOST_NAMED = 4;

function keyOf({ rule, finding }: Raised): string {
  const { span } = finding.at.place;
  return `${rule.id}\0${span.file.path}\0${span.start}\0${span.end}`;
}

const RANK: Readonly<Record<Severity, number>> = { error: 2, warning: 1, info: 0 };

function rankOf({ rule, finding }: Raised): number {
  return RANK[finding.severity ?? rule.severity];
}
