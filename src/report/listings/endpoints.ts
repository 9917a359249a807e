import type { EndpointGroup, EndpointOwner, EndpointPort, ServiceEndpoints } from '../../engine/endpoints.js';
import { displayWidth } from '../../text/width.js';
import { columnsOf } from '../formats/reporter.js';
import type { EndpointsReporter } from '../formats/reporter.js';
import { palette } from '../markup/palette.js';
import type { Palette } from '../markup/palette.js';
import { inert, safeJson, visible } from '../markup/visible.js';
import { wrap } from '../markup/wrap.js';

const ARROW = '  <-  ';
const UNREACHED = 'addresses without ports: no Service port leads to them';

/** For people: Service by Service, the ports that the Pods have and whose Pods they are. */
export const prettyEndpoints: EndpointsReporter = (services, options) => {
  const paint = palette(options.color);
  const width = columnsOf(options);
  if (services.length === 0) return 'no Services\n';
  const isAmbiguous = ambiguous(services);
  const blocks = services.map((service) => [
    ...wrapped(headOf(service, isAmbiguous(service), paint), width),
    ...bodyOf(service, { paint, width }),
  ]);
  return inert(blocks.map((lines) => lines.join('\n') + '\n').join('\n'));
};

/**
 * One line for each group of Pods, or for a Service without: `path:line: shop/web: http 8080/TCP <- Deployment web
 * (ready by probe)`.
 */
export const lineEndpoints: EndpointsReporter = (services, options) => {
  const paint = palette(options.color);
  const isAmbiguous = ambiguous(services);
  const lines = services.flatMap((service) => {
    const unit = isAmbiguous(service) ? ` in ${visible(service.unit)}` : '';
    const head = `${visible(service.file)}:${service.line}: ${paint.strong(nameOf(service))}${unit}: `;
    const verdict = verdictOf(service);
    if (verdict !== null) return [`${head}${verdict}\n`];
    return service.groups.map(({ ports, pods }) => {
      const owners = pods.map((pod) => ownerOf(pod, service));
      return `${head}${portsOf(ports)}${owners.length > 0 ? ' <- ' : ''}${owners.join(', ')}\n`;
    });
  });
  return inert(lines.join(''));
};

interface Canvas {
  readonly paint: Palette;
  readonly width: number;
}

interface Head {
  readonly plain: string;
  readonly painted: string;
}

/** True for a Service that begins where one of another unit does: several kustomizations build it of one text. */
function ambiguous(services: readonly ServiceEndpoints[]): (service: ServiceEndpoints) => boolean {
  const units = new Map<string, Set<string>>();
  const unitsAt = ({ file, line }: ServiceEndpoints): Set<string> => units.get(`${file}:${line}`) ?? new Set();
  for (const service of services) units.set(`${service.file}:${service.line}`, unitsAt(service).add(service.unit));
  return (service) => unitsAt(service).size > 1;
}

/** The unit stands there only where the place does not tell. */
function headOf(service: ServiceEndpoints, withUnit: boolean, paint: Palette): Head {
  const type = visible(service.type);
  const place = `(${visible(service.file)}:${service.line}${withUnit ? ` in ${visible(service.unit)}` : ''})`;
  return {
    plain: `${nameOf(service)}  ${type}  ${place}`,
    painted: `${paint.strong(nameOf(service))}  ${type}  ${paint.dim(place)}`,
  };
}

function wrapped(head: Head, width: number): readonly string[] {
  if (displayWidth(head.plain) <= width) return [head.painted];
  return wrap(head.plain, width - 4, width).map((line, index) => (index === 0 ? line : `    ${line}`));
}

function nameOf(service: ServiceEndpoints): string {
  return visible(service.namespace === null ? service.name : `${service.namespace}/${service.name}`);
}

/** Why a Service has no endpoints, in words; null where it has some. */
function verdictOf(service: ServiceEndpoints): string | null {
  if (service.source === 'rejected') return 'refused by the API server: svclint says why';
  if (service.source === 'external-name') return 'external name: DNS answers with another name, no endpoints';
  if (service.source === 'none') return 'no selector and no Endpoints on disk';
  if (service.groups.length > 0) return null;
  return service.source === 'selector'
    ? 'selects no Pod: no endpoints'
    : 'no address in what is written by hand: no endpoints';
}

function bodyOf(service: ServiceEndpoints, canvas: Canvas): readonly string[] {
  const verdict = verdictOf(service);
  if (verdict !== null) {
    const paint = service.source === 'external-name' ? (text: string): string => text : canvas.paint.warning;
    return wrap(verdict, canvas.width - 2).map((line) => `  ${paint(line)}`);
  }
  return service.groups.flatMap((group) => groupLines(group, service, canvas));
}

/** `  http 8080/TCP  <-  Deployment web (ready by probe)`, further Pods below with arrows of their own. */
function groupLines(group: EndpointGroup, service: ServiceEndpoints, canvas: Canvas): readonly string[] {
  const ports = portsOf(group.ports);
  const owners = group.pods.map((pod) => ownerOf(pod, service));
  const paint = group.ports.length === 0 ? canvas.paint.warning : canvas.paint.added;
  const column = 2 + displayWidth(ports);
  const widest = owners.map(displayWidth).reduce((a, b) => Math.max(a, b), 0);
  if (column + ARROW.length + widest <= canvas.width) {
    if (owners.length === 0) return [`  ${paint(ports)}`];
    return owners.map((owner, index) => (index === 0 ? `  ${paint(ports)}` : ' '.repeat(column)) + ARROW + owner);
  }
  return [
    ...wrap(ports, canvas.width - 2).map((line) => `  ${paint(line)}`),
    ...owners.flatMap((owner) =>
      wrap(owner, canvas.width - 8).map((line, index) => (index === 0 ? '    <-  ' : '        ') + line),
    ),
  ];
}

function portsOf(ports: readonly EndpointPort[]): string {
  if (ports.length === 0) return UNREACHED;
  return ports.map(portOf).join(', ');
}

function portOf({ name, port, protocol }: EndpointPort): string {
  return visible(`${name === '' ? '' : `${name} `}${port}/${protocol}`);
}

function ownerOf(pod: EndpointOwner, service: ServiceEndpoints): string {
  const isReady = service.source === 'selector' || pod.readiness === 'never' ? READY[pod.readiness] : 'written by hand';
  return `${visible(pod.kind)} ${visible(pod.name)} (${isReady})`;
}

const READY: Readonly<Record<EndpointOwner['readiness'], string>> = {
  never: 'never ready',
  probe: 'ready by probe',
  always: 'ready as soon as it runs',
};

/** The endpoints as JSON, version 1: the shape of `schema/endpoints.schema.json`. */
export const jsonEndpoints: EndpointsReporter = (services) =>
  safeJson({ version: 1, services: services.map(serviceData) });

function serviceData(service: ServiceEndpoints): unknown {
  const { unit, namespace, name, file, line, type, source, groups } = service;
  return {
    unit,
    namespace,
    name,
    file,
    line,
    type,
    source,
    groups: groups.map((group) => ({
      ports: group.ports.map((port) => ({ name: port.name, port: port.port, protocol: port.protocol })),
      pods: group.pods.map((pod) => ({ kind: pod.kind, name: pod.name, readiness: pod.readiness })),
    })),
  };
}
