import { describe } from '../../src/k8s/object/resource.js';
import type { Container } from '../../src/k8s/pods/container.js';
import type { Spoken } from '../../src/k8s/spoken/saying.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';
import { getNumber, getString, type Path } from '../../src/tree/tree.js';

/** A server for plain HTTP takes the hello of TLS for a broken request: the probe has failed (semantics 6.5, 7.16). */
export default defineRule({
  id: 'tls-probe',
  severity: 'warning',
  summary: 'A probe in TLS of a port on which the program is told to speak plain HTTP',
  kinds: ['Workload'],
  fixable: false,
  since: '0.1.0',

  *check({ templates, resource }, { unit, ports }) {
    if (resource.partial || unit.isRefused(resource)) return;
    for (const template of templates)
      for (const container of template.containers)
        for (const { name, path, tree } of container.checks) {
          if (name === 'postStart' || name === 'preStop' || getString(tree, 'httpGet', 'scheme') !== 'HTTPS') continue;
          const port = getNumber(tree, 'httpGet', 'port') ?? getString(tree, 'httpGet', 'port');
          if (port === undefined) continue;
          const asked = container.ports.find((declared) => declared.name === port || declared.number === port);
          const number = asked?.number ?? (typeof port === 'number' ? port : undefined);
          const said = number === undefined ? [] : ports.saidOf(template, container, number);
          const [first] = said;
          if (first !== undefined && said.every(({ scheme }) => scheme === 'http'))
            yield secureProbe(container, template, { name, path: [...path, 'httpGet'], said: first });
        }
  },
});

/** A probe that asks in TLS, and the text that says that plain HTTP is spoken. */
interface SecureProbe {
  readonly name: string;
  readonly path: Path;
  readonly said: Spoken;
}

function secureProbe(container: Container, { workload }: PodTemplate, { name, path, said }: SecureProbe): Finding {
  return {
    message: `${describe(workload.resource)} has a ${name} of ${code(container.name)} in TLS for a port in plain HTTP`,
    at: { place: container.at(...path, 'scheme'), text: 'the kubelet asks in TLS' },
    related: [{ place: said.at, text: `${said.by} says plain HTTP` }],
    notes: ['a server for plain HTTP cannot read TLS, and the probe fails'],
    help: `leave ${code('scheme')} out, or let the program serve TLS`,
  };
}
