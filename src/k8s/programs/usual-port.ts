/**
 * Numbers on which programs listen where nobody tells them otherwise: of protocols, of stores and brokers, of
 * frameworks and of what watches them (semantics 4.3).
 */
const USUAL = new Set([
  21, 22, 25, 53, 80, 88, 110, 143, 389, 443, 465, 514, 587, 636, 873, 993, 995, 1080, 1433, 1521, 1883, 2049, 2181,
  2368, 2379, 2380, 3000, 3100, 3128, 3306, 3389, 3478, 4000, 4200, 4222, 4317, 4318, 4369, 5000, 5044, 5222, 5432,
  5601, 5672, 5671, 6379, 6443, 7000, 7070, 7474, 7687, 7860, 8000, 8008, 8025, 8080, 8086, 8088, 8125, 8126, 8200,
  8300, 8443, 8500, 8545, 8600, 8761, 8888, 8983, 9000, 9042, 9080, 9090, 9091, 9092, 9093, 9100, 9200, 9300, 9411,
  9443, 10_000, 11_211, 11_434, 14_250, 14_268, 15_672, 16_686, 19_530, 25_565, 26_379, 26_257, 27_017, 50_051,
]);

/** A number in round hundreds is one that people choose. */
export function isUsualPort(number: number): boolean {
  return USUAL.has(number) || (number >= 1000 && number % 100 === 0);
}

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
