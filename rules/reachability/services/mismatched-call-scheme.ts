import type { Graph } from '../../../src/graph/graph.js';
import { dialledPort } from '../../../src/k8s/dns/dialled-port.js';
import type { NameReference, ToldScheme } from '../../../src/k8s/dns/name-reference.js';
import type { Service, ServicePort } from '../../../src/k8s/services/service.js';
import type { Spoken } from '../../../src/k8s/spoken/saying.js';
import { callWords, fieldWords } from '../../../src/message/names.js';
import { defineRule, type Finding, type PlacedLabel } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/** A client speaks what its URL says: a server for plain HTTP cannot read TLS, nor the reverse (semantics 7.16). */
export default defineRule({
  id: 'mismatched-call-scheme',
  severity: 'warning',
  summary: 'An address in plain HTTP of a port with TLS, the reverse, or of OTLP to a port for something else',
  kinds: ['FoundName', 'MadeName'],
  fixable: false,
  since: '0.1.0',

  *check(reference, graph) {
    const { toldScheme: told, toldOtlp: otlp, from } = reference;
    if ((told === undefined && otlp === undefined) || from.partial) return;
    const answer = answerTo(reference, graph);
    if (answer === undefined) return;
    if (otlp !== undefined && answer.dialect !== undefined) yield notOtlp(reference, answer, answer.dialect);
    else if (answer.scheme === 'grpc') {
      if (otlp === 'http') yield forGrpc(reference, answer);
    } else if (told !== undefined && answer.scheme !== told.scheme) yield mismatched(reference, told, answer);
  },
});

/** What is spoken where the call arrives, with the text that says so. */
interface Answer {
  readonly service: string;
  readonly scheme: Spoken['scheme'];
  readonly dialect?: Spoken['dialect'];
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
  if (resolved.kind !== 'found' || !resolved.certain || resolved.wanted.before.length > 1) return undefined;
  const [service, ...others] = resolved.services;
  if (service === undefined || others.length > 0 || service.resource.patched) return undefined;
  if (resolved.wanted.before.length > 0 && !service.headless) return undefined;
  const port = service.ports.find(
    (each) => each.port === number && (!service.headless || isSame(service, each, graph)),
  );
  const spoken = port && graph.ports.spokenBehind(service, port);
  // What a port is called is a habit, and no proof against a client.
  if (spoken === undefined || /^the n(?:ame|umber)/.test(spoken.by)) return undefined;
  const by = { place: spoken.at, text: `${spoken.by} of its Pods says so` };
  return { service: service.name, scheme: spoken.scheme, dialect: spoken.dialect, by };
}

/** The name of a headless Service leads to the Pods, where no port is translated. */
function isSame(service: Service, port: ServicePort, { selection, ports }: Graph): boolean {
  return selection.of(service).templates.every((template) => ports.resolve(port, template).number === port.port);
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

/** A collector of traces has other ports for other protocols, which stand where OTLP was meant. */
function notOtlp(reference: NameReference, { service, by }: Answer, dialect: string): Finding {
  const { port, hostAt } = reference;
  return {
    message: `${callWords(reference)} Service ${code(service)} for OTLP on a port for ${dialect}`,
    at: { place: port.kind === 'number' ? port.at : hostAt, text: 'the exporter speaks OTLP' },
    related: [by],
    notes: [`the address stands ${fieldWords(reference)}`],
    help: 'write the port for OTLP: by custom 4317 for gRPC and 4318 for HTTP',
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
