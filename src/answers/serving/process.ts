import type { Diagnostic } from '../../diagnostic/diagnostic.js';
import { describe } from '../../k8s/object/resource.js';
import { servingContainer } from '../../k8s/services/serving.js';
import { code, list } from '../../text/words.js';
import type { Place } from '../../tree/tree.js';
import { hop, type Hop, remark, remarkBy, type Remark, type Stop, stopBy } from '../walk/hop.js';
import { kubectl } from '../walk/kubectl.js';
import type { Serving } from './pods.js';
import type { Connecting } from './policies.js';
import { type Ground, saidAround, saidOf, shows } from '../walk/said.js';

/** What is known of the process behind a port: where it is told to listen, at which address (semantics 6.1, 6.8). */
export function processHop(from: Connecting, serving: readonly Serving[], ground: Ground): Hop {
  const loopback = findingsOf('loopback-listener', serving, ground);
  const deaf = findingsOf('port-without-listener', serving, ground);
  const unbound = findingsOf('service-name-listener', serving, ground);
  const isOwn = from.kind === 'pods' && serving.some(({ pods }) => pods.template === from.template);
  const advertised = isOwn ? [] : findingsOf('loopback-advertised-listener', serving, ground);
  const decisive = decisiveAmong({ loopback, deaf, unbound, advertised });
  const remarks = [
    ...[...loopback, ...deaf, ...unbound, ...advertised].filter(({ rule }) => rule !== decisive?.rule).map(remarkBy),
    ...serving
      .flatMap(({ pods }) => saidOf(pods.template.workload.resource, ['stale-container-port'], ground))
      .map(remarkBy),
    ...meshRemarks(serving),
  ];
  const [first] = serving;
  const { graph } = ground;
  const resource = first?.pods.template.workload.resource;
  return hop('process', list([...new Set(serving.map(processWords))], 'and', 3), placeOf(first), {
    stop: decisive,
    remarks,
    command:
      resource &&
      kubectl(graph.namespaces.of(resource), [
        'exec',
        `${resource.kind.toLowerCase()}/${resource.name ?? ''}`,
        '--',
        'ss',
        '-ltn',
      ]),
  });
}

/** What is sure breaks the request; a text that may be overruled in the image leaves it open. */
function decisiveAmong({ loopback, deaf, unbound, advertised }: Said): Stop | undefined {
  const kinds = [
    ['loopback-only', loopback],
    ['other-listener', deaf],
    ['no-listener', unbound],
    ['loopback-advertised', advertised],
  ] as const;
  for (const severity of ['error', 'warning'] as const)
    for (const [kind, findings] of kinds) {
      const finding = findings.find((each) => each.severity === severity);
      // A broker of which it is only likely answers the first request all the same.
      if (finding !== undefined && (severity === 'error' || kind !== 'loopback-advertised'))
        return stopBy(kind, finding);
    }
  return undefined;
}

interface Said {
  readonly loopback: readonly Diagnostic[];
  readonly deaf: readonly Diagnostic[];
  readonly unbound: readonly Diagnostic[];
  readonly advertised: readonly Diagnostic[];
}

/** What a rule says of the listeners behind a number: by the port of any Service that leads there. */
function findingsOf(rule: string, serving: readonly Serving[], ground: Ground): readonly Diagnostic[] {
  return serving.flatMap(({ pods: { template }, number }) => {
    const ports = ground.graph.selection
      .servicesOf(template)
      .flatMap(({ resource, ports: all }) =>
        all
          .filter((port) => ground.graph.ports.resolve(port, template).number === number)
          .map((port) => resource.get(...port.path)),
      );
    return saidAround(template, [rule], ground).filter((finding) => ports.some((port) => shows(finding, port)));
  });
}

function processWords({ pods: { template, ports }, number }: Serving): string {
  const declared = ports.find((each) => each.number === number)?.declared;
  const container = servingContainer(template, number, declared);
  const owner = describe(template.workload.resource);
  const who = container === undefined ? `the containers of ${owner}` : `container ${code(container.name)} of ${owner}`;
  const isDeclared = template.runningPorts.some((port) => port.number === number);
  const declares = container === undefined ? 'declare' : 'declares';
  return `${who} ${isDeclared ? `${declares} ${number}` : `may listen on ${number}, though nothing declares it`}`;
}

function placeOf(serving: Serving | undefined): Place | undefined {
  if (serving === undefined) return undefined;
  const { template } = serving.pods;
  return template.runningPorts.find((port) => port.number === serving.number)?.at('containerPort');
}

function meshRemarks(serving: readonly Serving[]): readonly Remark[] {
  return serving.some(({ pods }) => pods.template.injected)
    ? [remark('the sidecar of a mesh stands before the process')]
    : [];
}
