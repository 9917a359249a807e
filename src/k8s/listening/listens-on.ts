import { decodeBase64 } from '../../text/base64.js';
import { getString, scalarsIn } from '../../tree/tree.js';
import type { Container } from '../pods/container.js';
import type { PodTemplate } from '../workloads/workload.js';
import { type FindObject, sourcesOf } from './config-sources.js';
import { isOpenedBy } from './images.js';
import { runningContainers, runningPorts } from './running.js';

/** True where a container declares the number, or may listen on it without: a probe that asks it is a sign of that. */
export function listensOn(template: PodTemplate, number: number, find: FindObject): boolean {
  return isToldOf(template, number, find) || runningContainers(template).some((each) => isNamed(number, CHECKS, each));
}

/** The same without probes and hooks, which may be wrong themselves. */
export function isToldOf(template: PodTemplate, number: number, find: FindObject): boolean {
  return runningPorts(template).some((port) => port.number === number) || mayListen(template, number, find);
}

/** True where commands, env, annotations, or a mounted ConfigMap or Secret name the number, or the image is known to open it. */
export function mayListen(template: PodTemplate, number: number, find: FindObject): boolean {
  const names = namer(number);
  for (const container of runningContainers(template))
    if (isDynamicProxy(container) || isOpenedBy(container, number) || isNamed(number, ORDERS, container)) return true;
  const { resource } = template.workload;
  for (const text of scalarsIn(resource.get(...template.path, 'metadata', 'annotations'))) if (names(text)) return true;
  return sourcesOf(template).some(({ kind, name, key }) =>
    find(kind, name).some((object) =>
      ['data', 'stringData'].some((field) =>
        [...scalarsIn(object.get(field, ...(key === undefined ? [] : [key])))].some(
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

const ORDERS = ['command', 'args', 'env'];
const CHECKS = ['readinessProbe', 'livenessProbe', 'startupProbe', 'lifecycle'];

function isNamed(number: number, fields: readonly string[], container: Container): boolean {
  const names = namer(number);
  return fields.some((field) => [...scalarsIn(container.get(field))].some(names));
}

/** Whether a text has the number on its own, and not as the port of another host. */
function namer(number: number): (text: string) => boolean {
  const named = new RegExp(`(?<![\\w.])${number}(?!\\.?\\w)`);
  return (text) => named.test(withoutRemoteAddresses(text));
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
