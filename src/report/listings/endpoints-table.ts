import type { EndpointGroup, EndpointOwner, OfferedPort, ServiceEndpoints } from '../../answers/endpoints/endpoints.js';
import { displayWidth } from '../../text/width.js';
import type { Paint, Palette } from '../markup/palette.js';
import { visible } from '../markup/visible.js';
import { wrap } from '../markup/wrap.js';
import { lackWords, readyWords, unitWords } from './endpoint-words.js';

const HEADS = ['NAMESPACE', 'SERVICE', 'TYPE', 'PORTS', 'PODS', 'READY', 'PLACE'] as const;
const GAP = '  ';

/** One line of the table: a cell for each head, and how some of them are painted. */
interface Row {
  readonly cells: readonly string[];
  readonly paints: readonly (Paint | undefined)[];
}

/**
 * A table as kubectl has them: a line for each port and each Pod of a Service, and below a Service without endpoints a
 * line that says why. Undefined where it is wider than the window.
 */
export function endpointsTable(
  services: readonly ServiceEndpoints[],
  isAmbiguous: (service: ServiceEndpoints) => boolean,
  { paint, width }: { readonly paint: Palette; readonly width: number },
): string | undefined {
  const parts = services.map((service) => ({ service, rows: rowsOf(service, isAmbiguous(service), paint) }));
  const rows = parts.flatMap((part) => part.rows);
  const columns = HEADS.map((head, at) =>
    [head, ...rows.map(({ cells }) => cells[at] ?? '')].reduce((most, cell) => Math.max(most, displayWidth(cell)), 0),
  );
  if (columns.reduce((sum, each) => sum + each, GAP.length * (columns.length - 1)) > width) return undefined;
  const head = lineOf({ cells: HEADS, paints: HEADS.map(() => paint.dim) }, columns);
  const lines = parts.flatMap(({ service, rows: own }) => [
    ...own.map((row) => lineOf(row, columns)),
    ...lackLines(service, paint, width),
  ]);
  return [head, ...lines].map((line) => `${line}\n`).join('');
}

function lineOf({ cells, paints }: Row, columns: readonly number[]): string {
  const last = cells.findLastIndex((cell) => cell !== '');
  return cells
    .slice(0, last + 1)
    .map((cell, at) => {
      const fill = at === last ? '' : ' '.repeat((columns[at] ?? 0) - displayWidth(cell));
      return (paints[at]?.(cell) ?? cell) + fill;
    })
    .join(GAP);
}

/** What groups have in common stands in the first line of a Service only. */
function rowsOf(service: ServiceEndpoints, withUnit: boolean, paint: Palette): readonly Row[] {
  const groups: readonly (EndpointGroup | undefined)[] = service.groups.length > 0 ? service.groups : [undefined];
  const bodies = groups.flatMap((group) => bodiesOf(service, group, paint));
  const { namespace, name, type, headless, file, line } = service;
  const place = `${visible(file)}:${line}${withUnit ? unitWords(service) : ''}`;
  const kind = visible(type) + (headless ? ', headless' : '');
  return bodies.map(({ cells, paints }, at) =>
    at === 0
      ? {
          cells: [namespace === null ? '-' : visible(namespace), visible(name), kind, ...cells, place],
          paints: [undefined, paint.strong, undefined, ...paints, paint.dim],
        }
      : { cells: ['', '', '', ...cells, ''], paints: [undefined, undefined, undefined, ...paints] },
  );
}

/** The ports of a group in one column, its Pods and what makes them ready in the next. */
function bodiesOf(service: ServiceEndpoints, group: EndpointGroup | undefined, paint: Palette): readonly Row[] {
  const ports = portCells(service, group);
  const pods = group === undefined ? ['-'] : group.pods.map(({ kind, name }) => visible(`${kind} ${name}`));
  const ready = group?.pods.map((pod: EndpointOwner) => readyWords(pod, service).replace(/^ready | ready$/, '')) ?? [];
  const isServed = group !== undefined && (group.ports.length > 0 || service.ports.length === 0);
  const paintPort = isServed || service.source === 'external-name' ? undefined : paint.warning;
  return Array.from({ length: Math.max(ports.length, pods.length, 1) }, (_, at) => ({
    cells: [ports[at] ?? '', pods[at] ?? '', ready[at] ?? ''],
    paints: [paintPort, undefined, undefined],
  }));
}

/** `http 80 -> 8080/TCP`; a question mark behind a name that no port of these Pods has. */
function portCells(service: ServiceEndpoints, group: EndpointGroup | undefined): readonly string[] {
  const { ports } = service;
  const cells = ports.map((port) => visible(`${labelOf(port)}${targetOf(port, group, service)}/${port.protocol}`));
  const isOffered = ({ name, protocol }: { readonly name: string; readonly protocol: string }): boolean =>
    ports.some((port) => port.name === name && port.protocol === protocol);
  const strays = (group?.ports ?? []).filter((port) => !isOffered(port));
  const all = [
    ...cells,
    ...strays.map(({ name, port, protocol }) => visible(`none -> ${name === '' ? '' : `${name} `}${port}/${protocol}`)),
  ];
  return all.length > 0 ? all : ['-'];
}

const labelOf = ({ name, port }: OfferedPort): string => (name === '' ? String(port) : `${name} ${port}`);

function targetOf(
  { name, port, protocol, target }: OfferedPort,
  group: EndpointGroup | undefined,
  { source }: ServiceEndpoints,
): string {
  if (source === 'external-name') return ''; // DNS translates no ports
  const found = group?.ports.find((each) => each.name === name && each.protocol === protocol)?.port;
  if (found === undefined) return target === port ? '' : ` -> ${target}${group === undefined ? '' : '?'}`;
  return found === port ? '' : ` -> ${found}`;
}

function lackLines(service: ServiceEndpoints, paint: Palette, width: number): readonly string[] {
  const words = lackWords(service);
  return words === null ? [] : wrap(`^ ${words}`, width - 4, width - 2).map(indentedBy(paint));
}

const indentedBy =
  (paint: Palette) =>
  (line: string, at: number): string =>
    (at === 0 ? '  ' : '    ') + paint.warning(line);
