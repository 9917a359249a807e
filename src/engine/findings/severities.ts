import type { Severity, Subject } from '../../diagnostic/diagnostic.js';
import { append } from '../../data/group.js';
import { glob } from '../../text/glob.js';
import { ignoreList, type IgnoreList } from '../../text/ignoring/ignore-list.js';
import { joinPath } from '../../text/paths.js';
import type { LintOptions, RuleOverride } from '../input/options.js';

type Level = Severity | 'off';

/** What the settings make of each rule, place by place. */
export interface Severities {
  /** Undefined where the rule speaks for itself; `subject` is null for what belongs to no object. */
  of(rule: string, path: string, subject: Subject | null): Level | undefined;
  /** True where the rule is switched off whatever the place. */
  isOffEverywhere(rule: string): boolean;
}

/** Of `rules` and all overrides that fit, the last one counts. */
export function readSeverities({
  rules = {},
  overrides = [],
  folders,
}: Pick<LintOptions, 'rules' | 'overrides' | 'folders'>): Severities {
  const stated = new Map<string, Stated[]>();
  for (const [rule, level] of Object.entries(rules)) append(stated, rule, { level, fits: () => true });
  for (const override of overrides) {
    const fits = fitting(override, folders);
    for (const [rule, level] of Object.entries(override.rules)) append(stated, rule, { level, fits });
  }
  return {
    of: (rule, path, subject) => stated.get(rule)?.findLast(({ fits }) => fits(path, subject))?.level,
    isOffEverywhere: (rule) =>
      Object.hasOwn(rules, rule) && stated.get(rule)?.every(({ level }) => level === 'off') === true,
  };
}

/** What the settings say of one rule for some places. */
interface Stated {
  readonly level: Level;
  readonly fits: (path: string, subject: Subject | null) => boolean;
}

/** Whether an override speaks of a file and an object; what it does not mention fits. */
export function fitting(
  { paths, resources }: RuleOverride,
  folders: LintOptions['folders'],
): (path: string, subject: Subject | null) => boolean {
  const files = paths === undefined ? undefined : ignoreList(paths, { ignoreCase: true });
  const known = new Map<string, boolean>();
  const fitsPath = (path: string): boolean => {
    if (files === undefined) return true;
    const fits = known.get(path) ?? isNamed(files, relativePath(path, folders));
    known.set(path, fits);
    return fits;
  };
  const objects = resources?.map(objectTest);
  return (path, subject) =>
    fitsPath(path) && (objects === undefined || (subject !== null && objects.some((test) => test(subject))));
}

function isNamed(files: IgnoreList, path: string | undefined): boolean {
  return path !== undefined && path !== '' && files.ignores(path);
}

/** The path as the patterns see it: relative to their folder; undefined for a file outside of it. */
function relativePath(path: string, folders: LintOptions['folders']): string | undefined {
  if (folders === undefined) return path.startsWith('../') ? undefined : joinPath('', path);
  const isAbsolute = /^(\/|[A-Za-z]:\/)/.test(path);
  const absolute = isAbsolute ? joinPath('', path) : joinPath(joinPath('', folders.files), path);
  const top = joinPath('', folders.patterns);
  if (top === '') return absolute;
  return absolute.startsWith(`${top}/`) ? absolute.slice(top.length + 1) : undefined;
}

/**
 * `Kind/name` is that object in any namespace; in `Kind/namespace/name` only `*` fits a namespace that nobody knows.
 */
function objectTest(pattern: string): (subject: Subject) => boolean {
  const [kind, ...rest] = pattern.split('/').map(glob);
  const name = rest.at(-1);
  const namespace = rest.length > 1 ? rest[0] : undefined;
  return (subject) =>
    kind?.test(subject.kind) === true &&
    name?.test(subject.name) === true &&
    (namespace === undefined || namespace.test(subject.namespace ?? ''));
}
