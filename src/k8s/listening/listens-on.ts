import { decodeBase64 } from '../../text/base64.js';
import { getString, type Tree } from '../../tree/tree.js';
import type { Container } from '../pods/container.js';
import type { PodTemplate } from '../workloads/workload.js';
import { type FindObject, sourcesOf } from './config-sources.js';
import { withoutRemoteAddresses } from './remote-addresses.js';
import { runningContainers, runningPorts } from './running.js';

/** True where a container declares the number, or may listen on it without. */
export function listensOn(template: PodTemplate, number: number, find: FindObject): boolean {
  return runningPorts(template).some((port) => port.number === number) || mayListen(template, number, find);
}

/** True where commands, env, probes, annotations, or a mounted ConfigMap or Secret name the number, or the image is known to open it. */
function mayListen(template: PodTemplate, number: number, find: FindObject): boolean {
  const named = new RegExp(`(?<![\\w.])${number}(?!\\.?\\w)`);
  const names = (text: string): boolean => named.test(withoutRemoteAddresses(text));
  for (const container of runningContainers(template)) {
    if (isDynamicProxy(container) || opensByItself(container, number)) return true;
    for (const text of textsOf(container)) if (names(text)) return true;
  }
  const { resource } = template.workload;
  for (const text of scalars(resource.get(...template.path, 'metadata', 'annotations'))) if (names(text)) return true;
  return sourcesOf(template).some(({ kind, name, key }) =>
    find(kind, name).some((object) =>
      ['data', 'stringData'].some((field) =>
        [...scalars(object.get(field, ...(key === undefined ? [] : [key])))].some(
          (text) => names(text) || (kind === 'Secret' && names(decodeBase64(text) ?? '')),
        ),
      ),
    ),
  );
}

/** Proxies whose listeners a control plane sends: Envoy as gateways of Istio, Contour, and the Gateway API use it. */
function isDynamicProxy(container: Container): boolean {
  return /(^|\/)(proxyv2|auto|envoy|envoy-distroless|pilot-agent)([:@]|$)/.test(
    getString(container.get(), 'image') ?? '',
  );
}

/** Ports that well-known images open without being told, and that manifests rarely declare in full. */
const OPENED: readonly (readonly [image: RegExp, ports: readonly number[]])[] = [
  [
    /jaeger.*\/(all-in-one|jaeger|jaeger-collector|collector)([:@]|$)/,
    [4317, 4318, 5775, 5778, 6831, 6832, 9411, 14250, 14268, 14269, 16685, 16686],
  ],
  [/(^|\/)rabbitmq([:@]|$)/, [4369, 5671, 5672, 15672, 25672]],
  [/(^|\/)zookeeper([:@]|$)/, [2181, 2888, 3888]],
  [/(^|\/)elasticsearch(-oss)?([:@]|$)/, [9200, 9300]],
];

function opensByItself(container: Container, number: number): boolean {
  const image = getString(container.get(), 'image') ?? '';
  return OPENED.some(([pattern, ports]) => ports.includes(number) && pattern.test(image));
}

function* textsOf(container: Container): Iterable<string> {
  const fields = ['command', 'args', 'env', 'readinessProbe', 'livenessProbe', 'startupProbe', 'lifecycle'];
  for (const field of fields) yield* scalars(container.get(field));
}

function* scalars(tree: Tree | undefined): Iterable<string> {
  if (tree === undefined) return;
  if (tree.type === 'scalar') yield String(tree.value);
  else if (tree.type === 'list') for (const item of tree.items) yield* scalars(item);
  else for (const entry of tree.entries.values()) yield* scalars(entry.value);
}
