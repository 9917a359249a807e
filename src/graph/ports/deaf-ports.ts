import { groupBy } from '../../data/group.js';
import { remember } from '../../data/once.js';
import type { ConfiguredListener } from '../../k8s/listening/configured.js';
import { commandsOf } from '../../k8s/programs/commands.js';
import { isChanged } from '../../k8s/images/changed.js';
import { imageDefaults, isOpenedBy } from '../../k8s/programs/images.js';
import { endsByDesign, portsAreKnown, runningContainers, runningPorts } from '../../k8s/listening/running.js';
import { QUALIFIED, serverOf } from '../../k8s/programs/servers.js';
import { givenPorts, opensOthers, type ToldPort, toldPorts, usualPort } from '../../k8s/programs/told-ports.js';
import type { Resource } from '../../k8s/object/resource.js';
import { askedOnLoopback } from '../../k8s/dns/asked-on-loopback.js';
import { mayAnswerInPod } from '../../k8s/dns/local-servers.js';
import type { CheckedPort } from '../../k8s/pods/checks.js';
import { portNamed, type Container, type ContainerPort } from '../../k8s/pods/container.js';
import type { Service, ServicePort } from '../../k8s/services/service.js';
import { isDummyPort } from '../../k8s/services/serving.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Place } from '../../tree/tree.js';
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
}

