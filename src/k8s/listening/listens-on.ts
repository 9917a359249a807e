import { decodeBase64 } from '../../text/base64.js';
import { getEntries, getList, getString, scalarsIn } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';
import type { Container } from '../pods/container.js';
import type { PodTemplate } from '../workloads/workload.js';
import { type FindObject, sourcesOf } from './config-sources.js';
import { isPortOfCalled } from '../programs/called.js';
import { isOpenedBy } from '../programs/images.js';
import { controllerFlags } from '../routes/controller-flags.js';
import { withoutMappings, withoutRemoteAddresses } from './remote-addresses.js';
import { runningContainers, runningPorts } from './running.js';

/**
 * True where a container declares the number, or may listen on it without: a probe that asks it is a sign of that. An
 * annotation that is in doubt itself is left out.
 */
export function listensOn(template: PodTemplate, number: number, find: FindObject, doubted?: string): boolean {
  return (
    isToldOf(template, number, find, doubted) ||
    runningContainers(template).some((each) => isNamed(number, CHECKS, each))
  );
}

/** The same without probes and hooks, which may be wrong themselves. */
export function isToldOf(template: PodTemplate, number: number, find: FindObject, doubted?: string): boolean {
  return runningPorts(template).some((port) => port.number === number) || mayListen(template, number, find, doubted);
}

/**
 * True where commands, env, annotations, or a mounted ConfigMap or Secret name the number, or the image is known to
 * open it; `moved` is a container that has left the port of its image.
 */
export function mayListen(
  template: PodTemplate,
  number: number,
  find: FindObject,
  doubted?: string,
  moved?: Container,
): boolean {
  const names = namer(number);
  for (const container of runningContainers(template)) {
    if (isDynamicProxy(container) || isOrdered(number, container)) return true;
    if (container !== moved && isOpenedBy(container, number)) return true;
  }
  const moving = CONTROLLER_PORTS.get(number);
  if (moving !== undefined && runningContainers(template).some((each) => isController(each) && !isMoved(each, moving)))
    return true;
  const { resource } = template.workload;
  if (isStreamPort(resource, number, find)) return true;
  for (const { key, value } of getEntries(resource.tree, ...template.path, 'metadata', 'annotations'))
    if (key !== doubted && [...scalarsIn(value)].some(names)) return true;
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

/** ingress-nginx opens the ports that are keys of the ConfigMaps which its flags name (semantics 7.13). */
function isStreamPort(workload: Resource, number: number, find: FindObject): boolean {
  return controllerFlags(workload).some(
    ({ use, target }) =>
      (use === 'TCP' || use === 'UDP') &&
      target !== undefined &&
      find('ConfigMap', target.name).some((map) => map.get('data', String(number)) !== undefined),
  );
}

/** Proxies whose listeners a control plane sends: Envoy as gateways of Istio, Contour, and the Gateway API use it. */
function isDynamicProxy(container: Container): boolean {
  return /(^|\/)(proxyv2|auto|envoy|envoy-distroless|pilot-agent)([:@]|$)/.test(container.image);
}

/**
 * Where controller-runtime answers scrapers and webhooks unless an option says otherwise, and how that option, or a
 * declared port, is called; few declare it.
 */
const CONTROLLER_PORTS: ReadonlyMap<number, RegExp> = new Map([
  [8080, /metrics/],
  [9443, /webhook/],
]);

/** `--webhook-port=9543`, or a container port `webhook-server` with another number. */
function isMoved(container: Container, moving: RegExp): boolean {
  const words = ORDERS.flatMap((field) => [...scalarsIn(container.get(field))]);
  return (
    words.some((word) => /^--?[\w-]{1,60}(?:port|addr|address)(?:=|$)/.test(word) && moving.test(word)) ||
    container.ports.some(({ name }) => name !== undefined && moving.test(name))
  );
}

function isController(container: Container): boolean {
  return /(^|[-_/])(operator|controller|manager|webhook)([-_:@]|$)/.test(container.image);
}

const ORDERS = ['command', 'args'];
const CHECKS = ['readinessProbe', 'livenessProbe', 'startupProbe', 'lifecycle'];

function isOrdered(number: number, container: Container): boolean {
  const names = namer(number);
  const variables = getList(container.get('env')).filter((item) => {
    const name = getString(item, 'name') ?? '';
    return !isNoPort(name) && !isPortOfCalled(name, container.variables);
  });
  return isNamed(number, ORDERS, container) || variables.some((item) => [...scalarsIn(item)].some(names));
}

/** Variables whose numbers count something else: `TIMEOUT_MS`, `MAX_CONNECTIONS`, `CACHE_SIZE`. */
function isNoPort(variable: string): boolean {
  return (
    /(^|_)(TIMEOUT|INTERVAL|DELAY|TTL|RETRIES|RETRY|MAX|MIN|LIMIT|SIZE|COUNT|WORKERS|THREADS|MEMORY|MB|KB|MS|SECONDS|SECS|UID|GID|VERSION)(_|$)/i.test(
      variable,
    ) && !/PORT/i.test(variable)
  );
}

function isNamed(number: number, fields: readonly string[], container: Container): boolean {
  const names = namer(number);
  return fields.some((field) => [...scalarsIn(container.get(field))].some(names));
}

/** Whether a text has the number on its own, and not as the port of another host. */
function namer(number: number): (text: string) => boolean {
  const named = new RegExp(`(?<![\\w.])${number}(?!\\.?\\w)`);
  return (text) => named.test(withoutRemoteAddresses(withoutMappings(text)));
}
