import { getEntries, getList, getString, type Entry, type Path, type Place, type Tree } from '../../tree/tree.js';
import { NAMESPACE_NAME_LABEL } from './label-keys.js';

/** One label or one pair of a flat selector, with the places of both halves. */
export interface LabelPair {
  readonly key: string;
  readonly value: string;
  readonly keyAt: Place;
  readonly valueAt: Place;
}

export type Labels = ReadonlyMap<string, LabelPair>;

/**
 * The string map at `path`. A null value is dropped by client-side apply and stored as `""` by server-side apply
 * (semantics 1.5); any other value that is no string makes the decoder refuse the object, so it is left out here.
 */
export function readLabels(tree: Tree | undefined, path: Path, serverSide = false): Labels {
  const labels = new Map<string, LabelPair>();
  getEntries(tree, ...path).forEach((entry) => {
    const { key, value } = entry;
    if (value.type !== 'scalar') return;
    const text = value.value === null && serverSide ? '' : value.value;
    if (typeof text === 'string') labels.set(key, new WrittenPair(key, text, entry));
  });
  return labels;
}

/** Most labels are never shown to anybody, so their places are made when they are asked for. */
class WrittenPair implements LabelPair {
  constructor(
    readonly key: string,
    readonly value: string,
    private readonly entry: Entry,
  ) {}

  get keyAt(): Place {
    return this.entry.keyPlace;
  }

  get valueAt(): Place {
    const { keyPlace, value } = this.entry;
    return value.start < value.end ? value.place : keyPlace;
  }
}

/** One requirement of a LabelSelector; `matchLabels` pairs are read as `In` with one value. */
export interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
  /** The value of a `matchLabels` pair, or the key of an expression. */
  readonly at: Place;
  readonly pair: LabelPair | undefined;
}

/**
 * The requirements of the LabelSelector at `path`: `matchLabels` and `matchExpressions`, all of which must hold
 * (semantics 2.3).
 */
export function readLabelSelector(tree: Tree | undefined, path: Path): readonly Requirement[] {
  const pairs = requirementsOf(readLabels(tree, [...path, 'matchLabels']));
  const expressions = getList(tree, ...path, 'matchExpressions').flatMap((expression) => {
    const key = getString(expression, 'key');
    const operator = getString(expression, 'operator');
    if (key === undefined || operator === undefined || expression.type !== 'map') return [];
    const values = getList(expression, 'values').flatMap((item) => getString(item) ?? []);
    const at = expression.entries.get('key')?.value.place ?? expression.place;
    return [{ key, operator, values, at, pair: undefined }];
  });
  return [...pairs, ...expressions];
}

/** The pairs that a LabelSelector writes as such. */
export function pairsIn(selector: readonly Requirement[]): readonly LabelPair[] {
  return selector.flatMap(({ pair }) => pair ?? []);
}

/** What a plain map of labels asks for; nothing where it is absent. */
export function requirementsOf(labels: Labels | undefined): readonly Requirement[] {
  return [...(labels?.values() ?? [])].map((pair) => new WantedPair(pair));
}

class WantedPair implements Requirement {
  readonly key: string;
  readonly operator = 'In';
  readonly values: readonly string[];

  constructor(readonly pair: LabelPair) {
    this.key = pair.key;
    this.values = [pair.value];
  }

  get at(): Place {
    return this.pair.valueAt;
  }
}

export type Match = 'yes' | 'no' | 'unknown';

/** Labels that a controller adds to its Pods: for each key, whether a wanted value is what the Pods will carry. */
export type AddedLabels = ReadonlyMap<string, (wanted: string) => Match>;

/** What the API server adds to the labels of a Namespace: its name, null where that is not known. */
export function addedToNamespace(name: string | null): AddedLabels {
  const isName = (wanted: string): Match => (wanted === name ? 'yes' : 'no');
  return new Map([[NAMESPACE_NAME_LABEL, name === null ? () => 'unknown' : isName]]);
}

/** Whether Pods with these labels carry `key: value`; what a controller adds overrides what the template says. */
export function carries(key: string, value: string, labels: Labels, added: AddedLabels): Match {
  const answer = added.get(key);
  if (answer !== undefined) return answer(value);
  return labels.get(key)?.value === value ? 'yes' : 'no';
}

/** Whether one requirement holds for Pods with these labels; operators are case-sensitive (semantics 2.3). */
export function satisfies(requirement: Requirement, labels: Labels, added: AddedLabels): Match {
  const { key, operator, values } = requirement;
  const present = added.has(key) || labels.has(key);
  const inValues = (): Match => {
    const answers = values.map((value) => carries(key, value, labels, added));
    if (answers.includes('yes')) return 'yes';
    return answers.includes('unknown') ? 'unknown' : 'no';
  };
  switch (operator) {
    case 'In':
      return inValues();
    case 'NotIn':
      return !present ? 'yes' : negate(inValues());
    case 'Exists':
      return present ? 'yes' : 'no';
    case 'DoesNotExist':
      return present ? 'no' : 'yes';
    default:
      return 'unknown'; // the API server refuses the selector; that is another finding
  }
}

/** Whether every requirement of a LabelSelector holds for Pods with these labels. */
export function satisfiesAll(selector: readonly Requirement[], labels: Labels, added: AddedLabels): Match {
  return allOf(selector.map((requirement) => satisfies(requirement, labels, added)));
}

function negate(match: Match): Match {
  if (match === 'unknown') return match;
  return match === 'yes' ? 'no' : 'yes';
}

/** `no` if one answer is no, `unknown` if one is unknown, else `yes`. */
export function allOf(answers: Iterable<Match>): Match {
  let all: Match = 'yes';
  for (const answer of answers) {
    if (answer === 'no') return 'no';
    if (answer === 'unknown') all = 'unknown';
  }
  return all;
}
