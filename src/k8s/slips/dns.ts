import type { ContainerPort } from '../pods/container.js';
import type { Service, ServicePort } from '../services/service.js';

/** A port of a Service for DNS over TCP, and the same port of a container for UDP, where it has both. */
export interface DnsOverTcp {
  readonly port: ServicePort;
  readonly udp: ContainerPort | undefined;
}

/** A port that is called DNS, with a number on which DNS servers listen. */
export const isDns = ({ name, port, target }: ServicePort): boolean =>
  /^[a-z]*-?dns$/.test(name) &&
  [port, 'number' in target ? target.number : port].some((number) => [53, 1053, 5353, 8053, 8600].includes(number));

/** So it is called where the Pods have the number for UDP as well, whatever it is. */
const isCalledDns = ({ name }: ServicePort): boolean => /(?:^|-)dns(?:crypt)?(?:-tcp)?$/.test(name);

/**
 * A TCP port for DNS of Pods that have no port for UDP at all, or the same number for both; of those that have it for
 * UDP alone something else is wrong.
 */
export function dnsOverTcp(
  { ports }: Service,
  declared: readonly ContainerPort[],
  resolve: (port: ServicePort) => number | undefined,
): DnsOverTcp | undefined {
  const tcp = ports.filter(({ protocol }) => protocol === 'TCP');
  if (declared.every(({ protocol }) => protocol !== 'UDP')) {
    const port = tcp.find(isDns);
    return port && { port, udp: undefined };
  }
  for (const port of tcp.filter(isCalledDns)) {
    const same = declared.filter(({ number }) => number === resolve(port));
    const udp = same.find(({ protocol }) => protocol === 'UDP');
    if (udp !== undefined && same.some(({ protocol }) => protocol === 'TCP')) return { port, udp };
  }
  return undefined;
}
