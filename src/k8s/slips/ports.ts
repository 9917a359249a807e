import { closest } from '../../text/spelling/similar.js';
import type { ContainerPort } from '../pods/container.js';
import type { Service, ServicePort } from '../services/service.js';
import type { WantedPort } from '../references/reference.js';

/** The ports of a Service that a reference may mean: those of its number or its name, all where it names none. */
export function matchingPorts(wanted: WantedPort, { ports }: Service): readonly ServicePort[] {
  if (wanted.kind === 'name') return ports.filter(({ name }) => name === wanted.name);
  return wanted.number === undefined ? ports : ports.filter(({ port }) => port === wanted.number);
}

/** The port of the Service that was probably meant, and what was written in its place. */
export interface PortSlip {
  readonly why:
    | 'quoted' // a number in quotes is a name
    | 'targetPort' // the text of `targetPort`
    | 'container' // the number or the name that the Pods have for it
    | 'nodePort'
    | 'unnamed' // a name, and the only port has none
    | 'similar'
    | 'only';
  readonly port: ServicePort;
}

/** What the Pods behind a Service port have for it. */
export type Behind = (
  port: ServicePort,
) => readonly { readonly number: number | undefined; readonly declared: ContainerPort | undefined }[];

/** The most telling sign first; undefined where several ports could be meant. */
export function portSlip(wanted: WantedPort, { ports }: Service, behind: Behind): PortSlip | undefined {
  if (wanted.kind === 'unwritten') return undefined;
  const signs =
    wanted.kind === 'name' ? signsOfName(wanted.name, ports, behind) : signsOfNumber(wanted.number, ports, behind);
  for (const [why, port] of signs) if (port !== undefined) return { why, port };
  return undefined;
}

type Sign = readonly [PortSlip['why'], ServicePort | undefined];

function* signsOfName(wanted: string, ports: readonly ServicePort[], behind: Behind): Iterable<Sign> {
  const only = ports.length === 1 ? ports[0] : undefined;
  const digits = /^\d+$/.test(wanted) ? Number(wanted) : undefined;
  yield ['quoted', ports.find(({ port }) => port === digits)];
  yield ['targetPort', ports.find(({ target }) => target.kind === 'name' && target.name === wanted)];
  yield ['container', ports.find((port) => behind(port).some(({ declared }) => declared?.name === wanted))];
  yield ['unnamed', only?.name === '' ? only : undefined];
  const names = ports.map(({ name }) => name).filter((name) => name !== '');
  const close = closest(wanted, names);
  yield ['similar', close === undefined ? undefined : ports.find(({ name }) => name === close)];
  yield ['only', only];
}

function* signsOfNumber(wanted: number, ports: readonly ServicePort[], behind: Behind): Iterable<Sign> {
  yield ['targetPort', ports.find(({ target }) => target.kind === 'number' && target.number === wanted)];
  yield ['container', ports.find((port) => behind(port).some(({ number }) => number === wanted))];
  yield ['nodePort', ports.find(({ nodePort }) => nodePort === wanted)];
  yield ['only', ports.length === 1 ? ports[0] : undefined];
}
