import { endsByDesign, portsAreKnown, runningContainers, runningPorts } from '../../k8s/listening/running.js';
import { isMountedOver } from '../../k8s/images/changed.js';
import { imageDefaults, isOpenedBy } from '../../k8s/programs/images.js';
import { QUALIFIED } from '../../k8s/programs/servers.js';
import { toldPorts } from '../../k8s/programs/told-ports.js';
import { answersProbesAlone, type Asked, askedBy, isForProbesByCustom } from '../../k8s/pods/probed.js';
import { type Container, type ContainerPort, portNamed } from '../../k8s/pods/container.js';
import type { Service, ServicePort } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { isNumberSlip } from '../../text/spelling/number-slip.js';
import type { DeafPorts } from './deaf-ports.js';
import type { Ports } from './ports.js';
import type { Sent, SentTo } from './sent.js';

/** A declared port that nobody asks, of a container that is asked on a number which it does not declare. */
export interface StalePort {
  readonly declared: ContainerPort;
  readonly service: Service;
  /** The port of the Service that sends to `number`. */
  readonly port: ServicePort;
  readonly number: number;
  /** The probe that asks `number` too; undefined where another text or the image says it. */
  readonly probe: Asked | undefined;
}

/** A probe that asks a number of which nothing else in the Pod knows. */
export interface OddProbe {
  readonly asked: Asked;
  /** The port that was probably meant, and what says so: another probe, a Service, or the declaration by itself. */
  readonly declared: ContainerPort;
  readonly by: Asked | { readonly service: Service; readonly port: ServicePort } | 'declaration';
}

/**
 * Of the texts that say on which port a container listens, the one that the others contradict. None of them opens
 * anything, so that all of them may be wrong, but two that agree are mostly right (semantics 6.1, 6.5).
 */
export interface OddPorts {
  stalePorts(container: Container, template: PodTemplate): readonly StalePort[];
  oddProbes(container: Container, template: PodTemplate): readonly OddProbe[];
}

export function oddPortsOf(sentTo: SentTo, ports: Pick<Ports, 'isMentioned' | 'isWritten'> & DeafPorts): OddPorts {
  const isJudged = (template: PodTemplate): boolean =>
    portsAreKnown(template) && !endsByDesign(template) && !template.workload.resource.partial;
  const isDeclared = (template: PodTemplate, number: number): boolean =>
    runningPorts(template).some((port) => port.number === number);

  /** Another text says where the program listens, or the number is that of a Service: findings of their own. */
  const isExplained = (container: Container, template: PodTemplate, number: number): boolean =>
    ports.deafPorts(template).some((deaf) => deaf.container === container && deaf.asking.number === number) ||
    sentTo(template).some(
      ({ port }) => port.port === number && !(port.target.kind === 'number' && port.target.number === number),
    );

  return {
    stalePorts(container, template) {
      if (!isJudged(template)) return [];
      const sent = sentTo(template);
      const unasked = container.ports.filter(
        (port) => isUnasked(port, sent) && !ports.isWritten(template, port.number),
      );
      const alone = runningContainers(template).length === 1;
      return sent.flatMap(({ service, port, number }): readonly StalePort[] => {
        const declared = staleFor({ port, number }, unasked);
        if (declared === undefined || isDeclared(template, number)) return [];
        const probe = askedBy(container).find((asked) => asked.port === number);
        const isTold =
          (alone && ports.isWritten(template, number)) ||
          isOpenedBy(container, number) ||
          toldPorts(container).some((told) => told.port === number);
        const agrees = probe !== undefined || isTold;
        return agrees && !isExplained(container, template, number) ? [{ declared, service, port, number, probe }] : [];
      });
    },
    oddProbes(container, template) {
      if (!isJudged(template) || container.ports.length === 0) return [];
      const all = askedBy(container);
      const sent = sentTo(template);
      const sentBy = (port: ContainerPort): Sent | undefined => sent.find(({ number }) => number === port.number);
      return all.flatMap((asked): readonly OddProbe[] => {
        const number = asked.port;
        if (typeof number !== 'number' || isDeclared(template, number) || ports.isWritten(template, number)) return [];
        if (sent.some((each) => each.number === number) || isExplained(container, template, number)) return [];
        if (isOpenedBy(container, number)) return [];
        const twin = twinOf(asked, all, container, (port) => sentBy(port) !== undefined);
        if (twin !== undefined) return [{ asked, ...twin }];
        const near = nearPort(container, number);
        if (near === undefined) return [];
        const isCertain = isForProbes(near) || isOfImage(container, near.number, number);
        if (!isCertain && (ports.isMentioned(template, number) || isOfItsOwn(asked, number, all))) return [];
        const by = sentBy(near) ?? (isCertain ? 'declaration' : undefined);
        return by === undefined || (!isCertain && isOfAnotherKind(near)) ? [] : [{ asked, declared: near, by }];
      });
    },
  };
}

