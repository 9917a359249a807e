import { remember } from '../../data/once.js';
import { commandsOf } from '../../k8s/programs/commands.js';
import type { ConfiguredListener } from '../../k8s/listening/configured.js';
import { datagramsAreKnown } from '../../k8s/listening/datagrams.js';
import { imageDefaults, isOpenedBy } from '../../k8s/programs/images.js';
import { endsByDesign, portsAreKnown, runningContainers, runningPorts } from '../../k8s/listening/running.js';
import { QUALIFIED, serverOf } from '../../k8s/programs/servers.js';
import { opensOthers, type ToldPort, toldPorts } from '../../k8s/programs/told-ports.js';
import { askedOnLoopback } from '../../k8s/dns/asked-on-loopback.js';
import { mayAnswerInPod } from '../../k8s/dns/local-servers.js';
import type { CheckedPort } from '../../k8s/pods/checks.js';
import { portNamed, type Container, type ContainerPort } from '../../k8s/pods/container.js';
import type { Service, ServicePort } from '../../k8s/services/service.js';
import { isLoopback } from '../../k8s/servers/config-readers.js';
import { isDummyPort } from '../../k8s/services/serving.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Place } from '../../tree/tree.js';
import { type Order, orderOfText, ordersOf } from './orders.js';
import type { Ports } from './ports.js';
import { type WordedPort, wordedPorts } from './worded-ports.js';
import type { Selections } from '../selection/selection.js';

/** Who asks a container on a port. */
export interface Asking {
  readonly number: number;
  readonly declared: ContainerPort | undefined;
  readonly by: { readonly service: Service; readonly port: ServicePort } | Checked;
}

/** A probe or hook that asks, and where it says the port. */
export interface Checked {
  readonly check: CheckedPort['check'];
  readonly at: Place;
  readonly isHttp?: boolean;
}

function checkedBy({ check, scalar, path }: CheckedPort): Checked {
  return { check, at: scalar.place, isHttp: path.includes('httpGet') };
}

/** A port on which a container is asked, while a text says that its program listens elsewhere. */
export interface DeafPort {
  readonly container: Container;
  readonly order: Order;
  readonly asking: Asking;
  /** The one who asks still has the port that the program was told to leave. */
  readonly isLeft?: true;
  /** The purpose for which the text opens the port, and what opens the one that is asked, if anything does. */
  readonly purpose?: { readonly word: string; readonly other: WordedPort | undefined };
}

export interface DeafPorts {
  /** At most one for each container that keeps running. */
  deafPorts(template: PodTemplate): readonly DeafPort[];
}

/**
 * Where two texts disagree about a port; `containerPort` is none of them, since it opens nothing (semantics 6.1, 6.8).
 */
export function deafPortsOf(
  selections: Pick<Selections, 'servicesOf'>,
  ports: Pick<Ports, 'resolve' | 'configured' | 'given' | 'isMentioned'>,
): DeafPorts {
  /** What Services send to the container, then what its own probes ask. */
  const askingsOf = (container: Container, template: PodTemplate): readonly Asking[] => {
    const alone = runningContainers(template).length === 1;
    const services = selections.servicesOf(template).flatMap((service) =>
      service.ports.flatMap((port) => {
        const { number, declared } = ports.resolve(port, template);
        const holder = declared ?? runningPorts(template).find((each) => each.number === number);
        const isOwn = holder === undefined ? alone : holder.container === container;
        if (number === undefined || !isHeard(port, container) || isDummyPort(port) || !isOwn) return [];
        return [{ number, declared: holder, by: { service, port } }];
      }),
    );
    const probes = container.checkedPorts.flatMap((checked) => {
      const declared =
        typeof checked.port === 'string'
          ? portNamed(container, checked.port)
          : container.ports.find((each) => each.number === checked.port);
      const number = typeof checked.port === 'number' ? checked.port : declared?.number;
      const holder = runningPorts(template).find((each) => each.number === number);
      return number === undefined || (holder !== undefined && holder.container !== container)
        ? []
        : [{ number, declared, by: checkedBy(checked) }];
    });
    return [...services, ...probes, ...runs(container, template)];
  };

  const find = (container: Container, template: PodTemplate): DeafPort | undefined => {
    const orders = ordersOf(container, template, ports);
    const isTold = toldPorts(container).length > 0 || wordedPorts(container).size > 0;
    const receivers = ports.configured(template, container).listeners.filter(isReceiver);
    if (orders.length === 0 && !isTold && receivers.length === 0) return undefined; // as in most Pods
    const askings = askingsOf(container, template);
    if (askings.length === 0) return undefined;
    for (const order of orders) {
      // Where no Service sends anything, a probe alone may ask one port of several.
      const isSent = askings.some(({ by }) => 'service' in by);
      if (!isSent && isOneOfSeveral(container, order)) continue;
      const asking = contradicted({ container, template, order, askings }, ports);
      if (asking !== undefined) return { container, order, asking };
    }
    return (
      probeFault(container, template, askings, ports) ??
      leftDefault({ container, template, askings }, ports) ??
      besideWeb({ container, template, askings }, ports) ??
      otherPurpose({ container, template, askings }, ports) ??
      strayReceiver({ container, template, askings }, receivers, ports)
    );
  };

  return {
    deafPorts: remember((template: PodTemplate) =>
      portsAreKnown(template) && !endsByDesign(template) && !template.workload.resource.partial
        ? runningContainers(template).flatMap((container) => find(container, template) ?? [])
        : [],
    ),
  };
}

