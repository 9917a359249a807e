import type { Service, ServicePort } from '../../k8s/services/service.js';
import { type Backing, backingOf, type BackingPods } from '../endpoints/backing.js';
import type { World } from '../evidence/evidence.js';
import type { Findings } from '../evidence/findings.js';
import type { Hop } from '../walk/hop.js';
import { meshRouting } from '../serving/mesh.js';
import { podsHop } from '../serving/pods.js';
import { type Connecting, policiesHop } from '../serving/policies.js';
import { type AskedPort, portHop } from '../serving/port.js';
import { processHop } from '../serving/process.js';
import { readinessHop } from '../serving/readiness.js';
import { serviceHop } from '../serving/service.js';
import { verdictOf, type Verdict } from '../walk/stops.js';
import type { OtherPort } from './trace.js';

/** A request that has found its Service. */
export interface Arrival {
  readonly service: Service;
  readonly world: World;
  readonly findings: Findings;
  readonly from: Connecting;
  readonly asked: AskedPort;
  /** True where the client connects to the Pods: by a headless Service, or by the name of one Pod. */
  readonly isDirect: boolean;
}

/** The hops of a walk, and the port of the Service that it took. */
export interface Walk {
  readonly hops: readonly Hop[];
  readonly port: ServicePort | undefined;
}

/** From the Service to the process, until something stops the request. */
export function walkService(arrival: Arrival): Walk {
  const { service, world, findings, from } = arrival;
  const caller = from.kind === 'proxy' ? ({ kind: 'outside' } as const) : from;
  const hop = serviceHop(service, { caller, isDialled: from.kind !== 'proxy' }, { graph: world.graph, findings });
  if (hop.stop !== null) return { hops: [hop], port: undefined };
  const { hops, port } = walkPort(arrival);
  if (from.kind !== 'pods') return { hops: [hop, ...hops], port };
  const { stop, remarks } = meshRouting(service, world, { graph: world.graph, findings });
  return { hops: [{ ...hop, stop: stop ?? null, remarks: [...hop.remarks, ...remarks] }, ...hops], port };
}

/** From the port of the Service on. */
function walkPort({ service, world: { graph }, findings, from, asked, isDirect }: Arrival): Walk {
  const ground = { graph, findings };
  const backing = backingOf(service, graph);
  const isFromOutside = from.kind === 'outside';
  const { hop, port, dialled } = portHop(
    asked,
    { service, backing, isDirect, isFromOutside, caller: from.kind === 'pods' ? from : undefined },
    ground,
  );
  if (isEnd(hop) || (port === undefined && !isDirect)) return { hops: [hop], port };
  const pods = podsHop(service, port, backing, ground);
  // Who answers at a port that the Service does not list are those that declare it.
  const serving =
    dialled === undefined ? pods.serving : answering(backing, dialled).map((each) => ({ pods: each, number: dialled }));
  if (serving.length === 0 || isEnd(pods.hop)) return { hops: [hop, pods.hop], port };
  const later: readonly (() => Hop)[] = [
    () => readinessHop(service, serving, ground),
    () => processHop(from, serving, ground),
    () => policiesHop(from, serving, { service, port, protocol: port?.protocol ?? asked.protocol }, ground),
  ];
  return { hops: [hop, pods.hop, ...untilEnd(later)], port };
}

/** Who is dialled at a port of its own: the Pods that declare it, or all of them where none does. */
function answering({ pods }: Backing, number: number): readonly BackingPods[] {
  const present = pods.filter(({ absent }) => absent === undefined);
  const declaring = present.filter(({ template }) => template.runningPorts.some((port) => port.number === number));
  return declaring.length > 0 ? declaring : present;
}

/** Beyond what breaks the request nothing is asked; what nobody can see through does not hide what comes behind. */
function untilEnd(steps: readonly (() => Hop)[]): readonly Hop[] {
  const hops: Hop[] = [];
  for (const step of steps) {
    const hop = step();
    hops.push(hop);
    if (isEnd(hop)) break;
  }
  return hops;
}

function isEnd({ stop }: Hop): boolean {
  return stop?.ends === 'broken';
}

/** What the other ports of the Service do: all but the one that was asked for. */
export function otherPorts(arrival: Arrival, { hops, port: taken }: Walk): readonly OtherPort[] {
  const [first] = hops;
  if (first?.kind === 'service' && first.stop !== null) return [];
  return arrival.service.ports
    .filter((port) => port !== taken)
    .map((port) => {
      const number = port.name === '' ? port.port : undefined;
      const own = { number, name: port.name || undefined, protocol: port.protocol, isOpen: false };
      const { hops: walked } = walkPort({ ...arrival, asked: own });
      return {
        name: port.name,
        port: port.port,
        protocol: port.protocol,
        verdict: verdictOfHops(walked),
        note: walked.find(({ stop }) => stop !== null)?.stop?.note ?? null,
      };
    });
}

export function verdictOfHops(hops: readonly Hop[]): Verdict {
  return verdictOf(hops.flatMap(({ stop }) => stop?.kind ?? []));
}
