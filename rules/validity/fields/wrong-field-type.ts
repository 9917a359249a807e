import { fieldErrors, fieldPath, shortPath } from '../../../src/k8s/fields/field-errors.js';
import { misplacedFields } from '../../../src/k8s/fields/misplaced.js';
import { isBuildFragment } from '../../../src/k8s/object/build-fragment.js';
import { isPortPlaceholder } from '../../../src/k8s/syntax/placeholders.js';
import { describe, isKind, type Resource } from '../../../src/k8s/object/resource.js';
import type { WrongType } from '../../../src/k8s/schema/check-fields.js';
import { pairsWithoutBlank, surpriseOf, type Surprise } from '../../../src/k8s/fields/surprises.js';
import { defineAdmissionRule, type Finding, type FixRecipe } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getEntries, type Path, type Place, type ScalarTree, type Tree } from '../../../src/tree/tree.js';

/**
 * The decoder converts nothing between text, number and boolean, and refuses the whole object (semantics 1.2, 1.6, 1.7,
 * 10.4).
 */
export default defineAdmissionRule({
  id: 'wrong-field-type',
  severity: 'error',
  summary: 'A value of another type than its field has',
  kinds: ['Object'],
  marks: ['field'],
  fixable: 'safe',
  since: '0.1.0',
  *check(resource, { minor }) {
    const errors = fieldErrors(resource, minor);
    if (errors.length === 0) return;
    const misplaced = new Set(misplacedFields(resource, minor).flatMap(({ fields }) => fields));
    for (const { path, problem } of errors) {
      if (problem.kind !== 'type' || misplaced.has(path)) continue;
      const found = resource.get(...path);
      if (found?.type === 'scalar') {
        if (!isFilledIn(found) && !isConverted(resource, problem, found))
          yield wrongScalar(resource, path, problem, found);
      } else if (!isBracketed(found))
        yield isServiceSelector(resource, path) ? nestedSelector(resource, path) : wrongShape(resource, path, problem);
    }
  },
});

const isFilledIn = ({ value }: ScalarTree): boolean => typeof value === 'string' && isPortPlaceholder(value);

/** The build that reads the file writes `"false"` for `false` where a text belongs. */
function isConverted(resource: Resource, { expected }: WrongType, { value }: ScalarTree): boolean {
  return expected === 'a string' && value !== null && (isBuildFragment(resource.file.path) || isOfKluctl(resource));
}

/** kluctl takes every object through kustomize, which writes the values of annotations as texts (semantics 14.2). */
function isOfKluctl(resource: Resource): boolean {
  return getEntries(resource.get('metadata', 'annotations')).some(({ key }) => key.startsWith('kluctl.io/'));
}

/** `[YOUR_TOKEN]`: brackets around a word that somebody replaces, which YAML reads as a list. */
function isBracketed(found: Tree | undefined): boolean {
  const [item, ...others] = found?.type === 'list' ? found.items : [];
  return (
    item?.type === 'scalar' &&
    others.length === 0 &&
    typeof item.value === 'string' &&
    /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(item.value)
  );
}

function isServiceSelector(resource: Resource, path: Path): boolean {
  return isKind(resource, '', 'Service') && fieldPath(path).startsWith('spec.selector.match');
}

function headline(resource: Resource, path: Path, { found, expected }: WrongType): string {
  return `${describe(resource)} has ${found} in ${code(shortPath(path))}, which must be ${expected}`;
}

function wrongScalar(resource: Resource, path: Path, problem: WrongType, found: ScalarTree): Finding {
  const pairs = MAPS.includes(problem.expected) ? pairsWithoutBlank(found) : undefined;
  if (pairs !== undefined) return withoutBlank(resource, path, pairs);
  const surprise = surpriseOf(found, problem.expected);
  return {
    message: headline(resource, path, problem),
    at: {
      place: resource.at(...path),
      text: surprise === undefined ? `${problem.found}, not ${problem.expected}` : LABELS[surprise](code(found.source)),
    },
    notes:
      surprise === 'boolean-word' || surprise === 'unquoted-number'
        ? ['kubectl and the API server convert nothing']
        : [],
    help: problem.instead,
    fix: problem.instead === undefined && surprise !== undefined ? requote(resource, path, found, surprise) : undefined,
  };
}

