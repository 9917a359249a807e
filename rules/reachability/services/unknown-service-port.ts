import type { Graph } from '../../../src/graph/graph.js';
import { isForIngressNginx, isIngressV1 } from '../../../src/k8s/routes/ingress.js';
import { isBehindGateway } from '../../../src/k8s/routes/istio.js';
import { isSaidToFail } from '../../../src/k8s/object/comments.js';
import { portNameProblem } from '../../../src/k8s/syntax/names.js';
import { portWords } from '../../../src/message/ports.js';
import type { ServiceReference } from '../../../src/k8s/references/references.js';
import { matchingPorts, portSlip, type PortSlip } from '../../../src/k8s/slips/ports.js';
import { portChanges } from '../../../src/message/reference-repairs.js';
import { isFirst } from '../../../src/k8s/references/siblings.js';
import { callerWords, consequence, servicePortsWords, wantedPortWords } from '../../../src/message/references.js';
import type { Service } from '../../../src/k8s/services/service.js';
import { defineRule, type Finding, type FixRecipe } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getNumber, getString, type Place, type Tree } from '../../../src/tree/tree.js';

/** Who names a Service names a port of the Service, never one of its Pods or of the nodes (semantics 7.1 to 7.6). */
export default defineRule({
  id: 'unknown-service-port',
  severity: 'error',
  summary: 'A backend, destination or webhook that names a port which its Service does not have',
  kinds: ['Reference'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(reference, graph) {
    const lookup = graph.names.service(reference);
    if (lookup.kind !== 'found' || !isFirst(reference, reference.twins) || isRefusedName(reference)) return;
    const [service, ...versions] = lookup.services;
    // What a patch may change, or what the API server never creates, contradicts nothing.
    if (
      service === undefined ||
      lookup.services.some(
        ({ resource, type }) => type === 'ExternalName' || resource.patched || graph.unit.isRefused(resource),
      )
    )
      return;
    if (reference.port.kind === 'unwritten' && reference.port.number === undefined)
      yield* unwritten(reference, service, versions);
    else if (
      [service, ...versions].every((each) => matchingPorts(reference.port, each).length === 0) &&
      !isSaidOfService(reference, service, graph) &&
      !graph.elsewhere.isForCopy(reference.from, service, (written) => hasPort(written, reference.port))
    )
      yield unknown(reference, service, lookup.certain, graph);
  },
});

/** As `matchingPorts`, of the ports that another Service of the tree has written. */
function hasPort(written: readonly Tree[], wanted: ServiceReference['port']): boolean {
  return written.some((port) =>
    wanted.kind === 'name' ? getString(port, 'name') === wanted.name : getNumber(port, 'port') === wanted.number,
  );
}

/** Where `port` and `targetPort` are swapped, who names or means the right number makes no mistake. */
function isSaidOfService({ port }: ServiceReference, service: Service, { ports }: Graph): boolean {
  return port.kind !== 'name' && port.number !== undefined && ports.isPortOnceSwapped(service, port.number);
}

/** A name that an Ingress cannot have is refused, which is another finding. */
function isRefusedName({ port, from }: ServiceReference): boolean {
  return isIngressV1(from) && port.kind === 'name' && portNameProblem(port.name) !== undefined;
}

function unknown(
  reference: ServiceReference,
  service: Service,
  certain: boolean,
  { selection, ports }: Graph,
): Finding {
  const templates = selection.of(service).templates;
  const slip = portSlip(reference.port, service, (port) => templates.map((template) => ports.resolve(port, template)));
  const mayWork = slip?.why === 'targetPort' && reference.referrer === 'ingress';
  const byNginx = mayWork && isForIngressNginx(reference.from);
  const { headline, label, end } = wordsFor(reference, service, slip);
  return {
    message:
      `${callerWords(reference)} ${wantedPortWords(reference.port) ?? ''} of Service ` +
      `${code(service.name)}, ${headline}`,
    at: { place: portPlace(reference), text: label },
    related: [end],
    notes: [...(byNginx ? [] : [consequence(reference)]), ...(mayWork ? [NGINX_TAKES_IT] : [])],
    help:
      reference.port.kind === 'unwritten'
        ? 'write the `port` of the Service, or give the Service the port 443'
        : undefined,
    fix: repair(reference, slip),
    severity: severityOf(reference, byNginx || !certain),
  };
}

function severityOf(reference: ServiceReference, mayBeRight: boolean): Finding['severity'] {
  if (isSaidToFail(portPlace(reference))) return 'info';
  return mayBeRight ? 'warning' : 'error';
}

const NGINX_TAKES_IT =
  'ingress-nginx accepts it, because it compares with `targetPort` too; ' +
  'other controllers need the port of the Service';

function repair({ embedded, twins }: ServiceReference, slip: PortSlip | undefined): FixRecipe | undefined {
  if (embedded === true || slip === undefined) return undefined;
  return {
    title: `use ${portWords(slip.port)} of the Service`,
    applicability: 'unsafe',
    changes: twins.flatMap((twin) => portChanges(twin, slip.port, slip.why === 'quoted')),
  };
}

function portPlace({ port, nameAt }: ServiceReference): Place {
  return port.kind === 'unwritten' ? nameAt : port.at;
}

function wordsFor(
  reference: ServiceReference,
  service: Service,
  slip: PortSlip | undefined,
): { headline: string; label: string; end: { place: Place; text: string } } {
  const own = servicePortsWords(service);
  const has = own === '' ? 'has no ports' : `has ${service.ports.length === 1 ? 'port' : 'ports'} ${own}`;
  const end = {
    place: slip?.port.at('port') ?? service.resource.keyAt('spec', 'ports'),
    text: `Service ${code(service.name)} ${has}`,
  };
  const offers = slip && { place: slip.port.at('port'), text: `the Service offers it as ${slip.port.port}` };
  if (reference.port.kind === 'unwritten')
    return {
      headline: 'which it does not have',
      label: `no \`port\` is written, which means ${reference.port.number ?? ''}`,
      end,
    };
  switch (slip?.why) {
    case 'quoted':
      return { headline: 'which has no port of that name', label: 'in quotes a number is a name', end };
    case 'targetPort':
      return { headline: 'which is its `targetPort`', label: 'this is the port of the Pods', end: offers ?? end };
    case 'container':
      return { headline: 'which is a port of its Pods', label: 'this is the port of the Pods', end: offers ?? end };
    case 'nodePort':
      return { headline: 'which is its `nodePort`', label: 'only the nodes answer on this port', end: offers ?? end };
    case 'unnamed':
      return { headline: 'whose only port has no name', label: 'no port of the Service has this name', end };
    case 'similar':
      return {
        headline: 'which has no such port',
        label: 'no port of the Service has this name',
        end: { place: slip.port.at('name'), text: `Service ${code(service.name)} has a port with a similar name` },
      };
    default:
      return {
        headline: 'which has no such port',
        label: `no port of the Service has this ${reference.port.kind}`,
        end,
      };
  }
}

/**
 * Traefik always wants a port; Istio takes that of the listener, which through a gateway is rarely the one of the
 * Service.
 */
function* unwritten(reference: ServiceReference, service: Service, versions: readonly Service[]): Iterable<Finding> {
  const { referrer, from, role } = reference;
  const several = [service, ...versions].every(
    ({ ports }) => ports.length > 1 && !ports.some(({ port }) => port === 80 || port === 443),
  );
  if (referrer === 'traefik')
    yield portless(reference, service, 'Traefik drops a route to a Service without a port', 'error');
  else if (referrer === 'istio' && role !== 'host' && several && isBehindGateway(from))
    yield portless(
      reference,
      service,
      "Istio takes the port of the gateway's listener then, which the Service does not have",
      'warning',
    );
}

function portless(reference: ServiceReference, service: Service, note: string, severity: 'error' | 'warning'): Finding {
  return {
    message: `${callerWords(reference)} Service ${code(service.name)} without saying which port`,
    at: { place: reference.nameAt, text: 'no `port` is written for this Service' },
    related: [
      {
        place: service.resource.keyAt('spec', 'ports'),
        text: `the Service has ${service.ports.length === 1 ? 'port' : 'ports'} ${servicePortsWords(service)}`,
      },
    ],
    notes: [note],
    severity,
  };
}
