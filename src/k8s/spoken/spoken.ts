import { getList, getNumber, getString, scalarsIn } from '../../tree/tree.js';
import type { Container, ContainerPort } from '../pods/container.js';
import { speaksBoth } from './images.js';
import type { Spoken } from './saying.js';

/**
 * What is spoken on a port: as its probes are answered, since one that is answered otherwise fails (semantics 6.5);
 * then as flags, variables, files and images have it, then by its name; undefined where two of a kind disagree, and
 * where a text says that the probes are wrong.
 */
export function spokenOn(
  containers: readonly Container[],
  number: number,
  byTexts: (container: Container) => readonly Spoken[],
): Spoken | undefined {
  const running = containers.filter(({ role }) => role !== 'init');
  // What takes both says by a switch alone that it does not.
  if (running.some((container) => speaksBoth(container, number))) return agreed(running.flatMap(byTexts));
  const probed = running.flatMap((container) => [...byProbes(container, number), ...byFlags(container, number)]);
  const said = running.flatMap(byTexts);
  if (probed.length > 0 && said.length > 0) return agreed([...probed, ...said]);
  const found = [probed, said].find(({ length }) => length > 0);
  return agreed(found ?? running.flatMap((container) => byName(container, number)));
}

function agreed([first, ...others]: readonly Spoken[]): Spoken | undefined {
  if (first === undefined || !others.every(({ scheme }) => scheme === first.scheme)) return undefined;
  return [first, ...others].find(({ dialect }) => dialect !== undefined) ?? first;
}

function byProbes(container: Container, number: number): readonly Spoken[] {
  return container.checks.flatMap(({ name, path, tree }): readonly Spoken[] => {
    if (name === 'postStart' || name === 'preStop') return [];
    if (getNumber(tree, 'grpc', 'port') === number)
      return [{ scheme: 'grpc', plain: true, at: container.at(...path, 'grpc', 'port'), by: `the ${name}` }];
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

const byFlags = (container: Container, number: number): readonly Spoken[] =>
  spokenByFlags(container).filter(({ port }) => port === number);

const SECURE = /^--secure-listen-address=[^ ]*:(\d+)$/;

/** kube-rbac-proxy, which is told where it serves TLS. */
export function spokenByFlags(container: Container): readonly (Spoken & { readonly port: number })[] {
  if (!container.image.includes('kube-rbac-proxy')) return [];
  return getList(container.get('args')).flatMap((item, index) => {
    const port = SECURE.exec(getString(item) ?? '')?.[1];
    if (port === undefined) return [];
    return [{ scheme: 'https', at: container.at('args', index), by: 'kube-rbac-proxy', port: Number(port) }];
  });
}

/** The name of a port, where its number does not speak against it; and 80, on which nobody serves TLS. */
function byName(container: Container, number: number): readonly Spoken[] {
  return container.ports.flatMap((port): readonly Spoken[] => {
    if (port.number !== number || port.protocol !== 'TCP') return [];
    const name = port.name ?? '';
    if (isForGrpc(name)) return [said('grpc', port)];
    if (/443$/.test(String(number))) return /^(?:https|tls|ssl)(?:-|$)/.test(name) ? [said('https', port)] : [];
    const isPlain = number === 80 ? !/https|tls|ssl/.test(name) : /^(?:http|web)$/.test(name);
    return isPlain && !container.view(hasCertificates) ? [said('http', port)] : [];
  });
}

const said = (scheme: Spoken['scheme'], port: ContainerPort): Spoken =>
  port.name === undefined
    ? { scheme, at: port.at('containerPort'), by: 'the number' }
    : { scheme, at: port.at('name'), by: `the name \`${port.name}\`` };

/** True for a container with a word about TLS: charts leave the name `http` where somebody turns TLS on. */
function hasCertificates(container: Container): boolean {
  return ['command', 'args', 'env', 'envFrom', 'volumeMounts'].some((field) =>
    [...scalarsIn(container.get(field))].some((text) => /tls|ssl|cert|https|secure|key(?:store|file)/i.test(text)),
  );
}

/** `grpc`, `grpc-api`; gRPC-Web and what translates HTTP into gRPC speak HTTP/1.1 as well. */
export function isForGrpc(name: ContainerPort['name']): boolean {
  return /^grpc(-|$)/.test(name ?? '') && !/web|http|gateway|gw|rest|json|health/.test(name ?? '');
}
