import type { NameReference } from '../../src/k8s/dns/name-reference.js';
import type { OwnResolver } from '../../src/k8s/configuration/own-resolvers.js';
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
  summary: 'A short name of a Service that nobody completes: by its trailing dot, or by the resolver of a proxy',
  kinds: ['NameReference'],
  marks: ['resolver'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(reference, { names, namespaces }) {
    const { absolute, name } = reference;
    const program = absolute ? undefined : reference.ownResolver;
    if (!(absolute || program !== undefined) || (name.form === 'full' && name.zoned)) return;
    const resolved = names.host(reference);
    if (program !== undefined) {
      const service = resolved.kind === 'found' && resolved.certain ? resolved.services[0] : undefined;
      const namespace = service && namespaces.of(service.resource);
      if (service !== undefined) yield uncompleted(reference, program, service, namespace ?? undefined);
      return;
    }
    const sure = name.form === 'full' && resolved.kind === 'missing';
    if (resolved.kind === 'found' || sure)
      yield absoluteName(reference, resolved.kind === 'found' ? resolved.services[0] : undefined);
  },
});

/** What nginx and HAProxy look up while they run gets no search domain of the Pod. */
function uncompleted(
  reference: NameReference,
  program: OwnResolver,
  service: Service,
  namespace: string | undefined,
): Finding {
  const { host, hostAt } = reference;
  const full = `${service.name}.${namespace ?? 'NAMESPACE'}.svc.${ZONE}`;
  const changes = namespace === undefined ? undefined : swap(hostAt, host, full);
  return {
    message: `${callWords(reference)} ${code(host)} by the resolver of ${program}, which completes no short names`,
    at: { place: hostAt, text: `${program} asks for this name as it stands` },
    related: [{ place: service.resource.at('metadata', 'name'), text: `${serviceWords(service)} is meant` }],
    notes: [
      program === 'nginx'
        ? 'an address with a variable is looked up by `resolver`, without the search domains of the Pod'
        : 'a server with `resolvers` is looked up without the search domains of the Pod',
      `the name stands ${fieldWords(reference)}`,
    ],
    help: changes === undefined ? `write ${code(full)}` : undefined,
    fix: changes && { title: 'write the whole name', applicability: 'unsafe', changes },
    severity: 'warning',
  };
}

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
