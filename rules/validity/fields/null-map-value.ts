import { metadataPaths } from '../../../src/k8s/pods/pod-specs.js';
import { describe, isKind, type Resource } from '../../../src/k8s/object/resource.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { lineText, positionAt } from '../../../src/text/source-file.js';
import { code } from '../../../src/text/words.js';
import { getEntries, type Entry, type Path } from '../../../src/tree/tree.js';

/**
 * A label without a value is dropped by client-side apply, and stored as "" by create and server-side apply (semantics
 * 1.5, A20, H04, H05).
 */
export default defineAdmissionRule({
  id: 'null-map-value',
  severity: 'warning',
  summary: 'A label or selector entry without a value',
  kinds: ['Object'],
  marks: ['label'],
  fixable: false,
  since: '0.1.0',
  *check(resource, { serverSide }) {
    if (resource.custom) return;
    for (const path of labelMaps(resource)) {
      for (const entry of getEntries(resource.tree, ...path)) {
        if (entry.value.type !== 'scalar' || entry.value.value !== null || isTemplated(entry)) continue;
        yield withoutValue(resource, entry, {
          what: path.includes('selector') ? 'selector entry' : 'label',
          serverSide,
          empties: empties(resource, path, serverSide),
        });
      }
    }
  },
});

function labelMaps(resource: Resource): readonly Path[] {
  const selector: Path =
    isKind(resource, '', 'Service') || isKind(resource, '', 'ReplicationController')
      ? ['spec', 'selector']
      : ['spec', 'selector', 'matchLabels'];
  return [...metadataPaths(resource).map((path) => [...path, 'labels']), selector];
}

/** Dropped, such entries leave nothing of a Service's selector: it then selects no Pod at all (semantics 2.2). */
function empties(resource: Resource, path: Path, serverSide: boolean): boolean {
  const all = [...getEntries(resource.tree, ...path)];
  return (
    !serverSide &&
    isKind(resource, '', 'Service') &&
    path.includes('selector') &&
    all.every(({ value }) => value.type === 'scalar' && value.value === null)
  );
}

/** ytt writes its expressions as comments behind keys without values. */
function isTemplated({ keyPlace }: Entry): boolean {
  const { file, start } = keyPlace.span;
  return lineText(file, positionAt(file, start).line).includes('#@');
}

interface Without {
  readonly what: string;
  readonly serverSide: boolean;
  /** Nothing else is in the selector. */
  readonly empties: boolean;
}

function withoutValue(
  resource: Resource,
  { key, keyPlace }: Entry,
  { what, serverSide, empties: isEmptied }: Without,
): Finding {
  return {
    message: `${describe(resource)} has the ${what} ${code(key)} without a value`,
    at: { place: keyPlace, text: serverSide ? 'stored as the empty text' : '`kubectl apply` drops it' },
    notes: [
      'client-side apply drops such an entry; `kubectl create` and server-side apply store the empty text',
      ...(isEmptied
        ? ['nothing is left of the selector then, and a Service with an empty selector selects no Pod']
        : []),
    ],
    help: `give it a value, or write \`""\` for the empty text`,
  };
}
