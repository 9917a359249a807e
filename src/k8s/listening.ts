import { get, getList, getString, type Tree } from '../tree/tree.js';
import { decodeBase64 } from './dns/base64.js';
import type { Container, ContainerPort } from './pod.js';
import type { Resource } from './resource.js';
import type { ServicePort } from './service.js';
import type { PodTemplate, Workload } from './workload.js';

/** Looks up an object of the core group near the Pods that read it: `find('ConfigMap', 'shop-settings')`. */
export type FindObject = (kind: 'ConfigMap' | 'Secret', name: string) => readonly Resource[];

/** The containers that run beside each other: regular ones and native sidecars. */
export function runningContainers(template: PodTemplate): readonly Container[] {
  return template.containers.filter((container) => container.role !== 'init');
}

/** Every port that a running container declares, in the order in which FindPort looks (semantics 5.3). */
export function runningPorts(template: PodTemplate): readonly ContainerPort[] {
  return runningContainers(template).flatMap((container) => container.ports);
}

const ENDING = new Set(['Job', 'CronJob', 'BroadcastJob', 'AdvancedCronJob', 'ScaledJob', 'JobSet']);

/** True where the Pods end by design, so that they serve nothing for long: Jobs, and Pods that are never restarted. */
export function endsByDesign(template: PodTemplate): boolean {
  const { kind, resource } = template.workload;
  return (
    ENDING.has(kind) ||
    (kind === 'Pod' && ['Never', 'OnFailure'].includes(getString(resource.tree, 'spec', 'restartPolicy') ?? ''))
  );
}

/** False where ports may exist that stand nowhere on disk: an unknown custom kind, a virtual machine, a part of a kustomization. */
export function portsAreKnown(template: PodTemplate): boolean {
  return template.containersKnown && !template.workload.guessed && !template.workload.resource.patched;
}

/** The templates on whose declared ports a verdict can stand; none where one of them is not known in full. */
export function judgedTemplates(templates: readonly PodTemplate[]): readonly PodTemplate[] {
  const lasting = templates.filter((template) => !endsByDesign(template));
  const judged = lasting.length > 0 ? lasting : templates;
  return judged.every(portsAreKnown) ? judged : [];
}

/**
 * True where every template declares ports, but none declares `number` or has it in a text that its containers read.
 * `containerPort` is documentation (semantics 6.1), so this makes a mistake likely, never certain.
 */
export function contradictsNumber(
  templates: readonly PodTemplate[],
  number: number,
  find: (workload: Workload) => FindObject,
): boolean {
  return (
    templates.length > 0 &&
    templates.every(
      (template) => runningPorts(template).length > 0 && !listensOn(template, number, find(template.workload)),
    )
  );
}

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

/** `api:8080` and `http://api:8080` tell where others listen; the number in them says nothing about this container. */
function withoutRemoteAddresses(text: string): string {
  return text.replace(
    /([A-Za-z][\w+.-]*:\/\/)?((?:[\w-]+\.)*[A-Za-z][\w-]*):(\d+)(?!\d)/g,
    (whole, scheme: string | undefined, host: string) => {
      const own =
        /^(localhost|.*(port|listen|addr|address|bind|host))$/i.test(host) ||
        (scheme === undefined && /^(https?|tcp|udp|grpc)$/i.test(host));
      return own ? whole : '';
    },
  );
}

function* scalars(tree: Tree | undefined): Iterable<string> {
  if (tree === undefined) return;
  if (tree.type === 'scalar') yield String(tree.value);
  else if (tree.type === 'list') for (const item of tree.items) yield* scalars(item);
  else for (const entry of tree.entries.values()) yield* scalars(entry.value);
}

/** An object that Pods mount or take their environment from; with `key`, one entry of it. */
export interface Source {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  readonly key?: string | undefined;
}

/** The ConfigMaps and Secrets that the given containers read, by default those that keep running. */
export function sourcesOf(
  template: PodTemplate,
  containers: readonly Container[] = runningContainers(template),
): readonly Source[] {
  const { resource } = template.workload;
  const sources: Source[] = [];
  const add = (kind: Source['kind'], name: string | undefined, key?: string): void => {
    if (name !== undefined) sources.push({ kind, name, key });
  };
  for (const volume of getList(resource.get(...template.path, 'spec', 'volumes'))) {
    for (const source of [volume, ...getList(volume, 'projected', 'sources')]) {
      add('ConfigMap', getString(source, 'configMap', 'name'));
      add('Secret', getString(source, 'secret', 'secretName') ?? getString(source, 'secret', 'name'));
    }
  }
  for (const container of containers) {
    for (const item of getList(container.get('envFrom'))) {
      add('ConfigMap', getString(item, 'configMapRef', 'name'));
      add('Secret', getString(item, 'secretRef', 'name'));
    }
    for (const item of getList(container.get('env'))) {
      const [configMap, secret] = [get(item, 'valueFrom', 'configMapKeyRef'), get(item, 'valueFrom', 'secretKeyRef')];
      add('ConfigMap', getString(configMap, 'name'), getString(configMap, 'key'));
      add('Secret', getString(secret, 'name'), getString(secret, 'key'));
    }
  }
  return sources;
}

/** Only a process with a privilege listens below it. */
const PRIVILEGED = 1024;

/**
 * True where every template declares the Service's `port` but not its numeric `targetPort`: the two are the wrong way round.
 * 80 to 8080 is the usual way, and it is the declaration that is wrong then.
 */
export function isSwapped(port: ServicePort, templates: readonly PodTemplate[]): boolean {
  const { target } = port;
  if (target.kind !== 'number' || target.number === port.port || templates.length === 0) return false;
  if (port.port < PRIVILEGED && target.number >= PRIVILEGED) return false;
  return templates.every((template) => {
    const numbers = runningPorts(template).map((declared) => declared.number);
    return numbers.includes(port.port) && !numbers.includes(target.number);
  });
}
