import type { Graph } from '../../../src/graph/graph.js';
import type { ServiceReference } from '../../../src/k8s/references/reference.js';
import { isFirst } from '../../../src/k8s/references/siblings.js';
import { routePortOf, type RoutePort } from '../../../src/k8s/routes/openshift-route.js';
import type { Service, ServicePort } from '../../../src/k8s/services/service.js';
import { describe } from '../../../src/k8s/object/resource.js';
import { replacing } from '../../../src/message/replacing.js';
import { portWords, serviceWords } from '../../../src/message/ports.js';
import { servicePortsWords } from '../../../src/message/references.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code, list } from '../../../src/text/words.js';

/** The router compares a number with the ports of the Pods, and without a port takes all of them (semantics 7.13). */
export default defineRule({
  id: 'wrong-route-port',
  severity: 'error',
  summary:
    'An OpenShift Route to a port that the Pods behind its Service do not have, or to all of their ports at once',
  kinds: ['Reference'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(reference, graph) {
    if (reference.referrer !== 'openshift' || !isFirst(reference, reference.twins)) return;
    const lookup = graph.names.service(reference);
    const [service] = lookup.kind === 'found' ? lookup.services : [];
    const wanted = routePortOf(reference.from);
    if (service === undefined || wanted === undefined || lookup.kind !== 'found' || lookup.services.length > 1) return;
    // What a patch may change, and endpoints that somebody writes by hand, are not judged.
    if (service.selector === undefined || service.resource.patched || reference.from.patched) return;
    const ways = service.ports
      .filter(({ protocol }) => protocol === 'TCP')
      .map((port): Way => ({ port, numbers: numbersOf(port, service, graph) }));
    if (ways.length === 0 || ways.some(({ numbers }) => numbers.length === 0)) return;
    if (wanted.kind === 'number' && !ways.some(({ numbers }) => numbers.includes(wanted.number)))
      yield unreached(reference, service, ways, wanted, lookup.certain);
    else if (wanted.kind === 'unwritten' && new Set(ways.flatMap(({ numbers }) => numbers)).size > 1)
      yield everyPort(reference, service);
  },
});

/** A port of the Service, and the numbers to which it leads in its Pods. */
interface Way {
  readonly port: ServicePort;
  readonly numbers: readonly number[];
}

/** Empty where a name leads nowhere, or no Pods are on disk to tell. */
function numbersOf(port: ServicePort, service: Service, { selection, ports }: Graph): readonly number[] {
  if (port.target.kind !== 'name') return [port.target.number];
  const found = selection.of(service).templates.map((template) => ports.resolve(port, template).number);
  return found.every((number) => number !== undefined) ? found : [];
}

function unreached(
  { from }: ServiceReference,
  service: Service,
  ways: readonly Way[],
  { number, at }: Extract<RoutePort, { kind: 'number' }>,
  certain: boolean,
): Finding {
  const own = ways.find(({ port }) => port.port === number);
  const [meant] = own === undefined && ways.length === 1 ? ways : [own];
  const pods = list([...new Set(ways.flatMap(({ numbers }) => numbers))].map(String));
  const text = meant && (meant.port.name === '' ? meant.numbers[0] : meant.port.name);
  // All backends of a Route share its port: what is right for one may be wrong for another.
  const isAlone = from.get('spec', 'alternateBackends') === undefined;
  return {
    message:
      `${describe(from)} leads to port ${number} of the Pods behind Service ${code(service.name)}, ` +
      `which get requests on ${pods}`,
    at: {
      place: at,
      text: own === undefined ? 'no endpoint has this port' : 'this is the port of the Service',
    },
    related: [
      {
        place: (meant ?? ways[0])?.port.at('targetPort') ?? service.resource.keyAt('spec', 'ports'),
        text:
          meant === undefined
            ? `${serviceWords(service)} leads to ${pods}`
            : `${portWords(meant.port)} leads to ${pods}`,
      },
    ],
    notes: ['the router compares a number with the ports of the Pods, finds none, and answers 503'],
    help: text === undefined || !isAlone ? 'write the name of a port of the Service' : undefined,
    fix: text === undefined || !isAlone ? undefined : replacing(`lead to ${code(String(text))}`, at, text),
    severity: certain ? 'error' : 'warning',
  };
}

function everyPort({ from, nameAt }: ServiceReference, service: Service): Finding {
  return {
    message: `${describe(from)} does not say which port of Service ${code(service.name)} it leads to`,
    at: { place: nameAt, text: 'no `spec.port` is written' },
    related: [
      { place: service.resource.keyAt('spec', 'ports'), text: `the Service has ports ${servicePortsWords(service)}` },
    ],
    notes: ['the router then sends a share of the requests to each of these ports'],
    help: 'name one of them as `spec.port.targetPort`',
    severity: 'warning',
  };
}