/** A text or an image says where its program takes connections, and of few images it is known for datagrams as well. */
function isHeard({ protocol }: ServicePort, { image }: Container): boolean {
  return protocol === 'TCP' || (protocol === 'UDP' && datagramsAreKnown(image));
}

interface Contradiction {
  readonly container: Container;
  readonly template: PodTemplate;
  readonly order: Order;
  readonly askings: readonly Asking[];
}

/** Who asks on a port on which the program does not listen. */
function contradicted(
  { container, template, order, askings }: Contradiction,
  ports: Pick<Ports, 'isMentioned'>,
): Asking | undefined {
  const missed = askings.filter(({ number }) => !order.ports.includes(number));
  if (order.complete) return missed[0];
  // What a Service sends to none of the declared ports is a finding of its own.
  const shut = missed.find(
    ({ number, declared, by }) =>
      order.isShut?.(number) === true &&
      (declared !== undefined || !('service' in by) || by.service.headless || runningPorts(template).length === 0) &&
      !isOpenedBy(container, number) &&
      !ports.isMentioned(template, number),
  );
  if (shut !== undefined) return shut;
  // The image is known to open what the text has moved, so that nobody else doubts the Service that still sends there.
  const left = missed.find(
    ({ number, by }) => 'service' in by && number === order.left && isOpenedBy(container, number),
  );
  if (left !== undefined && !ports.isMentioned(template, left.number, container)) return left;
  if (order.isBeside === true) return leftBeside({ container, template, order, askings }, ports);
  if (isAloneWith(order, template, askings) && !ports.isMentioned(template, missed[0]?.number ?? 0)) return missed[0];
  // A port that somebody declares, or sends to, is one of several.
  const isUsed = (number: number): boolean =>
    runningPorts(template).some((port) => port.number === number) ||
    askings.some(({ number: asked, by }) => 'service' in by && [asked, order.byName && by.port.port].includes(number));
  if (order.ports.some(isUsed)) return undefined;
  // Nor does a text that names one of many listeners say anything of the others.
  if (order.kind === 'text' && new Set(missed.map(({ number }) => number)).size > 2) return undefined;
  // Its own name in the variable speaks of the only port that it has.
  const isOnly = order.byName === true && runningPorts(template).length === 1;
  const others = new Set(isOnly ? [] : missed.filter(isOfOtherPurpose).map(({ number }) => number));
  return missed.find(
    ({ number }) =>
      !others.has(number) && !ports.isMentioned(template, number, number === order.left ? container : undefined),
  );
}

/**
 * The Service that still sends to the port of a second server which the file has moved, where nobody has anything for
 * the new one.
 */
function leftBeside(
  { template, order, askings }: Contradiction,
  { isMentioned }: Pick<Ports, 'isMentioned'>,
): Asking | undefined {
  const isUsed = (number: number): boolean =>
    runningPorts(template).some((port) => port.number === number) || askings.some((each) => each.number === number);
  const left = askings.find(({ number, declared }) => number === order.left && declared !== undefined);
  return left === undefined || order.ports.some(isUsed) || isMentioned(template, left.number) ? undefined : left;
}

