import { GATEWAY_GROUP, hasListeners, parentRefsOf } from '../../../src/k8s/routes/gateway-api.js';
import { judgeGrant, type GrantMiss } from '../../../src/k8s/references/grants.js';
import type { ServiceReference } from '../../../src/k8s/references/references.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import type { Service } from '../../../src/k8s/services/service.js';
import { defineRule, type Finding, type PlacedLabel } from '../../../src/rule/rule.js';
import { code, printable } from '../../../src/text/words.js';

/**
 * A route may name a Service of another namespace only where a ReferenceGrant of that namespace lets it
 * (`RefNotPermitted`, semantics 7.2).
 */
export default defineRule({
  id: 'ungranted-cross-namespace-reference',
  severity: 'error',
  summary: 'A route to a Service of another namespace, which no ReferenceGrant there allows',
  kinds: ['Reference'],
  fixable: false,
  since: '0.1.0',

  *check(reference, { namespaces, unit, names }) {
    const { from, referrer, namespace, name } = reference;
    const own = namespaces.of(from);
    if (referrer !== 'gateway' || namespace === undefined || own === null || own === namespace) return;
    // A kustomization may set another namespace, or bring the grant.
    if (from.partial || unit.isRefused(from)) return;
    // A route of a mesh, whose parent is a Service, may send to the Services of its parent.
    if (parentRefsOf(from).some((parent) => !hasListeners(parent))) return;
    // Where the Service is not on disk, its namespace with its grants is not either.
    const found = names.service({ name, namespace, from });
    if (found.kind !== 'found' || !found.certain || found.services.some(({ resource }) => resource.partial)) return;
    const grants = unit
      .inNamespace(GATEWAY_GROUP, 'ReferenceGrant', namespace)
      .map((grant) => ({ grant, verdict: judgeGrant(grant, reference, own) }));
    if (grants.some(({ verdict }) => verdict === 'covers')) return;
    const misses = grants.flatMap(({ grant, verdict }) => (verdict === 'covers' ? [] : [{ grant, verdict }]));
    const near = ORDER.flatMap((what) => misses.filter(({ verdict }) => verdict.what === what)).map(
      ({ grant, verdict }) => missLabel(grant, verdict),
    );
    const misplaced = unit
      .inNamespace(GATEWAY_GROUP, 'ReferenceGrant', own)
      .filter((grant) => judgeGrant(grant, reference, own) === 'covers');
    yield ungranted(
      reference,
      own,
      namespace,
      [...misplaced.map((grant) => misplacedLabel(grant, namespace)), ...near].slice(0, 2),
      found.services[0],
    );
  },
});

/** The nearer a grant comes, the sooner it is named. */
const ORDER: readonly GrantMiss['what'][] = ['name', 'target', 'namespace', 'kind'];

function ungranted(
  { from, name, namespaceAt, nameAt }: ServiceReference,
  own: string,
  namespace: string,
  near: readonly PlacedLabel[],
  service: Service | undefined,
): Finding {
  return {
    message:
      `${describe(from)} of namespace ${code(own)} may not use Service ${code(name)} of namespace ` + code(namespace),
    at: { place: namespaceAt ?? nameAt, text: `no ReferenceGrant of namespace ${code(namespace)} allows it` },
    related:
      near.length > 0 || service === undefined
        ? near
        : [{ place: service.resource.at('metadata', 'name'), text: 'this Service is meant' }],
    notes: ['the backend is left out with the reason `RefNotPermitted`, and requests for it fail'],
    help:
      `add a ReferenceGrant to namespace ${code(namespace)}, ` +
      `from ${printable(from.kind)} of ${code(own)} to Service`,
  };
}

function missLabel(grant: Resource, { path, what }: GrantMiss): PlacedLabel {
  const says = {
    kind: 'is for other routes',
    namespace: 'is for routes of another namespace',
    target: 'is for other targets',
    name: 'is for another Service',
  }[what];
  return { place: grant.at(...path), text: `${describe(grant)} ${says}` };
}

function misplacedLabel(grant: Resource, namespace: string): PlacedLabel {
  return {
    place: grant.at('metadata', 'namespace'),
    text: `${describe(grant)} would allow it, if it lived in ${code(namespace)}`,
  };
}
