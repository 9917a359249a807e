import { writtenSpan } from '../../text/source-file.js';
import { get } from '../../tree/tree.js';
import type { Resource } from './resource.js';

/**
 * True for files that say by their name that they are patches: what they leave out stands in the object that they
 * change (semantics 14.2).
 */
export function isPatchFile(path: string): boolean {
  return /(^|[-_./])patch(es)?([-_./]|$)/i.test(path);
}

/**
 * True for an object with a comment in place of fields, as `# ... the rest of the containers`, or for a workload that
 * calls itself a template and has neither selector nor labels: it is an excerpt.
 */
export function isExcerpt(resource: Resource): boolean {
  const { tree } = resource;
  if (isIllustration(resource)) return true;
  const { file, start, end } = writtenSpan(tree.place.span);
  return /^[ \t]{0,200}#[ \t]{0,20}(?:\.\.\.|…)/m.test(file.text.slice(start, end));
}

function isIllustration({ name, tree }: Resource): boolean {
  return (
    ILLUSTRATES.test(name ?? '') &&
    get(tree, 'spec', 'template') !== undefined &&
    get(tree, 'spec', 'selector') === undefined &&
    get(tree, 'spec', 'template', 'metadata', 'labels') === undefined
  );
}

const ILLUSTRATES = /(?:^|-)(?:dummy|example|placeholder|sample|template)(?:-|$)/;
