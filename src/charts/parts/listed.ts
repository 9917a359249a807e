import { withoutEnd } from '../../text/trim.js';
import { sourceFile } from '../../text/source-file.js';
import { get, getList, getString, type Tree } from '../../tree/tree.js';
import { parseAnyFile } from '../../yaml/parse.js';

interface NamedText {
  readonly path: string;
  readonly text: string;
}

/** A chart that another one takes for a part of its own. */
export interface ChartPart {
  readonly name: string;
  /** What the chart around calls it, in its values and its templates. */
  readonly alias: string;
  /** Where it lies, below the folder of the chart around; undefined for one of a registry. */
  readonly path: string | undefined;
  /** True where the chart around takes values from it. */
  readonly givesValues: boolean;
}

/**
 * The parts that a chart lists in its `Chart.yaml`, or in the `requirements.yaml` of helm 2. A name becomes a step of a
 * path: what is none, as `../../home`, is no part that svclint has anything to do with.
 */
export function listedParts(list: NamedText): readonly ChartPart[] {
  if (!list.text.includes('dependencies:')) return [];
  return getList(treeOf(list), 'dependencies').flatMap((part) => {
    const name = getString(part, 'name');
    if (name === undefined || !STEP.test(name)) return [];
    const path = /^file:\/\/([^/].*)$/.exec(getString(part, 'repository') ?? '')?.[1];
    return [
      {
        name,
        alias: getString(part, 'alias') ?? name,
        path: path && withoutEnd(path, '/'),
        givesValues: get(part, 'import-values') !== undefined,
      },
    ];
  });
}

/** A name that is one step of a path, and leads nowhere else. */
const STEP = /^[A-Za-z0-9][\w.-]*$/;

/** True for `redis` among `redis`, `redis-19.0.1.tgz`; not for `redis` among `redis-cluster`. */
export function isBeside({ name }: ChartPart, beside: readonly string[]): boolean {
  return beside.some(
    (each) => each === name || (each.startsWith(`${name}-`) && /^-v?\d.*\.tgz$/.test(each.slice(name.length))),
  );
}

function treeOf({ path, text }: NamedText): Tree | undefined {
  return parseAnyFile(sourceFile(path, text)).documents[0]?.tree;
}
