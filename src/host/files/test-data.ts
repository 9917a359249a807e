import path from 'node:path';
import type { Disk } from '../disk/disk.js';

/**
 * Folders and files that hold what a program is tested with: the Go tool leaves out `testdata` too, others go by
 * custom.
 */
const TEST_DATA =
  /^(?:_?test[-_]?(?:data|files|utils)|mock[-_]?(?:data|files)|fakes?|invalid[-_]examples?|__(?:fixtures|snapshots|testdata)__|goldens?|golden[-_]?files)$/i;
const GOLDEN_FILE = /(?:^|[-_.])golden\.(?:ya?ml|json)$/i;
/** What may be anything, but not among tests or sources: there it is compared with what a program writes. */
const FIXTURES =
  /^(?:fixtures|compare|(?:[a-z]{1,20}[-_])?(?:outputs?|snapshots?)|expected(?:[-_](?:outputs?|results?))?)$/;
const OUTPUT_FILE = /\.(?:out|expected)\.(?:ya?ml|json)$/i;
const AMONG_TESTS =
  /^(?:(?:e2e|integration|unit|functional)?[-_]?tests?|(?:[a-z0-9]{1,40}[-_])?e2e|integration|spec|cypress|pkg|internal|src)$/i;

/** The file of a test of Chainsaw, of Kuttl, or of the command line of Kyverno: what lies beside it is made for it. */
const TEST_CASE = /^(?:(?:chainsaw|kyverno)-test|\d+-(?:assert|errors))\.ya?ml$/;

/** True for the folder of one test, by the names in it. */
export function isTestCase(names: readonly string[]): boolean {
  return names.some((name) => TEST_CASE.test(name));
}

/** Folders of a test folder are named by what is tested; how deep the single tests lie there. */
const TESTS = /^(?:e2e[-_]?)?tests?$|^e2e$/i;
const DEPTH = 2;

/** True for a folder directly below one of tests, in which tests lie: so is what they share. */
export function isTestSuite(disk: Disk, folder: string): boolean {
  return TESTS.test(path.basename(path.dirname(folder))) && holdsTestCase(disk, folder, DEPTH);
}

function holdsTestCase(disk: Disk, folder: string, depth: number): boolean {
  try {
    const entries = disk.entries(folder);
    if (isTestCase(entries.map(({ name }) => name))) return true;
    const inside = depth === 0 ? [] : entries.filter((entry) => entry.isDirectory());
    return inside.some(({ name }) => holdsTestCase(disk, path.join(folder, name), depth - 1));
  } catch {
    return false;
  }
}

/** True for an entry that is test data by its name, in the folders above it: most names are none in any folder. */
export function isTestData(name: string, isFolder: boolean, above: () => readonly string[]): boolean {
  const always = isFolder ? TEST_DATA : GOLDEN_FILE;
  const amongTests = isFolder ? FIXTURES : OUTPUT_FILE;
  // A package of tests beside the other sources of a program: what lies there is read by them.
  if (isFolder && /^tests?$/.test(name) && /^(?:pkg|internal|src)$/.test(above().at(-1) ?? '')) return true;
  // What a program must pass to conform holds what it must refuse.
  if (isFolder && name === 'tests' && above().at(-1) === 'conformance') return true;
  return always.test(name) || (amongTests.test(name) && above().some((each) => AMONG_TESTS.test(each)));
}

/** True for a path that leads into test data. */
export function leadsIntoTestData(absolute: string): boolean {
  const steps = absolute.split(path.sep);
  return steps.some((step, at) => isTestData(step, true, () => steps.slice(0, at)));
}

/** True where something below the folder is called like a manifest. Stops at the first. */
export function holdsManifest(disk: Disk, folder: string, isManifest: (name: string) => boolean): boolean {
  try {
    const entries = disk.entries(folder);
    return (
      entries.some((entry) => entry.isFile() && isManifest(entry.name)) ||
      entries.some((entry) => entry.isDirectory() && holdsManifest(disk, path.join(folder, entry.name), isManifest))
    );
  } catch {
    return false;
  }
}
