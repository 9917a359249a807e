import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { getList, getString } from '../../../src/tree/tree.js';

/** What the API server accepts with a warning that it is deprecated (semantics 4.4, 11.1, B54, E32). */
export default defineAdmissionRule({
  id: 'deprecated-field',
  severity: 'warning',
  summary: 'A field or value of a Service that Kubernetes has deprecated',
  kinds: ['/Service'],
  fixable: 'safe',
  since: '0.1.0',
  *check(resource, { minor }) {
    if (minor >= 36 && getList(resource.tree, 'spec', 'externalIPs').length > 0) yield externalIPs(resource);
    if (minor >= 34 && getString(resource.tree, 'spec', 'trafficDistribution') === 'PreferClose')
      yield preferClose(resource);
  },
});

function externalIPs(resource: Resource): Finding {
  return {
    message: `${describe(resource)} has \`externalIPs\`, which Kubernetes 1.36 deprecates`,
    at: { place: resource.keyAt('spec', 'externalIPs'), text: 'some clusters may no longer implement it' },
    help: 'use a LoadBalancer Service or a Gateway',
  };
}

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
