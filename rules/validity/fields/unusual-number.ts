import { portFields, BUILT_IN_KINDS_WITH_PORTS } from '../../../src/k8s/fields/port-fields.js';
import { isPortNumber } from '../../../src/k8s/syntax/port-numbers.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { isValidated } from '../../../src/k8s/kinds/api-versions.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import type { Path, ScalarTree } from '../../../src/tree/tree.js';

/** YAML 1.1 reads `0100` as octal, `0x1F90` as hexadecimal, and drops underscores (semantics 10.4, B06, B09). */
export default defineAdmissionRule({
  id: 'unusual-number',
  severity: 'warning',
  summary: 'A port that is written as an octal, hexadecimal or otherwise unusual number',
  kinds: BUILT_IN_KINDS_WITH_PORTS,
  marks: ['port'],
  fixable: 'safe',
  since: '0.1.0',
  *check(resource, { minor }) {
    if (!isValidated(resource, minor)) return;
    for (const port of portFields(resource)) {
      const { value, source } = port.tree;
      // What is no port at all is another finding.
      if (typeof value === 'number' && Number.isInteger(value) && isPortNumber(value) && isUnusual(port.tree))
        yield unusual(resource, port.path, source, value);
    }
  },
});

function isUnusual({ source, style }: ScalarTree): boolean {
  return style === 'plain' && (/^[-+]?0[0-9xXbBoO]/.test(source) || /[_eE]/.test(source));
}

function unusual(resource: Resource, path: Path, source: string, number: number): Finding {
  return {
    message: `${describe(resource)} writes a port as ${code(source)}, which is ${number}`,
    at: { place: resource.at(...path), text: `kubectl reads ${number}` },
    fix: {
      title: 'write the decimal number',
      applicability: 'safe',
      changes: [{ replace: resource.at(...path), with: number }],
    },
  };
}
