import { ROUTE_KINDS } from '../../../src/k8s/routes/gateway-api.js';
import { isPatchFile } from '../../../src/k8s/object/patch-file.js';
import { backendRefsOf, type BackendRef } from '../../../src/k8s/references/gateway.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/** `Must have port for Service reference`, a rule of every route's CustomResourceDefinition (semantics 7.2, G01). */
export default defineAdmissionRule({
  id: 'missing-backend-port',
  severity: 'error',
  summary: 'A route that sends requests to a Service without saying to which port',
  kinds: ROUTE_KINDS,
  fixable: false,
  since: '0.1.0',

  *check(resource) {
    // A patch may bring the port, or be one.
    if (resource.patched || isPatchFile(resource.file.path)) return;
    for (const backend of backendRefsOf(resource)) {
      // Backends of other kinds need no port (semantics 7.2, G05).
      if (backend.isService && backend.name !== undefined && resource.get(...backend.path, 'port') === undefined)
        yield withoutPort(resource, backend, backend.name);
    }
  },
});

const VERBS: Readonly<Record<string, string>> = {
  backend: 'sends requests',
  mirror: 'mirrors requests',
  authorization: 'sends authorization checks',
};

function withoutPort(route: Resource, { path, role }: BackendRef, name: string): Finding {
  return {
    message: `${describe(route)} ${VERBS[role] ?? 'sends requests'} to Service ${code(name)} without a port`,
    at: { place: route.at(...path, 'name'), text: 'no `port` beside this name' },
    notes: ['the API server refuses the route: no default exists, even where the Service has a single port'],
    help: 'add `port:` with a port number of the Service, not of its Pods',
  };
}
