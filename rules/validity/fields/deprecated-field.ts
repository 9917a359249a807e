import { DEPRECATIONS, warningsAbout } from '../../../src/k8s/fields/server-warnings.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { getString } from '../../../src/tree/tree.js';

/** What the API server accepts with a warning that it is deprecated (semantics 4.4, 11.1, 11.3, B54, E32). */
export default defineAdmissionRule({
  id: 'deprecated-field',
  severity: 'warning',
  summary: 'A field, value or annotation that Kubernetes has deprecated',
  kinds: ['/Service', '/Endpoints', 'networking.k8s.io/v1/Ingress'],
  fixable: 'safe',
  since: '0.1.0',
  *check(resource, { minor }) {
    for (const { path, says, headline, label, help, severity } of warningsAbout(resource, DEPRECATIONS, minor))
      yield {
        message: headline ?? `${describe(resource)} ${says}`,
        at: { place: resource.keyAt(...path), text: label },
        help,
        severity,
      };
    if (resource.kind !== 'Service') return;
    if (minor >= 34 && getString(resource.tree, 'spec', 'trafficDistribution') === 'PreferClose')
      yield preferClose(resource);
  },
});

function preferClose(resource: Resource): Finding {
  const at = resource.at('spec', 'trafficDistribution');
  return {
    message: `${describe(resource)} has the deprecated trafficDistribution \`PreferClose\``,
    at: { place: at, text: 'the old name of `PreferSameZone`' },
    fix: {
      title: 'write `PreferSameZone`, which means the same',
      applicability: 'safe',
      changes: [{ replace: at, with: 'PreferSameZone' }],
    },
  };
}
