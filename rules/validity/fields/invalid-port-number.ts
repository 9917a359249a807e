import { isKnownCustom, CUSTOM_KINDS_WITH_PORTS } from '../../../src/k8s/fields/custom-fields.js';
import { portFields, type PortField, BUILT_IN_KINDS_WITH_PORTS } from '../../../src/k8s/fields/port-fields.js';
import { isPortNumber, isWithin, NODE_PORTS } from '../../../src/k8s/syntax/port-numbers.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { isValidated } from '../../../src/k8s/kinds/api-versions.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { getNumber } from '../../../src/tree/tree.js';

/**
 * Port numbers go from 1 to 65535; the range of node ports is an option of the API server, 30000 to 32767 by default
 * (semantics 4.3, 6.2).
 */
export default defineAdmissionRule({
  id: 'invalid-port-number',
  severity: 'error',
  summary: 'A port number that no port can have',
  kinds: [...BUILT_IN_KINDS_WITH_PORTS, ...CUSTOM_KINDS_WITH_PORTS],
  marks: ['port'],
  fixable: false,
  since: '0.1.0',
  *check(resource, { minor, nodePortRanges }) {
    if (!isValidated(resource, minor) && !isKnownCustom(resource)) return;
    for (const port of portFields(resource)) {
      const number = getNumber(port.tree);
      // Zero is an absent value where the server has a default.
      if (number === undefined || !Number.isInteger(number) || (number === 0 && !REQUIRED.has(port.field))) continue;
      if (!isPortNumber(number)) yield outOfRange(resource, port, number);
      else if (port.field === 'nodePort' && ![NODE_PORTS, ...nodePortRanges()].some((range) => isWithin(range, number)))
        yield unusualNodePort(resource, port, number);
    }
  },
});

const REQUIRED = new Set<PortField['field']>(['port', 'containerPort', 'probe', 'policyPort']);

/** What a field is called where its own name would not do. */
const WORDS: Partial<Record<PortField['field'], string>> = {
  probe: 'probe port',
  policyPort: 'port',
  backend: 'backend port',
};

function outOfRange(resource: Resource, { path, field }: PortField, number: number): Finding {
  return {
    message: `${describe(resource)} has the ${WORDS[field] ?? field} ${number}, and ports go from 1 to 65535`,
    at: { place: resource.at(...path), text: 'no port has this number' },
  };
}

function unusualNodePort(resource: Resource, { path }: PortField, number: number): Finding {
  return {
    message: `${describe(resource)} has the nodePort ${number}, outside the default range 30000 to 32767`,
    at: { place: resource.at(...path), text: 'refused by an API server with the default range' },
    notes: ['the range is the option `--service-node-port-range` of the API server'],
    severity: 'warning',
  };
}
