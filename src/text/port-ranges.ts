/** Ports of one protocol, both ends included. */
interface PortRange {
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
}

/** `TCP 80, 8000-8999; UDP 53`, or that every port is meant. */
export function portsText(ports: readonly PortRange[]): string {
  const isAll = ({ from, to }: PortRange): boolean => from === 1 && to === 65_535;
  const protocols = [...new Set(ports.map(({ protocol }) => protocol))];
  if (protocols.length === 3 && ports.every(isAll)) return 'any port';
  return protocols
    .map((protocol) => {
      const own = ports.filter((range) => range.protocol === protocol);
      const texts = own.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`));
      return own.every(isAll) ? `any ${protocol} port` : `${protocol} ${texts.join(', ')}`;
    })
    .join('; ');
}
