import type { Graph } from '../../../src/graph/graph.js';
import type { NameReference } from '../../../src/k8s/dns/name-reference.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import type { Service } from '../../../src/k8s/services/service.js';
import { fieldWords } from '../../../src/message/names.js';
import { serviceWords } from '../../../src/message/ports.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';

/** Pods of mode STRICT take no connection without the certificate of a sidecar (semantics 7.23). */
export default defineRule({
  id: 'plain-call-into-mesh',
  severity: 'warning',
  summary: 'A call of Pods without a sidecar to Pods that take mutual TLS only',
  kinds: ['FoundName'],
  fixable: false,
  since: '0.1.0',

  *check(reference, graph) {
    const { template, from } = reference;
    if (template === undefined || from.partial) return;
    const resolved = graph.names.host(reference);
    const [service, ...others] = resolved.kind === 'found' && resolved.certain ? resolved.services : [];
    if (service === undefined || others.length > 0 || graph.unit.isRefused(service.resource)) return;
    const strict = strictBehind(service, graph);
    const plain = strict && graph.routes.plainNamespaceOf(template);
    if (strict !== undefined && plain !== undefined) yield plainCall(reference, service, strict, plain);
  },
});

/** The policy of all Pods behind a Service, where all have a sidecar. */
function strictBehind(service: Service, { selection, routes }: Graph): Resource | undefined {
  const { templates, uncertain } = selection.of(service);
  const policies = templates.map((template) =>
    routes.sidecarOf(template) === undefined ? undefined : routes.strictFor(template),
  );
  return !uncertain && policies.every((policy) => policy !== undefined) ? policies[0] : undefined;
}

function plainCall(reference: NameReference, service: Service, strict: Resource, plain: Resource): Finding {
  return {
    message:
      `${describe(reference.from)} calls ${serviceWords(service)} without a sidecar, ` +
      'and its Pods take mutual TLS only',
    at: { place: reference.hostAt, text: 'its Pods refuse what comes in plain' },
    related: [
      { place: strict.at('spec', 'mtls', 'mode'), text: `${describe(strict)} demands mutual TLS` },
      { place: plain.at('metadata', 'name'), text: 'this namespace asks for no sidecars' },
    ],
    notes: ['the sidecar of the callee resets the connection', `the name stands ${fieldWords(reference)}`],
    help: 'give the caller a sidecar, or make an exception with `PERMISSIVE` for the Pods that are called',
  };
}