/** True where the port has the name of another listener: that of its container, or else that of the Service. */
function isOfOtherPurpose({ declared, by }: Asking): boolean {
  const name = declared?.name ?? ('service' in by ? by.port.name : undefined);
  return name !== undefined && (QUALIFIED.test(name) || /grpc|https|tls/.test(name));
}

/**
 * True where the only container of the Pods declares the port that its program is told, and the Service and the probes
 * all ask one other, which nobody declares.
 */
function isAloneWith({ kind, ports }: Order, template: PodTemplate, askings: readonly Asking[]): boolean {
  const [first] = askings;
  return (
    (kind === 'file' || kind === 'text') &&
    runningContainers(template).length === 1 &&
    runningPorts(template).every(({ number }) => ports.includes(number)) &&
    askings.some(({ by }) => 'service' in by) &&
    askings.some(({ by }) => 'check' in by) &&
    askings.every(
      ({ number, declared }) => declared === undefined && number === first?.number && !ports.includes(number),
    )
  );
}

/** What the commands of its probes ask on localhost, where another container may answer as well. */
function runs(container: Container, template: PodTemplate): readonly Asking[] {
  return askedOnLoopback(container).flatMap(({ check, port: number, at }) =>
    runningPorts(template).some((each) => each.number === number)
      ? []
      : [{ number, declared: undefined, by: { check, at } }],
  );
}

/** Whether the program may well listen on the port that is asked, beside the one that it is told. */
function isOneOfSeveral(container: Container, { complete, byName, ports }: Order): boolean {
  return !complete && (byName === true || ports.some((port) => opensOthers(container, port)));
}

/** `--health-probe-bind-address=:9090` beside a probe that asks another port. */
function probeFault(
  container: Container,
  template: PodTemplate,
  askings: readonly Asking[],
  { isMentioned }: Pick<Ports, 'isMentioned'>,
): DeafPort | undefined {
  const told = toldPorts(container);
  const [order, ...more] = told.filter(({ purpose }) => purpose === 'probes');
  const probes = askings.filter(({ by }) => 'check' in by);
  if (order === undefined || more.length > 0 || probes.some(({ number }) => number === order.port)) return undefined;
  const asking = probes.find(
    ({ number }) => told.every(({ port }) => port !== number) && !isMentioned(template, number),
  );
  return asking && { container, asking, order: orderOfText(template, order) };
}

/**
 * A port that is called `https` and asked, while `--https-address` opens another one, which nobody asks or declares: it
 * is that of another purpose, or of nobody.
 */
function otherPurpose(
  { container, template, askings }: Omit<Contradiction, 'order'>,
  { isMentioned }: Pick<Ports, 'isMentioned'>,
): DeafPort | undefined {
  const worded = wordedPorts(container);
  if (worded.size === 0) return undefined;
  const isUsed = (number: number): boolean =>
    runningPorts(template).some((port) => port.number === number) || askings.some((each) => each.number === number);
  for (const asking of askings) {
    const { number, declared, by } = asking;
    const told = worded.get(declared?.name ?? '');
    if (told === undefined || !('service' in by) || told.port === number || isUsed(told.port)) continue;
    const other = [...worded.values()].find(({ port }) => port === number);
    if (other === undefined && (told.isVariable || isMentioned(template, number))) continue;
    return { container, asking, order: orderOfText(template, told), purpose: { word: told.word, other } };
  }
  return undefined;
}

/**
 * `--web.listen-address=:9000` beside a probe by HTTP on another port: the flag, which may be given several times, has
 * every address for HTTP of the programs that are made with the exporter toolkit of Prometheus.
 */
function besideWeb(
  { container, template, askings }: Omit<Contradiction, 'order'>,
  { isMentioned }: Pick<Ports, 'isMentioned'>,
): DeafPort | undefined {
  const serving = toldPorts(container).filter(({ purpose }) => purpose === 'serving');
  const [order] = serving;
  if (order === undefined || !serving.every(({ said }) => /^-{1,2}web\.listen-address[= ]/.test(said)))
    return undefined;
  if (runningContainers(template).length > 1) return undefined;
  const asking = askings.find(
    ({ number, declared, by }) =>
      'isHttp' in by &&
      by.isHttp &&
      declared === undefined &&
      serving.every(({ port }) => port !== number) &&
      !isOpenedBy(container, number) &&
      !isMentioned(template, number),
  );
  return asking && { container, asking, order: orderOfText(template, order) };
}

