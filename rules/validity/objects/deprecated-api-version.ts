import { replacing } from '../../../src/message/replacing.js';
import { ROUTE_KINDS } from '../../../src/k8s/routes/gateway-api.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/**
 * What the newest CustomResourceDefinitions of the Gateway API mark as deprecated; the server answers with a warning
 * (semantics 7.2, G08).
 */
export default defineAdmissionRule({
  id: 'deprecated-api-version',
  severity: 'warning',
  summary: 'A route in an alpha version of the Gateway API, which the newest release no longer serves by default',
  kinds: ROUTE_KINDS,
  fixable: 'unsafe',
  since: '0.1.0',

  *check(resource) {
    const version = resource.apiVersion.slice(resource.group.length + 1);
    if (version.startsWith('v1alpha')) yield deprecated(resource);
  },
});

function deprecated(route: Resource): Finding {
  const instead = `${route.group}/v1`;
  const at = route.at('apiVersion');
  return {
    message: `${describe(route)} uses the deprecated ${code(route.apiVersion)}`,
    at: { place: at, text: `now ${code(instead)}` },
    notes: [
      'the newest Gateway API serves this version with a warning in its experimental channel, ' +
        'and not at all in its standard one',
    ],
    help: 'stay where you are while the installed Gateway API has no `v1` of this kind',
    fix: replacing(`write ${code(instead)}`, at, instead),
  };
}
