import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { textOf } from '../../../src/text/source-file.js';
import { code, printable } from '../../../src/text/words.js';
import { isOfNoServer, isTextForAProgram } from '../../../src/k8s/kinds/other-programs.js';
import { groupOf, isBuiltInGroup } from '../../../src/k8s/object/groups.js';
import { getString, type ListTree, type ScalarTree } from '../../../src/tree/tree.js';
import type { Document, SyntaxProblem } from '../../../src/yaml/document.js';

/**
 * kubectl reads a file document by document: one that its parser refuses stops the run, and so does a list at the top
 * level; objects before it are applied already (semantics 10.2).
 */
export default defineAdmissionRule({
  id: 'unparsable-document',
  severity: 'error',
  summary: 'A document that kubectl cannot read',
  kinds: ['Document'],
  marks: ['syntax'],
  fixable: false,
  since: '0.1.0',
  *check(document) {
    const { tree, problems } = document;
    const problem = problems[0];
    if (problem !== undefined && isManifest(document)) yield broken(problem, document);
    else if (tree?.type === 'scalar' && isBesideManifest(document)) yield topLevelText(document, tree);
    // JSON of that form is the data of a program; nobody writes manifests so.
    else if (tree?.type === 'list' && !document.span.file.path.endsWith('.json') && holdsObjects(tree))
      yield topLevelList(tree);
  },
});

/**
 * What is not meant for kubectl at all may be written for another parser, as `kind: pipeline` is. A bad separator cuts
 * a manifest off from its own words.
 */
function isManifest({ span: { file, start, end }, neighbour }: Document): boolean {
  const text = file.text.slice(start, end);
  const isBesideTheirs = neighbour !== undefined && isOfNoServer(neighbour.apiVersion) && !WORDS_OF_MANIFEST.test(text);
  return WORDS_OF_MANIFEST.test(file.text) && !isTextForAProgram(text) && !isBesideTheirs;
}

const WORDS_OF_MANIFEST =
  /^(?:["']?apiVersion["']?[ \t]*:(?![ \t]*\d+[ \t]*(?:#|\r?$))|["']?kind["']?[ \t]*:[ \t]*["']?[A-Z]|[ \t]*(?:--- )?[{[].*\bapiVersion\b)/m;

/**
 * What is no object is refused where it is applied with one; what stands beside objects of other programs may be
 * theirs.
 */
function isBesideManifest({ neighbour }: Document): boolean {
  return neighbour !== undefined && isBuiltInGroup(groupOf(neighbour.apiVersion));
}

/** A JSON patch is a list too; its items have neither. */
function holdsObjects(list: ListTree): boolean {
  const [first] = list.items;
  return getString(first, 'apiVersion') !== undefined && getString(first, 'kind') !== undefined;
}

function broken(problem: SyntaxProblem, document: Document): Finding {
  const pair = pairWithoutBlank(problem);
  const why =
    pair === undefined
      ? printable(problem.message.split('\n', 1)[0] ?? '')
      : `${code(pair)} has no blank behind its colon`;
  return {
    message: `kubectl cannot read this document: ${why}`,
    at: { place: { span: problem.span }, text: 'reading stops here' },
    help: pair === undefined ? undefined : `write ${code(pair.replace(':', ': '))}`,
    notes: [
      isFirst(document)
        ? '`kubectl apply` ends with an error here, and applies nothing of this file'
        : '`kubectl apply` ends with an error here; the documents before this one are applied already',
    ],
  };
}

function topLevelText({ span: { file, start } }: Document, { place }: ScalarTree): Finding {
  const isCut = /[ \t]$/.test(file.text.slice(start, place.span.start));
  return {
    message: 'kubectl refuses a text at the top level of a document',
    at: { place, text: 'a text, and no object' },
    notes: isCut ? ['the line `---` above it ends the document, even inside of a text'] : [],
    help: isCut ? 'indent the line `---`, so that it belongs to the text' : undefined,
  };
}

/** `tier:db` among other pairs is a key without a colon to a parser. */
function pairWithoutBlank({ span }: SyntaxProblem): string | undefined {
  const text = textOf(span).trim();
  return /^[A-Za-z][\w./-]*:[^\s:/][^\s:]*$/.test(text) ? text : undefined;
}

/** Only comments and separators stand before it. */
function isFirst({ span: { file, start } }: Document): boolean {
  return file.text.search(/^(?![ \t]*(#|---|\r?$))/m) >= start;
}

function topLevelList(list: ListTree): Finding {
  const [first] = list.items;
  const place = first?.type === 'map' ? first.entries.values()[0]?.keyPlace : undefined;
  return {
    message: 'kubectl refuses a list of objects at the top level of a document',
    at: { place: place ?? list.place, text: 'the first object of the list' },
    help: 'put the objects under `items:` of a `kind: List`, or write each as a document of its own',
  };
}
