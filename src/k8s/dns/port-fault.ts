import type { Service, ServicePort } from '../services/service.js';

/** What a number is to a Service that has no such port. */
export type PortFault =
  /** The number that the Service sends on to. */
  | { readonly kind: 'target'; readonly port: ServicePort }
  /** The number behind a named target, or another one that the Pods declare. */
  | { readonly kind: 'container'; readonly port: ServicePort | undefined }
  | { readonly kind: 'node'; readonly port: ServicePort }
  /** The number is there, for another protocol than the client's. */
  | { readonly kind: 'protocol'; readonly port: ServicePort; readonly wanted: string }
  | { readonly kind: 'none' };

/**
 * Why a client that calls `number` at the cluster IP of a Service gets no answer (semantics 8.5, port check).
 * `declared` are the numbers that the selected Pods have, by the Service port that leads to them if one does;
 * `transport` the protocol of the client, if its address tells one. Undefined where the port exists.
 */
export function portFault(
  service: Service,
  number: number,
  declared: () => ReadonlyMap<number, ServicePort | undefined>,
  transport?: string,
): PortFault | undefined {
  const [same, ...more] = service.ports.filter(({ port }) => port === number);
  if (same !== undefined)
    return transport === undefined || [same, ...more].some(({ protocol }) => protocol === transport)
      ? undefined
      : { kind: 'protocol', port: same, wanted: transport };
  const target = service.ports.find((port) => port.target.kind === 'number' && port.target.number === number);
  if (target !== undefined) return { kind: 'target', port: target };
  const node = service.ports.find(({ nodePort }) => nodePort === number);
  if (node !== undefined) return { kind: 'node', port: node };
  const numbers = declared();
  return numbers.has(number) ? { kind: 'container', port: numbers.get(number) } : { kind: 'none' };
}
