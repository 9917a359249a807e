import { getEntries, getString, type Path } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';

/** The ports that an annotation of a Service names, and what its controller takes. */
interface ListedPorts {
  readonly path: Path;
  readonly ports: readonly string[];
  /** What happens where none of them is there. */
  readonly consequence: string;
}

const BETA = 'service.beta.kubernetes.io/';
const NO_TLS = 'no listener of the load balancer gets TLS';

/** Lists with commas: `443,https`. */
const LISTS: ReadonlyMap<string, string> = new Map([
  [`${BETA}aws-load-balancer-ssl-ports`, NO_TLS],
  [`${BETA}do-loadbalancer-tls-ports`, NO_TLS],
  [`${BETA}do-loadbalancer-https-ports`, NO_TLS],
  [`${BETA}do-loadbalancer-http2-ports`, NO_TLS],
  [`${BETA}oci-load-balancer-ssl-ports`, NO_TLS],
  ...['tls', 'h2', 'h2c'].map(
    (name) => [`projectcontour.io/upstream-protocol.${name}`, 'Contour speaks plain HTTP/1.1 to its Pods'] as const,
  ),
]);

const PLAIN = 'the load balancer speaks plain HTTP to its Pods';
const NO_CONFIG = 'no backend gets this configuration';

/** JSON whose keys are ports: `{"https": "HTTPS"}`, `{"ports": {"80": "config"}}`. */
const MAPS: ReadonlyMap<string, string> = new Map([
  ['cloud.google.com/app-protocols', PLAIN],
  ['service.alpha.kubernetes.io/app-protocols', PLAIN],
  ['cloud.google.com/backend-config', NO_CONFIG],
  ['beta.cloud.google.com/backend-config', NO_CONFIG],
]);

/** The annotations of a Service that name ports of its own (semantics 7.20, with the sources). */
export function listedPorts({ tree }: Resource): readonly ListedPorts[] {
  return getEntries(tree, 'metadata', 'annotations').flatMap(({ key, value }): readonly ListedPorts[] => {
    const [ofList, ofMap] = [LISTS.get(key), MAPS.get(key)];
    const consequence = ofList ?? ofMap;
    const text = getString(value) ?? '';
    if (consequence === undefined || text === '' || text.length > 1000) return [];
    const ports = ofList === undefined ? keysIn(text) : text.split(',').map((item) => item.trim());
    return ports.length === 0 ? [] : [{ path: ['metadata', 'annotations', key], ports, consequence }];
  });
}

/** Empty for what is no such map, and for one with a value for all ports. */
function keysIn(text: string): readonly string[] {
  if (/"default"|[{$]{2}/.test(text)) return [];
  return [...text.matchAll(/"([^"]{1,63})"\s{0,9}:\s{0,9}"/g)].flatMap(([, key]) => key ?? []);
}
