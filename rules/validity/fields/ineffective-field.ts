import { SERVICE_NAME_LABEL } from '../../../src/k8s/services/endpoints.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { serviceTypeOf } from '../../../src/k8s/services/forbidden-fields.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getList, getNumber, getString, type Path } from '../../../src/tree/tree.js';

/** Fields of a Service that the API server accepts and nobody uses (semantics 4.1, 4.3, 4.4, B59, E28, F19). */
export default defineAdmissionRule({
  id: 'ineffective-field',
  severity: 'warning',
  summary: 'A field of a Service that has no effect beside the others',
  kinds: ['/Service'],
  fixable: false,
  since: '0.1.0',
  *check(resource) {
    const type = serviceTypeOf(resource);
    const config = resource.get('spec', 'sessionAffinityConfig');
    const affinity = getString(resource.tree, 'spec', 'sessionAffinity') || 'None';
    if (config !== undefined && affinity === 'None' && !resource.partial) yield droppedAffinity(resource);
    if (type === 'ExternalName') yield* nodePortsOfName(resource);
    const named = resource.get('spec', 'externalName') !== undefined && resource.get('spec', 'ports') !== undefined;
    if (type !== undefined && type !== 'ExternalName' && named && !resource.partial)
      yield unusedExternalName(resource, type);
    for (const label of RESERVED) {
      if (resource.get('metadata', 'labels', label) !== undefined) yield reservedLabel(resource, label);
    }
  },
});

const RESERVED = [SERVICE_NAME_LABEL, 'endpointslice.kubernetes.io/managed-by', 'service.kubernetes.io/headless'];

function* nodePortsOfName(resource: Resource): Iterable<Finding> {
  const first = getList(resource.tree, 'spec', 'ports').findIndex((port) => (getNumber(port, 'nodePort') ?? 0) !== 0);
  if (first !== -1) yield unusedNodePort(resource, ['spec', 'ports', first, 'nodePort']);
}

function droppedAffinity(resource: Resource): Finding {
  const affinity = resource.get('spec', 'sessionAffinity');
  return {
    message: `${describe(resource)} has a \`sessionAffinityConfig\` without session affinity`,
    at: { place: resource.keyAt('spec', 'sessionAffinityConfig'), text: 'the API server drops this' },
    ...(affinity !== undefined && {
      related: [{ place: resource.at('spec', 'sessionAffinity'), text: 'no affinity' }],
    }),
    help: 'set `sessionAffinity: ClientIP`, or drop the configuration',
  };
}

function unusedNodePort(resource: Resource, path: Path): Finding {
  return {
    message: `${describe(resource)} has a \`nodePort\`, though an ExternalName Service is only a DNS name`,
    at: { place: resource.at(...path), text: 'no node opens this port' },
    related: [{ place: resource.at('spec', 'type'), text: 'the type of the Service' }],
  };
}

function unusedExternalName(resource: Resource, type: string): Finding {
  return {
    message: `${describe(resource)} has an \`externalName\`, which a ${code(type)} Service does not use`,
    at: { place: resource.at('spec', 'externalName'), text: 'only a Service of type ExternalName uses it' },
  };
}

function reservedLabel(resource: Resource, label: string): Finding {
  return {
    message: `${describe(resource)} has the label ${code(label)}, which is not copied to its EndpointSlices`,
    at: { place: resource.keyAt('metadata', 'labels', label), text: 'controllers set this label themselves' },
  };
}
