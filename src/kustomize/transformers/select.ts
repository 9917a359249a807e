import { getEntries, getString, placeOf, type Tree } from '../../tree/tree.js';
import { scalarText } from '../../tree/edit.js';
import { goPattern, type Pattern } from '../../text/pattern.js';
import { gvk, originalIdOf, textAt, type Draft, type Gvk } from '../objects/draft.js';
import type { Drafts } from '../objects/drafts.js';
import { Refusal } from '../build/trace.js';

/**
 * The objects that a `target` selects: by patterns for group, version, kind, name and namespace, and selectors for
 * labels and annotations.
 */
export function selected(drafts: Drafts, target: Tree): readonly Draft[] {
  const selects = selectorOf(target);
  const name = textAt(target, 'name');
  return (WORD.test(name) ? drafts.named(name) : drafts.all()).filter(selects);
}

/** True for an object that a target selects. */
export function selectorOf(target: Tree): (draft: Draft) => boolean {
  const [group, version, kind] = GVK.map((field) => patternOf(target, field));
  const [name, namespace] = [patternOf(target, 'name'), patternOf(target, 'namespace')];
  const labels = labelSelector(getString(target, 'labelSelector') ?? '', target);
  const annotations = labelSelector(getString(target, 'annotationSelector') ?? '', target);
  return (draft) => {
    const { id: present } = draft;
    const original = originalIdOf(draft);
    return (
      (kind?.test(present.kind) ?? true) &&
      (name.test(original.name) || name.test(present.name)) &&
      (namespace.test(original.namespace) || namespace.test(present.namespace)) &&
      (group?.test(present.group) ?? true) &&
      (version?.test(present.version) ?? true) &&
      (labels?.(textsOf(draft, 'labels')) ?? true) &&
      (annotations?.(textsOf(draft, 'annotations')) ?? true)
    );
  };
}

/** An `apiVersion` in a target says nothing: kustomize reads `group` and `version`. */
const GVK = ['group', 'version', 'kind'] as const;

/** Nearly every pattern is a plain word, which means itself. */
const WORD = /^[\w-]+$/;

/** The whole text must match; nothing written matches all. */
function patternOf(target: Tree, field: string): Pattern {
  const text = textAt(target, field);
  if (WORD.test(text)) return { test: (other) => other === text };
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
function labelSelector(text: string, at: Tree): Matcher | undefined {
  const parts = partsOf(text);
  const matchers = parts.filter((part) => part.trim() !== '').map((part) => requirement(part.trim(), at));
  return matchers.length === 0 ? undefined : (texts) => matchers.every((matches) => matches(texts));
}

/**
 * The parts between commas that stand outside of parentheses. A parenthesis that nothing closes parts as well; none is
 * looked at behind the last one that closes, which would take a look at all the rest for each.
 */
function partsOf(text: string): readonly string[] {
  const last = text.lastIndexOf(')') + 1;
  const closed = text.slice(0, last) + text.slice(last).replaceAll('(', ',');
  return closed.match(/(?:[^,(]|\([^)]*(?:\)|$))+/g) ?? [];
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
  if (exists === null) throw new Refusal('this is no label selector', placeOf(at));
  return (texts) => texts.has(exists[2] ?? '') === (exists[1] === '');
}

const NOT_THERE = '\0';

/**
 * The group, version and kind that an object reference gives. `apiVersion` may say the first two; without a slash it
 * says the version alone (api/types/var.go, Target.GVK).
 */
export function referencedGvk(tree: Tree | undefined): Gvk {
  const [group, kind, apiVersion] = [textAt(tree, 'group'), textAt(tree, 'kind'), textAt(tree, 'apiVersion')];
  if (apiVersion === '') return { group, version: textAt(tree, 'version'), kind };
  return apiVersion.includes('/') ? gvk(apiVersion, kind) : { group, version: apiVersion, kind };
}
