import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { isOfNoServer } from '../../../src/k8s/kinds/other-programs.js';
import { code, printable } from '../../../src/text/words.js';
import { positionAt, textOf } from '../../../src/text/source-file.js';
import { getString, type Tree } from '../../../src/tree/tree.js';
import type { DuplicateKey, LostObject, Quirk } from '../../../src/yaml/document.js';

/**
 * kubectl's parser keeps the last of two equal keys and says nothing; kustomize refuses the file (semantics 10.3, Y01,
 * Y03).
 */
export default defineAdmissionRule({
  id: 'duplicate-key',
  severity: 'warning',
  summary: 'A key that is written twice in one map, so that the first value is lost',
  kinds: ['Document'],
  marks: ['syntax'],
  fixable: 'unsafe',
  since: '0.1.0',
  *check({ tree, quirks, lost }) {
    if (quirks.length + lost.length === 0) return;
    const apiVersion = getString(tree, 'apiVersion');
    if (apiVersion === undefined || getString(tree, 'kind') === undefined) return;
    if (apiVersion.startsWith('kustomize.config.k8s.io/')) return; // read by kustomize, which refuses it
    if (isOfNoServer(apiVersion)) return;
    yield* lost.map(withoutSeparator);
    const told = new Set<Quirk>(lost.flatMap(({ keys }) => keys));
    for (const quirk of quirks) {
      if (quirk.kind === 'duplicate-key' && !told.has(quirk)) yield writtenTwice(quirk);
    }
  },
});

function withoutSeparator({ kind, name, at, next }: LostObject): Finding {
  const object = `${printable(kind)}${name === undefined ? '' : ` ${code(name)}`}`;
  const { file, start } = next.span;
  return {
    message: `${object} is lost, since no \`---\` separates it from the object after it`,
    at: { place: next, text: 'the next object begins here, in the same document' },
    related: [{ place: at, text: 'overwritten: of equal keys kubectl keeps the last' }],
    notes: ['kubectl applies only the last object of a document, and says nothing of the others'],
    fix:
      next.inBraces === true || positionAt(file, start).column !== 1
        ? undefined
        : {
            title: 'begin a document of its own',
            applicability: 'unsafe',
            changes: [{ replace: next, with: `---\n${file.text.slice(start, next.span.end)}`, inside: true }],
          },
    severity: 'error',
  };
}

function writtenTwice({ key, lost, kept, lostValue, keptValue }: DuplicateKey): Finding {
  return {
    message: `${code(key)} is written twice in one map, and only the last one counts`,
    at: { place: lost, text: 'kubectl drops this one' },
    related: [{ place: kept, text: 'this one counts' }],
    // What helm printed is read by no kustomize.
    notes: lost.span.file.originOf === undefined ? ['kustomize refuses a file with a duplicate key'] : [],
    help: 'keep one of the two',
    severity: isLoss(lostValue, keptValue) ? 'warning' : 'info',
  };
}

/** Nothing is lost where the first one says nothing, or the same as the last. */
function isLoss(lost: Tree, kept: Tree): boolean {
  return !isEmpty(lost) && textOf(lost.place.span).trim() !== textOf(kept.place.span).trim();
}

function isEmpty(tree: Tree): boolean {
  if (tree.type === 'scalar') return tree.value === null;
  return tree.type === 'list' ? tree.items.length === 0 : tree.entries.size === 0;
}
