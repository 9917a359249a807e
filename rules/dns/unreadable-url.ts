import type { NameReference } from '../../src/k8s/dns/name-reference.js';
import { callWords, fieldWords } from '../../src/message/names.js';
import { serviceWords } from '../../src/message/ports.js';
import type { Service } from '../../src/k8s/services/service.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';
import type { Place } from '../../src/tree/tree.js';

/** A host follows two slashes: behind one most parsers read a path (semantics 8.5). */
export default defineRule({
  id: 'unreadable-url',
  severity: 'warning',
  summary: 'A URL of a Service with one slash before the host, in which most programs find no host',
  kinds: ['FoundName'],
  marks: ['resolver'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(reference, { names }) {
    const { oddSlash } = reference;
    const resolved = oddSlash === undefined ? undefined : names.host(reference);
    const service = resolved?.kind === 'found' ? resolved.services[0] : undefined;
    if (oddSlash !== undefined && service !== undefined) yield unreadable(reference, oddSlash, service);
  },
});

function unreadable(reference: NameReference, slash: Place, service: Service): Finding {
  return {
    message: `${callWords(reference)} ${code(reference.host)} in a URL with one slash before it`,
    at: { place: slash, text: '`//` is meant' },
    related: [{ place: service.resource.at('metadata', 'name'), text: `${serviceWords(service)} is meant` }],
    notes: [
      'a host stands behind two slashes: Go, Java and Python find none here, and take the name for a path',
      `the name stands ${fieldWords(reference)}`,
    ],
    fix: {
      title: 'write two slashes',
      applicability: 'unsafe',
      changes: [{ replace: slash, with: '//', inside: true }],
    },
  };
}