/** No Service sends to it, no probe asks it, and no node opens it. */
function isUnasked({ number, name, container, hostPort }: ContainerPort, sent: readonly Sent[]): boolean {
  return (
    hostPort === undefined &&
    !sent.some((each) => each.number === number) &&
    !askedBy(container).some(({ port }) => port === number || port === name)
  );
}

/** The one declared port that the number which is sent to was probably meant to be. */
function staleFor(
  { port, number }: Pick<Sent, 'port' | 'number'>,
  unasked: readonly ContainerPort[],
): ContainerPort | undefined {
  const alike = unasked.filter((each) => each.protocol === port.protocol);
  const [near, ...alsoNear] = alike.filter((each) => isNextTo(each, number));
  if (near !== undefined && alsoNear.length === 0) return near;
  const [plain, ...others] = alike.filter((each) => isPlain(each, port));
  return others.length === 0 ? plain : undefined;
}

/** The next number, of which neither its name nor the image says that it is there for something else. */
function isNextTo(declared: ContainerPort, number: number): boolean {
  const { name, container } = declared;
  const isNext = Math.abs(declared.number - number) <= 2;
  return isNext && !(name !== undefined && IS_ANOTHER.test(name)) && !isOpenedBy(container, declared.number);
}

const IS_ANOTHER = new RegExp(`${QUALIFIED.source}|manage|control|transport`, 'i');

/** Nothing in its name says what else it is there for than what the Service sends. */
function isPlain({ name, container }: ContainerPort, { name: sent }: ServicePort): boolean {
  return (
    name === undefined ||
    [sent, container.name].includes(name) ||
    /^(?:https?|web|app|api|main|server|service|port|tcp|grpc)(?:-|$)/.test(name)
  );
}

function portOf({ port }: Asked, container: Container): ContainerPort | undefined {
  return typeof port === 'string'
    ? portNamed(container, port)
    : container.ports.find((declared) => declared.number === port);
}

/** The one TCP port of a container whose number is one slip away. */
function nearPort({ ports }: Container, number: number): ContainerPort | undefined {
  const [near, ...others] = ports.filter((port) => port.protocol === 'TCP' && isNumberSlip(port.number, number));
  return others.length === 0 ? near : undefined;
}

/** Its name says that others than a probe of the main program ask it. */
function isOfAnotherKind({ name }: ContainerPort): boolean {
  return name !== undefined && (QUALIFIED.test(name) || /webhook|grpc/.test(name));
}

/** Its name says that it is there for the kubelet. */
function isForProbes({ name }: ContainerPort): boolean {
  return name !== undefined && /health|ready|readiness|live|probe|status/.test(name);
}

/** The image itself is known to listen there and not where the probe asks, and no file tells it otherwise. */
function isOfImage(container: Container, declared: number, asked: number): boolean {
  const defaults = imageDefaults(container);
  return (
    defaults !== undefined &&
    !isMountedOver(container, defaults.config) &&
    defaults.ports.includes(declared) &&
    !defaults.ports.includes(asked)
  );
}

/**
 * Another probe that asks the same on a port to which a Service sends, or another check of the same family on a
 * declared port with a similar number: one server answers `/livez` and `/readyz`. Spring moves all of `/actuator` at
 * once, so that any other number contradicts (semantics 6.5).
 */
function twinOf(
  asked: Asked,
  all: readonly Asked[],
  container: Container,
  isSent: (port: ContainerPort) => boolean,
): Pick<OddProbe, 'declared' | 'by'> | undefined {
  for (const other of all) {
    const declared = portOf(other, container);
    if (declared === undefined || other === asked) continue;
    const isNear =
      typeof asked.port === 'number' &&
      isNumberSlip(asked.port, declared.number) &&
      !answersProbesAlone(asked.port, asked.path);
    const isTold = isNear || [asked, other].every(({ path }) => path?.startsWith('/actuator/'));
    if ((other.what === asked.what && isSent(declared)) || (isTold && isOfOneFamily(asked, other)))
      return { declared, by: other };
  }
  return undefined;
}

const CHECK = /^(.*\/)(?:health|healthz|healthy|live|livez|liveness|alive|ready|readyz|readiness|startup|startupz)\/?$/;

/** `/livez` and `/readyz`, `/-/healthy` and `/-/ready`: checks of one server, side by side. */
function isOfOneFamily(a: Asked, b: Asked): boolean {
  const [one, two] = [a, b].map(({ path }) => CHECK.exec(path?.split('?')[0] ?? '')?.[1]);
  return one !== undefined && one === two;
}

/**
 * Many programs answer probes on a port of their own, which few declare: those whose probes each ask another path
 * there, and the numbers that are there for it by custom.
 */
function isOfItsOwn(asked: Asked, number: number, all: readonly Asked[]): boolean {
  const there = all.filter(({ port }) => port === number);
  return (
    there.some(({ what }) => what !== asked.what) ||
    (there.length > 1 && isForProbesByCustom(number)) ||
    answersProbesAlone(number, asked.path)
  );
}
