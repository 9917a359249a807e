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
export function portSlip(wanted: WantedPort, service: Service, behind: Behind): PortSlip | undefined {
  if (wanted.kind === 'unwritten') return undefined;
  const { ports } = service;
  const [only] = ports;
  const slip = (why: PortSlip['why'], port: ServicePort | undefined): PortSlip | undefined =>
    port === undefined ? undefined : { why, port };
  const close =
    wanted.kind === 'name'
      ? closest(
          wanted.name,
          ports.map(({ name }) => name).filter((name) => name !== ''),
        )
      : undefined;
  const [number, name] = wanted.kind === 'name' ? [undefined, wanted.name] : [wanted.number, undefined];
  return (
    slip(
      'quoted',
      name === undefined || !/^\d+$/.test(name) ? undefined : ports.find(({ port }) => port === Number(name)),
    ) ??
    slip(
      'targetPort',
      ports.find(({ target }) =>
        target.kind === 'name' ? target.name === name : target.kind === 'number' && target.number === number,
      ),
    ) ??
    slip(
      'container',
      ports.find((port) =>
        behind(port).some(({ number: found, declared }) =>
          name === undefined ? found === number : declared?.name === name,
        ),
      ),
    ) ??
    slip('nodePort', number === undefined ? undefined : ports.find(({ nodePort }) => nodePort === number)) ??
    slip('unnamed', name !== undefined && ports.length === 1 && only?.name === '' ? only : undefined) ??
    slip('similar', close === undefined ? undefined : ports.find((port) => port.name === close)) ??
    slip('only', ports.length === 1 ? only : undefined)
  );
}
