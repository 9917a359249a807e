import { once } from '../../src/data/once.js';
import type { Graph } from '../../src/graph/graph.js';
import { describe } from '../../src/k8s/object/resource.js';
import { isForGrpc, spokenByFlags } from '../../src/k8s/spoken/spoken.js';
import type { Spoken } from '../../src/k8s/spoken/saying.js';
import type { Container } from '../../src/k8s/pods/container.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';
import { getNumber, getString, type Path } from '../../src/tree/tree.js';

/**
 * A server for TLS answers plain HTTP with an error, and one for gRPC speaks HTTP/2 alone: for the kubelet the probe
 * has failed (semantics 6.5, 6.6, 7.16).
 */
export default defineRule({
  id: 'plain-probe',
  severity: 'warning',
  summary: 'A probe in plain HTTP of a port that is for TLS or gRPC by its name, a flag, a variable or a mounted file',
  kinds: ['Workload'],
  fixable: false,
  since: '0.1.0',

  *check({ templates, resource }, graph) {
    if (resource.partial || graph.unit.isRefused(resource)) return;
    for (const template of templates) {
      const flags = once(() => firstByPort(template.containers.flatMap(spokenByFlags)));
      for (const container of template.containers) yield* plainProbes(container, template, flags, graph);
    }
  },
});

type ByPort = ReadonlyMap<number, Spoken>;

function firstByPort(all: readonly (Spoken & { readonly port: number })[]): ByPort {
  return new Map(all.toReversed().map((each) => [each.port, each]));
}

function* plainProbes(
  container: Container,
  template: PodTemplate,
  flags: () => ByPort,
  graph: Graph,
): Iterable<Finding> {
  for (const { name, path, tree } of container.checks) {
    if (name === 'postStart' || name === 'preStop') continue;
    const port = getNumber(tree, 'httpGet', 'port') ?? getString(tree, 'httpGet', 'port');
    // A probe by TCP or a command asks no port of this kind, and a port without a name is not it.
    if (port === undefined) continue;
    const asked = container.ports.find((declared) => declared.name === port || declared.number === port);
    const number = asked?.number ?? (typeof port === 'number' ? port : undefined);
    if (number === undefined) continue;
    const probe = { name, path: [...path, 'httpGet'] };
    const named = asked?.name === undefined ? undefined : { at: asked.at('name'), by: `the name ${code(asked.name)}` };
    const said = graph.ports.saidOf(template, container, number);
    if (named !== undefined && isForGrpc(asked?.name)) yield ofGrpc(container, template, { ...probe, by: named });
    if (getString(tree, 'httpGet', 'scheme') === 'HTTPS') continue;
    const by = flags().get(number) ?? (/^https(-|$)/.test(asked?.name ?? '') ? named : agreedOn('https', said));
    if (by !== undefined) yield ofTls(container, template, { ...probe, by });
  }
}

/** The text that says it, where no other one says something else. */
function agreedOn(scheme: Spoken['scheme'], said: readonly Spoken[]): Spoken | undefined {
  return said.every((each) => each.scheme === scheme) ? said[0] : undefined;
}

/** Where the scheme stands, or is left out. */
function askedInPlain(container: Container, path: Path): Finding['at'] {
  return container.get(...path, 'scheme') === undefined
    ? { place: container.keyAt(...path), text: 'without `scheme` this is plain HTTP' }
    : { place: container.at(...path, 'scheme'), text: 'this is plain HTTP' };
}

/** A probe that asks in plain HTTP, and the text that says what is spoken instead. */
interface PlainProbe {
  readonly name: string;
  readonly path: Path;
  readonly by: Pick<Spoken, 'at' | 'by'>;
}

function ofTls(container: Container, { workload }: PodTemplate, { name, path, by }: PlainProbe): Finding {
  return {
    message: `${describe(workload.resource)} has a ${name} of ${code(container.name)} in plain HTTP for a TLS port`,
    at: askedInPlain(container, path),
    related: [{ place: by.at, text: `${by.by} says TLS` }],
    notes: ['a server for TLS answers plain HTTP with an error, and the probe fails'],
    help: 'write `scheme: HTTPS` beside the port',
  };
}

function ofGrpc(container: Container, { workload }: PodTemplate, { name, path, by }: PlainProbe): Finding {
  return {
    message: `${describe(workload.resource)} has a ${name} of ${code(container.name)} by HTTP for a port of gRPC`,
    at: { place: container.at(...path, 'port'), text: 'the kubelet asks in HTTP/1.1' },
    related: [{ place: by.at, text: `${by.by} says gRPC` }],
    notes: ['a server for gRPC speaks HTTP/2 alone: it refuses the request, and the probe fails'],
    help: 'write `grpc: { port: … }` with the number of the port, or `tcpSocket`',
  };
}
