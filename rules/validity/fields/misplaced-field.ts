import { fieldPath, refusesUnknown, shortened, shortPath } from '../../../src/k8s/fields/field-errors.js';
import { misplacedFields, type Misplaced } from '../../../src/k8s/fields/misplaced.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { defineAdmissionRule, type Finding, type FixRecipe } from '../../../src/rule/rule.js';
import { textOf } from '../../../src/text/source-file.js';
import { code, codes } from '../../../src/text/words.js';
import type { Path } from '../../../src/tree/tree.js';

/**
 * A field on a level that does not have it, while a level around or below it does; indentation decides which is meant
 * (semantics 1.3, 1.4).
 */
export default defineAdmissionRule({
  id: 'misplaced-field',
  severity: 'error',
  summary: 'A field on the wrong level, mostly by its indentation',
  kinds: ['Object'],
  marks: ['field'],
  fixable: 'unsafe',
  since: '0.1.0',
  *check(resource, cluster) {
    const slips = misplacedFields(resource, cluster.minor);
    if (slips.length === 0) return;
    const strict = refusesUnknown(resource, cluster);
    for (const slip of slips) yield { ...consequence(slip, strict), ...WORDS[slip.kind](resource, slip) };
  },
});

function consequence({ amongTexts }: Misplaced, strict: boolean): Pick<Finding, 'notes' | 'severity'> {
  if (amongTexts === true) return { notes: ['among these the API server takes texts only'], severity: 'error' };
  return strict
    ? { notes: ['the API server refuses an unknown field'], severity: 'error' }
    : { notes: ['the API server drops an unknown field silently'], severity: 'warning' };
}

const WORDS = { deep: tooDeep, shallow: tooShallow, beside: besideItsKey, item: ofAnotherList } as const;

function tooDeep(resource: Resource, { fields, belongs }: Misplaced): Finding {
  const [first] = fields;
  const holder = fieldPath(first.slice(0, -1));
  const at = resource.keyAt(...first);
  // `containers[]` is two steps of a path.
  const sibling = String(first[belongs === '' ? 0 : belongs.split(/\.|(?=\[)/).length]);
  const where = holder.endsWith(']') ? `in ${code(shortened(holder))}` : `under ${code(shortened(holder))}`;
  return at.inBraces === true
    ? {
        message: `${describe(resource)} has ${fieldsWords(fields)} ${where}, one level too deep`,
        at: { place: at, text: `${belongs === '' ? 'the top of the object' : code(belongs)} has such a field` },
      }
    : {
        message: `${describe(resource)} has ${fieldsWords(fields)} indented too deep, ${where}`,
        at: { place: at, text: belongs === '' ? 'belongs to the top of the object' : `belongs to ${code(belongs)}` },
        help: `move ${fieldsWords(fields)} out, to the same column as ${code(sibling)}`,
      };
}

function tooShallow(resource: Resource, { fields, belongs }: Misplaced): Finding {
  const [first] = fields;
  const where = first.length === 1 ? 'at its top' : `in ${code(shortPath(first.slice(0, -1)))}`;
  return {
    message: `${describe(resource)} has ${fieldsWords(fields)} ${where} instead of in ${code(shortened(belongs))}`,
    at: { place: resource.keyAt(...first), text: `belongs to ${code(belongs)}` },
    help: `put ${fields.length === 1 ? 'it' : 'them'} into ${code(belongs)}, with the indentation of that level`,
  };
}

/** `selector:` with its labels in the same column. */
function besideItsKey(resource: Resource, { fields, belongs }: Misplaced): Finding {
  const [first] = fields;
  const [around, holder] = [first.slice(0, -1), belongs.slice(belongs.lastIndexOf('.') + 1)];
  return {
    message: `${describe(resource)} has ${fieldsWords(fields)} beside ${code(holder)} instead of under it`,
    at: { place: resource.keyAt(...first), text: `in the same column as ${code(holder)}` },
    related: [{ place: resource.keyAt(...around, holder), text: 'empty, since nothing is indented below it' }],
    help: `indent ${fieldsWords(fields)} deeper than ${code(holder)}`,
    fix: indented(resource, fields),
  };
}

/** Variables in `envFrom`. */
function ofAnotherList(resource: Resource, { fields, belongs }: Misplaced): Finding {
  const [first] = fields;
  const meant = belongs.slice(belongs.lastIndexOf('.') + 1);
  const items = new Set(fields.map((path) => path.at(-2))).size;
  return {
    message:
      `${describe(resource)} has ${items === 1 ? 'an item' : `${items} items`} of ${code(meant)} ` +
      `in ${code(shortPath(first.slice(0, -2)))}`,
    at: { place: resource.keyAt(...first), text: `belongs to ${code(belongs)}` },
    help: `move ${items === 1 ? 'it' : 'them'} below ${code(`${meant}:`)}`,
  };
}

/** Values of several lines would have to move as well. */
function indented(resource: Resource, fields: readonly Path[]): FixRecipe | undefined {
  const isShort = (path: Path): boolean => {
    const value = resource.get(...path);
    return value?.type === 'scalar' && value.style !== 'block' && !value.source.includes('\n');
  };
  if (!fields.every(isShort)) return undefined;
  const changes = fields.map((path) => {
    const key = resource.keyAt(...path);
    return { replace: key, with: `  ${textOf(key.span)}`, inside: true } as const;
  });
  return { title: 'indent what stands beside it', applicability: 'unsafe', changes };
}

/** "`containers`", "`containers` and `volumes`", "`containers` and 4 more fields". */
function fieldsWords(fields: Misplaced['fields']): string {
  const [first, ...others] = fields.map((path) => String(path.at(-1)));
  return others.length > 2 ? `${code(first ?? '')} and ${others.length} more fields` : codes([first ?? '', ...others]);
}
