import type { Graph } from '../../../src/graph/graph.js';
import { dialledPort } from '../../../src/k8s/dns/dialled-port.js';
import type { NameReference, ToldScheme } from '../../../src/k8s/dns/name-reference.js';
import { callWords, fieldWords } from '../../../src/message/names.js';
import { defineRule, type Finding, type PlacedLabel } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/** A client speaks what its URL says: a server for plain HTTP cannot read TLS, nor the reverse (semantics 7.16). */
export default defineRule({
  id: 'mismatched-call-scheme',
  severity: 'warning',
  summary: 'An address in plain HTTP of a port with TLS, the reverse, or OTLP over HTTP to a port for gRPC',
  kinds: ['FoundName', 'MadeName'],
  fixable: false,
  since: '0.1.0',

  *check(reference, graph) {
    const { toldScheme: told, toldOtlp: otlp, from } = reference;
    if ((told === undefined && otlp === undefined) || from.partial) return;
    const answer = answerTo(reference, graph);
    if (answer === undefined) return;
    if (answer.scheme === 'grpc') {
      if (otlp === 'http') yield forGrpc(reference, answer);
    } else if (told !== undefined && answer.scheme !== told.scheme) yield mismatched(reference, told, answer);
  },
});

/** What is spoken where the call arrives, with the text that says so. */
interface Answer {
  readonly service: string;
  readonly scheme: 'http' | 'https' | 'grpc';
  readonly by: PlacedLabel;
}

function answerTo(reference: NameReference, graph: Graph): Answer | undefined {
  const number = dialledPort(reference);
  const resolved = graph.names.host(reference);
  if (number === undefined) return undefined;
  if (resolved.kind === 'made') {
    const { name, ports, scheme, maker } = resolved.service;
    if (scheme === undefined || (ports.length > 0 && !ports.includes(number))) return undefined;
    const how = scheme === 'https' ? 'with TLS' : 'without TLS';
    const text = `the operator makes ${code(name)} for this ${maker.kind}, ${how}`;
    return { service: name, scheme, by: { place: maker.at('metadata', 'name'), text } };
  }
  if (resolved.kind !== 'found' || !resolved.certain || resolved.wanted.before.length > 0) return undefined;
  const [service, ...others] = resolved.services;
  if (service === undefined || others.length > 0 || service.headless || service.resource.patched) return undefined;
  const port = service.ports.find((each) => each.port === number);
  const spoken = port && graph.ports.spokenBehind(service, port);
  // What a port is called is a habit, and no proof against a client.
  if (spoken === undefined || /^the n(?:ame|umber)/.test(spoken.by)) return undefined;
  const by = { place: spoken.at, text: `${spoken.by} of its Pods says so` };
  return { service: service.name, scheme: spoken.scheme, by };
}

function mismatched(reference: NameReference, told: ToldScheme, { service, scheme, by }: Answer): Finding {
  const [asked, spoken] = scheme === 'https' ? ['plain HTTP', 'TLS'] : ['TLS', 'plain HTTP'];
  return {
    message: `${callWords(reference)} Service ${code(service)} in ${asked}, where ${spoken} is spoken`,
    at: { place: told.at, text: `this is ${asked}` },
    related: [by],
    notes: [
      scheme === 'https'
        ? 'a server for TLS answers plain HTTP with an error, or not at all'
        : 'a server for plain HTTP cannot read TLS: the handshake fails',
      `the address stands ${fieldWords(reference)}`,
    ],
    help: `write ${code(scheme)}`,
  };
}

/** The receiver of OTLP has a port for each of its two transports. */
function forGrpc(reference: NameReference, { service, by }: Answer): Finding {
  const { port, hostAt } = reference;
  return {
    message: `${callWords(reference)} Service ${code(service)} for OTLP over HTTP on a port where gRPC is spoken`,
    at: { place: port.kind === 'number' ? port.at : hostAt, text: 'the exporter speaks HTTP' },
    related: [by],
    notes: [
      'a receiver of OTLP has one port for gRPC, by custom 4317, and another one for HTTP, by custom 4318',
      `the address stands ${fieldWords(reference)}`,
    ],
    help: 'write the port for HTTP, or let the exporter speak gRPC',
  };
}
