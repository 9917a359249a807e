import { getEntries, getString, placeOf, type Tree } from '../../tree/tree.js';
import { scalarText } from '../../tree/edit.js';
import { goPattern, type Pattern } from '../../text/pattern.js';
import { gvk, gvkOf, idOf, originalIdOf, textAt, type Draft, type Gvk } from '../draft.js';
import { Refusal } from '../trace.js';

/** True for the objects that a `target` selects: patterns for its group, version, kind, name and namespace, selectors for labels and annotations. */
export function selectorOf(target: Tree): (draft: Draft) => boolean {
  const patterns = {
    ...gvkPatterns(target),
    name: patternOf(target, 'name'),
    namespace: patternOf(target, 'namespace'),
  };
  const labels = labelSelector(getString(target, 'labelSelector') ?? '', target);
  const annotations = labelSelector(getString(target, 'annotationSelector') ?? '', target);
  return (draft) => {
    const [original, present] = [originalIdOf(draft), idOf(draft)];
    const own = gvkOf(draft.tree);
    return (
      [original.namespace, present.namespace].some((text) => patterns.namespace.test(text)) &&
      [original.name, present.name].some((text) => patterns.name.test(text)) &&
      (['group', 'version', 'kind'] as const).every((part) => patterns[part].test(own[part])) &&
      labels(textsOf(draft, 'labels')) &&
      annotations(textsOf(draft, 'annotations'))
    );
  };
}

/** An `apiVersion` in a target says nothing: kustomize reads `group` and `version`. */
function gvkPatterns(target: Tree): Readonly<Record<keyof Gvk, Pattern>> {
  return { group: patternOf(target, 'group'), version: patternOf(target, 'version'), kind: patternOf(target, 'kind') };
}

/** The whole text must match; nothing written matches all. Nearly always it is a plain word, which is not worth compiling. */
function patternOf(target: Tree, field: string): Pattern {
  const text = textAt(target, field);
  if (/^[\w-]+$/.test(text)) return { test: (other) => other === text };
  try {
    return text === '' ? /^/ : goPattern(`^(?:${text})$`);
  } catch {
    throw new Refusal('this is no regular expression', placeOf(target, [field]));
  }
}

const textsOf = ({ tree }: Draft, field: 'labels' | 'annotations'): ReadonlyMap<string, string> =>
  new Map(
    [...getEntries(tree, 'metadata', field)].map(({ key, value }) => [
      key,
      value.type === 'scalar' ? scalarText(value) : '',
    ]),
  );

type Matcher = (texts: ReadonlyMap<string, string>) => boolean;

/** A label selector as `kubectl -l` takes it: `a=b,c!=d,e in (f,g),h notin (i),j,!k`. */
export function labelSelector(text: string, at: Tree): Matcher {
  const parts = text.match(/(?:[^,(]|\([^)]*\))+/g) ?? [];
  const matchers = parts.filter((part) => part.trim() !== '').map((part) => requirement(part.trim(), at));
  return (texts) => matchers.every((matches) => matches(texts));
}

function requirement(part: string, at: Tree): Matcher {
  const set = /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(part);
  if (set !== null) {
    const [, key = '', operator, list = ''] = set;
    const values = list.split(',').map((value) => value.trim());
    return (texts) => values.includes(texts.get(key) ?? NOT_THERE) === (operator === 'in');
  }
  const equality = /^([^=!\s]+)\s*(==|=|!=)\s*(\S*)$/.exec(part);
  if (equality !== null) {
    const [, key = '', operator, value] = equality;
    return (texts) => (texts.get(key) === value) === (operator !== '!=');
  }
  const exists = /^(!?)\s*([^=!\s]+)$/.exec(part);
  if (exists === null) throw new Refusal('this is no label selector', placeOf(at, []));
  return (texts) => texts.has(exists[2] ?? '') === (exists[1] === '');
}

const NOT_THERE = '\0';

/** The group, version and kind that an object reference gives; `apiVersion` may say the first two. */
export function referencedGvk(tree: Tree | undefined): Gvk {
  const fromApiVersion = gvk(textAt(tree, 'apiVersion'), textAt(tree, 'kind'));
  return textAt(tree, 'apiVersion') === ''
    ? { group: textAt(tree, 'group'), version: textAt(tree, 'version'), kind: textAt(tree, 'kind') }
    : fromApiVersion;
}
