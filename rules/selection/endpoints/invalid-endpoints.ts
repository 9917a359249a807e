import { endpointProblems, type EndpointProblem } from '../../../src/k8s/services/endpoint-problems.js';
import { isSlice, ENDPOINT_KINDS } from '../../../src/k8s/services/endpoints.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { isValidated } from '../../../src/k8s/kinds/api-versions.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';

/** What the API server checks in hand-written endpoints: addresses, address type, port names (semantics 5.10). */
export default defineAdmissionRule({
  id: 'invalid-endpoints',
  severity: 'error',
  summary: 'Endpoints or EndpointSlice that the API server refuses',
  kinds: ENDPOINT_KINDS,
  fixable: false,
  since: '0.1.0',

  *check(resource, { minor }) {
    if (!isValidated(resource, minor)) return;
    for (const problem of endpointProblems(resource, minor)) yield refused(resource, problem);
    const type = resource.get('addressType');
    if (isSlice(resource) && type?.type === 'scalar' && type.value === 'FQDN') yield deprecated(resource);
  },
});

function refused(resource: Resource, { path, clause, label, note }: EndpointProblem): Finding {
  return {
    message: `${describe(resource)} ${clause}`,
    at: { place: resource.at(...path), text: label },
    notes: note === undefined ? [] : [note],
  };
}

function deprecated(resource: Resource): Finding {
  return {
    message: `${describe(resource)} has the address type \`FQDN\`, which is deprecated`,
    at: { place: resource.at('addressType'), text: 'kube-proxy reads only `IPv4` and `IPv6`' },
    notes: ['connections to the ClusterIP of its Service never reach these names'],
    help: 'use a Service of type ExternalName for a host with a name',
    severity: 'warning',
  };
}
