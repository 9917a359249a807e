import type { Graph } from '../../../src/graph/graph.js';
import type { Spoken } from '../../../src/k8s/spoken/saying.js';
import {
  ingressScheme,
  ownPrefix,
  openShiftScheme,
  traefikScheme,
  writtenScheme,
  type BackendScheme,
} from '../../../src/k8s/annotations/backend-scheme.js';
import { isIngress } from '../../../src/k8s/routes/ingress.js';
import { isFirst } from '../../../src/k8s/references/siblings.js';
import type { ServiceReference } from '../../../src/k8s/references/references.js';
import type { Service, ServicePort } from '../../../src/k8s/services/service.js';
import { matchingPorts } from '../../../src/k8s/slips/ports.js';
import { callerWords } from '../../../src/message/references.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getString } from '../../../src/tree/tree.js';

/** A proxy speaks what it is told to, and by default HTTP: TLS answers with an error (semantics 7.16). */
export default defineRule({
  id: 'mismatched-scheme',
  severity: 'warning',
  summary: 'An Ingress or route that speaks HTTP to a port with TLS or gRPC, or TLS to one with HTTP',
  kinds: ['Reference'],
  fixable: false,
  since: '0.1.0',

  *check(reference, graph) {
    const { from, port: wanted, twins } = reference;
    if (!speaks(reference) || from.partial || !isFirst(reference, twins)) return;
    const lookup = graph.names.service(reference);
    const [service, ...others] = lookup.kind === 'found' && lookup.certain ? lookup.services : [];
    if (service === undefined || others.length > 0 || service.resource.patched) return;
    if (graph.unit.isRefused(service.resource)) return;
    const [known, ...more] = matchingPorts(wanted, service);
    const port = known ?? outsidePort(reference, service);
    if (port === undefined || more.length > 0) return;
    const spoken =
      service.type === 'ExternalName'
        ? spokenOutside(service, port)
        : known && graph.ports.spokenBehind(service, known);
    const told = spoken && schemeFor(reference, service, port, graph);
    if (spoken !== undefined && told !== undefined && differ(told, spoken))
      yield mismatched(reference, { service, port, spoken, told });
  },
});

/** The number alone, of a Service that has no ports and needs none. */
function outsidePort({ port }: ServiceReference, { type, ports }: Service): BackendPort | undefined {
  const isOutside = type === 'ExternalName' && ports.length === 0 && port.kind === 'number';
  return isOutside ? { port: port.number, name: '' } : undefined;
}

/** A host of the internet speaks TLS on 443. */
function spokenOutside({ resource }: Service, { port }: BackendPort): Spoken | undefined {
  const host = getString(resource.tree, 'spec', 'externalName') ?? '';
  const isPublic = /\.[a-z]{2,}$/.test(host) && !/\.(?:svc|local|internal|cluster|lan)(?:\.|$)/.test(host);
  return port === 443 && isPublic
    ? { scheme: 'https', at: resource.at('spec', 'externalName'), by: 'the port of this host' }
    : undefined;
}

/** TLS says nothing of what is spoken within it: gRPC may be. */
function differ(told: BackendScheme, spoken: Spoken): boolean {
  return told.scheme !== spoken.scheme && !(told.scheme === 'https' && spoken.scheme === 'grpc');
}

/** Whose words are known: a route of Traefik for TCP hands on what it gets. */
function speaks({ from, referrer, role }: ServiceReference): boolean {
  return (
    isIngress(from) ||
    (referrer === 'traefik' && from.kind === 'IngressRoute') ||
    (referrer === 'openshift' && role === 'backend') ||
    referrer === 'api-server'
  );
}

function schemeFor(
  reference: ServiceReference,
  service: Service,
  port: BackendPort,
  { routes }: Graph,
): BackendScheme | undefined {
  const { from, name, port: wanted } = reference;
  const backend = { service: service.resource, name, port: port.port, portName: port.name };
  if (isIngress(from)) return ingressScheme(from, backend, routes.takersOf(from)[0]?.prefixes[0] ?? ownPrefix(from));
  if (reference.referrer === 'openshift') return openShiftScheme(from);
  if (reference.referrer === 'api-server') return { scheme: 'https', at: undefined, setting: '' };
  const said = wanted.kind === 'name' ? wanted.name : wanted.number;
  return traefikScheme(writtenScheme(from, name, said), backend);
}

type BackendPort = Pick<ServicePort, 'port' | 'name'>;

interface Mismatch {
  readonly service: Service;
  readonly port: BackendPort;
  readonly spoken: Spoken;
  readonly told: BackendScheme;
}

const WORDS = { http: 'plain HTTP', https: 'TLS', grpc: 'gRPC' };

function mismatched(reference: ServiceReference, { service, port, spoken, told }: Mismatch): Finding {
  const { port: wanted, nameAt } = reference;
  const what = `${port.name === '' ? `port ${port.port}` : `port ${code(port.name)}`} of Service ${code(service.name)}`;
  const backend = wanted.kind === 'unwritten' ? nameAt : wanted.at;
  return {
    message: `${callerWords(reference)} ${what} in ${WORDS[told.scheme]}, where ${WORDS[spoken.scheme]} is spoken`,
    at: { place: backend, text: `${WORDS[spoken.scheme]} is spoken behind this port` },
    related: [
      ...(told.at === undefined ? [] : [{ place: told.at, text: `${WORDS[told.scheme]}, by this` }]),
      {
        place: spoken.at,
        text: service.type === 'ExternalName' ? 'a host outside' : `${spoken.by} of its Pods says so`,
      },
    ],
    notes: noteOf(told),
    help: helpFor(told, spoken),
  };
}

function noteOf({ at, setting, scheme }: BackendScheme): readonly string[] {
  if (setting === '') return ['the API server calls in TLS alone'];
  return at !== undefined ? [] : [`without ${setting} it is ${WORDS[scheme]}`];
}

function helpFor({ setting }: BackendScheme, { scheme }: Spoken): string {
  if (setting === '') return 'let the program serve TLS, with the certificate that `caBundle` is for';
  if (setting !== '`tls.termination`') return `let ${setting} say ${WORDS[scheme]}`;
  return scheme === 'https' ? 'write `termination: reencrypt`, or `passthrough`' : 'write `termination: edge`';
}
