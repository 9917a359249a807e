const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;

/** True for dotted decimal text, leading zeros included. */
export function isIPv4(text: string): boolean {
  return IPV4.test(text) && text.split('.').every((part) => Number(part) <= 255);
}

/** True for IPv6 text, with `::` and an IPv4 tail; zones are no part of an address in Kubernetes. */
export function isIPv6(text: string): boolean {
  if (!/^[0-9A-Fa-f:.]+$/.test(text) || !text.includes(':')) return false;
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const tail = groups.at(-1) ?? '';
  const isTail = isIPv4(tail);
  const length = groups.length + (isTail ? 1 : 0);
  const plain = isTail ? groups.slice(0, -1) : groups;
  return plain.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group)) && (halves.length === 2 ? length < 8 : length === 8);
}

/** From this minor version on the API server parses addresses strictly; before it only warns (semantics 4.4). */
export const STRICT_SINCE = 36;

/** What is wrong with the text of an IP address, or undefined. */
export function ipProblem(text: string, minor: number): string | undefined {
  if (!isIPv4(text) && !isIPv6(text)) return 'is no IP address';
  return minor >= STRICT_SINCE ? notation(text) : undefined;
}

/** What only a sloppy parser reads: leading zeros, which some take for octal, and IPv4 addresses written as IPv6. */
function notation(address: string): string | undefined {
  if (isIPv4(address)) return /(^|\.)0\d/.test(address) ? 'has leading zeros' : undefined;
  return bitsOf(`${address}/128`).bits.startsWith(MAPPED) ? 'is an IPv4 address in the notation of IPv6' : undefined;
}

/** The 96 bits before an IPv4 address in IPv6, `::ffff:0:0/96`. */
const MAPPED = '0'.repeat(80) + '1'.repeat(16);

/** Why an address cannot be reached from elsewhere (loopback, link-local, unspecified), or undefined. */
export function unreachableReason(text: string): string | undefined {
  const address = text.toLowerCase();
  if (address === '0.0.0.0' || address === '::') return 'is the unspecified address';
  if (/^127\./.test(address) || address === '::1') return 'is a loopback address';
  if (/^169\.254\./.test(address) || /^fe[89ab][0-9a-f]:/.test(address)) return 'is a link-local address';
  if (/^224\.0\.0\./.test(address) || /^ff[0-9a-f]2:/.test(address)) return 'is a link-local multicast address';
  return undefined;
}

/** True for `address/length` with a length that the family allows. */
export function isCidr(text: string): boolean {
  const [address = '', length = '', ...rest] = text.split('/');
  if (rest.length > 0 || !/^(0|[1-9]\d*)$/.test(length)) return false;
  return (isIPv4(address) && Number(length) <= 32) || (isIPv6(address) && Number(length) <= 128);
}

/** Why a strict parser refuses a block that `isCidr`, and what was probably meant; undefined where it takes it. */
export function looseCidr(text: string): { readonly problem: string; readonly help?: string } | undefined {
  const [address = ''] = text.split('/');
  const problem = notation(address);
  if (problem !== undefined) return { problem };
  const { family, bits, length } = bitsOf(text);
  if (!bits.includes('1', length)) return undefined;
  const network = (bits.slice(0, length).padEnd(bits.length, '0').match(/.{8}/g) ?? []).map((byte) =>
    parseInt(byte, 2),
  );
  return {
    problem: 'has bits set beyond its prefix length',
    ...(family === 4 && {
      help: `write \`${network.join('.')}/${length}\` for the block, or \`${address}/32\` for the one address`,
    }),
  };
}

/** True if the block `inner` lies within `outer` and is smaller; both must be `isCidr`. */
export function isStrictSubset(inner: string, outer: string): boolean {
  const [a, b] = [bitsOf(inner), bitsOf(outer)];
  return a.family === b.family && a.length > b.length && a.bits.slice(0, b.length) === b.bits.slice(0, b.length);
}

/** The address of a block as text of zeros and ones, with the length of its prefix. */
function bitsOf(cidr: string): { readonly family: number; readonly bits: string; readonly length: number } {
  const [address = '', length = ''] = cidr.split('/');
  if (isIPv4(address)) return { family: 4, bits: binary(address.split('.'), 10, 8), length: Number(length) };
  const [head = '', tail] = address
    .replace(/(?<![\d.])[\d.]+$/, (last) => (isIPv4(last) ? groupsOfIPv4(last) : last))
    .split('::');
  const [left, right] = [head, tail ?? ''].map((half) => (half === '' ? [] : half.split(':')));
  const zeros = Array.from({ length: 8 - (left?.length ?? 0) - (right?.length ?? 0) }, () => '0');
  return {
    family: 6,
    bits: binary([...(left ?? []), ...(tail === undefined ? [] : zeros), ...(right ?? [])], 16, 16),
    length: Number(length),
  };
}

/** The IPv4 tail of an IPv6 address as two groups of hexadecimal digits. */
function groupsOfIPv4(address: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

function binary(parts: readonly string[], radix: number, width: number): string {
  return parts.map((part) => Number.parseInt(part, radix).toString(2).padStart(width, '0')).join('');
}
