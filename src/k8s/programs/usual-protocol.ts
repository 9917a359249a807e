/**
 * Ports of what is spoken over UDP by default: DNS, TFTP, NTP, SNMP, IKE, syslog, OpenVPN, RADIUS, STUN, SIP, the
 * agents of Jaeger, statsd, game servers, WireGuard (semantics 4.3).
 */
const OVER_UDP = new Set([
  53, 69, 123, 161, 162, 500, 514, 1194, 1812, 1813, 3478, 4500, 5060, 5353, 5775, 6831, 6832, 8125, 27_015, 51_820,
]);

const UDP_WORDS = /(?:^|-)(?:udp|dns|ntp|snmp|syslog|radius|stun|turn|sip|rtp|statsd|quic|wireguard|wg|game)(?:-|$)/;

/** What is mostly spoken on a port, by its numbers and names; TCP where nothing speaks for UDP. */
export function usualProtocol(numbers: readonly number[], names: readonly string[]): 'TCP' | 'UDP' {
  return numbers.some((number) => OVER_UDP.has(number)) || names.some((name) => UDP_WORDS.test(name)) ? 'UDP' : 'TCP';
}
