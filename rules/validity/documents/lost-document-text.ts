import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import type { Quirk } from '../../../src/yaml/document.js';

/**
 * `...` ends a document for the parser but not for kubectl's splitter, which waits for `---`: what stands between them
 * is read by nobody, and nobody says so (semantics 10.2, Y14).
 */
export default defineAdmissionRule({
  id: 'lost-document-text',
  severity: 'error',
  summary: 'Text after `...` that kubectl drops silently',
  kinds: ['Document'],
  marks: ['syntax'],
  fixable: false,
  since: '0.1.0',
  *check(document) {
    for (const quirk of document.quirks) {
      if (quirk.kind === 'lost-text') yield lostText(quirk, document.span.end);
    }
  },
});

function lostText({ marker, lost }: Quirk & { readonly kind: 'lost-text' }, end: number): Finding {
  const isObject = /^["']?(apiVersion|kind)["']?[ \t]*:/m.test(lost.file.text.slice(lost.start, end));
  return {
    message: isObject ? 'kubectl silently drops the object after `...`' : 'kubectl silently drops the text after `...`',
    at: { place: { span: lost }, text: 'nobody reads this' },
    related: [{ place: { span: marker }, text: '`...` ends the document, and only `---` begins the next one' }],
    severity: isObject ? 'error' : 'warning',
    help: 'begin the next document with `---` in place of `...`',
  };
}