/** The text that says where the program listens. */
export interface Order {
  /** The object whose text it is. */
  readonly resource: Resource;
  readonly place: Place;
  /** `--port=3000`; for an image or a program its name. */
  readonly said: string;
  readonly ports: readonly number[];
  readonly kind: 'text' | 'file' | 'image' | 'program';
  /** Nothing else can make the program listen, so that a declaration does not matter. */
  readonly complete: boolean;
  /** It may speak of the port of the Service as well. */
  readonly byName?: boolean;
  /** The port that the program has where no text says another one. */
  readonly left?: number | undefined;
  /** The program has a main port besides, of which the text says nothing. */
  readonly isBeside?: true;
  /** Of an image: the program does not listen there by anything that is not on disk. */
  readonly isShut?: (number: number) => boolean;
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
        if (number === undefined || port.protocol !== 'TCP' || isDummyPort(port) || !isOwn) return [];
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
        : [{ number, declared, by: { check: checked.check, at: checked.scalar.place } }];
    });
    return [...services, ...probes, ...runs(container, template)];
  };

  const find = (container: Container, template: PodTemplate): DeafPort | undefined => {
    const orders = ordersOf(container, template, ports);
    const isTold = toldPorts(container).length > 0 || wordedPorts(container).size > 0;
    if (orders.length === 0 && !isTold) return undefined; // as in most Pods
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
      leftDefault(container, template, askings) ??
      otherPurpose({ container, template, askings }, ports)
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
  if (order.isBeside === true) return undefined;
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

interface ToldText extends ToldPort {
  /** The object whose text it is. */
  readonly resource: Resource;
}

/** The one text that says where the program listens; none where several say different things. */
function ordersOf(
  container: Container,
  template: PodTemplate,
  { configured, given }: Pick<Ports, 'configured' | 'given'>,
): readonly Order[] {
  const { listeners, complete } = configured(template, container);
  if (listeners.some(({ partial }) => partial)) return [];
  const own = toldPorts(container).map((told): ToldText => ({ ...told, resource: template.workload.resource }));
  const others = givenPorts(container, given(template, container).variables).map(({ variable, told }): ToldText => ({
    ...told,
    resource: variable.resource,
  }));
  const texts = [...own, ...others].filter(({ purpose }) => purpose === 'serving');
  const [text] = texts;
  if (listeners.length > 0) {
    const main = listeners.filter(({ beside }) => beside !== true);
    const order = orderOfFile(main, complete);
    const agree = order !== undefined && (complete || texts.every(({ port }) => order.ports.includes(port)));
    const others = listeners
      .filter(({ beside }) => beside === true)
      .flatMap((each) => orderOfFile([each], false) ?? []);
    return [...(agree ? [order] : []), ...others.map((each): Order => ({ ...each, isBeside: true }))];
  }
  if (text !== undefined) {
    const { resource, place, said, port } = text;
    if (texts.every(({ moved }) => moved !== undefined)) return ordersOfMoved(texts);
    const isOne = texts.every((other) => other.port === port);
    const byName = texts.every((each) => each.byName === true);
    const [usual, ...more] = imageDefaults(container)?.ports ?? [];
    const left = byName || more.length > 0 ? undefined : usual;
    return isOne ? [{ resource, place, said, ports: [port], kind: 'text', complete: false, byName, left }] : [];
  }
  const { resource } = template.workload;
  const image = orderOfImage(container, template, given(template, container).known);
  if (image !== undefined) return [image];
  const usual = usualPort(container);
  if (usual === undefined) return [];
  const { place: at, said: by, port: number } = usual;
  return [{ resource, place: at, said: by, ports: [number], kind: 'program', complete: false }];
}

/** One order for each port that variables of the program move. */
function ordersOfMoved(texts: readonly ToldText[]): readonly Order[] {
  return [...groupBy(texts, ({ moved }) => moved).values()].flatMap((group): readonly Order[] => {
    const [text] = group;
    if (text === undefined || group.some(({ port }) => port !== text.port)) return [];
    const { resource, place, said, port, moved } = text;
    return [{ resource, place, said, ports: [port], kind: 'text', complete: false, left: moved }];
  });
}

/** The ports of a well-known image, where nothing tells it otherwise. */
function orderOfImage(container: Container, { workload }: PodTemplate, known: boolean): Order | undefined {
  const facts = imageDefaults(container);
  if (facts === undefined || isChanged(container, facts, known)) return undefined;
  return {
    resource: workload.resource,
    place: container.at('image'),
    said: facts.name,
    ports: facts.ports,
    kind: 'image',
    complete: false,
    isShut: (number) => !facts.isOpenEnded || facts.switched.has(number),
  };
}

function orderOfFile(listeners: readonly ConfiguredListener[], complete: boolean): Order | undefined {
  const [first] = listeners;
  const numbers = [...new Set(listeners.map(({ port }) => port))];
  const ports = numbers.filter((port) => port !== undefined);
  if (first === undefined || ports.length < numbers.length || (!complete && ports.length > 1)) return undefined;
  const { place, said, file, sure, usual, program } = first;
  // The image of nginx has a file of its own beside the mounted ones.
  const isMoved = sure && program !== 'nginx' && !listeners.some(({ omitted }) => omitted);
  const left = isMoved ? usual : undefined;
  return { resource: file.resource, place, said, ports, kind: 'file', complete, left };
}

/** What one text of a container says. */
function orderOfText(
  { workload }: PodTemplate,
  { place, said, port }: Pick<ToldPort, 'place' | 'said' | 'port'>,
): Order {
  return { resource: workload.resource, place, said, ports: [port], kind: 'text', complete: false };
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

/** `consul agent -http-port=18500` beside a probe that runs `consul members -http-addr=http://127.0.0.1:8500`. */
function leftDefault(container: Container, template: PodTemplate, askings: readonly Asking[]): DeafPort | undefined {
  const [told, ...more] = toldPorts(container).filter(({ purpose }) => purpose === 'serving');
  if (told === undefined || more.some(({ port }) => port !== told.port)) return undefined;
  const usual = commandsOf(container).flatMap((words) => serverOf(words.map(({ text }) => text))?.port ?? []);
  const asking = askings.find(
    ({ number, by }) =>
      'check' in by && number !== told.port && usual.includes(number) && !mayAnswerInPod(template, number, container),
  );
  return asking && { container, asking, order: orderOfText(template, told), isLeft: true };
}
