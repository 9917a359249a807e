import type { Graph } from '../../../src/graph/graph.js';
import type { NameReference } from '../../../src/k8s/dns/name-reference.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import type { Service } from '../../../src/k8s/services/service.js';
import { readIstioHost } from '../../../src/k8s/routes/istio.js';
import { fieldWords } from '../../../src/message/names.js';
import { serviceWords } from '../../../src/message/ports.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { getList, getString } from '../../../src/tree/tree.js';

/** Pods of mode STRICT take no connection without the certificate of a sidecar (semantics 7.23). */
export default defineRule({
  id: 'plain-call-into-mesh',
  severity: 'warning',
  summary:
    'A call without mutual TLS, by Pods without a sidecar or by a DestinationRule, of Pods that take nothing else',
  kinds: ['FoundName', 'networking.istio.io/DestinationRule'],
  fixable: false,
  since: '0.1.0',

  *check(subject, graph) {
    if ('tree' in subject) {
      yield* turnedOff(subject, graph);
      return;
    }
    const reference = subject;
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

/** The modes of a DestinationRule that send no certificate of the mesh; `MUTUAL` shows one, and whose nobody knows. */
const WITHOUT_CERTIFICATE: ReadonlyMap<string, string> = new Map([
  ['DISABLE', 'calls go out in plain by this'],
  ['SIMPLE', 'calls go out without a certificate by this'],
]);

/** A DestinationRule that takes the mutual TLS of the mesh away from calls of Pods that demand it. */
function* turnedOff(rule: Resource, graph: Graph): Iterable<Finding> {
  const path = ['spec', 'trafficPolicy', 'tls', 'mode'];
  const mode = getString(rule.tree, ...path) ?? '';
  const text = WITHOUT_CERTIFICATE.get(mode);
  if (text === undefined || rule.partial || rule.patched || graph.unit.isRefused(rule)) return;
  // Some ports or versions may have another mode.
  const isSplit = rule.get('spec', 'trafficPolicy', 'portLevelSettings') !== undefined;
  if (isSplit || getList(rule.tree, 'spec', 'subsets').length > 0) return;
  const host = readIstioHost(getString(rule.tree, 'spec', 'host') ?? '');
  if (host.kind !== 'service') return;
  const lookup = graph.names.service({ name: host.name, namespace: host.namespace, from: rule });
  const [service, ...others] = lookup.kind === 'found' && lookup.certain ? lookup.services : [];
  if (service === undefined || others.length > 0 || graph.unit.isRefused(service.resource)) return;
  const strict = strictBehind(service, graph);
  if (strict === undefined) return;
  yield {
    message:
      `${describe(rule)} has sidecars call ${serviceWords(service)} without mutual TLS, ` +
      'and its Pods take nothing else',
    at: { place: rule.at(...path), text },
    related: [{ place: strict.at('spec', 'mtls', 'mode'), text: `${describe(strict)} demands mutual TLS` }],
    notes: ['the sidecar of the callee resets the connection, and callers get 503'],
    help: 'write `mode: ISTIO_MUTUAL`, or leave `tls` out',
  };
}
