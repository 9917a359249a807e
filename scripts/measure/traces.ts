import { rules } from '../../rules/index.js';
import { tracer } from '../../src/answers/trace/tracer.js';
import { predictEndpoints } from '../../src/index.js';
import type { Hop, InputFile, LintOptions, OfferedPort, ServiceEndpoints, Trace } from '../../src/index.js';
import { describeSlices, type Slice } from './slices.js';

/** A walk to one port of a Service, held against the slices that a control plane wrote for it. */
export interface Walked {
  readonly name: string;
  readonly agrees: boolean;
  readonly expected: string;
  readonly got: string;
  /** What stops the walk behind the endpoints, where no control plane looks. */
  readonly later: string | undefined;
}

/** Hops of which the EndpointSlices of a Service tell. */
const RECORDED: ReadonlySet<Hop['kind']> = new Set(['name', 'service', 'port', 'pods']);

/**
 * Walks to every port of the Services, each from a Pod of its own namespace. `recorded` are the slices of a Service;
 * undefined where it was not recorded.
 */
export function walkPorts(
  files: readonly InputFile[],
  options: LintOptions & { readonly namespace: string },
  recorded: (service: ServiceEndpoints) => readonly Slice[] | undefined,
): readonly Walked[] {
  const trace = tracer(rules, files, options);
  return predictEndpoints(files, options).flatMap((service) => {
    const slices = recorded(service);
    if (slices === undefined || service.name.includes('.')) return [];
    return service.ports.map((port) => {
      const to = `${port.protocol.toLowerCase()}://${service.name}:${dialled(service, port)}`;
      const walk = trace({ from: service.namespace ?? options.namespace, to });
      return compare(`${service.name} ${to}`, walk, slices, port);
    });
  });
}

/** Nobody translates the port of a headless Service: its clients dial the Pods. */
function dialled({ headless, type }: ServiceEndpoints, { name, port, target }: OfferedPort): number | string {
  if (!headless || type !== 'ClusterIP') return port;
  return typeof target === 'number' ? target : name || target;
}

function compare(name: string, walk: Trace, slices: readonly Slice[], port: OfferedPort): Walked {
  const holding = slices.filter(
    ({ ports, owners }) =>
      owners.length > 0 && ports.some((each) => each.name === port.name && each.protocol === port.protocol),
  );
  const isWritten =
    holding.length > 0 && holding.every(({ owners }) => owners.every((owner) => /^Endpoint/.test(owner)));
  const hops = walk.ways.flatMap((way) => way.hops);
  const stops = hops.flatMap(({ kind, stop }) => (stop === null ? [] : [{ isRecorded: RECORDED.has(kind), ...stop }]));
  const stop = stops.find(({ isRecorded }) => isRecorded);
  const got = stop === undefined ? 'arrives' : (STOPPED[stop.kind] ?? 'stops');
  const written = isWritten ? 'written by hand' : 'arrives';
  const expected = holding.length === 0 ? 'stops' : written;
  return {
    name,
    agrees: got === expected,
    expected: `${expected}: ${describeSlices(slices)}`,
    got: stop === undefined ? got : `${got}: ${stop.kind}: ${stop.note}`,
    later: stops.find(({ isRecorded }) => !isRecorded)?.kind,
  };
}

const STOPPED: Readonly<Record<string, string>> = { 'written-endpoints': 'written by hand' };
