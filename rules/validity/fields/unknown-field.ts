import { replacing } from '../../../src/message/replacing.js';
import { fieldErrors, fieldPath, refusesUnknown, shortPath } from '../../../src/k8s/fields/field-errors.js';
import { isLeftOver } from '../../../src/k8s/fields/left-over.js';
import { misplacedFields } from '../../../src/k8s/fields/misplaced.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import type { UnknownField } from '../../../src/k8s/schema/check-fields.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { closest } from '../../../src/text/spelling/similar.js';
import { code } from '../../../src/text/words.js';
import { getEntries, type Path } from '../../../src/tree/tree.js';

/**
 * Field names are case-sensitive; strict validation, kubectl's default, refuses an unknown one, and a lenient server
 * drops it (semantics 1.3, 1.4).
 */
export default defineAdmissionRule({
  id: 'unknown-field',
  severity: 'error',
  summary: 'A field that the kind does not have',
  kinds: ['Object'],
  marks: ['field'],
  fixable: 'unsafe',
  since: '0.1.0',
  *check(resource, cluster) {
    const { minor } = cluster;
    const errors = fieldErrors(resource, minor);
    if (errors.length === 0) return;
    const strict = refusesUnknown(resource, cluster);
    const present = new Map<string, ReadonlySet<string>>(); // the keys of each map, read once
    const said = new Set<string>(); // one mistake, however many fields of one map it makes unknown
    const misplaced = new Set(misplacedFields(resource, minor).flatMap(({ fields }) => fields));
    for (const { path, problem } of errors) {
      if (problem.kind !== 'unknown' || misplaced.has(path) || isLeftOver(resource, path)) continue;
      const parent = fieldPath(path.slice(0, -1));
      const shape = isFlatSelector(problem) || OLD_BACKEND.includes(problem.field) ? problem.type : '';
      if (shape !== '' && said.has(parent)) continue;
      said.add(parent);
      if (shape === 'IngressBackend') yield oldBackend(resource, path, strict);
      else if (shape === 'LabelSelector') yield flatSelector(resource, path, problem.field, strict);
      else {
        const keys = present.get(parent) ?? keysAt(resource, path);
        present.set(parent, keys);
        yield unknownField(resource, path, problem, { keys, strict });
      }
    }
  },
});

/** The fields of an Ingress backend before networking.k8s.io/v1. */
const OLD_BACKEND = ['serviceName', 'servicePort'];

function isFlatSelector({ type, field, knownFields }: UnknownField): boolean {
  return type === 'LabelSelector' && closest(field, knownFields) === undefined;
}

function oldBackend(resource: Resource, path: Path, strict: boolean): Finding {
  const item = path.slice(0, -2);
  // Of the absent `pathType` the API server speaks only when it knows all fields.
  const typeless = strict && typeof item.at(-1) === 'number' && resource.get(...item, 'pathType') === undefined;
  return {
    message: `${describe(resource)} has a backend in the form of the removed \`v1beta1\` API`,
    at: { place: resource.keyAt(...path), text: `${code(resource.apiVersion)} has no such field` },
    notes: strict ? ['the API server refuses an unknown field'] : [],
    help:
      'write `service: {name: ..., port: {number: ...}}`' +
      (typeless ? ', and add the `pathType` that v1 requires beside it' : ''),
    severity: strict ? 'error' : 'warning',
  };
}

/**
 * Dropped, such a selector is empty: in a NetworkPolicy it then holds for every Pod, which is no warning (semantics
 * 1.4, H01).
 */
function flatSelector(resource: Resource, path: Path, field: string, strict: boolean): Finding {
  const selector = path.slice(0, -1);
  return {
    message: `${describe(resource)} has labels right under ${code(fieldPath(selector))}, which needs \`matchLabels\``,
    at: { place: resource.keyAt(...path), text: 'only a Service has its labels here' },
    notes: [
      strict
        ? 'the API server refuses an unknown field'
        : 'the API server drops an unknown field, and an empty selector holds for every Pod',
    ],
    help: `put ${code(field)} under \`matchLabels:\``,
    severity: strict || resource.kind === 'NetworkPolicy' ? 'error' : 'warning',
  };
}

/** The keys beside a field in its own file: what a kustomization or a patch adds may be the one that was meant. */
function keysAt(resource: Resource, field: Path): ReadonlySet<string> {
  const path = field.slice(0, -1);
  const { file } = resource.keyAt(...field).span;
  const keys = [...getEntries(resource.tree, ...path)].map(({ key }) => key);
  return new Set(keys.filter((key) => resource.keyAt(...path, key).span.file === file));
}

interface Around {
  /** The keys of the map that the field stands in: none of them is meant. */
  readonly keys: ReadonlySet<string>;
  readonly strict: boolean;
}

function unknownField(resource: Resource, path: Path, problem: UnknownField, { keys, strict }: Around): Finding {
  const similar = closest(
    problem.field,
    problem.knownFields.filter((field) => !keys.has(field)),
  );
  const at = resource.keyAt(...path);
  const where = path.length === 1 ? 'at its top' : `in ${code(shortPath(path.slice(0, -1)))}`;
  return {
    message: `${describe(resource)} has an unknown field ${code(problem.field)} ${where}`,
    at: {
      place: at,
      text:
        similar === undefined
          ? `${code(problem.type)} has no such field`
          : `a field with a similar name: ${code(similar)}`,
    },
    notes: [strict ? 'the API server refuses an unknown field' : 'the API server drops an unknown field silently'],
    fix: similar === undefined ? undefined : replacing(`rename it to ${code(similar)}`, at, similar),
    severity: strict ? 'error' : 'warning',
  };
}
