import type { Graph } from '../../../src/graph/graph.js';
import type { Spoken } from '../../../src/k8s/spoken/saying.js';
import {
  ingressScheme,
  ownPrefix,
  openShiftScheme,
  routerScheme,
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
import { getEntries, getString } from '../../../src/tree/tree.js';

/** A proxy speaks what it is told to, and by default HTTP: TLS answers with an error (semantics 7.16). */
export default defineRule({
  id: 'mismatched-scheme',
  severity: 'warning',
  summary: 'An Ingress or route that speaks HTTP to a port with TLS, gRPC or a database, or TLS to one without',
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
    if (known !== undefined && spoken === undefined) yield* toStream(reference, service, known, graph);
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

/** TLS says nothing of what is spoken within it: gRPC may be, unless it is known to be plain. */
function differ(told: BackendScheme, spoken: Spoken): boolean {
  return told.scheme !== spoken.scheme && !(told.scheme === 'https' && spoken.scheme === 'grpc' && !spoken.plain);
}

/** A proxy for HTTP before a database, a broker or PHP-FPM. */
function* toStream(reference: ServiceReference, service: Service, port: ServicePort, graph: Graph): Iterable<Finding> {
  const stream = graph.ports.streamBehind(service, port);
  const told = stream && !stream.alsoHttp ? schemeFor(reference, service, port, graph) : undefined;
  if (stream === undefined || told?.scheme !== 'http') return;
  const { port: wanted, nameAt } = reference;
  yield {
    message:
      `${callerWords(reference)} ${backendWords(service, port)} in plain HTTP, ` +
      `where ${stream.program} speaks ${stream.speaks}`,
    at: { place: wanted.kind === 'unwritten' ? nameAt : wanted.at, text: 'HTTP is sent to this port' },
    related: [{ place: stream.at, text: `${stream.program} speaks ${stream.speaks} there` }],
    notes: [`${stream.program} cannot read HTTP, and requests fail`],
    help:
      stream.speaks === 'FastCGI'
        ? 'put a web server before PHP-FPM, such as NGINX with `fastcgi_pass`, and send there'
        : 'send to a port on which HTTP is spoken, or expose this one by TCP',
  };
}

/** Kinds of other controllers that say for each backend what is spoken. */
const ROUTERS: readonly string[] = [
  'projectcontour.io/HTTPProxy',
  'k8s.nginx.org/VirtualServer',
  'k8s.nginx.org/VirtualServerRoute',
];
const GATEWAY_ROUTES: readonly string[] = ['HTTPRoute'];

/** Whose words are known: a route of Traefik for TCP hands on what it gets. */
function speaks({ from, referrer, role }: ServiceReference): boolean {
  return (
    isIngress(from) ||
    (referrer === 'traefik' && from.kind === 'IngressRoute') ||
    (referrer === 'openshift' && role === 'backend') ||
    ROUTERS.includes(`${from.group}/${from.kind}`) ||
    (GATEWAY_ROUTES.includes(from.kind) && referrer === 'gateway' && role === 'backend') ||
    referrer === 'api-server'
  );
}

function schemeFor(
  reference: ServiceReference,
  service: Service,
  port: BackendPort,
  graph: Graph,
): BackendScheme | undefined {
  const { routes } = graph;
  const { from, name, port: wanted } = reference;
  const backend = { service: service.resource, name, port: port.port, portName: port.name };
  if (isIngress(from)) return ingressScheme(from, backend, routes.takersOf(from)[0]?.prefixes[0] ?? ownPrefix(from));
  if (reference.referrer === 'openshift') return openShiftScheme(from);
  if (reference.referrer === 'api-server') return { scheme: 'https', at: undefined, setting: '' };
  if (reference.referrer === 'router') return routerScheme(from, backend, reference.nameAt);
  if (reference.referrer === 'gateway') return gatewayScheme(service, port, graph);
  const said = wanted.kind === 'name' ? wanted.name : wanted.number;
  return traefikScheme(writtenScheme(from, name, said), backend);
}

/** HTTP, unless something tells the gateway of TLS: a policy, a rule of a mesh, or the Service itself. */
function gatewayScheme(
  service: Service,
  port: BackendPort,
  { unit, namespaces, routes }: Graph,
): BackendScheme | undefined {
  const { resource } = service;
  const says = (key: string): boolean => /protocol|scheme|tls/i.test(key);
  const isTold =
    getEntries(resource.tree, 'metadata', 'annotations').some(({ key }) => says(key)) ||
    service.ports.some(({ appProtocol }) => appProtocol !== '') ||
    routes.destinationRulesFor(service).length > 0 ||
    TLS_POLICIES.some(([group, kind]) => unit.inNamespace(group, kind, namespaces.of(resource)).length > 0);
  // Traefik speaks TLS to these by itself.
  const isByName = port.port === 443 || port.name.startsWith('https');
  return isTold || isByName ? undefined : { scheme: 'http', at: undefined, setting: '`BackendTLSPolicy`' };
}

/** What says how a gateway speaks to its backends. */
const TLS_POLICIES = [
  ['gateway.networking.k8s.io', 'BackendTLSPolicy'],
  ['gateway.kgateway.dev', 'BackendConfigPolicy'],
  ['gateway.envoyproxy.io', 'BackendTrafficPolicy'],
  ['gateway.envoyproxy.io', 'Backend'],
] as const;

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
  const inIt = `${spoken.plain === true && told.scheme === 'https' ? 'plain ' : ''}${WORDS[spoken.scheme]}`;
  const backend = wanted.kind === 'unwritten' ? nameAt : wanted.at;
  const callers = callerWords(reference);
  return {
    message: `${callers} ${backendWords(service, port)} in ${WORDS[told.scheme]}, where ${inIt} is spoken`,
    at: { place: backend, text: `${inIt} is spoken behind this port` },
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

const backendWords = ({ name }: Service, port: BackendPort): string =>
  `${port.name === '' ? `port ${port.port}` : `port ${code(port.name)}`} of Service ${code(name)}`;

function noteOf({ at, setting, scheme }: BackendScheme): readonly string[] {
  if (setting === '') return ['the API server calls in TLS alone'];
  return at !== undefined ? [] : [`without ${setting} it is ${WORDS[scheme]}`];
}

function helpFor({ setting, scheme: told }: BackendScheme, { scheme }: Spoken): string {
  if (setting === '`BackendTLSPolicy`')
    return 'write a BackendTLSPolicy for the Service, which names the certificate to expect';
  if (setting === '') return 'let the program serve TLS, with the certificate that `caBundle` is for';
  if (told === 'https' && scheme === 'grpc') return `let ${setting} say gRPC without TLS, which most call \`h2c\``;
  if (setting !== '`tls.termination`') return `let ${setting} say ${WORDS[scheme]}`;
  return scheme === 'https' ? 'write `termination: reencrypt`, or `passthrough`' : 'write `termination: edge`';
}
