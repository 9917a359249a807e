import { describe } from '../../src/k8s/object/resource.js';
import { isForGrpc, spokenByFlag } from '../../src/k8s/pods/spoken.js';
import type { Container } from '../../src/k8s/pods/container.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';
import { getNumber, getString, type Path, type Place } from '../../src/tree/tree.js';

/**
 * A server for TLS answers plain HTTP with an error, and one for gRPC speaks HTTP/2 alone: for the kubelet the probe
 * has failed (semantics 6.5, 6.6, 7.16).
 */
export default defineRule({
  id: 'plain-probe',
  severity: 'warning',
  summary: 'A probe in plain HTTP of a port that is for TLS or gRPC by its name, or for TLS by a flag',
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
    if (name === 'postStart' || name === 'preStop') continue;
    const port = getNumber(tree, 'httpGet', 'port') ?? getString(tree, 'httpGet', 'port');
    const asked = container.ports.find((declared) => declared.name === port || declared.number === port);
    const number = asked?.number ?? (typeof port === 'number' ? port : undefined);
    if (number === undefined) continue;
    const probe = { name, path: [...path, 'httpGet'] };
    const named = asked?.at('name');
    const flag = template.containers.flatMap((each) => spokenByFlag(each, number))[0];
    if (named !== undefined && isForGrpc(asked?.name)) yield ofGrpc(container, template, { ...probe, by: named });
    if (getString(tree, 'httpGet', 'scheme') === 'HTTPS') continue;
    const by = flag?.at ?? (/^https(-|$)/.test(asked?.name ?? '') ? named : undefined);
    if (by !== undefined) yield ofTls(container, template, { ...probe, by });
  }
}

/** A probe that asks in plain HTTP, and the text that says what is spoken instead. */
interface PlainProbe {
  readonly name: string;
  readonly path: Path;
  readonly by: Place;
}

function ofTls(container: Container, { workload }: PodTemplate, { name, path, by }: PlainProbe): Finding {
  return {
    message: `${describe(workload.resource)} has a ${name} of ${code(container.name)} in plain HTTP for a TLS port`,
    at: { place: container.at(...path, 'port'), text: 'without `scheme` this is plain HTTP' },
    related: [{ place: by, text: 'this says TLS' }],
    notes: ['a server for TLS answers plain HTTP with an error, and the probe fails'],
    help: 'write `scheme: HTTPS` beside the port',
  };
}

function ofGrpc(container: Container, { workload }: PodTemplate, { name, path, by }: PlainProbe): Finding {
  return {
    message: `${describe(workload.resource)} has a ${name} of ${code(container.name)} by HTTP for a port of gRPC`,
    at: { place: container.at(...path, 'port'), text: 'the kubelet asks in HTTP/1.1' },
    related: [{ place: by, text: 'this says gRPC' }],
    notes: ['a server for gRPC speaks HTTP/2 alone: it refuses the request, and the probe fails'],
    help: 'write `grpc: { port: … }` with the number of the port, or `tcpSocket`',
  };
}
