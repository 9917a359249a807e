import type { ContainerPort } from '../pods/container.js';
import type { Service, ServicePort } from '../services/service.js';

/** What goes over UDP first. */
export interface UdpFirst {
  readonly speaks: string;
  readonly why: string;
}

const DNS: UdpFirst = {
  speaks: 'DNS',
  why: 'resolvers ask over UDP, and over TCP only where an answer is too long',
};

/** RFC 8656, 3.1: between client and server UDP is the default; TCP and TLS are for those whom a firewall stops. */
const TURN: UdpFirst = {
  speaks: 'TURN',
  why: 'clients of STUN and TURN ask over UDP, and over TCP only where a firewall stops them',
};

/** A port of a Service for DNS or TURN over TCP, and the same port of a container for UDP, where it has both. */
export interface DnsOverTcp extends UdpFirst {
  readonly port: ServicePort;
  readonly udp: ContainerPort | undefined;
}

/** A port that is called DNS, with a number on which DNS servers listen. */
export const isDns = ({ name, port, target }: ServicePort): boolean =>
  /^[a-z]*-?dns$/.test(name) &&
  [port, 'number' in target ? target.number : port].some((number) => [53, 1053, 5353, 8053, 8600].includes(number));

/** The port of STUN and TURN under their own names; one that says `tcp` or `tls` is meant so. */
const isTurn = ({ name, port, target }: ServicePort): boolean =>
  /(?:^|-)(?:stun|turn)(?:-|$)/.test(name) &&
  !/tcp|tls/.test(name) &&
  [port, 'number' in target ? target.number : port].includes(3478);

/** So it is called where the Pods have the number for UDP as well, whatever it is. */
const isCalledDns = ({ name }: ServicePort): boolean => /(?:^|-)dns(?:crypt)?(?:-tcp)?$/.test(name);

/**
 * A TCP port for DNS or TURN of Pods that have no port for UDP at all, or the same number for both; of those that have
 * it for UDP alone something else is wrong.
 */
export function dnsOverTcp(
  { ports }: Service,
  declared: readonly ContainerPort[],
  resolve: (port: ServicePort) => number | undefined,
): DnsOverTcp | undefined {
  const tcp = ports.filter(({ protocol }) => protocol === 'TCP');
  if (declared.every(({ protocol }) => protocol !== 'UDP')) {
    const port = tcp.find(isDns);
    if (port !== undefined) return { ...DNS, port, udp: undefined };
    const turn = tcp.find(isTurn);
    return turn && { ...TURN, port: turn, udp: undefined };
  }
  for (const port of tcp.filter(isCalledDns)) {
    const same = declared.filter(({ number }) => number === resolve(port));
    const udp = same.find(({ protocol }) => protocol === 'UDP');
    if (udp !== undefined && same.some(({ protocol }) => protocol === 'TCP')) return { ...DNS, port, udp };
  }
  return undefined;
}
