import { getNumber, getString, type Place } from '../../tree/tree.js';
import type { Container } from './container.js';

/** What is spoken on a port of a container, and the text that says so. */
export interface Spoken {
  readonly scheme: 'http' | 'https' | 'grpc';
  readonly at: Place;
  /** What says it: a probe, or a flag. */
  readonly by: string;
}

/**
 * What the probes of a port are answered in, since a probe that is answered otherwise fails (semantics 6.5); and the
 * flag by which kube-rbac-proxy serves TLS.
 */
export function spokenOn(containers: readonly Container[], number: number): Spoken | undefined {
  const found = containers.flatMap((container) => [...byProbes(container, number), ...spokenByFlag(container, number)]);
  const [first, ...others] = found;
  return others.every(({ scheme }) => scheme === first?.scheme) ? first : undefined;
}

function byProbes(container: Container, number: number): readonly Spoken[] {
  return container.checks.flatMap(({ name, path, tree }): readonly Spoken[] => {
    if (name === 'postStart' || name === 'preStop') return [];
    if (getNumber(tree, 'grpc', 'port') === number)
      return [{ scheme: 'grpc', at: container.at(...path, 'grpc', 'port'), by: `the ${name}` }];
    const port = getNumber(tree, 'httpGet', 'port') ?? getString(tree, 'httpGet', 'port');
    const asked = typeof port === 'string' ? container.ports.find((declared) => declared.name === port)?.number : port;
    if (asked !== number) return [];
    const isSecure = getString(tree, 'httpGet', 'scheme') === 'HTTPS';
    return [
      {
        scheme: isSecure ? 'https' : 'http',
        at: container.at(...path, 'httpGet', isSecure ? 'scheme' : 'port'),
        by: `the ${name}`,
      },
    ];
  });
}

const SECURE = /^--secure-listen-address=[^ ]*:(\d+)$/;

/** kube-rbac-proxy, which is told where it serves TLS. */
export function spokenByFlag(container: Container, number: number): readonly Spoken[] {
  const args = container.get('args');
  if (args?.type !== 'list' || !container.image.includes('kube-rbac-proxy')) return [];
  return args.items.flatMap((item, index): readonly Spoken[] => {
    const flag = SECURE.exec(getString(item) ?? '');
    return Number(flag?.[1]) === number
      ? [{ scheme: 'https', at: container.at('args', index), by: 'kube-rbac-proxy' }]
      : [];
  });
}
