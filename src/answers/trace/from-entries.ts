import type { Diagnostic } from '../../diagnostic/diagnostic.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { Service } from '../../k8s/services/service.js';
import { entriesOf } from '../entries/entries.js';
import { backendOf } from '../entries/backend.js';
import type { Entry, OuterRequest, Standing } from '../entries/entry.js';
import { exposedServices } from '../entries/exposed.js';
import type { Evidence } from '../evidence/evidence.js';
import { findingAt, saidOf, shows } from '../walk/said.js';
import { type Hop, remarkBy, stopBy } from '../walk/hop.js';
import { walkService } from './to-service.js';

/** One way in, with all of its hops. */
export interface WalkedWay {
  readonly title: string;
  readonly hops: readonly Hop[];
}

/** Every way by which a request for the host comes in, each walked to its end by itself. */
export function waysIn(request: OuterRequest, evidence: Evidence): readonly WalkedWay[] {
  const seen = new Set<string>();
  return evidence.worlds.flatMap((world) => {
    const standing: Standing = { graph: world.graph, findings: evidence.findings, world };
    const folder = evidence.worlds.length > 1 ? ` of ${world.unit.folder || '.'}` : '';
    const ways = [
      ...entriesOf(request, standing).map((entry) => walkEntry(entry, standing)),
      ...exposed(request, standing),
    ];
    return ways
      .filter(({ hops }) => {
        // What plain folders share stands in each of their units.
        const key = JSON.stringify(hops);
        return seen.has(key) ? false : seen.add(key);
      })
      .map((way) => ({ ...way, title: `${way.title}${folder}` }));
  });
}

function walkEntry({ title, hops, reference, world }: Entry, standing: Standing): WalkedWay {
  if (reference === undefined || hops.some(({ stop }) => stop?.ends === 'broken')) return { title, hops };
  const backend = backendOf(reference, standing);
  if (backend.kind === 'stopped') return { title, hops: withStop(hops, backend.stop) };
  const { service, asked } = backend;
  const walk = walkService({
    service,
    world,
    findings: standing.findings,
    from: { kind: 'proxy' },
    asked,
    isDirect: false,
  });
  return {
    title,
    hops: untilBroken([...hops, ...walk.hops.map((each) => explained(each, reference, service, standing))]),
  };
}

function untilBroken(hops: readonly Hop[]): readonly Hop[] {
  const last = hops.findIndex(({ stop }) => stop?.ends === 'broken');
  return last === -1 ? hops : hops.slice(0, last + 1);
}

/** The last hop, which names the Service, stops there. */
function withStop(hops: readonly Hop[], stop: Hop['stop']): readonly Hop[] {
  return hops.map((each, at) => (at === hops.length - 1 && each.stop?.ends !== 'broken' ? { ...each, stop } : each));
}

const PORT_RULES = [
  'unknown-service-port',
  'wrong-route-port',
  'wrong-protocol-backend',
  'external-name-backend',
  'mismatched-scheme',
];

/** The port of an OpenShift Route stands beside its backends, and is that of each. */
const SHARED_PORT_RULES = ['wrong-route-port', 'unknown-service-port'];

function isAboutRoutePort(finding: Diagnostic, route: Resource, service: Service): boolean {
  return (
    shows(finding, route.get('spec', 'port', 'targetPort')) && shows(finding, service.resource.get('spec', 'ports'))
  );
}

/** A rule that speaks of the reference says the same of the hop that it leads to. */
function explained(
  hop: Hop,
  { from, nameAt, port }: NonNullable<Entry['reference']>,
  service: Service,
  standing: Standing,
): Hop {
  const { stop } = hop;
  if (hop.kind !== 'port' && (hop.kind !== 'service' || stop === null)) return hop;
  const places = port.kind === 'unwritten' ? [nameAt] : [port.at, nameAt];
  const said = saidOf(from, PORT_RULES, standing);
  const [own] = places.flatMap((place) => findingAt(said, place) ?? []);
  const finding =
    own ?? saidOf(from, SHARED_PORT_RULES, standing).find((each) => isAboutRoutePort(each, from, service));
  if (finding === undefined || (stop !== null && stop.rule !== null)) return hop;
  if (stop === null)
    return finding.severity === 'error'
      ? { ...hop, stop: stopBy('unknown-port', finding) }
      : { ...hop, remarks: [remarkBy(finding), ...hop.remarks] };
  return { ...hop, stop: stopBy(stop.kind, finding) };
}

function exposed(request: OuterRequest, standing: Standing): readonly WalkedWay[] {
  return exposedServices(request, standing).map(({ title, service, hops }) => {
    const asked = { number: request.port, name: undefined, protocol: 'TCP', isOpen: true };
    const walk = walkService({
      service,
      world: standing.world,
      findings: standing.findings,
      from: { kind: 'outside' },
      asked,
      isDirect: false,
    });
    return { title, hops: [...hops, ...walk.hops] };
  });
}
