import { positionAt } from '../text/source-file.js';
import { compareTexts } from '../text/compare.js';
import type { Place } from '../tree/tree.js';
import type { Unit, UnitKind } from '../units/unit/unit.js';
import { load } from './load.js';
import type { InputFile, LintOptions } from './input/options.js';

/** A line of a file, from 1. */
export interface Where {
  readonly file: string;
  readonly line: number;
}

/** One unit: objects that are applied together, and why svclint takes them so. */
export interface UnitInfo {
  readonly kind: UnitKind;
  /** `.` for the top of the tree, `<stdin>` for standard input. */
  readonly folder: string;
  /** A clause about the folder. */
  readonly why: string;
  /** The namespace that whoever deploys the unit gives to its objects; null where nothing decides it. */
  readonly namespace: string | null;
  /** Where that namespace is written; null for an option or a setting. */
  readonly namespaceFrom: Where | null;
  readonly resources: number;
  readonly services: number;
  readonly workloads: number;
  /** The files that its objects began in, sorted. */
  readonly files: readonly string[];
  /** What takes part and is not on disk: with it, nothing is concluded from absence. */
  readonly open: readonly (Where & { readonly what: string })[];
}

/** What is applied together, unit by unit, in the order of the folders. */
export function unitsWith(inputs: readonly InputFile[], options: LintOptions = {}): readonly UnitInfo[] {
  const { units } = load(inputs, options);
  const folders = units.map((unit) => infoOf(unit, options.namespace));
  return folders.sort((a, b) => compareTexts(a.folder, b.folder) || compareTexts(a.kind, b.kind));
}

function infoOf(unit: Unit, namespace: string | undefined): UnitInfo {
  const { kind, folder, why, objects, open } = unit;
  const place = unit.namespace?.place;
  return {
    kind,
    folder: folder === '' ? '.' : folder,
    why,
    namespace: unit.namespace?.name ?? namespace ?? null,
    namespaceFrom: place === undefined ? null : whereOf(place),
    resources: objects.length,
    services: objects.filter(({ service }) => service !== undefined).length,
    workloads: objects.filter(({ workload }) => workload !== undefined).length,
    files: [...new Set(objects.map(({ resource }) => resource.file.path))].sort(),
    open: open.map(({ what, place: at }) => ({ ...whereOf(at), what })),
  };
}

function whereOf({ span: { file, start } }: Place): Where {
  return { file: file.path, line: positionAt(file, start).line };
}
