import { largest } from '../../data/largest.js';
import type { Connection, PodGroup, UnitConnections } from '../../answers/connections/connections.js';
import { count } from '../../text/words.js';
import { portsText } from '../../text/port-ranges.js';
import { displayWidth } from '../../text/width.js';
import { columnsOf, type ReportOptions } from '../formats/reporter.js';
import { markdownText } from '../markup/markdown-text.js';
import { palette, type Palette } from '../markup/palette.js';
import { inert, safeJson, visible } from '../markup/visible.js';
import { wrap } from '../markup/wrap.js';
import { explained } from './connection-reasons.js';
import { doubtOf, kindsAndNames, nameOf, namesOf, openText, placeOf } from './connection-words.js';

export interface ConnectionsOptions extends ReportOptions {
  /** Says of each line which rules of which policies make it. */
  readonly explain?: boolean;
}

/** What a format of the command `connections` does: the whole output, ending in a newline. */
export type ConnectionsReporter = (units: readonly UnitConnections[], options: ConnectionsOptions) => string;

/** For people: group by group of Pods, what comes in and what goes out. */
export const prettyConnections: ConnectionsReporter = (units, options) => {
  if (units.length === 0) return 'no workloads\n';
  const paint = palette(options.color);
  const width = columnsOf(options);
  const blocks = units.flatMap((unit) => [
    ...(units.length > 1 ? [[paint.strong(visible(unit.unit))]] : []),
    ...unit.groups.map((group) => groupLines(group, unit, { paint, width, explain: options.explain === true })),
    ...unit.refused.map((object) =>
      wrap(`left out: the API server refuses ${visible(object.kind)} ${nameOf(object)} (${placeOf(object)})`, width),
    ),
  ]);
  return inert(blocks.map((lines) => lines.map((line) => `${line}\n`).join('')).join('\n'));
};

interface Canvas {
  readonly paint: Palette;
  readonly width: number;
  readonly explain: boolean;
}

function groupLines(group: PodGroup, unit: UnitConnections, canvas: Canvas): readonly string[] {
  const { paint, width } = canvas;
  const [first] = group.pods;
  const where = group.pods.length === 1 && first !== undefined ? `  ${visible(first.kind)}  (${placeOf(first)})` : '';
  const several = group.pods.length > 8 ? `  (${count(group.pods.length, 'workload')})` : '';
  const head = `${namesOf(group.pods)}${where}${several}`;
  const lines = wrap(head, width - 4, width).map((line, at) => (at === 0 ? paint.strong(line) : `    ${line}`));
  const text = openEverywhere(group);
  if (text !== null) return [...lines, ...indented(text, '  ', width)];
  if (canvas.explain) return [...lines, ...explained(group, unit).flatMap((each) => sentence(each, width))];
  const rows = [...rowsOf('in', group), ...rowsOf('out', group)];
  const widest = Math.min(largest(rows.map(({ ports }) => displayWidth(ports))), Math.floor(width / 3));
  return [...lines, ...rows.flatMap((row) => rowLines(row, widest, canvas))];
}

/** An item of a list hangs. */
function sentence(text: string, width: number): readonly string[] {
  return text.startsWith('- ') ? indented(text, '    ', width, '      ') : indented(text, '  ', width, '    ');
}

function openEverywhere({ pods, onHostNetwork, ingress, egress }: PodGroup): string | null {
  const them = pods.length === 1 ? 'it' : 'them';
  if (onHostNetwork) return `open both ways: on the network of the node, which no policy is for`;
  if (ingress.isolation !== 'none' || egress.isolation !== 'none' || ingress.connections.length > 0) return null;
  return `open both ways: no policy isolates ${them}`;
}

function rowLines({ way, ports, peer, isShut }: Row, widest: number, { paint, width }: Canvas): readonly string[] {
  const left = `  ${way.padEnd(3)}  `;
  const text = isShut ? paint.warning : paint.added;
  if (ports === '') return indented(peer, left, width, ' '.repeat(left.length));
  if (displayWidth(ports) > widest) return [left + text(ports), ...indented(peer, ' '.repeat(left.length + 2), width)];
  const column = left.length + widest + 2;
  const gap = ' '.repeat(widest - displayWidth(ports) + 2);
  return wrap(peer, Math.max(width - column, 20)).map((line, at) =>
    at === 0 ? left + text(ports) + gap + line : ' '.repeat(column) + line,
  );
}

interface Row {
  readonly way: 'in' | 'out';
  readonly ports: string;
  readonly peer: string;
  readonly isShut: boolean;
}

function rowsOf(way: 'in' | 'out', group: PodGroup): readonly Row[] {
  const side = way === 'in' ? group.ingress : group.egress;
  const rows = side.connections.map((connection) => ({ way, ...rowOf(connection) }));
  const doubt = doubtOf(side);
  if (side.isolation === 'none')
    return [{ way, ports: 'any port', peer: 'anyone: no policy isolates it', isShut: false }, ...rows];
  const nobody = { way, ports: 'nothing', peer: `closed by ${namesOf(side.policies)}`, isShut: true };
  const preposition = way === 'in' ? 'from' : 'to';
  return [
    ...(rows.length === 0 && side.policies.length > 0 ? [nobody] : rows),
    ...side.stopped.map(({ pods, ports, policies }) => ({
      way,
      ports: 'nothing',
      peer: `${preposition} ${namesOf(pods)}: ${portsText(ports)} stopped at the other end by ${namesOf(policies)}`,
      isShut: true,
    })),
    ...(way === 'in' ? group.shutOut : []).map(({ from, ports }) => ({
      way,
      ports: 'nothing',
      peer: `from the ingress controller, for ${kindsAndNames(from)}: no rule opens ${portsText(ports)} to it`,
      isShut: true,
    })),
    ...(doubt === null ? [] : [{ way, ports: '', peer: doubt, isShut: false }]),
  ];
}

function rowOf(connection: Connection): Omit<Row, 'way'> {
  return { ports: openText(connection), peer: visible(connection.who), isShut: false };
}

function indented(text: string, by: string, width: number, further = by): readonly string[] {
  return wrap(text, width - further.length, width - by.length).map((line, at) => (at === 0 ? by : further) + line);
}

/** A reader takes no more. */
const MOST_ROWS = 300;

/** A table for a page in Markdown. */
export const markdownConnections: ConnectionsReporter = (units) => {
  const rows = units.flatMap((unit) => unit.groups.flatMap((group) => tableRows(group)));
  const left = rows.length - MOST_ROWS;
  const more = left > 0 ? `\n${count(left, 'row')} more; \`--format json\` has all of them.\n` : '';
  const head = '### Who may talk to whom\n\n| Pods | | ports | peer |\n|---|---|---|---|\n';
  return rows.length === 0 ? 'no workloads\n' : inert(head + rows.slice(0, MOST_ROWS).join('') + more);
};

function tableRows(group: PodGroup): readonly string[] {
  const pods = namesOf(group.pods);
  const row = (...cells: readonly string[]): string => `| ${cells.map(markdownText).join(' | ')} |\n`;
  const text = openEverywhere(group);
  if (text !== null) return [row(pods, '', 'any port', text)];
  return (['in', 'out'] as const).flatMap((way) =>
    rowsOf(way, group).map(({ ports, peer }) => row(pods, way, ports, peer)),
  );
}

/** The connections as JSON, version 1: the shape of `schema/connections.schema.json`. */
export const jsonConnections: ConnectionsReporter = (units) => safeJson({ version: 1, units });
