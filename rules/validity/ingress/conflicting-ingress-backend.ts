import { backendPathsOf } from '../../../src/k8s/routes/ingress.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getNumber, getString, type Path } from '../../../src/tree/tree.js';

/**
 * A backend is one thing: a Service or a resource, and of the Service a port by its name or by its number (semantics
 * 7.1).
 */
export default defineAdmissionRule({
  id: 'conflicting-ingress-backend',
  severity: 'error',
  summary: 'An Ingress backend with both a Service and a resource, or a port by name and by number',
  kinds: ['networking.k8s.io/v1/Ingress'],
  fixable: false,
  since: '0.1.0',

  *check(resource) {
    for (const path of backendPathsOf(resource)) {
      if (resource.get(...path, 'service') !== undefined && resource.get(...path, 'resource') !== undefined) {
        yield both(
          resource,
          path,
          'a backend',
          ['resource', 'service'],
          'a backend is either a Service or another resource',
        );
      }
      const port = [...path, 'service', 'port'];
      const named = (getString(resource.tree, ...port, 'name') ?? '') !== '';
      if (named && (getNumber(resource.tree, ...port, 'number') ?? 0) !== 0) {
        yield both(
          resource,
          port,
          'a backend port',
          ['name', 'number'],
          'a port is either named or numbered, even where both mean the same',
        );
      }
    }
  },
});

function both(
  resource: Resource,
  path: Path,
  what: string,
  [one, other]: readonly [string, string],
  note: string,
): Finding {
  return {
    message: `${describe(resource)} has ${what} with both ${code(one)} and ${code(other)}`,
    at: { place: resource.keyAt(...path, one), text: `${code(one)} is written here` },
    related: [{ place: resource.keyAt(...path, other), text: `and ${code(other)} here` }],
    notes: [note],
    help: 'remove one of them',
  };
}
