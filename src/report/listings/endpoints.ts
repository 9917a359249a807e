import type {
  EndpointGroup,
  EndpointOwner,
  EndpointPort,
  ServiceEndpoints,
} from '../../answers/endpoints/endpoints.js';
import { displayWidth } from '../../text/width.js';
import { columnsOf } from '../formats/reporter.js';
import type { EndpointsReporter } from '../formats/reporter.js';
import { palette } from '../markup/palette.js';
import type { Palette } from '../markup/palette.js';
import { inert, safeJson, visible } from '../markup/visible.js';
import { wrap } from '../markup/wrap.js';
import { endpointsTable } from './endpoints-table.js';
import { lackWords, readyWords, unitWords } from './endpoint-words.js';

const ARROW = '  <-  ';
const UNREACHED = 'addresses without ports: no Service port leads to them';

/** For people: a table; where the window is too narrow for it, Service by Service. */
export const prettyEndpoints: EndpointsReporter = (services, options) => {
  const paint = palette(options.color);
  const width = columnsOf(options);
  if (services.length === 0) return 'no Services\n';
  const isAmbiguous = ambiguous(services);
  const table = endpointsTable(services, isAmbiguous, { paint, width });
  if (table !== undefined) return inert(table);
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
    const unit = isAmbiguous(service) ? unitWords(service) : '';
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
  const place = `(${visible(service.file)}:${service.line}${withUnit ? unitWords(service) : ''})`;
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

/** What there is to say of a Service without groups; null where it has some. */
function verdictOf(service: ServiceEndpoints): string | null {
  if (service.source === 'external-name' && service.lack === null)
    return 'external name: DNS answers with another name, no endpoints';
  return service.groups.length > 0 ? null : (lackWords(service) ?? 'no endpoints');
}

function bodyOf(service: ServiceEndpoints, canvas: Canvas): readonly string[] {
  const verdict = verdictOf(service);
  if (verdict !== null) {
    const paint = service.source === 'external-name' ? (text: string): string => text : canvas.paint.warning;
    return wrap(verdict, canvas.width - 2).map((line) => `  ${paint(line)}`);
  }
  const lack = lackWords(service);
  return [
    ...service.groups.flatMap((group) => groupLines(group, service, canvas)),
    ...(lack === null ? [] : wrap(lack, canvas.width - 2).map((line) => `  ${canvas.paint.warning(line)}`)),
  ];
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
  return `${visible(pod.kind)} ${visible(pod.name)} (${readyWords(pod, service)})`;
}

/** The endpoints as JSON, version 1: the shape of `schema/endpoints.schema.json`. */
export const jsonEndpoints: EndpointsReporter = (services) =>
  safeJson({ version: 1, services: services.map(serviceData) });

function serviceData(service: ServiceEndpoints): unknown {
  const { unit, namespace, name, file, line, type, headless, ports, source, groups, lack } = service;
  return {
    unit,
    namespace,
    name,
    file,
    line,
    type,
    headless,
    ports: ports.map((port) => ({
      name: port.name,
      port: port.port,
      protocol: port.protocol,
      target: port.target,
    })),
    source,
    groups: groups.map((group) => ({
      ports: group.ports.map((port) => ({ name: port.name, port: port.port, protocol: port.protocol })),
      pods: group.pods.map((pod) => ({ kind: pod.kind, name: pod.name, readiness: pod.readiness })),
    })),
    lack: lack && { text: lack.text, file: lack.file, line: lack.line, column: lack.column, rule: lack.rule },
  };
}