const MAPS = ['a map of strings', 'an object'];

function withoutBlank(resource: Resource, path: Path, pairs: readonly string[]): Finding {
  const [first = ''] = pairs;
  const [place, apart] = [resource.at(...path), first.replace(/[:=]/, ': ')];
  // Behind a key on the same line a pair would need braces.
  const isAlone = pairs.length === 1 && /^[ -]*$/.test(lineBefore(place));
  return {
    message:
      `${describe(resource)} has ${code(first)} in ${code(shortPath(path))}, ` +
      'which without a blank is no key with a value',
    at: { place, text: first.includes(':') ? 'no blank behind the colon' : 'a colon and a blank belong here' },
    notes: ['YAML reads it as one text, and a map must stand here'],
    help: isAlone
      ? undefined
      : `write ${code(apart)}${pairs.length > 1 ? ' and the other pairs in the same way, each' : ''} on a ` +
        'line of its own',
    fix: isAlone
      ? {
          title: `write ${code(apart)}`,
          applicability: 'unsafe',
          changes: [{ replace: place, with: apart, inside: true }],
        }
      : undefined,
  };
}

function lineBefore({ span: { file, start } }: Place): string {
  return file.text.slice(file.text.lastIndexOf('\n', start - 1) + 1, start);
}

const LABELS = {
  'boolean-word': (text: string) => `unquoted, ${text} is a boolean`,
  'unquoted-number': (text: string) => `unquoted, ${text} is a number`,
  'quoted-number': (text: string) => `with its quotes, ${text} is a string`,
  'quoted-boolean': (text: string) => `with its quotes, ${text} is a string`,
} as const;

function requote(resource: Resource, path: Path, found: ScalarTree, surprise: Surprise): FixRecipe | undefined {
  const isQuoted = surprise === 'quoted-number' || surprise === 'quoted-boolean';
  return isQuoted ? unquote(resource, path, found) : quote(resource, path, found);
}

/** `1_000` and `007` are numbers that print otherwise: nobody knows which of the two texts was meant. */
function quote(resource: Resource, path: Path, found: ScalarTree): FixRecipe {
  const isPlain = typeof found.value !== 'number' || /^(?!-0$)-?(0|[1-9]\d*)(\.\d+)?$/.test(found.source);
  return {
    title: 'put it in quotes',
    applicability: isPlain ? 'safe' : 'unsafe',
    changes: [{ replace: resource.at(...path), with: found.source }],
  };
}

function unquote(resource: Resource, path: Path, found: ScalarTree): FixRecipe | undefined {
  const isBoolean = found.value === 'true' || found.value === 'false';
  const meant = isBoolean ? found.value === 'true' : Number(found.value);
  if (typeof meant === 'number' && !Number.isInteger(meant)) return undefined;
  return {
    title: 'remove the quotes',
    applicability: 'safe',
    changes: [{ replace: resource.at(...path), with: meant }],
  };
}

function nestedSelector(resource: Resource, path: Path): Finding {
  return {
    message:
      `${describe(resource)} has ${code(String(path.at(-1)))} in its selector, ` +
      'which must be a plain map of labels',
    at: { place: resource.keyAt(...path), text: 'workloads have this level, a Service has not' },
    help: 'put the labels right under `selector:`',
  };
}

function wrongShape(resource: Resource, path: Path, problem: WrongType): Finding {
  return {
    message: headline(resource, path, problem),
    at: { place: resource.keyAt(...path), text: `${problem.found}, not ${problem.expected}` },
    help: problem.expected === 'a list' ? 'begin each item with `- `' : undefined,
  };
}
