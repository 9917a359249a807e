import { runningContainers, runningPorts } from '../../k8s/listening/running.js';
import type { Container, ContainerPort } from '../../k8s/pods/container.js';
import { isKnownImage } from '../../k8s/programs/images.js';
import type { Service, ServicePort } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { isNumberSlip } from '../../text/spelling/number-slip.js';
import type { Sent, SentTo } from './sent.js';

/** The declared port that a target which nobody declares was probably meant for, and the sign that says so. */
export interface MeantPort {
  readonly declared: ContainerPort;
  readonly why: 'namesake' | 'only' | 'slip';
}

export interface MeantPorts {
  /** Of a port that targets a number which none of these Pods declares. */
  meantPort(service: Service, port: ServicePort, templates: readonly PodTemplate[]): MeantPort | undefined;
  /**
   * True where something besides the missing declaration speaks against the target: a declared port that is left over
   * for it, or an image that is known, and not to listen there. A program may listen on more than it declares.
   */
  isDoubtful(service: Service, port: ServicePort, templates: readonly PodTemplate[]): boolean;
}

/**
 * The most telling sign first: one name, no other port, a number that is one slip away. A port to which another one of
 * these Services leads is not what was meant, as long as there are others.
 */
export function meantPortsOf(sentTo: SentTo): MeantPorts {
  const meantPorts: MeantPorts = {
    meantPort(service, port, templates) {
      const { target, protocol, name } = port;
      if (target.kind !== 'number') return undefined;
      const all = templates.flatMap(runningPorts).filter((declared) => declared.protocol === protocol);
      const led = new Set(templates.flatMap(sentTo).map(({ number }) => number));
      const free = all.filter(({ number }) => !led.has(number));
      const isNear = ({ number }: ContainerPort): boolean => isNumberSlip(number, target.number);
      const isNamesake = (declared: ContainerPort): boolean => declared.name !== undefined && declared.name === name;

      const only = onlyOf(all);
      const namesake = free.find(isNamesake) ?? (free.some(isNear) ? undefined : all.find(isNamesake));
      if (namesake !== undefined) return { declared: namesake, why: 'namesake' };
      if (only !== undefined && (service.ports.length === 1 || isNear(only))) return { declared: only, why: 'only' };
      const near = onlyOf(free.filter(isNear));
      return near && { declared: near, why: 'slip' };
    },
    isDoubtful(service, port, templates) {
      const meant = meantPorts.meantPort(service, port, templates);
      if (meant !== undefined && meant.why !== 'only') return true;
      const declared = templates.flatMap(runningPorts).filter(({ protocol }) => protocol === port.protocol);
      const sent = templates.flatMap(sentTo);
      const leads = (some: readonly Sent[], { number }: ContainerPort): boolean =>
        some.some((each) => each.number === number);
      const own = sent.filter((each) => each.service === service);
      // Of a Service that leads to none of the declared ports, all are left over.
      const led = declared.some((each) => leads(own, each)) ? sent : [];
      const isSpare = (each: ContainerPort): boolean =>
        !leads(led, each) && (each.name === undefined || !IS_FOR_OTHERS.test(each.name));
      return declared.some(isSpare) || templates.some((template) => runningContainers(template).every(isKnown));
    },
  };
  return meantPorts;
}

/** Names of ports that nobody mixes up with that of the program itself. */
const IS_FOR_OTHERS = /metric|health|admin|pprof|debug|profil|telemetry|probe|status|monitor|prometheus/i;

/** Its image is known, and is started as it is. */
function isKnown(container: Container): boolean {
  return isKnownImage(container) && container.get('command') === undefined;
}

/** The port, where all have one number. */
function onlyOf(ports: readonly ContainerPort[]): ContainerPort | undefined {
  return new Set(ports.map(({ number }) => number)).size === 1 ? ports[0] : undefined;
}