/**
 * Programs that receive OTLP where their file says, and the first minor release 0.x which opens no old port beside it
 * (CHANGELOG.md of open-telemetry/opentelemetry-collector and of grafana/agent).
 */
const RECEIVERS: ReadonlyMap<string, number> = new Map([
  ['otelcol', 36],
  ['grafana-agent', 20],
]);

/** Ports for OTLP of old releases. */
const OLD_PORTS: ReadonlySet<number> = new Set([55_680, 55_681]);

/** A release that opens the old ports beside the new ones, or may be one. */
function opensOldPorts(image: string, first: number): boolean {
  const [, major = '0', minor = '0'] = /:v?(\d+)\.(\d+)\./.exec(image) ?? [];
  return major === '0' && Number(minor) < first;
}

function isReceiver({ program, sure, datagrams }: ConfiguredListener): boolean {
  return RECEIVERS.has(program) && sure && datagrams !== true;
}

/**
 * A port that is called `otlp` and leads to a number on which no receiver of the mounted file listens, while nobody
 * sends to those that do.
 */
function strayReceiver(
  { container, template, askings }: Omit<Contradiction, 'order'>,
  receivers: readonly ConfiguredListener[],
  { isMentioned }: Pick<Ports, 'isMentioned'>,
): DeafPort | undefined {
  const [first] = receivers;
  if (first === undefined || readsMore(container)) return undefined;
  const isUsed = (number: number | undefined): boolean =>
    runningPorts(template).some((port) => port.number === number) || askings.some((each) => each.number === number);
  if (receivers.some(({ port, address }) => port === undefined || isLoopback(address) || isUsed(port)))
    return undefined;
  const asking = askings.find(
    ({ number, declared, by }) =>
      'service' in by &&
      [declared?.name, by.port.name].some((name) => /(^|-)otlp(-|$)/.test(name ?? '')) &&
      !(OLD_PORTS.has(number) && opensOldPorts(container.image, RECEIVERS.get(first.program) ?? 0)) &&
      !isMentioned(template, number),
  );
  if (asking === undefined) return undefined;
  const { file, place, said } = first;
  const numbers = [...new Set(receivers.flatMap(({ port }) => port ?? []))];
  const order: Order = { resource: file.resource, place, said, ports: numbers, kind: 'file', complete: false };
  return { container, asking, order, purpose: { word: 'otlp', other: undefined } };
}

/** The program has another file, or flags that change what the file says. */
function readsMore(container: Container): boolean {
  const flags = commandsOf(container).flatMap((words) =>
    words.filter(({ text }) => /^-{1,2}(config|set)\b/.test(text)),
  );
  return flags.length > 1 || flags.some(({ text }) => /^-{1,2}set\b/.test(text));
}

/** The only port of an image, which one of its own flags moves: `--port=8200` of vLLM. */
function isMovedBy({ said }: ToldPort, number: number, container: Container): boolean {
  const facts = imageDefaults(container);
  const [only, ...more] = facts?.ports ?? [];
  return only === number && more.length === 0 && facts?.told?.includes(said.split(/[= ]/, 1)[0] ?? '') === true;
}

/** `consul agent -http-port=18500` beside a probe that runs `consul members -http-addr=http://127.0.0.1:8500`. */
function leftDefault(
  { container, template, askings }: Omit<Contradiction, 'order'>,
  { isMentioned }: Pick<Ports, 'isMentioned'>,
): DeafPort | undefined {
  const [told, ...more] = toldPorts(container).filter(({ purpose }) => purpose === 'serving');
  if (told === undefined || more.some(({ port }) => port !== told.port)) return undefined;
  const usual = commandsOf(container).flatMap((words) => serverOf(words.map(({ text }) => text))?.port ?? []);
  const asking = askings.find(
    ({ number, by }) =>
      'check' in by &&
      number !== told.port &&
      ((usual.includes(number) && !mayAnswerInPod(template, number, container)) ||
        (isMovedBy(told, number, container) && !isMentioned(template, number, container))),
  );
  return asking && { container, asking, order: orderOfText(template, told), isLeft: true };
}
