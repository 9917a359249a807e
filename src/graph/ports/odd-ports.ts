import { remember } from '../../data/once.js';
import { endsByDesign, portsAreKnown, runningContainers, runningPorts } from '../../k8s/listening/running.js';
import { isOpenedBy } from '../../k8s/programs/images.js';
import { QUALIFIED } from '../../k8s/programs/servers.js';
import { answersProbesAlone, type Asked, askedBy } from '../../k8s/pods/probed.js';
import { type Container, type ContainerPort, portNamed } from '../../k8s/pods/container.js';
import type { Service, ServicePort } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { isNumberSlip } from '../../text/spelling/number-slip.js';
import type { DeafPorts } from './deaf-ports.js';
import type { Ports } from './ports.js';
import type { Selections } from '../selection/selection.js';

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
  /** The port that was probably meant, and who asks it: another probe of the same thing, or a Service. */
  readonly declared: ContainerPort;
  readonly by: Asked | { readonly service: Service; readonly port: ServicePort };
}

/**
 * Of the texts that say on which port a container listens, the one that the others contradict. None of them opens
 * anything, so that all of them may be wrong, but two that agree are mostly right (semantics 6.1, 6.5).
 */
export interface OddPorts {
  stalePorts(container: Container, template: PodTemplate): readonly StalePort[];
  oddProbes(container: Container, template: PodTemplate): readonly OddProbe[];
}

interface Sent {
  readonly service: Service;
  readonly port: ServicePort;
  readonly number: number;
}

export function oddPortsOf(
  selections: Pick<Selections, 'servicesOf'>,
  ports: Pick<Ports, 'resolve' | 'isMentioned' | 'isWritten'> & DeafPorts,
): OddPorts {
  const sentTo = remember((template: PodTemplate): readonly Sent[] =>
    selections.servicesOf(template).flatMap((service) =>
      service.ports.flatMap((port) => {
        const { number } = ports.resolve(port, template);
        return number === undefined ? [] : [{ service, port, number }];
      }),
    ),
  );
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
        const [declared, ...others] = unasked.filter((each) => each.protocol === port.protocol && isPlain(each, port));
        if (declared === undefined || others.length > 0 || isDeclared(template, number)) return [];
        const probe = askedBy(container).find((asked) => asked.port === number);
        const isTold = (alone && ports.isWritten(template, number)) || isOpenedBy(container, number);
        const agrees = probe !== undefined || isTold;
        return agrees && !isExplained(container, template, number) ? [{ declared, service, port, number, probe }] : [];
      });
    },
    oddProbes(container, template) {
      if (!isJudged(template) || container.ports.length === 0) return [];
      const all = askedBy(container);
      const isSent = (port: ContainerPort | undefined): boolean =>
        port !== undefined && sentTo(template).some(({ number }) => number === port.number);
      return all.flatMap((asked): readonly OddProbe[] => {
        const number = asked.port;
        if (typeof number !== 'number' || isDeclared(template, number) || ports.isMentioned(template, number))
          return [];
        if (sentTo(template).some((each) => each.number === number)) return [];
        if (isExplained(container, template, number)) return [];
        const twin = all.find((other) => other.what === asked.what && isSent(portOf(other, container)));
        const meant = twin && portOf(twin, container);
        if (twin !== undefined && meant !== undefined) return [{ asked, declared: meant, by: twin }];
        const only = onlyPort(container);
        const by = sentTo(template).find((each) => each.number === only?.number);
        if (only === undefined || by === undefined || isOfItsOwn(asked, number, all)) return [];
        if (!isNumberSlip(number, only.number)) return [];
        return [{ asked, declared: only, by }];
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

/** The one port that a container declares, where its name does not say that others go elsewhere. */
function onlyPort({ ports }: Container): ContainerPort | undefined {
  const [only, ...others] = ports;
  if (only === undefined || others.length > 0 || only.protocol !== 'TCP') return undefined;
  return only.name !== undefined && (QUALIFIED.test(only.name) || /webhook|grpc/.test(only.name)) ? undefined : only;
}

/**
 * Many programs answer probes on a port of their own, which few declare: those whose probes each ask another path
 * there, and the numbers that are there for it by custom.
 */
function isOfItsOwn(asked: Asked, number: number, all: readonly Asked[]): boolean {
  const there = all.filter(({ port }) => port === number);
  return there.some(({ what }) => what !== asked.what) || answersProbesAlone(number, asked.path);
}
