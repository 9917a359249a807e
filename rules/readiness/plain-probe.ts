import { describe } from '../../src/k8s/object/resource.js';
import { spokenByFlag } from '../../src/k8s/pods/spoken.js';
import type { Container } from '../../src/k8s/pods/container.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';
import { getNumber, getString, type Path, type Place } from '../../src/tree/tree.js';

/** A server for TLS answers plain HTTP with an error: for the kubelet the probe has failed (semantics 6.5, 7.16). */
export default defineRule({
  id: 'plain-probe',
  severity: 'warning',
  summary: 'A probe in plain HTTP of a port that is for TLS by its name or by a flag',
  kinds: ['Workload'],
  fixable: false,
  since: '0.1.0',

  *check({ templates, resource }, { unit }) {
    if (resource.partial || unit.isRefused(resource)) return;
    for (const template of templates)
      for (const container of template.containers) yield* plainProbes(container, template);
  },
});

function* plainProbes(container: Container, template: PodTemplate): Iterable<Finding> {
  for (const { name, path, tree } of container.checks) {
    if (name === 'postStart' || name === 'preStop' || getString(tree, 'httpGet', 'scheme') === 'HTTPS') continue;
    const port = getNumber(tree, 'httpGet', 'port') ?? getString(tree, 'httpGet', 'port');
    const asked = container.ports.find((declared) => declared.name === port || declared.number === port);
    const number = asked?.number ?? (typeof port === 'number' ? port : undefined);
    if (number === undefined) continue;
    const flag = template.containers.flatMap((each) => spokenByFlag(each, number))[0];
    const isNamed = asked !== undefined && /^https(-|$)/.test(asked.name ?? '');
    if (flag === undefined && !isNamed) continue;
    const by = flag === undefined ? asked?.at('name') : flag.at;
    if (by !== undefined) yield plain(container, template, { name, path: [...path, 'httpGet'], by });
  }
}

function plain(
  container: Container,
  { workload }: PodTemplate,
  { name, path, by }: { readonly name: string; readonly path: Path; readonly by: Place },
): Finding {
  return {
    message: `${describe(workload.resource)} has a ${name} of ${code(container.name)} in plain HTTP for a TLS port`,
    at: { place: container.at(...path, 'port'), text: 'without `scheme` this is plain HTTP' },
    related: [{ place: by, text: 'this says TLS' }],
    notes: ['a server for TLS answers plain HTTP with an error, and the probe fails'],
    help: 'write `scheme: HTTPS` beside the port',
  };
}
