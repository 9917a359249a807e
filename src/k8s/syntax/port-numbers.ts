/** Whether a whole number is one of the ports that there are (semantics 6.2). */
export function isPortNumber(number: number): boolean {
  return number >= 1 && number <= 65_535;
}

/** Both ends belong to it. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** The default of the API server's `--service-node-port-range` (semantics 4.3). */
export const NODE_PORTS: PortRange = { first: 30_000, last: 32_767 };

/**
 * The ranges that a text gives the API server: an argument of it, of k3s or of minikube, a line of the configuration of
 * kubeadm, Talos, RKE or OpenShift, or a variable of kubespray.
 */
export function nodePortRangesIn(text: string): readonly PortRange[] {
  return [...text.matchAll(NODE_PORT_RANGE)].map(([, first, last]) => ({ first: Number(first), last: Number(last) }));
}

const NODE_PORT_RANGE = /node[-_]?port[-_]?range["']?[\s:=]{1,8}["']?(\d{1,5})-(\d{1,5})/gi;

export const isWithin = ({ first, last }: PortRange, number: number): boolean => number >= first && number <= last;
