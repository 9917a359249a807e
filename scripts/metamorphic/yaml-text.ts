import { isDeepStrictEqual } from 'node:util';
import { isCollection, isScalar, isSeq, parseAllDocuments, visit, type Document } from 'yaml';

/** A change of a text that leaves its meaning; undefined where the text cannot be changed so. */
type Rewriting = (text: string) => string | undefined;

/**
 * The same for texts that every parser reads alike: other texts, and those that would mean something else, stay
 * undefined.
 */
export function keepingMeaning(rewrite: Rewriting): Rewriting {
  return (text) => {
    if (/\{\{|\{\w+\}|^%|^\.\.\.$|\t/m.test(text)) return undefined;
    const before = meaningOf(text);
    const after = before === undefined ? undefined : rewrite(text);
    return after !== undefined && after !== text && isDeepStrictEqual(meaningOf(after), before) ? after : undefined;
  };
}

function meaningOf(text: string): readonly unknown[] | undefined {
  const documents = documentsOf(text, 'yaml-1.1');
  if (documents.some(({ errors, warnings }) => errors.length + warnings.length > 0)) return undefined;
  try {
    return [documents, documentsOf(text, 'core')].flatMap((all) => all.map((document) => document.toJS() as unknown));
  } catch {
    return undefined; // an alias of nothing, or of itself
  }
}

function documentsOf(text: string, schema: 'core' | 'yaml-1.1' | 'failsafe'): readonly Document.Parsed[] {
  return [...parseAllDocuments(text, { schema, merge: true, uniqueKeys: false })] as Document.Parsed[];
}

/**
 * Maps and lists in braces and brackets. A text in a block, and what is empty, would stand at another place; a JSON patch
 * that begins with a bracket has to be JSON.
 */
export const inFlowStyle = keepingMeaning((text) => {
  const documents = documentsOf(text, 'failsafe');
  for (const document of documents) {
    if (isSeq(document.contents)) return undefined;
    document.commentBefore = null;
    document.comment = null;
    let isPlain = true;
    visit(document, {
      Node: (_, node) => {
        node.commentBefore = null;
        node.comment = null;
        if (isCollection(node)) node.flow = true;
        else if (isScalar(node) && (/BLOCK/.test(node.type ?? '') || node.source === '')) isPlain = false;
      },
    });
    if (!isPlain) return undefined;
  }
  return documents.map((document) => document.toString({ lineWidth: 0 }).replace(/^---\n/, '')).join('---\n');
});

/** Texts of which no parser makes anything else, whether they are quoted or not. */
const PLAIN = /^(?!(?:y|n|yes|no|on|off|true|false|null)$)[a-z][a-z0-9./-]*[a-z0-9]$/i;

/** Values in double quotes that had none, and in single ones that had double ones. */
export const inQuotes = keepingMeaning((text) =>
  edited(text, (document, add) => {
    visit(document, {
      Scalar: (key, { type, value, range }) => {
        if (key === 'key' || typeof value !== 'string' || !PLAIN.test(value) || range === undefined || range === null)
          return;
        const [from, to] = range;
        if (type === 'PLAIN') add(from, to, `"${value}"`);
        if (type === 'QUOTE_DOUBLE') add(from, to, `'${value}'`);
      },
    });
  }),
);

/** A line of comment before every key that starts a line. */
export const withComments = keepingMeaning((text) =>
  edited(text, (document, add) => {
    visit(document, {
      Scalar: (key, { range }) => {
        if (key !== 'key' || range === undefined || range === null) return;
        const start = text.lastIndexOf('\n', range[0] - 1) + 1;
        const indent = text.slice(start, range[0]);
        if (indent.trim() === '') add(start, start, `${indent}# a remark\n`);
      },
      // Lines within brackets may be those of a text in quotes.
      Collection: (_, { flow }) => (flow === true ? visit.SKIP : undefined),
    });
  }),
);

function edited(
  text: string,
  edit: (document: Document.Parsed, add: (from: number, to: number, by: string) => void) => void,
): string {
  const edits: { readonly from: number; readonly to: number; readonly by: string }[] = [];
  for (const document of documentsOf(text, 'core')) edit(document, (from, to, by) => edits.push({ from, to, by }));
  return edits
    .sort((a, b) => b.from - a.from)
    .reduce((done, { from, to, by }) => done.slice(0, from) + by + done.slice(to), text);
}

/** The objects of a text by kind and name, as far as they have both. */
export function namesIn(text: string): readonly string[] {
  const objects = (meaningOf(text) ?? []) as readonly ({ kind?: unknown; metadata?: { name?: unknown } } | null)[];
  return objects
    .slice(0, objects.length / 2)
    .flatMap((object) =>
      typeof object?.kind === 'string' && typeof object.metadata?.name === 'string'
        ? [`${object.kind}/${object.metadata.name}`]
        : [],
    );
}

/** Each document of a file as a text of its own; undefined where there are not two at least. */
export function documentsApart(text: string): readonly string[] | undefined {
  if (keepingMeaning((whole) => `${whole}\n# end\n`)(text) === undefined || /^---[^\S\n]*[^\s#]/m.test(text))
    return undefined;
  const parts = text.split(/^---.*(?:\n|$)/m).filter((part) => /^[^\s#]*:/m.test(part));
  return parts.length > 1 &&
    parts.length === documentsOf(text, 'core').filter(({ contents }) => contents !== null).length
    ? parts
    : undefined;
}
