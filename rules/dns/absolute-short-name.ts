import type { NameReference } from '../../src/k8s/dns/name-reference.js';
import { ZONE } from '../../src/k8s/syntax/names.js';
import { callWords, fieldWords, swap } from '../../src/message/names.js';
import { serviceWords } from '../../src/message/ports.js';
import type { Service } from '../../src/k8s/services/service.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';

/**
 * A trailing dot makes a name absolute: no search domain is appended, so only the full form with the zone resolves
 * (semantics 8.2).
 */
export default defineRule({
  id: 'absolute-short-name',
  severity: 'error',
  summary: 'A short name of a Service with a trailing dot, which keeps it from being completed',
  kinds: ['NameReference'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(reference, { names }) {
    const { absolute, name } = reference;
    if (!absolute || (name.form === 'full' && name.zoned)) return;
    const resolved = names.host(reference);
    const sure = name.form === 'full' && resolved.kind === 'missing';
    if (resolved.kind === 'found' || sure)
      yield absoluteName(reference, resolved.kind === 'found' ? resolved.services[0] : undefined);
  },
});

function absoluteName(reference: NameReference, service: Service | undefined): Finding {
  const { host } = reference;
  const dotted = reference.piece(0, host.length + 1);
  const changes = swap(dotted, `${host}.`, host);
  return {
    message: `${callWords(reference)} ${code(`${host}.`)}, whose trailing dot keeps it from resolving`,
    at: {
      place: reference.piece(host.length, host.length + 1),
      text: `with this dot the name is complete as it stands, without ${code(ZONE)}`,
    },
    related:
      service === undefined
        ? []
        : [{ place: service.resource.at('metadata', 'name'), text: `${serviceWords(service)} is meant` }],
    notes: [
      'the resolver appends its search domains only to names without a trailing dot',
      `the name stands ${fieldWords(reference)}`,
    ],
    fix: changes && { title: 'drop the dot', applicability: 'unsafe', changes },
  };
}
